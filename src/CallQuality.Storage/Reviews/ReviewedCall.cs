using CallQuality.Core.Agreement;
using CallQuality.Core.Mistakes;

namespace CallQuality.Storage.Reviews;

/// <summary>A sample in a list.</summary>
/// <param name="Sample">The sample, without its calls.</param>
/// <param name="Count">Its calls in reach.</param>
/// <param name="Done">Of these, how many have every review they need.</param>
/// <param name="Open">Of these, how many wait for the asker.</param>
public sealed record ListedSample(ReviewSample Sample, int Count, int Done, int Open);

/// <summary>A sample with its calls.</summary>
/// <param name="Sample">The sample, without its calls.</param>
/// <param name="Calls">Its calls in reach, in the order drawn.</param>
public sealed record WholeSample(ReviewSample Sample, IReadOnlyList<ReviewedCall> Calls)
{
    /// <summary>What people and machine said of a mistake, call by call, as far as it may be seen.</summary>
    public IEnumerable<RatedCall> Rated(Mistake mistake) => Calls
        .Where(call => call.IsRevealed)
        .Select(call => new RatedCall(call.Machine.GetValueOrDefault(mistake), [.. call.Reviews.SelectMany(review => review.Scores).Where(score => score.Mistake == mistake).Select(score => score.Score)]));
}

/// <summary>A call of a sample as far as somebody may see it.</summary>
public sealed record ReviewedCall
{
    /// <summary>Key of the call in its sample.</summary>
    public required long Id { get; init; }

    /// <summary>The scorecard it was drawn with.</summary>
    public required long AnalysisId { get; init; }

    /// <summary>Public id of the call.</summary>
    public required string CallId { get; init; }

    /// <summary>Name of the recording.</summary>
    public required string FileName { get; init; }

    /// <summary>Name of the agent; <see langword="null"/> where unknown.</summary>
    public required string? Agent { get; init; }

    /// <summary>When the call was, UTC.</summary>
    public required DateTime CallAt { get; init; }

    /// <summary>Whether it waits for a review of the asker.</summary>
    public required bool IsOpen { get; init; }

    /// <summary>Whether the asker sees the machine's result and the others' reviews.</summary>
    public required bool IsRevealed { get; init; }

    /// <summary>How many have reviewed it.</summary>
    public required int ReviewCount { get; init; }

    /// <summary>The mistakes the asker may see.</summary>
    public required IReadOnlyList<Mistake> Mistakes { get; init; }

    /// <summary>The machine's scores, 0 to 100, <see langword="null"/> where it gave none; empty for whoever is blind.</summary>
    public required IReadOnlyDictionary<Mistake, int?> Machine { get; init; }

    /// <summary>The reviews, oldest first; only the asker's own for whoever is blind.</summary>
    public required IReadOnlyList<Review> Reviews { get; init; }

    /// <summary>What the team agreed on; empty for whoever is blind.</summary>
    public required IReadOnlyDictionary<Mistake, AgreedScore> Agreed { get; init; }
}
