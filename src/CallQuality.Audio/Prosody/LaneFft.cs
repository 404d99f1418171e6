using System.Numerics;
using System.Runtime.CompilerServices;

namespace CallQuality.Audio.Prosody;

/// <summary>
/// A complex Fourier transform of many frames at once: every lane of the processor's vectors carries another frame, so that
/// the plain radix-2 algorithm runs at full width without shuffles. Forward leaves the bins in bit-reversed order and
/// the inverse starts from there, which saves both permutations.
/// </summary>
/// <remarks>Not scaled: forward then inverse multiplies by the size. Instances are immutable and safe to share.</remarks>
internal sealed class LaneFft
{
    private readonly float[] cosines;
    private readonly float[] sines;

    /// <summary>Prepares the factors.</summary>
    /// <param name="size">Number of points; a power of two of at least 2.</param>
    public LaneFft(int size)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(size, 2);
        if (!BitOperations.IsPow2(size))
        {
            throw new ArgumentOutOfRangeException(nameof(size), size, "The size must be a power of two.");
        }

        Size = size;
        cosines = new float[size / 2];
        sines = new float[size / 2];
        for (var index = 0; index < size / 2; index++)
        {
            var (sine, cosine) = Math.SinCos(-2 * Math.PI * index / size);
            cosines[index] = (float)cosine;
            sines[index] = (float)sine;
        }
    }

    /// <summary>Number of points.</summary>
    public int Size { get; }

    /// <summary>Where bin <paramref name="bin"/> stands after <see cref="Forward"/>.</summary>
    public int PositionOf(int bin)
    {
        var position = 0;
        for (var bit = 1; bit < Size; bit <<= 1)
        {
            position = (position << 1) | (bin & 1);
            bin >>= 1;
        }

        return position;
    }

    /// <summary>Transforms in place; natural order in, bit-reversed order out.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Forward(Span<Vector<float>> real, Span<Vector<float>> imaginary)
    {
        for (var half = Size / 2; half >= 1; half >>= 1)
        {
            var stride = Size / (2 * half);
            for (var start = 0; start < Size; start += 2 * half)
            {
                var upperReal = real.Slice(start, half);
                var upperImaginary = imaginary.Slice(start, half);
                var lowerReal = real.Slice(start + half, half);
                var lowerImaginary = imaginary.Slice(start + half, half);
                for (var index = 0; index < upperReal.Length; index++)
                {
                    var cosine = new Vector<float>(cosines[index * stride]);
                    var sine = new Vector<float>(sines[index * stride]);
                    var differenceReal = upperReal[index] - lowerReal[index];
                    var differenceImaginary = upperImaginary[index] - lowerImaginary[index];
                    upperReal[index] += lowerReal[index];
                    upperImaginary[index] += lowerImaginary[index];
                    lowerReal[index] = (differenceReal * cosine) - (differenceImaginary * sine);
                    lowerImaginary[index] = (differenceReal * sine) + (differenceImaginary * cosine);
                }
            }
        }
    }

    /// <summary>Transforms back in place; bit-reversed order in, natural order out.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Inverse(Span<Vector<float>> real, Span<Vector<float>> imaginary)
    {
        for (var half = 1; half < Size; half <<= 1)
        {
            var stride = Size / (2 * half);
            for (var start = 0; start < Size; start += 2 * half)
            {
                var upperReal = real.Slice(start, half);
                var upperImaginary = imaginary.Slice(start, half);
                var lowerReal = real.Slice(start + half, half);
                var lowerImaginary = imaginary.Slice(start + half, half);
                for (var index = 0; index < upperReal.Length; index++)
                {
                    var cosine = new Vector<float>(cosines[index * stride]);
                    var sine = new Vector<float>(sines[index * stride]);
                    var turnedReal = (lowerReal[index] * cosine) + (lowerImaginary[index] * sine);
                    var turnedImaginary = (lowerImaginary[index] * cosine) - (lowerReal[index] * sine);
                    lowerReal[index] = upperReal[index] - turnedReal;
                    lowerImaginary[index] = upperImaginary[index] - turnedImaginary;
                    upperReal[index] += turnedReal;
                    upperImaginary[index] += turnedImaginary;
                }
            }
        }
    }
}
