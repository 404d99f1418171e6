using CallQuality.Audio;
using CallQuality.Core.Analysis;
using CallQuality.Core.Mistakes;
using CallQuality.Core.Scoring;
using CallQuality.Core.Wording;

namespace CallQuality.Core.Coaching;

/// <summary>An agent's scorecards summed up: what is strong, what to work on, with the moments to listen to.</summary>
/// <remarks>Immutable. Nothing is concluded from fewer than <see cref="LeastCalls"/> scored calls; the report says so instead.</remarks>
public sealed record CoachingReport
{
    /// <summary>From this many scored calls on a mistake's median is taken to say something about the agent and not about a call.</summary>
    public const int LeastCalls = 5;

    /// <summary>Most goals of a report: more at once are none.</summary>
    public const int MostGoals = 3;

    /// <summary>The agent's name as the house uses it; <see langword="null"/> for calls whose agent is unknown.</summary>
    public required string? Agent { get; init; }

    /// <summary>The calls, by start; those whose start is unknown come last, by file name.</summary>
    public required IReadOnlyList<CoachingCall> Calls { get; init; }

    /// <summary>The overall score over the calls.</summary>
    public required ScoreSeries Overall { get; init; }

    /// <summary>The eight mistakes over the calls, in the order of <see cref="Mistake"/>.</summary>
    public required IReadOnlyList<MistakeSeries> Mistakes { get; init; }

    /// <summary>The mistake with the best median; <see langword="null"/> without enough calls, or where all have the same.</summary>
    public required MistakeSeries? Strongest { get; init; }

    /// <summary>The mistake with the lowest median; <see langword="null"/> without enough calls, or where all have the same.</summary>
    public required MistakeSeries? Weakest { get; init; }

    /// <summary>What to work on, weakest first; at most <see cref="MostGoals"/>, none without enough calls.</summary>
    public required IReadOnlyList<CoachingGoal> Goals { get; init; }

    /// <summary>What the agent promised, in the order of the calls.</summary>
    public required IReadOnlyList<CoachingPromise> Promises { get; init; }

    /// <summary>The time that decided which promises lie ahead; <see langword="null"/> where later calls were not looked at.</summary>
    public DateTimeOffset? PromisesAsOf { get; init; }

    /// <summary>Calls in which no mistake could be scored, with the reason.</summary>
    public required IReadOnlyList<UnscoredCall> Unscored { get; init; }

    /// <summary>What changed since the period before, for the mistakes with enough calls in both; empty where nothing earlier was given.</summary>
    public IReadOnlyList<ScoreChange> Changes { get; init; } = [];

    /// <summary>Whether at least <see cref="LeastCalls"/> calls have an overall score.</summary>
    public bool HasEnoughCalls => Overall.Points.Count >= LeastCalls;

    /// <summary>Sums up.</summary>
    /// <param name="agent">The agent's name; <see langword="null"/> where it is unknown.</param>
    /// <param name="calls">The agent's calls in any order.</param>
    /// <param name="rubric">Whose bands decide what is worth working on.</param>
    public static CoachingReport Of(string? agent, IEnumerable<CoachingCall> calls, Rubric rubric)
    {
        ArgumentNullException.ThrowIfNull(rubric);
        var ordered = calls
            .OrderBy(call => call.Scorecard.Metadata.StartedAt ?? DateTimeOffset.MaxValue)
            .ThenBy(call => call.Scorecard.File, StringComparer.Ordinal)
            .ThenBy(call => call.Scorecard.CallId, StringComparer.Ordinal)
            .ToList();
        var mistakes = Enum.GetValues<Mistake>().Select(mistake => new MistakeSeries(mistake, SeriesOf(ordered, mistake))).ToList();
        var known = mistakes.Where(series => series.Series.Points.Count >= LeastCalls).OrderBy(series => series.Series.Median).ToList();
        var differ = known.Count > 1 && known[0].Series.Median < known[^1].Series.Median;
        return new CoachingReport
        {
            Agent = agent,
            Calls = ordered,
            Overall = ScoreSeries.Of(ordered.Select(call => (call, call.Scorecard.OverallScore))),
            Mistakes = mistakes,
            Strongest = differ ? known[^1] : null,
            Weakest = differ ? known[0] : null,
            Goals =
            [
                .. known
                    .Where(series => rubric.SeverityOf((int)Math.Round(series.Series.Median!.Value)) != Severity.None)
                    .Take(MostGoals)
                    .Select(series => GoalOf(series)),
            ],
            Promises = [.. ordered.SelectMany(call => call.Scorecard.Promises.Select((promise, index) => new CoachingPromise(call, index, promise, PromiseStanding.Unknown)))],
            Unscored = [.. ordered.Where(call => call.Scorecard.OverallScore is null).Select(call => new UnscoredCall(call, call.Scorecard.WhyNotScorable!.Value))],
        };
    }

