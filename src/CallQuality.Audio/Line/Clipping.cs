namespace CallQuality.Audio.Line;

/// <summary>
/// Counts samples cut off at a ceiling. The ceiling is the loudest value of the recording, wherever it lies, if the wave rests on
/// it: a natural peak touches its height once, a clipped one again and again and for more than one sample.
/// </summary>
internal static class Clipping
{
    // A-law's top step is three per cent wide: what was cut at full scale comes back on its last value.
    private const float PlateauShare = 0.99f;
    private const int PlateauSamples = 2;
    private const int PlateausNeeded = 5;

    /// <summary>Share of the samples that stand on the ceiling, 0 to 1.</summary>
    /// <param name="speech">The samples to count in.</param>
    /// <param name="ceiling">The ceiling from <see cref="Ceiling"/>; 0 for none.</param>
    public static long Count(ReadOnlySpan<float> speech, float ceiling)
    {
        if (ceiling <= 0)
        {
            return 0;
        }

        var count = 0L;
        foreach (var sample in speech)
        {
            count += Math.Abs(sample) >= ceiling ? 1 : 0;
        }

        return count;
    }

    /// <summary>The height at and above which a sample counts as clipped; 0 where nothing is clipped.</summary>
    public static float Ceiling(ReadOnlySpan<float> samples)
    {
        var peak = 0f;
        foreach (var sample in samples)
        {
            peak = Math.Max(peak, Math.Abs(sample));
        }

        if (peak == 0)
        {
            return 0;
        }

        var ceiling = PlateauShare * peak;
        var (run, plateaus, onCeiling, below) = (0, 0, 0L, 0L);
        var previous = 0f;
        foreach (var sample in samples)
        {
            var height = Math.Abs(sample);
            var on = height >= ceiling && (run == 0 || Math.Sign(sample) == Math.Sign(previous));
            run = on ? run + 1 : 0;
            plateaus += run == PlateauSamples ? 1 : 0;
            onCeiling += height >= ceiling ? 1 : 0;
            below += height >= PlateauShare * PlateauShare * PlateauShare * ceiling && height < ceiling ? 1 : 0;
            previous = sample;
        }

        // The distribution of speech thins out towards its peak; a heap at the very top is the mark of a ceiling.
        return plateaus >= PlateausNeeded && 4 * onCeiling > 3 * below ? ceiling : 0;
    }
}
