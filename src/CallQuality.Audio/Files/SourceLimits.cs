namespace CallQuality.Audio.Files;

/// <summary>What a file may be to count as a recording of a call.</summary>
internal static class SourceLimits
{
    /// <summary>Telephone rate: below it nothing is left to measure.</summary>
    public const int LowestRateHz = 8000;

    /// <summary>The highest rate that recorders for voice offer.</summary>
    public const int HighestRateHz = 192_000;

    /// <summary>Longer files are archives of a whole day rather than a call, and would fill the memory.</summary>
    public const int LongestHours = 4;

    /// <summary>Refuses what no measure could use.</summary>
    public static void Check(string path, int channels, int rateHz)
    {
        if (channels > 2)
        {
            throw Refusals.TooManyChannels(path, channels);
        }

        if (rateHz is < LowestRateHz or > HighestRateHz)
        {
            throw Refusals.RateOutOfRange(path, rateHz);
        }
    }

    /// <summary>Refuses recordings longer than <see cref="LongestHours"/>.</summary>
    public static void CheckLength(string path, long frames, int rateHz)
    {
        if (frames > LongestHours * 3600L * rateHz)
        {
            throw Refusals.TooLong(path);
        }
    }
}
