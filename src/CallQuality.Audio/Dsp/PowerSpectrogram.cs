using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace CallQuality.Audio.Dsp;

/// <summary>
/// Power spectra of overlapping windowed frames, as many at a time as a vector has lanes: several times as fast as
/// <see cref="RealFft.PowerSpectrum"/> frame by frame, and equal to it but for rounding.
/// </summary>
/// <remarks>Not thread-safe: scratch memory belongs to the instance. No method but the constructor allocates.</remarks>
public sealed class PowerSpectrogram
{
    private readonly int size;
    private readonly int hop;
    private readonly int half;
    private readonly float[] window;
    private readonly float[] cosines;
    private readonly float[] sines;
    private readonly float[] real;
    private readonly float[] imaginary;
    private readonly float[] powers;
    private readonly StockhamTransform transform;

    /// <summary>Prepares the transform.</summary>
    /// <param name="window">One weight for each sample of a frame; its length is the frame's, of which <see cref="RealFft"/> says which are possible.</param>
    /// <param name="hop">Samples from one frame's start to the next, 1 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">The window's length has no transform, or the hop is below 1.</exception>
    public PowerSpectrogram(ReadOnlySpan<float> window, int hop)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(hop, 1);
        RealFft.CheckSize(window.Length);
        size = window.Length;
        this.hop = hop;
        this.window = window.ToArray();
        half = size / 2;
        transform = new StockhamTransform(half, Lanes);
        real = new float[half * Lanes];
        imaginary = new float[half * Lanes];
        powers = new float[(half + 1) * Lanes];
        (cosines, sines) = RealFft.Turns(size);
    }

    /// <summary>Bins of one spectrum, from 0 Hz to the Nyquist frequency, both included.</summary>
    public int BinCount => half + 1;

    private static int Lanes => VectorLane.Width;

    /// <summary>Measures frames that start at sample 0, <c>hop</c>, <c>2·hop</c> and so on.</summary>
    /// <param name="samples">The signal; samples beyond its end count as 0.</param>
    /// <param name="frameCount">Frames to measure, 0 or more.</param>
    /// <param name="power">
    /// Room for <c>BinCount × frameCount</c> values, bin by bin: frame <c>f</c> of bin <c>b</c> goes to <c>b × frameCount + f</c>,
    /// so that a filter bank adds up whole rows.
    /// </param>
    /// <exception cref="ArgumentException">There is not enough room.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Measure(ReadOnlySpan<float> samples, int frameCount, Span<float> power)
    {
        if (power.Length < (long)BinCount * frameCount)
        {
            throw new ArgumentException("There is no room for all bins of all frames.", nameof(power));
        }

        for (var first = 0; first < frameCount; first += Lanes)
        {
            var count = Math.Min(Lanes, frameCount - first);
            for (var lane = 0; lane < Lanes; lane++)
            {
                var start = Math.Min((long)(first + lane) * hop, samples.Length);
                Pack(lane < count ? samples[(int)start..] : [], lane);
            }

            transform.Forward(real, imaginary);
            MeasureBins();
            for (var bin = 0; bin < BinCount; bin++)
            {
                powers.AsSpan(bin * Lanes, count).CopyTo(power[((bin * frameCount) + first)..]);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Pack(ReadOnlySpan<float> frame, int lane)
    {
        var length = Math.Min(frame.Length, size);
        var target = lane;
        var n = 0;
        for (; n + 1 < length; n += 2)
        {
            real[target] = frame[n] * window[n];
            imaginary[target] = frame[n + 1] * window[n + 1];
            target += Lanes;
        }

        for (; n < size; n += 2)
        {
            real[target] = n < length ? frame[n] * window[n] : 0;
            imaginary[target] = 0;
            target += Lanes;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void MeasureBins()
    {
        ref var realStart = ref MemoryMarshal.GetArrayDataReference(real);
        ref var imaginaryStart = ref MemoryMarshal.GetArrayDataReference(imaginary);
        ref var powerStart = ref MemoryMarshal.GetArrayDataReference(powers);
        for (var k = 0; k <= half / 2; k++)
        {
            var mirrored = k == 0 ? 0 : half - k;
            var own = ComplexLane<VectorLane>.Load(ref realStart, ref imaginaryStart, k * Lanes);
            var other = ComplexLane<VectorLane>.Load(ref realStart, ref imaginaryStart, mirrored * Lanes);
            var sumReal = own.Real + other.Real;
            var sumImaginary = own.Imaginary - other.Imaginary;
            var turnedReal = ((own.Imaginary + other.Imaginary) * cosines[k]) + ((own.Real - other.Real) * sines[k]);
            var turnedImaginary = ((own.Imaginary + other.Imaginary) * sines[k]) - ((own.Real - other.Real) * cosines[k]);

            // Bin half - k is the mirror image: the same two parts, one of them with its sign changed.
            VectorLane.Store(Power(sumReal + turnedReal, sumImaginary + turnedImaginary), ref powerStart, k * Lanes);
            VectorLane.Store(Power(sumReal - turnedReal, sumImaginary - turnedImaginary), ref powerStart, (half - k) * Lanes);
        }
    }

    private static VectorLane Power(VectorLane twiceReal, VectorLane twiceImaginary) =>
        ((twiceReal * twiceReal) + (twiceImaginary * twiceImaginary)) * 0.25f;
}
