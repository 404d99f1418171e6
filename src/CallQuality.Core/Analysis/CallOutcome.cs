using CallQuality.Audio;

namespace CallQuality.Core.Analysis;

/// <summary>How a call's analysis ended.</summary>
public enum OutcomeKind
{
    /// <summary>There is a scorecard, even if some or all mistakes in it are not scorable.</summary>
    Analysed,

    /// <summary>The file itself cannot be analysed; trying again will not help.</summary>
    Rejected,

    /// <summary>Something went wrong on our side.</summary>
    Failed,
}

/// <summary>What became of one file of a run. Every file ends as exactly one of these.</summary>
public sealed record CallOutcome
{
    /// <summary>The file's path as the user gave it.</summary>
    public required string Path { get; init; }

    /// <summary>How it ended.</summary>
    public required OutcomeKind Kind { get; init; }

    /// <summary>Why there is no scorecard; <see langword="null"/> where there is one.</summary>
    public required Bilingual? Reason { get; init; }

    /// <summary>The scorecard; <see langword="null"/> unless <see cref="OutcomeKind.Analysed"/>.</summary>
    public required Scorecard? Scorecard { get; init; }

    /// <summary>Folder of the call's results, relative to the run's; <see langword="null"/> where nothing was written.</summary>
    public required string? ResultFolder { get; init; }

    /// <summary>Time from opening the file to the last written result.</summary>
    public required TimeSpan Elapsed { get; init; }
}
