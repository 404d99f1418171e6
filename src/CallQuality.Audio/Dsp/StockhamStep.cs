using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace CallQuality.Audio.Dsp;

/// <summary>One pass of <see cref="StockhamTransform"/>: the butterflies of one radix over all groups and strides.</summary>
internal readonly ref struct StockhamStep
{
    private const float Cosine72 = 0.309016994374947424f;
    private const float Cosine144 = -0.809016994374947424f;
    private const float Sine72 = 0.951056516295153572f;
    private const float Sine144 = 0.587785252292473129f;
    private readonly StockhamPlanes planes;
    private readonly int length;
    private readonly int stride;
    private readonly ReadOnlySpan<float> twiddles;

    public StockhamStep(
        Span<float> sourceReal, Span<float> sourceImaginary, Span<float> targetReal, Span<float> targetImaginary, int length, int stride,
        ReadOnlySpan<float> twiddles)
    {
        // The butterflies use references without bounds checks, so the bounds are checked once, here.
        var needed = length * stride;
        planes = new StockhamPlanes(sourceReal[..needed], sourceImaginary[..needed], targetReal[..needed], targetImaginary[..needed]);
        this.length = length;
        this.stride = stride;
        this.twiddles = twiddles;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run(int radix)
    {
        var inVectors = stride / VectorLane.Width * VectorLane.Width;
        if (inVectors > 0)
        {
            Run<VectorLane>(radix, 0, inVectors);
        }

        if (inVectors < stride)
        {
            Run<ScalarLane>(radix, inVectors, stride);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Run<T>(int radix, int from, int to)
        where T : struct, ILane<T>
    {
        switch (radix)
        {
            case 2:
                Two<T>(from, to);
                break;
            case 3:
                Three<T>(from, to);
                break;
            case 4:
                Four<T>(from, to);
                break;
            default:
                Five<T>(from, to);
                break;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Two<T>(int from, int to)
        where T : struct, ILane<T>
    {
        var at = planes;
        var groups = length / 2;
        var hop = stride * groups;
        for (var group = 0; group < groups; group++)
        {
            var source = stride * group;
            var target = stride * 2 * group;
            var turn = twiddles.Slice(2 * group, 2);
            var (cosine1, sine1) = (turn[0], turn[1]);
            for (var q = from; q < to; q += T.Width)
            {
                var a = at.Load<T>(source + q);
                var b = at.Load<T>(source + hop + q);
                at.Store(a + b, target + q);
                at.Store((a - b).Times(cosine1, sine1), target + stride + q);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Three<T>(int from, int to)
        where T : struct, ILane<T>
    {
        const float Sine60 = 0.866025403784438647f;
        var at = planes;
        var groups = length / 3;
        var hop = stride * groups;
        for (var group = 0; group < groups; group++)
        {
            var source = stride * group;
            var target = stride * 3 * group;
            var turn = twiddles.Slice(4 * group, 4);
            var (cosine1, sine1) = (turn[0], turn[1]);
            var (cosine2, sine2) = (turn[2], turn[3]);
            for (var q = from; q < to; q += T.Width)
            {
                var a = at.Load<T>(source + q);
                var b = at.Load<T>(source + hop + q);
                var c = at.Load<T>(source + (2 * hop) + q);
                var sum = b + c;
                var middle = a - (sum * 0.5f);
                var side = ((b - c) * Sine60).TurnedBack();
                at.Store(a + sum, target + q);
                at.Store((middle + side).Times(cosine1, sine1), target + stride + q);
                at.Store((middle - side).Times(cosine2, sine2), target + (2 * stride) + q);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Four<T>(int from, int to)
        where T : struct, ILane<T>
    {
        var at = planes;
        var groups = length / 4;
        var hop = stride * groups;
        for (var group = 0; group < groups; group++)
        {
            var source = stride * group;
            var target = stride * 4 * group;
            var turn = twiddles.Slice(6 * group, 6);
            var (cosine1, sine1) = (turn[0], turn[1]);
            var (cosine2, sine2) = (turn[2], turn[3]);
            var (cosine3, sine3) = (turn[4], turn[5]);
            for (var q = from; q < to; q += T.Width)
            {
                var a = at.Load<T>(source + q);
                var b = at.Load<T>(source + hop + q);
                var c = at.Load<T>(source + (2 * hop) + q);
                var d = at.Load<T>(source + (3 * hop) + q);
                var even = a + c;
                var odd = b + d;
                var difference = a - c;
                var side = (b - d).TurnedBack();
                at.Store(even + odd, target + q);
                at.Store((difference + side).Times(cosine1, sine1), target + stride + q);
                at.Store((even - odd).Times(cosine2, sine2), target + (2 * stride) + q);
                at.Store((difference - side).Times(cosine3, sine3), target + (3 * stride) + q);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Five<T>(int from, int to)
        where T : struct, ILane<T>
    {
        var at = planes;
        var groups = length / 5;
        var hop = stride * groups;
        for (var group = 0; group < groups; group++)
        {
            var source = stride * group;
            var target = stride * 5 * group;
            var turn = twiddles.Slice(8 * group, 8);
            var (cosine1, sine1) = (turn[0], turn[1]);
            var (cosine2, sine2) = (turn[2], turn[3]);
            var (cosine3, sine3) = (turn[4], turn[5]);
            var (cosine4, sine4) = (turn[6], turn[7]);
            for (var q = from; q < to; q += T.Width)
            {
                var a = at.Load<T>(source + q);
                var b = at.Load<T>(source + hop + q);
                var c = at.Load<T>(source + (2 * hop) + q);
                var d = at.Load<T>(source + (3 * hop) + q);
                var e = at.Load<T>(source + (4 * hop) + q);
                var outer = b + e;
                var inner = c + d;
                var outerSide = (b - e).TurnedBack();
                var innerSide = (c - d).TurnedBack();
                var middle1 = a + (outer * Cosine72) + (inner * Cosine144);
                var middle2 = a + (outer * Cosine144) + (inner * Cosine72);
                var side1 = (outerSide * Sine72) + (innerSide * Sine144);
                var side2 = (outerSide * Sine144) - (innerSide * Sine72);
                at.Store(a + outer + inner, target + q);
                at.Store((middle1 + side1).Times(cosine1, sine1), target + stride + q);
                at.Store((middle2 + side2).Times(cosine2, sine2), target + (2 * stride) + q);
                at.Store((middle2 - side2).Times(cosine3, sine3), target + (3 * stride) + q);
                at.Store((middle1 - side1).Times(cosine4, sine4), target + (4 * stride) + q);
            }
        }
    }
}

/// <summary>Where one pass reads and writes. Four fields, so that the compiler keeps a copy of them in registers.</summary>
internal readonly ref struct StockhamPlanes(Span<float> sourceReal, Span<float> sourceImaginary, Span<float> targetReal, Span<float> targetImaginary)
{
    private readonly ref float sourceReal = ref MemoryMarshal.GetReference(sourceReal);
    private readonly ref float sourceImaginary = ref MemoryMarshal.GetReference(sourceImaginary);
    private readonly ref float targetReal = ref MemoryMarshal.GetReference(targetReal);
    private readonly ref float targetImaginary = ref MemoryMarshal.GetReference(targetImaginary);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ComplexLane<T> Load<T>(int offset)
        where T : struct, ILane<T> => ComplexLane<T>.Load(ref sourceReal, ref sourceImaginary, offset);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store<T>(ComplexLane<T> value, int offset)
        where T : struct, ILane<T> => value.Store(ref targetReal, ref targetImaginary, offset);
}
