namespace CallQuality.Core.Coaching;

/// <summary>
/// Whether a series has a direction: the test of Mann (1945) and Kendall with the correction for ties, and the slope of
/// Theil and Sen. Both count pairs, so that one odd call cannot make a trend.
/// </summary>
internal static class MannKendall
{
    // Two-sided 10 %: a coach should hear of a likely trend; the page shows the points beside it.
    private const double CriticalDeviate = 1.645;

    /// <summary>The direction of a series in order. Fewer than two values are steady.</summary>
    public static Trend Direction(ReadOnlySpan<double> series)
    {
        var sum = 0;
        for (var later = 1; later < series.Length; later++)
        {
            for (var earlier = 0; earlier < later; earlier++)
            {
                sum += Math.Sign(series[later] - series[earlier]);
            }
        }

        var variance = Variance(series);
        if (sum == 0 || variance <= 0)
        {
            return Trend.Steady;
        }

        // One off for continuity: the sum moves in steps of two.
        var deviate = (sum - Math.Sign(sum)) / Math.Sqrt(variance);
        return Math.Abs(deviate) < CriticalDeviate ? Trend.Steady : deviate > 0 ? Trend.Rising : Trend.Falling;
    }

    /// <summary>Median of the slopes of all pairs, in units a step; 0 for fewer than two values.</summary>
    public static double Slope(ReadOnlySpan<double> series)
    {
        var slopes = new List<double>(series.Length * (series.Length - 1) / 2);
        for (var later = 1; later < series.Length; later++)
        {
            for (var earlier = 0; earlier < later; earlier++)
            {
                slopes.Add((series[later] - series[earlier]) / (later - earlier));
            }
        }

        slopes.Sort();
        return slopes.Count == 0 ? 0 : (slopes[(slopes.Count - 1) / 2] + slopes[slopes.Count / 2]) / 2;
    }

    private static double Variance(ReadOnlySpan<double> series)
    {
        var ties = new Dictionary<double, int>();
        foreach (var value in series)
        {
            ties[value] = ties.GetValueOrDefault(value) + 1;
        }

        double count = series.Length;
        return ((count * (count - 1) * ((2 * count) + 5)) - ties.Values.Sum(tied => tied * (tied - 1.0) * ((2 * tied) + 5))) / 18;
    }
}
