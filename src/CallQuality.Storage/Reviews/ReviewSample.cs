using CallQuality.Core.Mistakes;

namespace CallQuality.Storage.Reviews;

/// <summary>How the calls of a sample are drawn.</summary>
public enum SampleKind
{
    /// <summary>Every call of the time has the same chance.</summary>
    Random,

    /// <summary>Every agent the same number of calls, as far as there are as many.</summary>
    EvenByAgent,

    /// <summary>Calls in which one mistake was found.</summary>
    ByMistake,
}

/// <summary>How the calls of a sample are reviewed.</summary>
public enum ReviewMode
{
    /// <summary>One reviewer a call, beside the machine's result.</summary>
    BesideTheMachine,

    /// <summary>Two reviewers a call, who see neither the machine's result nor each other's before both are done.</summary>
    BlindDouble,

    /// <summary>The whole team rates every call blindly; then it talks, and writes down what it agreed on.</summary>
    Session,
}

/// <summary>Calls that were drawn to be reviewed by people.</summary>
public sealed class ReviewSample
{
    /// <summary>Most calls of one sample.</summary>
    public const int MostCalls = 500;

    /// <summary>Longest name, in characters.</summary>
    public const int LongestName = 100;

    /// <summary>Key.</summary>
    public long Id { get; set; }

    /// <summary>What the team calls it.</summary>
    public required string Name { get; set; }

    /// <summary>How its calls were drawn.</summary>
    public required SampleKind Kind { get; set; }

    /// <summary>The mistake of <see cref="SampleKind.ByMistake"/>.</summary>
    public Mistake? Mistake { get; set; }

    /// <summary>How they are reviewed.</summary>
    public required ReviewMode Mode { get; set; }

    /// <summary>Calls not before, UTC.</summary>
    public required DateTime CallsFrom { get; set; }

    /// <summary>Calls before, UTC.</summary>
    public required DateTime CallsUntil { get; set; }

    /// <summary>How many calls were asked for.</summary>
    public required int Wanted { get; set; }

    /// <summary>What the draw began from: the same seed over the same calls gives the same sample.</summary>
    public required long Seed { get; set; }

    /// <summary>When it was drawn, UTC.</summary>
    public required DateTime DrawnAt { get; set; }

    /// <summary>Who drew it.</summary>
    public required long UserId { get; set; }

    /// <summary>The calls, in the order drawn; loaded on demand only.</summary>
    public List<SampledCall> Calls { get; } = [];
}

/// <summary>A call of a sample.</summary>
public sealed class SampledCall
{
    /// <summary>Key.</summary>
    public long Id { get; set; }

    /// <summary>The sample.</summary>
    public long SampleId { get; set; }

    /// <summary>The sample; loaded on demand only.</summary>
    public ReviewSample? Sample { get; set; }

    /// <summary>The scorecard as it was when the call was drawn; people and machine are compared on it.</summary>
    public required long AnalysisId { get; set; }

    /// <summary>What people said of it; loaded on demand only.</summary>
    public List<Review> Reviews { get; } = [];

    /// <summary>What the team agreed on; loaded on demand only.</summary>
    public List<AgreedScore> Agreed { get; } = [];
}

/// <summary>One person's review of a call.</summary>
public sealed class Review
{
    /// <summary>Key.</summary>
    public long Id { get; set; }

    /// <summary>The call of the sample; each person reviews it once.</summary>
    public long SampledCallId { get; set; }

    /// <summary>Who.</summary>
    public required long UserId { get; set; }

    /// <summary>When, UTC.</summary>
    public required DateTime At { get; set; }

    /// <summary>Remark on the whole call; may be empty.</summary>
    public required string Text { get; set; }

    /// <summary>The scores; loaded on demand only.</summary>
    public List<ReviewScore> Scores { get; } = [];
}

/// <summary>A reviewer's score of one mistake.</summary>
public sealed class ReviewScore
{
    /// <summary>Key.</summary>
    public long Id { get; set; }

    /// <summary>The review.</summary>
    public long ReviewId { get; set; }

    /// <summary>The mistake.</summary>
    public required Mistake Mistake { get; set; }

    /// <summary>0 to 100, as the machine's: 100 is no sign of the mistake.</summary>
    public required int Score { get; set; }

    /// <summary>Why; may be empty.</summary>
    public required string Text { get; set; }
}

/// <summary>What a team agreed on about one mistake of a call.</summary>
public sealed class AgreedScore
{
    /// <summary>Key.</summary>
    public long Id { get; set; }

    /// <summary>The call of the sample; one score a mistake, a later one replaces it.</summary>
    public long SampledCallId { get; set; }

    /// <summary>The mistake.</summary>
    public required Mistake Mistake { get; set; }

    /// <summary>0 to 100.</summary>
    public required int Score { get; set; }

    /// <summary>Why; may be empty.</summary>
    public required string Text { get; set; }

    /// <summary>Who wrote it down.</summary>
    public required long UserId { get; set; }

    /// <summary>When, UTC.</summary>
    public required DateTime At { get; set; }
}
