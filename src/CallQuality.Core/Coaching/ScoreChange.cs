using CallQuality.Core.Mistakes;

namespace CallQuality.Core.Coaching;

/// <summary>A mistake's scores in this period beside those of the one before.</summary>
/// <param name="Mistake">Which mistake.</param>
/// <param name="MedianBefore">Median of the earlier scores, 0 to 100; the agent's own baseline.</param>
/// <param name="CountBefore">How many there were.</param>
/// <param name="Difference">Points by which a score of now is usually above one of before (Hodges–Lehmann: the median of all differences).</param>
/// <param name="IsClear">Whether chance would seldom give such a difference: Mann–Whitney test with the correction for ties, 5 %.</param>
public sealed record ScoreChange(Mistake Mistake, double MedianBefore, int CountBefore, double Difference, bool IsClear)
{
    // Two-sided 5 %: of eight mistakes compared, one false alarm in three reports is as much as a coach should meet.
    private const double CriticalDeviate = 1.96;

    /// <summary>Compares; <see langword="null"/> with fewer than <see cref="CoachingReport.LeastCalls"/> scores on either side.</summary>
    /// <param name="mistake">Which mistake.</param>
    /// <param name="before">Earlier scores.</param>
    /// <param name="now">Present scores.</param>
    public static ScoreChange? Of(Mistake mistake, IReadOnlyList<int> before, IReadOnlyList<int> now)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(now);
        if (before.Count < CoachingReport.LeastCalls || now.Count < CoachingReport.LeastCalls)
        {
            return null;
        }

        double[] sorted = [.. before.Select(score => (double)score).Order()];
        double[] differences = [.. now.SelectMany(later => before.Select(earlier => (double)(later - earlier))).Order()];
        return new ScoreChange(
            mistake, ScoreSeries.Quantile(sorted, 0.5)!.Value, before.Count, ScoreSeries.Quantile(differences, 0.5)!.Value, Math.Abs(Deviate(before, now)) >= CriticalDeviate);
    }

    // The normal approximation of U, one half off for continuity.
    private static double Deviate(IReadOnlyList<int> before, IReadOnlyList<int> now)
    {
        double above = now.Sum(later => before.Sum(earlier => later > earlier ? 1 : later == earlier ? 0.5 : 0));
        double first = before.Count, second = now.Count, all = first + second;
        var ties = before.Concat(now).GroupBy(score => score).Sum(group => Math.Pow(group.Count(), 3) - group.Count());
        var variance = first * second / 12 * (all + 1 - (ties / (all * (all - 1))));
        var distance = above - (first * second / 2);
        return variance <= 0 || distance == 0 ? 0 : (distance - (Math.Sign(distance) * 0.5)) / Math.Sqrt(variance);
    }
}
