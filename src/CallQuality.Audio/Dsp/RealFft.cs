namespace CallQuality.Audio.Dsp;

/// <summary>
/// Fourier transform of real signals of one size, forward and back, through a complex transform of half the size.
/// Unscaled forward (a constant 1 gives <c>size</c> at bin 0); the inverse divides by the size.
/// </summary>
/// <remarks>Not thread-safe: scratch memory belongs to the instance. No method but the constructor allocates.</remarks>
public sealed class RealFft
{
    private readonly int half;
    private readonly StockhamTransform transform;
    private readonly float[] evenReal;
    private readonly float[] oddImaginary;
    private readonly float[] cosines;
    private readonly float[] sines;

    /// <summary>Prepares a transform.</summary>
    /// <param name="size">Samples: even, 2 or more, and made of the factors 2, 3 and 5 alone, such as 512, 400 or 480.</param>
    /// <exception cref="ArgumentOutOfRangeException">The size is odd, too small, or has another prime factor.</exception>
    public RealFft(int size)
    {
        if (size < 2 || size % 2 != 0 || !StockhamTransform.CanTransform(size))
        {
            throw new ArgumentOutOfRangeException(nameof(size), size, "The size must be even and made of the factors 2, 3 and 5.");
        }

        Size = size;
        half = size / 2;
        transform = new StockhamTransform(half, 1);
        evenReal = new float[half];
        oddImaginary = new float[half];
        cosines = new float[half + 1];
        sines = new float[half + 1];
        for (var k = 0; k <= half; k++)
        {
            var (sine, cosine) = Math.SinCos(-2 * Math.PI * k / size);
            cosines[k] = (float)cosine;
            sines[k] = (float)sine;
        }
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
        for (var k = 0; k <= half; k++)
        {
            (real[k], imaginary[k]) = Bin(k);
        }
    }

    /// <summary>The power of each bin: real² + imaginary², unscaled.</summary>
    /// <param name="samples"><see cref="Size"/> samples, or fewer: the rest counts as 0.</param>
    /// <param name="power">Room for <see cref="BinCount"/>.</param>
    public void PowerSpectrum(ReadOnlySpan<float> samples, Span<float> power)
    {
        TransformPacked(samples);
        for (var k = 0; k <= half; k++)
        {
            var (real, imaginary) = Bin(k);
            power[k] = (real * real) + (imaginary * imaginary);
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

    private (float Real, float Imaginary) Bin(int k)
    {
        var own = k == half ? 0 : k;
        var mirrored = k == 0 ? 0 : half - k;
        var sumReal = evenReal[own] + evenReal[mirrored];
        var sumImaginary = oddImaginary[own] - oddImaginary[mirrored];
        var differenceReal = evenReal[own] - evenReal[mirrored];
        var differenceImaginary = oddImaginary[own] + oddImaginary[mirrored];

        // Half of the sum is the even samples' spectrum; half of the difference, turned by -i·W^k, the odd samples'.
        return (
            0.5f * (sumReal + (differenceImaginary * cosines[k]) + (differenceReal * sines[k])),
            0.5f * (sumImaginary + (differenceImaginary * sines[k]) - (differenceReal * cosines[k])));
    }
}
