using CallQuality.Audio;

namespace CallQuality.Core.Mistakes;

/// <summary>One piece of evidence: a span that can be played, what was measured there, and the norm it is held against.</summary>
public sealed record Finding
{
    /// <summary>Start of the span, from the recording's start.</summary>
    public required TimeSpan Start { get; init; }

    /// <summary>End of the span.</summary>
    public required TimeSpan End { get; init; }

    /// <summary>What was said there, word for word; <see langword="null"/> where no word was recognised.</summary>
    public required string? Quote { get; init; }

    /// <summary>Id of the measure, camelCase, as in the rubric: <c>pitchSpreadSemitones</c>.</summary>
    public required string Measure { get; init; }

    /// <summary>The measured value in the measure's unit; for phrases the count or weight.</summary>
    public required double Value { get; init; }

    /// <summary>The norm as the rubric has it.</summary>
    public required Norm Norm { get; init; }

    /// <summary>What was heard, as a sentence. Never what was felt.</summary>
    public required Bilingual Explanation { get; init; }

    /// <summary>What to do or say instead, as a sentence.</summary>
    public required Bilingual Advice { get; init; }

    /// <summary>How much this moment matters, 0 to 1: the share of the mistake's deduction it carries. The highest come first on the page.</summary>
    public required double Weight { get; init; }
}

/// <summary>The usual range of a measure.</summary>
/// <param name="Min">Least usual value; <see langword="null"/> if there is no lower bound.</param>
/// <param name="Max">Greatest usual value; <see langword="null"/> if there is no upper bound.</param>
/// <param name="Unit">Unit as shown, the same in both languages where possible: <c>st</c>, <c>Silben/s</c> is written per language by the wording.</param>
/// <param name="Source">Where the norm comes from: L literature, M measured, P proposal.</param>
public sealed record Norm(double? Min, double? Max, string Unit, string Source);

/// <summary>Whether a mistake could be judged.</summary>
public enum ScoreStatus
{
    /// <summary>There is a score.</summary>
    Scored,

    /// <summary>There is none, and a reason.</summary>
    NotScorable,
}

/// <summary>Bands of the score.</summary>
public enum Severity
{
    /// <summary>85 and more.</summary>
    None,

    /// <summary>70 to 84.</summary>
    Slight,

    /// <summary>40 to 69.</summary>
    Clear,

    /// <summary>Below 40.</summary>
    Severe,
}

/// <summary>The verdict on one mistake in one call.</summary>
public sealed record MistakeResult
{
    /// <summary>Which mistake.</summary>
    public required Mistake Mistake { get; init; }

    /// <summary>Scored or not.</summary>
    public required ScoreStatus Status { get; init; }

    /// <summary>Why it was not scored; <see langword="null"/> where it was.</summary>
    public required Bilingual? Reason { get; init; }

    /// <summary>0 (could hardly be worse) to 100 (absent); <see langword="null"/> where it was not scored.</summary>
    public required int? Score { get; init; }

    /// <summary>Band of the score; <see langword="null"/> where it was not scored.</summary>
    public required Severity? Severity { get; init; }

    /// <summary>How sure the score is, 0 to 1; <see langword="null"/> where it was not scored.</summary>
    public required double? Confidence { get; init; }

    /// <summary>The evidence, strongest first. At least one where the score is below 100.</summary>
    public required IReadOnlyList<Finding> Findings { get; init; }

    /// <summary>The measures behind the score side by side with their norms, also where nothing was found.</summary>
    public required IReadOnlyList<MeasureReading> Readings { get; init; }

    /// <summary>The verdict that there is none.</summary>
    /// <param name="mistake">Which mistake.</param>
    /// <param name="reason">Why it is not scored.</param>
    /// <param name="readings">What was measured all the same.</param>
    public static MistakeResult NotScorable(Mistake mistake, Bilingual reason, IReadOnlyList<MeasureReading> readings) => new()
    {
        Mistake = mistake,
        Status = ScoreStatus.NotScorable,
        Reason = reason,
        Score = null,
        Severity = null,
        Confidence = null,
        Findings = [],
        Readings = readings,
    };
}

/// <summary>One measure of a mistake as it came out in this call.</summary>
/// <param name="Measure">Id of the measure, camelCase.</param>
/// <param name="Value">The value; <see langword="null"/> if unknown.</param>
/// <param name="Norm">The usual range.</param>
/// <param name="PartialScore">0 to 100 on the measure's curve; <see langword="null"/> if unknown.</param>
public sealed record MeasureReading(string Measure, double? Value, Norm Norm, double? PartialScore);

/// <summary>A strength with its evidence.</summary>
/// <param name="Strength">Which strength.</param>
/// <param name="Findings">Where it was heard, strongest first; may be empty.</param>
public sealed record StrengthResult(Strength Strength, IReadOnlyList<Finding> Findings);

/// <summary>Kinds of promise.</summary>
public enum PromiseKind
{
    /// <summary>To call back.</summary>
    Callback,

    /// <summary>To send something.</summary>
    SendInformation,

    /// <summary>To have something done by a time.</summary>
    Deadline,

    /// <summary>Anything else promised.</summary>
    Other,
}

/// <summary>Something the agent promised.</summary>
public sealed record Promise
{
    /// <summary>Start of the promise, from the recording's start.</summary>
    public required TimeSpan Start { get; init; }

    /// <summary>End of the promise.</summary>
    public required TimeSpan End { get; init; }

    /// <summary>Word for word.</summary>
    public required string Quote { get; init; }

    /// <summary>Who is to keep it as it was said ("ich", "unser Techniker"); <see langword="null"/> where nobody was named, or in a scorecard of before this was read.</summary>
    public string? Who { get; init; }

    /// <summary>What kind.</summary>
    public required PromiseKind Kind { get; init; }

    /// <summary>When it falls due as it was said ("bis 15 Uhr"); <see langword="null"/> for a vague promise.</summary>
    public required string? DueQuote { get; init; }

    /// <summary>When it falls due on the calendar, where the call's date is known and the words name a time.</summary>
    public required DateTimeOffset? Due { get; init; }
}
