using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using CallQuality.Audio.Prosody;

namespace CallQuality.Audio.Line;

/// <summary>Mean power spectrum of many Hann-windowed frames, two in every vector lane. Not safe to share between threads.</summary>
internal sealed class PowerSpectrum
{
    private readonly LaneFft transform;
    private readonly float[] window;
    private readonly int[] positions;
    private readonly Vector<float>[] real;
    private readonly Vector<float>[] imaginary;
    private readonly double[] sums;
    private int pending;

    /// <summary>Prepares for frames of <paramref name="size"/> samples, a power of two.</summary>
    public PowerSpectrum(int size)
    {
        transform = new LaneFft(size);
        window = new float[size];
        positions = new int[size];
        for (var index = 0; index < size; index++)
        {
            window[index] = (float)(0.5 - (0.5 * Math.Cos(2 * Math.PI * (index + 0.5) / size)));
            positions[index] = transform.PositionOf(index);
        }

        real = new Vector<float>[size];
        imaginary = new Vector<float>[size];
        sums = new double[(size / 2) + 1];
    }

    /// <summary>Samples a frame.</summary>
    public int Size => transform.Size;

    /// <summary>Frames taken in so far.</summary>
    public int FrameCount { get; private set; }

    /// <summary>Takes in one frame of <see cref="Size"/> samples.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Add(ReadOnlySpan<float> frame)
    {
        var target = MemoryMarshal.Cast<Vector<float>, float>((pending % 2 == 0 ? real : imaginary).AsSpan());
        var lane = pending / 2;
        for (var index = 0; index < window.Length; index++)
        {
            target[(index * Vector<float>.Count) + lane] = frame[index] * window[index];
        }

        FrameCount++;
        pending++;
        if (pending == 2 * Vector<float>.Count)
        {
            Flush();
        }
    }

    /// <summary>Writes the mean power of every bin from 0 to the middle of the spectrum; zeros if no frame was taken in.</summary>
    public void Mean(Span<double> power)
    {
        Flush();
        for (var bin = 0; bin < power.Length; bin++)
        {
            power[bin] = FrameCount > 0 ? sums[bin] / FrameCount : 0;
        }
    }

    // Two real frames share one complex transform: their powers at a bin add up to half of what stands at it and at its mirror.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Flush()
    {
        if (pending == 0)
        {
            return;
        }

        transform.Forward(real, imaginary);
        for (var bin = 0; bin < sums.Length; bin++)
        {
            var here = positions[bin];
            var there = positions[(Size - bin) & (Size - 1)];
            var power = (real[here] * real[here]) + (imaginary[here] * imaginary[here])
                + (real[there] * real[there]) + (imaginary[there] * imaginary[there]);
            sums[bin] += 0.5 * Vector.Sum(power);
        }

        Array.Clear(real);
        Array.Clear(imaginary);
        pending = 0;
    }
}
