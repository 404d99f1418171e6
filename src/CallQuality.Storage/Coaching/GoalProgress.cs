using CallQuality.Core.Coaching;

namespace CallQuality.Storage.Coaching;

/// <summary>The calls since a goal was written down beside those before it.</summary>
/// <param name="CountBefore">Calls of the time before in which the mistake was scored; for a strength, all.</param>
/// <param name="CountSince">The same since then.</param>
/// <param name="Before">Median score before or, for a strength, percentage of the calls it was heard in; <see langword="null"/> below <see cref="CoachingReport.LeastCalls"/>.</param>
/// <param name="Since">The same since then.</param>
public sealed record GoalProgress(int CountBefore, int CountSince, double? Before, double? Since)
{
    /// <summary>Compares.</summary>
    /// <param name="before">A value a call of the time before.</param>
    /// <param name="since">A value a call since then.</param>
    /// <param name="sum">Makes one value of many.</param>
    internal static GoalProgress Of(IReadOnlyList<int> before, IReadOnlyList<int> since, Func<IReadOnlyList<int>, double?> sum) => new(
        before.Count, since.Count, before.Count < CoachingReport.LeastCalls ? null : sum(before), since.Count < CoachingReport.LeastCalls ? null : sum(since));
}
