namespace CallQuality.Audio.Dsp;

/// <summary>
/// The low-pass of <see cref="Resampler"/>: a sinc under a Kaiser window (Kaiser 1974; design formulas as in Oppenheim and Schafer),
/// flat to 0.91 of the lower Nyquist frequency and closed from that Nyquist frequency on, so that nothing folds back.
/// </summary>
internal static class WindowedSinc
{
    /// <summary>End of the pass band as a share of the lower Nyquist frequency.</summary>
    public const double PassBandEnd = 0.91;

    private const double StopBandAttenuationDb = 96;

    private const double Beta = 0.1102 * (StopBandAttenuationDb - 8.7);

    /// <summary>Half the length of the filter in input samples, a multiple of four so that whole vectors fill it.</summary>
    public static int HalfWidth(int fromHz, int toHz)
    {
        var transition = Math.PI * (1 - PassBandEnd);
        var lengthAtLowerRate = (StopBandAttenuationDb - 8) / (2.285 * transition);
        var half = lengthAtLowerRate / 2 * Math.Max(1.0, (double)fromHz / toHz);
        return ((int)Math.Ceiling(half) + 3) / 4 * 4;
    }

    /// <summary>
    /// The taps for one position between two input samples: <c>taps[j]</c> weighs input <c>i - halfWidth + 1 + j</c>
    /// for an output at <c>i + fraction</c>. Their sum is 1, so that a constant stays what it was.
    /// </summary>
    public static void Fill(Span<float> taps, double fraction, int fromHz, int toHz)
    {
        var half = taps.Length / 2;
        var cutoff = (1 + PassBandEnd) / 2 * Math.Min(1.0, (double)toHz / fromHz);
        var values = new double[taps.Length];
        var sum = 0.0;
        for (var j = 0; j < values.Length; j++)
        {
            var distance = fraction + half - 1 - j;
            values[j] = Sinc(cutoff * distance) * Kaiser(distance / half);
            sum += values[j];
        }

        for (var j = 0; j < values.Length; j++)
        {
            taps[j] = (float)(values[j] / sum);
        }
    }

    private static double Sinc(double x) => Math.Abs(x) < 1e-9 ? 1 : Math.Sin(Math.PI * x) / (Math.PI * x);

    // Not scaled to 1 at its peak: the taps are divided by their sum anyway.
    private static double Kaiser(double x) => Math.Abs(x) >= 1 ? 0 : BesselI0(Beta * Math.Sqrt(1 - (x * x)));

    private static double BesselI0(double x)
    {
        var sum = 1.0;
        var term = 1.0;
        for (var k = 1; term > 1e-17 * sum; k++)
        {
            term *= x / (2 * k) * (x / (2 * k));
            sum += term;
        }

        return sum;
    }
}
