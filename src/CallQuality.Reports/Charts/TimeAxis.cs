namespace CallQuality.Reports.Charts;

/// <summary>Round times for the marks of a time axis.</summary>
internal static class TimeAxis
{
    // Ten labels of "12:30" still fit on a phone in portrait.
    private const int MostMarks = 8;

    private static readonly int[] StepsSeconds = [5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600];

    /// <summary>Marks from the start on, at a round distance; the last one keeps clear of the end so that its label is not cut.</summary>
    public static IEnumerable<TimeSpan> Marks(TimeSpan length)
    {
        var step = TimeSpan.FromSeconds(StepsSeconds.FirstOrDefault(step => length.TotalSeconds / step <= MostMarks, StepsSeconds[^1]));
        for (var time = TimeSpan.Zero; time < length * 0.97; time += step)
        {
            yield return time;
        }
    }
}
