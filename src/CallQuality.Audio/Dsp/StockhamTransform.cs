using System.Runtime.CompilerServices;

namespace CallQuality.Audio.Dsp;

/// <summary>
/// Forward complex Fourier transform of one signal or of several interleaved ones, by Stockham's autosorting method
/// with radices 2, 3, 4 and 5 (as in Van Loan, Computational Frameworks for the FFT, 1992).
/// </summary>
/// <remarks>
/// Number <c>k</c> of signal <c>lane</c> sits at <c>k * lanes + lane</c>. As many lanes as a vector is wide make every step
/// a full vector operation, which is why frames of a spectrogram are transformed several at a time. Not thread-safe.
/// </remarks>
internal sealed class StockhamTransform
{
    private readonly int lanes;
    private readonly int[] radices;
    private readonly float[][] twiddles;
    private readonly float[] spareReal;
    private readonly float[] spareImaginary;

    public StockhamTransform(int length, int lanes)
    {
        this.lanes = lanes;
        radices = Factor(length);
        twiddles = new float[radices.Length][];
        var remaining = length;
        for (var stage = 0; stage < radices.Length; stage++)
        {
            twiddles[stage] = Twiddles(remaining, radices[stage]);
            remaining /= radices[stage];
        }

        spareReal = new float[length * lanes];
        spareImaginary = new float[length * lanes];
    }

    /// <summary>Whether a length has no other prime factors than 2, 3 and 5.</summary>
    public static bool CanTransform(int length)
    {
        foreach (var prime in (ReadOnlySpan<int>)[2, 3, 5])
        {
            while (length > 1 && length % prime == 0)
            {
                length /= prime;
            }
        }

        return length == 1;
    }

    /// <summary>Transforms in place; both spans hold <c>length * lanes</c> numbers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Forward(Span<float> real, Span<float> imaginary)
    {
        var sourceReal = real;
        var sourceImaginary = imaginary;
        Span<float> targetReal = spareReal;
        Span<float> targetImaginary = spareImaginary;
        var remaining = spareReal.Length / lanes;
        var stride = lanes;
        for (var stage = 0; stage < radices.Length; stage++)
        {
            var step = new StockhamStep(sourceReal, sourceImaginary, targetReal, targetImaginary, remaining, stride, twiddles[stage]);
            step.Run(radices[stage]);
            remaining /= radices[stage];
            stride *= radices[stage];
            var used = sourceReal;
            sourceReal = targetReal;
            targetReal = used;
            used = sourceImaginary;
            sourceImaginary = targetImaginary;
            targetImaginary = used;
        }

        if (radices.Length % 2 == 1)
        {
            sourceReal.CopyTo(real);
            sourceImaginary.CopyTo(imaginary);
        }
    }

    private static int[] Factor(int length)
    {
        var factors = new List<int>();

        // Fours and twos first: after two of them the stride fills whole vectors also for a single signal.
        foreach (var radix in (ReadOnlySpan<int>)[4, 2, 3, 5])
        {
            while (length % radix == 0)
            {
                factors.Add(radix);
                length /= radix;
            }
        }

        return [.. factors];
    }

    private static float[] Twiddles(int length, int radix)
    {
        var groups = length / radix;
        var values = new float[2 * (radix - 1) * groups];
        for (var group = 0; group < groups; group++)
        {
            for (var k = 1; k < radix; k++)
            {
                var (sine, cosine) = Math.SinCos(-2 * Math.PI * group * k / length);
                var index = 2 * ((group * (radix - 1)) + k - 1);
                values[index] = (float)cosine;
                values[index + 1] = (float)sine;
            }
        }

        return values;
    }
}
