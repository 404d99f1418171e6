namespace CallQuality.Core.Coaching;

/// <summary>Which way scores go over the calls.</summary>
public enum Trend
{
    /// <summary>Too few dated calls to say.</summary>
    Unknown,

    /// <summary>No direction that chance would not give too.</summary>
    Steady,

    /// <summary>Scores rise: the mistake is heard less.</summary>
    Rising,

    /// <summary>Scores fall: the mistake is heard more.</summary>
    Falling,
}

/// <summary>One score of one call.</summary>
/// <param name="Call">The call.</param>
/// <param name="Score">0 to 100.</param>
public sealed record ScorePoint(CoachingCall Call, int Score);

/// <summary>Scores of one kind over an agent's calls.</summary>
public sealed record ScoreSeries
{
    /// <summary>The scored calls in the order of the report.</summary>
    public required IReadOnlyList<ScorePoint> Points { get; init; }

    /// <summary>Calls without this score.</summary>
    public required int UnscoredCount { get; init; }

    /// <summary>Median, 0 to 100; <see langword="null"/> without scores.</summary>
    public required double? Median { get; init; }

    /// <summary>First quartile; with <see cref="UpperQuartile"/> the spread of the middle half of the calls.</summary>
    public required double? LowerQuartile { get; init; }

    /// <summary>Third quartile.</summary>
    public required double? UpperQuartile { get; init; }

    /// <summary>
    /// Between these the true median lies with at least 95 %: order statistics of the scores, whatever their distribution.
    /// <see langword="null"/> with fewer than six scores, of which no two can say that.
    /// </summary>
    public (double Low, double High)? MedianInterval { get; init; }

    /// <summary>The direction over the dated calls, by the Mann–Kendall test at 10 %; <see cref="Trend.Unknown"/> below <see cref="CoachingReport.LeastCalls"/> of them.</summary>
    public required Trend Trend { get; init; }

    /// <summary>Points a call by which the score changes (Theil–Sen slope); <see langword="null"/> where the trend is unknown.</summary>
    public required double? SlopePerCall { get; init; }

    /// <summary>Median of scores; <see langword="null"/> without any.</summary>
    public static double? MedianOf(IReadOnlyList<int> scores) => Quantile([.. scores.Select(score => (double)score).Order()], 0.5);

    /// <summary>The series of calls in order, with <see langword="null"/> where a call has no such score.</summary>
    internal static ScoreSeries Of(IEnumerable<(CoachingCall Call, int? Score)> scores)
    {
        var all = scores.ToList();
        var points = all.Where(item => item.Score is not null).Select(item => new ScorePoint(item.Call, item.Score!.Value)).ToList();
        var sorted = points.Select(point => (double)point.Score).Order().ToArray();
        var dated = points.Where(point => point.Call.Scorecard.Metadata.StartedAt is not null).Select(point => (double)point.Score).ToArray();
        var enough = dated.Length >= CoachingReport.LeastCalls;
        return new ScoreSeries
        {
            Points = points,
            UnscoredCount = all.Count - points.Count,
            Median = Quantile(sorted, 0.5),
            LowerQuartile = Quantile(sorted, 0.25),
            UpperQuartile = Quantile(sorted, 0.75),
            MedianInterval = IntervalOfMedian(sorted),
            Trend = enough ? MannKendall.Direction(dated) : Trend.Unknown,
            SlopePerCall = enough ? MannKendall.Slope(dated) : null,
        };
    }

    // The number of scores below the median is binomial with one half; the interval leaves out at most 2.5 % on each side.
    private static (double Low, double High)? IntervalOfMedian(double[] sorted)
    {
        var probability = Math.Pow(0.5, sorted.Length);
        var (outside, cut) = (0.0, 0);
        for (; cut < sorted.Length && outside + probability <= 0.025; cut++)
        {
            outside += probability;
            probability *= (double)(sorted.Length - cut) / (cut + 1);
        }

        return cut == 0 ? null : (sorted[cut - 1], sorted[^cut]);
    }

    // Linear between neighbours (type 7 of Hyndman and Fan, the one of R and Excel).
    internal static double? Quantile(double[] sorted, double share)
    {
        if (sorted.Length == 0)
        {
            return null;
        }

        var place = (sorted.Length - 1) * share;
        var below = (int)place;
        var above = Math.Min(below + 1, sorted.Length - 1);
        return sorted[below] + ((place - below) * (sorted[above] - sorted[below]));
    }
}
