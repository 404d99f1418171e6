namespace CallQuality.Audio.Line;

/// <summary>Finds mains hum: lines at multiples of 50 or 60 Hz that stand out of the background's spectrum.</summary>
internal static class Hum
{
    private const double HighestHz = 1000;
    private const double StandsOut = 6;
    private const int LinesNeeded = 3;

    /// <summary>Power of the hum over the rest of the background below 1 kHz, in dB; <see langword="null"/> without hum.</summary>
    /// <param name="noisePower">Mean power of the background a bin.</param>
    /// <param name="binHz">Distance of two bins; at most 2.5 Hz, or lines cannot be told apart.</param>
    public static double? Measure(ReadOnlySpan<double> noisePower, double binHz)
    {
        var fifty = MeasureBase(noisePower, binHz, 50);
        var sixty = MeasureBase(noisePower, binHz, 60);
        return fifty is null || sixty > fifty ? sixty : fifty;
    }

    private static double? MeasureBase(ReadOnlySpan<double> power, double binHz, double baseHz)
    {
        var (lines, hum, total) = (0, 0.0, 0.0);
        for (var bin = (int)(0.7 * baseHz / binHz); bin * binHz < HighestHz; bin++)
        {
            total += power[bin];
        }

        Span<double> around = stackalloc double[16];
        for (var hz = baseHz; hz < HighestHz; hz += baseHz)
        {
            var centre = (int)Math.Round(hz / binHz);
            for (var index = 0; index < 8; index++)
            {
                around[index] = power[centre - 4 - index];
                around[8 + index] = power[centre + 4 + index];
            }

            around.Sort();
            var background = around[8];
            var line = power[centre - 2] + power[centre - 1] + power[centre] + power[centre + 1] + power[centre + 2];
            if (line > StandsOut * 5 * background && line > 1e-12)
            {
                lines++;
                hum += line - (5 * background);
            }
        }

        return lines >= LinesNeeded ? 10 * Math.Log10(hum / Math.Max(total - hum, 1e-6 * total)) : null;
    }
}
