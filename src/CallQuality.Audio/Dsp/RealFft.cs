using System.Runtime.CompilerServices;

namespace CallQuality.Audio.Dsp;

/// <summary>
/// Fourier transform of real signals of one size, forward and back, through a complex transform of half the size.
/// Unscaled forward (a constant 1 gives <c>size</c> at bin 0); the inverse divides by the size.
/// </summary>
/// <remarks>Not thread-safe: scratch memory belongs to the instance. No method but the constructor allocates.</remarks>
public sealed class RealFft
{
    private readonly int half;
    private readonly ComplexTransform transform;
    private readonly float[] evenReal;
    private readonly float[] oddImaginary;
    private readonly float[] cosines;
    private readonly float[] sines;

    /// <summary>Prepares a transform.</summary>
    /// <param name="size">Samples: even, 2 or more, and made of the factors 2, 3 and 5 alone, such as 512, 400 or 480.</param>
    /// <exception cref="ArgumentOutOfRangeException">The size is odd, too small, or has another prime factor.</exception>
    public RealFft(int size)
    {
        CheckSize(size);
        Size = size;
        half = size / 2;
        transform = new ComplexTransform(half);
        evenReal = new float[half];
        oddImaginary = new float[half];
        (cosines, sines) = Turns(size);
    }

    /// <summary>Samples of one frame.</summary>
    public int Size { get; }

    /// <summary>Bins of one spectrum: <c>Size / 2 + 1</c>, from 0 Hz to the Nyquist frequency, both included.</summary>
    public int BinCount => half + 1;

    /// <summary>The spectrum of a frame.</summary>
    /// <param name="samples"><see cref="Size"/> samples, or fewer: the rest counts as 0.</param>
    /// <param name="real">Real parts, room for <see cref="BinCount"/>.</param>
    /// <param name="imaginary">Imaginary parts, room for <see cref="BinCount"/>.</param>
    public void Forward(ReadOnlySpan<float> samples, Span<float> real, Span<float> imaginary)
    {
        TransformPacked(samples);
        real = real[..BinCount];
        imaginary = imaginary[..BinCount];
        for (var k = 0; k <= half / 2; k++)
        {
            var (sumReal, sumImaginary, turnedReal, turnedImaginary) = Parts(k);
            real[k] = sumReal + turnedReal;
            imaginary[k] = sumImaginary + turnedImaginary;
            real[half - k] = sumReal - turnedReal;
            imaginary[half - k] = turnedImaginary - sumImaginary;
        }
    }

    /// <summary>The power of each bin: real² + imaginary², unscaled.</summary>
    /// <param name="samples"><see cref="Size"/> samples, or fewer: the rest counts as 0.</param>
    /// <param name="power">Room for <see cref="BinCount"/>.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void PowerSpectrum(ReadOnlySpan<float> samples, Span<float> power)
    {
        TransformPacked(samples);
        power = power[..BinCount];
        for (var k = 0; k <= half / 2; k++)
        {
            var (sumReal, sumImaginary, turnedReal, turnedImaginary) = Parts(k);
            var (real, imaginary) = (sumReal + turnedReal, sumImaginary + turnedImaginary);
            power[k] = (real * real) + (imaginary * imaginary);
            (real, imaginary) = (sumReal - turnedReal, sumImaginary - turnedImaginary);
            power[half - k] = (real * real) + (imaginary * imaginary);
        }
    }

    /// <summary>The signal of a spectrum, exactly undoing <see cref="Forward"/> but for rounding.</summary>
    /// <param name="real">Real parts, <see cref="BinCount"/>.</param>
    /// <param name="imaginary">Imaginary parts, <see cref="BinCount"/>; those of the first and last bin are taken as 0.</param>
    /// <param name="samples">Room for <see cref="Size"/>.</param>
    public void Inverse(ReadOnlySpan<float> real, ReadOnlySpan<float> imaginary, Span<float> samples)
    {
        for (var k = 0; k < half; k++)
        {
            var mirrored = half - k;
            var ownImaginary = k == 0 ? 0 : imaginary[k];
            var mirroredImaginary = k == 0 ? 0 : imaginary[mirrored];
            var sumReal = real[k] + real[mirrored];
            var sumImaginary = ownImaginary - mirroredImaginary;
            var differenceReal = real[k] - real[mirrored];
            var differenceImaginary = ownImaginary + mirroredImaginary;

            // Multiplied by i·conj(W^k); the real and imaginary parts change places so that a forward transform goes back.
            oddImaginary[k] = sumReal + (differenceReal * sines[k]) - (differenceImaginary * cosines[k]);
            evenReal[k] = sumImaginary + (differenceReal * cosines[k]) + (differenceImaginary * sines[k]);
        }

        transform.Forward(evenReal, oddImaginary);
        var scale = 1f / Size;
        for (var n = 0; n < half; n++)
        {
            samples[2 * n] = oddImaginary[n] * scale;
            samples[(2 * n) + 1] = evenReal[n] * scale;
        }
    }

    /// <summary>Refuses sizes that have no transform.</summary>
    internal static void CheckSize(int size)
    {
        if (size < 2 || size % 2 != 0 || !StockhamTransform.CanTransform(size))
        {
            throw new ArgumentOutOfRangeException(nameof(size), size, "The size must be even and made of the factors 2, 3 and 5.");
        }
    }

    /// <summary>The turns by <c>-2πk/size</c> that put even and odd samples together, for k from 0 to half the size.</summary>
    internal static (float[] Cosines, float[] Sines) Turns(int size)
    {
        var (cosines, sines) = (new float[(size / 2) + 1], new float[(size / 2) + 1]);
        for (var k = 0; k < cosines.Length; k++)
        {
            var (sine, cosine) = Math.SinCos(-2 * Math.PI * k / size);
            cosines[k] = (float)cosine;
            sines[k] = (float)sine;
        }

        return (cosines, sines);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void TransformPacked(ReadOnlySpan<float> samples)
    {
        samples = samples[..Math.Min(samples.Length, Size)];
        var pairs = samples.Length / 2;
        for (var n = 0; n < pairs; n++)
        {
            evenReal[n] = samples[2 * n];
            oddImaginary[n] = samples[(2 * n) + 1];
        }

        evenReal.AsSpan(pairs).Clear();
        oddImaginary.AsSpan(pairs).Clear();
        if (samples.Length % 2 == 1)
        {
            evenReal[pairs] = samples[^1];
        }

        transform.Forward(evenReal, oddImaginary);
    }

    /// <summary>Bin k is the sum of both parts, bin half - k their difference, conjugated.</summary>
    private (float SumReal, float SumImaginary, float TurnedReal, float TurnedImaginary) Parts(int k)
    {
        var mirrored = k == 0 ? 0 : half - k;
        var sumReal = evenReal[k] + evenReal[mirrored];
        var sumImaginary = oddImaginary[k] - oddImaginary[mirrored];
        var differenceReal = evenReal[k] - evenReal[mirrored];
        var differenceImaginary = oddImaginary[k] + oddImaginary[mirrored];

        // Half of the sum is the even samples' spectrum; half of the difference, turned by -i·W^k, the odd samples'.
        var (cosine, sine) = (0.5f * cosines[k], 0.5f * sines[k]);
        return (
            0.5f * sumReal,
            0.5f * sumImaginary,
            (differenceImaginary * cosine) + (differenceReal * sine),
            (differenceImaginary * sine) - (differenceReal * cosine));
    }
}
