using CallQuality.Core.Agreement;
using CallQuality.Core.Analysis;
using CallQuality.Core.Mistakes;

namespace CallQuality.Core.Yardsticks;

/// <summary>The scores of one call as they are stored, by the yardstick in force and by another one, both from the same words and measures.</summary>
/// <param name="CallId">Public id of the call.</param>
/// <param name="Stored">The scores the call has.</param>
/// <param name="Before">By the yardstick in force.</param>
/// <param name="After">By the other one.</param>
public sealed record RejudgedCall(string CallId, CallScores Stored, CallScores Before, CallScores After)
{
    /// <summary>The scores of three scorecards of one call.</summary>
    public static RejudgedCall Of(Scorecard stored, Scorecard before, Scorecard after)
    {
        ArgumentNullException.ThrowIfNull(stored);
        return new RejudgedCall(stored.CallId, CallScores.Of(stored), CallScores.Of(before), CallScores.Of(after));
    }
}

/// <summary>A scorecard's scores alone.</summary>
/// <param name="Overall">The overall score; <see langword="null"/> where there is none.</param>
/// <param name="Mistakes">Each mistake's; <see langword="null"/> where not scorable.</param>
public sealed record CallScores(int? Overall, IReadOnlyDictionary<Mistake, int?> Mistakes)
{
    internal static CallScores Of(Scorecard card) => new(card.OverallScore, card.Mistakes.ToDictionary(result => result.Mistake, result => result.Score));
}

/// <summary>What another yardstick would make of calls that were scored before.</summary>
public sealed record YardstickTrial
{
    /// <summary>Most changes that are listed one by one.</summary>
    public const int MostListed = 20;

    /// <summary>How many calls were judged anew.</summary>
    public required int Calls { get; init; }

    /// <summary>In how many of them the yardstick in force gave the very scores they have. Others were scored by an earlier yardstick or program, or a rounded number fell to the other side.</summary>
    public required int Reproduced { get; init; }

    /// <summary>In how many calls any score changes.</summary>
    public required int Changed { get; init; }

    /// <summary>The overall score.</summary>
    public required ScoreShift Overall { get; init; }

    /// <summary>Each mistake.</summary>
    public required IReadOnlyDictionary<Mistake, ScoreShift> Mistakes { get; init; }

    /// <summary>The greatest changes of a mistake's score in a call, greatest first.</summary>
    public required IReadOnlyList<CallShift> Greatest { get; init; }

    /// <summary>Sums up calls.</summary>
    /// <param name="calls">The calls.</param>
    /// <param name="shown">Mistakes that whoever reads it may see; the overall score is left out where these are not all.</param>
    public static YardstickTrial Of(IReadOnlyList<RejudgedCall> calls, IReadOnlySet<Mistake> shown)
    {
        ArgumentNullException.ThrowIfNull(calls);
        ArgumentNullException.ThrowIfNull(shown);
        var shifts = (from call in calls
                      from mistake in Enum.GetValues<Mistake>().Where(shown.Contains)
                      select new CallShift(call.CallId, mistake, call.Before.Mistakes[mistake], call.After.Mistakes[mistake])).ToList();
        var changed = shifts.Where(shift => shift.Before != shift.After).ToList();
        return new YardstickTrial
        {
            Calls = calls.Count,
            Reproduced = calls.Count(call => shown.All(mistake => call.Stored.Mistakes[mistake] == call.Before.Mistakes[mistake])),
            Changed = changed.Select(shift => shift.CallId).Distinct().Count(),
            Overall = ScoreShift.Of(shown.Count == Enum.GetValues<Mistake>().Length ? [.. calls.Select(call => (call.Before.Overall, call.After.Overall))] : []),
            Mistakes = shifts.GroupBy(shift => shift.Mistake).ToDictionary(group => group.Key, group => ScoreShift.Of([.. group.Select(shift => (shift.Before, shift.After))])),
            Greatest = [.. changed.OrderByDescending(shift => shift.Size).ThenBy(shift => shift.CallId, StringComparer.Ordinal).Take(MostListed)],
        };
    }
}

/// <summary>How one score changes over calls.</summary>
public sealed record ScoreShift
{
    /// <summary>Calls in which it is scored by both yardsticks.</summary>
    public required int Both { get; init; }

    /// <summary>Calls in which only the other yardstick scores it.</summary>
    public required int Gained { get; init; }

    /// <summary>Calls in which only the yardstick in force scores it.</summary>
    public required int Lost { get; init; }

    /// <summary>Of <see cref="Both"/>, those that score higher by the other yardstick.</summary>
    public required int Higher { get; init; }

    /// <summary>Of <see cref="Both"/>, those that score lower.</summary>
    public required int Lower { get; init; }

    /// <summary>Mean of <see cref="Both"/> by the yardstick in force, 0 to 100; <see langword="null"/> without calls.</summary>
    public required double? MeanBefore { get; init; }

    /// <summary>Mean of <see cref="Both"/> by the other one.</summary>
    public required double? MeanAfter { get; init; }

    /// <summary>Lower end of the mean change's 95 % interval, in points (<see cref="Bootstrap"/> over calls); <see langword="null"/> without calls.</summary>
    public required double? ChangeLow { get; init; }

    /// <summary>Upper end of it.</summary>
    public required double? ChangeHigh { get; init; }

    internal static ScoreShift Of(IReadOnlyList<(int? Before, int? After)> scores)
    {
        var both = scores.Where(pair => pair is (not null, not null)).Select(pair => (Before: pair.Before!.Value, After: pair.After!.Value)).ToList();
        var (_, low, high) = both.Count == 0 ? (0, double.NaN, double.NaN) : Bootstrap.Interval(both, draw => draw.Average(pair => pair.After - pair.Before));
        return new ScoreShift
        {
            Both = both.Count,
            Gained = scores.Count(pair => pair is (null, not null)),
            Lost = scores.Count(pair => pair is (not null, null)),
            Higher = both.Count(pair => pair.After > pair.Before),
            Lower = both.Count(pair => pair.After < pair.Before),
            MeanBefore = both.Count == 0 ? null : both.Average(pair => pair.Before),
            MeanAfter = both.Count == 0 ? null : both.Average(pair => pair.After),
            ChangeLow = both.Count == 0 ? null : low,
            ChangeHigh = both.Count == 0 ? null : high,
        };
    }
}

/// <summary>How one mistake's score changes in one call.</summary>
/// <param name="CallId">Public id of the call.</param>
/// <param name="Mistake">The mistake.</param>
/// <param name="Before">By the yardstick in force; <see langword="null"/> where not scorable.</param>
/// <param name="After">By the other one.</param>
public sealed record CallShift(string CallId, Mistake Mistake, int? Before, int? After)
{
    /// <summary>Points between the two; a score that appears or goes away counts as a hundred.</summary>
    public int Size => Before is { } before && After is { } after ? Math.Abs(after - before) : Before == After ? 0 : 100;
}
