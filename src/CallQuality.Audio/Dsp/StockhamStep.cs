using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace CallQuality.Audio.Dsp;

/// <summary>One pass of <see cref="StockhamTransform"/>: the butterflies of one radix over all groups and strides.</summary>
internal readonly ref struct StockhamStep
{
    private readonly ref float sourceReal;
    private readonly ref float sourceImaginary;
    private readonly ref float targetReal;
    private readonly ref float targetImaginary;
    private readonly int length;
    private readonly int stride;
    private readonly ReadOnlySpan<float> twiddles;

    public StockhamStep(
        Span<float> sourceReal, Span<float> sourceImaginary, Span<float> targetReal, Span<float> targetImaginary, int length, int stride,
        ReadOnlySpan<float> twiddles)
    {
        // The butterflies use references without bounds checks, so the bounds are checked once, here.
        var needed = length * stride;
        this.sourceReal = ref MemoryMarshal.GetReference(sourceReal[..needed]);
        this.sourceImaginary = ref MemoryMarshal.GetReference(sourceImaginary[..needed]);
        this.targetReal = ref MemoryMarshal.GetReference(targetReal[..needed]);
        this.targetImaginary = ref MemoryMarshal.GetReference(targetImaginary[..needed]);
        this.length = length;
        this.stride = stride;
        this.twiddles = twiddles;
    }

    public void Run(int radix)
    {
        var groups = length / radix;
        var width = VectorLane.Width;
        var inVectors = stride / width * width;
        for (var group = 0; group < groups; group++)
        {
            var turn = twiddles.Slice(2 * (radix - 1) * group, 2 * (radix - 1));
            Run<VectorLane>(radix, group, groups, turn, 0, inVectors);
            Run<ScalarLane>(radix, group, groups, turn, inVectors, stride);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Run<T>(int radix, int group, int groups, ReadOnlySpan<float> turn, int from, int to)
        where T : struct, ILane<T>
    {
        if (from >= to)
        {
            return;
        }

        var source = stride * group;
        var hop = stride * groups;
        var target = stride * radix * group;
        switch (radix)
        {
            case 2:
                Two<T>(source, hop, target, turn, from, to);
                break;
            case 3:
                Three<T>(source, hop, target, turn, from, to);
                break;
            case 4:
                Four<T>(source, hop, target, turn, from, to);
                break;
            default:
                Five<T>(source, hop, target, turn, from, to);
                break;
        }
    }

    private void Two<T>(int source, int hop, int target, ReadOnlySpan<float> turn, int from, int to)
        where T : struct, ILane<T>
    {
        var (cosine, sine) = (turn[0], turn[1]);
        for (var q = from; q < to; q += T.Width)
        {
            var a = Load<T>(source + q);
            var b = Load<T>(source + hop + q);
            Store(a + b, target + q);
            Store((a - b).Times(cosine, sine), target + stride + q);
        }
    }

    private void Three<T>(int source, int hop, int target, ReadOnlySpan<float> turn, int from, int to)
        where T : struct, ILane<T>
    {
        const float Sine60 = 0.866025403784438647f;
        var (cosine1, sine1, cosine2, sine2) = (turn[0], turn[1], turn[2], turn[3]);
        for (var q = from; q < to; q += T.Width)
        {
            var a = Load<T>(source + q);
            var b = Load<T>(source + hop + q);
            var c = Load<T>(source + (2 * hop) + q);
            var sum = b + c;
            var middle = a - (sum * 0.5f);
            var side = ((b - c) * Sine60).TurnedBack();
            Store(a + sum, target + q);
            Store((middle + side).Times(cosine1, sine1), target + stride + q);
            Store((middle - side).Times(cosine2, sine2), target + (2 * stride) + q);
        }
    }

    private void Four<T>(int source, int hop, int target, ReadOnlySpan<float> turn, int from, int to)
        where T : struct, ILane<T>
    {
        var (cosine1, sine1, cosine2, sine2, cosine3, sine3) = (turn[0], turn[1], turn[2], turn[3], turn[4], turn[5]);
        for (var q = from; q < to; q += T.Width)
        {
            var a = Load<T>(source + q);
            var b = Load<T>(source + hop + q);
            var c = Load<T>(source + (2 * hop) + q);
            var d = Load<T>(source + (3 * hop) + q);
            var even = a + c;
            var odd = b + d;
            var difference = a - c;
            var side = (b - d).TurnedBack();
            Store(even + odd, target + q);
            Store((difference + side).Times(cosine1, sine1), target + stride + q);
            Store((even - odd).Times(cosine2, sine2), target + (2 * stride) + q);
            Store((difference - side).Times(cosine3, sine3), target + (3 * stride) + q);
        }
    }

    private void Five<T>(int source, int hop, int target, ReadOnlySpan<float> turn, int from, int to)
        where T : struct, ILane<T>
    {
        const float Cosine72 = 0.309016994374947424f;
        const float Cosine144 = -0.809016994374947424f;
        const float Sine72 = 0.951056516295153572f;
        const float Sine144 = 0.587785252292473129f;
        for (var q = from; q < to; q += T.Width)
        {
            var a = Load<T>(source + q);
            var b = Load<T>(source + hop + q);
            var c = Load<T>(source + (2 * hop) + q);
            var d = Load<T>(source + (3 * hop) + q);
            var e = Load<T>(source + (4 * hop) + q);
            var outer = b + e;
            var inner = c + d;
            var outerSide = (b - e).TurnedBack();
            var innerSide = (c - d).TurnedBack();
            var middle1 = a + (outer * Cosine72) + (inner * Cosine144);
            var middle2 = a + (outer * Cosine144) + (inner * Cosine72);
            var side1 = (outerSide * Sine72) + (innerSide * Sine144);
            var side2 = (outerSide * Sine144) - (innerSide * Sine72);
            Store(a + outer + inner, target + q);
            Store((middle1 + side1).Times(turn[0], turn[1]), target + stride + q);
            Store((middle2 + side2).Times(turn[2], turn[3]), target + (2 * stride) + q);
            Store((middle2 - side2).Times(turn[4], turn[5]), target + (3 * stride) + q);
            Store((middle1 - side1).Times(turn[6], turn[7]), target + (4 * stride) + q);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ComplexLane<T> Load<T>(int offset)
        where T : struct, ILane<T> => ComplexLane<T>.Load(ref sourceReal, ref sourceImaginary, offset);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Store<T>(ComplexLane<T> value, int offset)
        where T : struct, ILane<T> => value.Store(ref targetReal, ref targetImaginary, offset);
}