    /// <summary>This report beside the scores of the period before it.</summary>
    /// <param name="before">Earlier scores by mistake.</param>
    public CoachingReport Since(IReadOnlyDictionary<Mistake, IReadOnlyList<int>> before)
    {
        ArgumentNullException.ThrowIfNull(before);
        return this with
        {
            Changes =
            [
                .. Mistakes.Select(series => before.TryGetValue(series.Mistake, out var earlier)
                    ? ScoreChange.Of(series.Mistake, earlier, [.. series.Series.Points.Select(point => point.Score)])
                    : null).OfType<ScoreChange>(),
            ],
        };
    }

    /// <summary>This report with what is known of its promises from later calls of the same customers.</summary>
    public CoachingReport Following(CustomerHistory history)
    {
        ArgumentNullException.ThrowIfNull(history);
        return this with { Promises = [.. Promises.Select(item => item with { Standing = history.StandingOf(item.Call, item.Index) })], PromisesAsOf = history.AsOf };
    }

    private static ScoreSeries SeriesOf(List<CoachingCall> calls, Mistake mistake) =>
        ScoreSeries.Of(calls.Select(call => (call, call.Scorecard.Mistakes.FirstOrDefault(result => result.Mistake == mistake)?.Score)));

    private static CoachingGoal GoalOf(MistakeSeries series) => new()
    {
        Mistake = series.Mistake,
        Median = series.Series.Median!.Value,
        Worst = MomentFinder.Worst(series),
        Best = MomentFinder.Best(series),
        Exercise = Texts.Both($"report.exercise.{series.Mistake}"),
    };
}

/// <summary>A call as a coaching report uses it.</summary>
/// <param name="Scorecard">The call's result.</param>
/// <param name="Folder">Folder of the call's results relative to the run's, for links; <see langword="null"/> where there is none.</param>
public sealed record CoachingCall(Scorecard Scorecard, string? Folder);

/// <summary>A mistake over the calls.</summary>
/// <param name="Mistake">Which mistake.</param>
/// <param name="Series">Its scores.</param>
public sealed record MistakeSeries(Mistake Mistake, ScoreSeries Series);

/// <summary>A span of a call to listen to.</summary>
/// <param name="Call">The call.</param>
/// <param name="Start">From the recording's start.</param>
/// <param name="End">From the recording's start.</param>
/// <param name="Quote">What was said there; <see langword="null"/> where no word was recognised.</param>
/// <param name="Explanation">What was heard there; <see langword="null"/> where the quote says it all.</param>
public sealed record CoachingMoment(CoachingCall Call, TimeSpan Start, TimeSpan End, string? Quote, Bilingual? Explanation);

/// <summary>Something to work on.</summary>
public sealed record CoachingGoal
{
    /// <summary>The mistake.</summary>
    public required Mistake Mistake { get; init; }

    /// <summary>Median of its scores, 0 to 100.</summary>
    public required double Median { get; init; }

    /// <summary>The moment that shows it most; <see langword="null"/> where no call has a finding.</summary>
    public required CoachingMoment? Worst { get; init; }

    /// <summary>A moment of the agent's own that shows how it is done; <see langword="null"/> where there is none.</summary>
    public required CoachingMoment? Best { get; init; }

    /// <summary>What to practise until the next talk.</summary>
    public required Bilingual Exercise { get; init; }
}

/// <summary>A promise and the call it was made in.</summary>
/// <param name="Call">The call.</param>
/// <param name="Index">Its place among the call's promises, from 0.</param>
/// <param name="Promise">The promise.</param>
/// <param name="Standing">What later calls tell of it.</param>
public sealed record CoachingPromise(CoachingCall Call, int Index, Promise Promise, PromiseStanding Standing);

/// <summary>A call in which no mistake could be scored.</summary>
/// <param name="Call">The call.</param>
/// <param name="Reason">Why.</param>
public sealed record UnscoredCall(CoachingCall Call, Bilingual Reason);
