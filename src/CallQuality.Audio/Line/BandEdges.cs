namespace CallQuality.Audio.Line;

/// <summary>
/// Finds where a line cuts the speech band: the steepest step of the mean speech spectrum near either end. A filter makes a step
/// of ten decibels and more within a quarter of a kilohertz; a voice by itself falls off slowly.
/// </summary>
internal static class BandEdges
{
    private const double StepDb = 9;
    private const double ReachHz = 150;

    /// <summary>Lower and upper edge in hertz; unknown where there is no step.</summary>
    /// <param name="speechPower">Mean power of speech a bin, from 0 Hz to half the sample rate.</param>
    /// <param name="noisePower">Mean power of the background a bin; zeros if unknown.</param>
    /// <param name="binHz">Distance of two bins.</param>
    public static (double? LowHz, double? HighHz) Find(ReadOnlySpan<double> speechPower, ReadOnlySpan<double> noisePower, double binHz)
    {
        var level = new double[speechPower.Length];
        var peak = 0.0;
        foreach (var power in speechPower)
        {
            peak = Math.Max(peak, power);
        }

        if (peak <= 0)
        {
            return (null, null);
        }

        for (var bin = 0; bin < level.Length; bin++)
        {
            var clean = Math.Max(speechPower[bin] - noisePower[bin], 0.25 * noisePower[bin]);
            level[bin] = 10 * Math.Log10(Math.Max(clean, 1e-9 * peak));
        }

        var nyquist = binHz * (level.Length - 1);
        var low = Steepest(level, binHz, 60, 900, rising: true);
        var high = Steepest(level, binHz, 1500, nyquist - (0.5 * ReachHz), rising: false);
        return (low, high);
    }

    private static double? Steepest(double[] level, double binHz, double fromHz, double toHz, bool rising)
    {
        var reach = Math.Max(2, (int)Math.Round(ReachHz / binHz));
        var best = StepDb;
        double? edge = null;
        for (var bin = (int)Math.Ceiling(fromHz / binHz); bin <= (int)(toHz / binHz); bin++)
        {
            var below = Mean(level, bin - reach, bin - 1);
            var above = Mean(level, bin + 1, bin + reach);
            var step = rising ? above - below : below - above;
            if (step > best)
            {
                best = step;
                edge = bin * binHz;
            }
        }

        return edge;
    }

    private static double Mean(double[] level, int from, int to)
    {
        from = Math.Max(from, 1);
        to = Math.Min(to, level.Length - 1);
        var sum = 0.0;
        for (var bin = from; bin <= to; bin++)
        {
            sum += level[bin];
        }

        return sum / (to - from + 1);
    }
}
