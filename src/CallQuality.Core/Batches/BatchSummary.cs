using CallQuality.Audio;

namespace CallQuality.Core.Batches;

/// <summary>How a file of a batch ended, or where it stands.</summary>
public enum BatchOutcome
{
    /// <summary>There is a scorecard with an overall score.</summary>
    Done,

    /// <summary>There is a scorecard in which no mistake could be scored.</summary>
    NotScorable,

    /// <summary>The file itself cannot be analysed.</summary>
    Rejected,

    /// <summary>It went wrong on our side, after all tries.</summary>
    Failed,

    /// <summary>A user called it off.</summary>
    Cancelled,

    /// <summary>It waits or is being worked on.</summary>
    Waiting,
}

/// <summary>One file of a batch.</summary>
public sealed record BatchEntry
{
    /// <summary>Full path of the file.</summary>
    public required string Path { get; init; }

    /// <summary>Id of its call; <see langword="null"/> where the file was rejected before it was read.</summary>
    public required string? CallId { get; init; }

    /// <summary>How it ended.</summary>
    public required BatchOutcome Outcome { get; init; }

    /// <summary>Why there is no scorecard or no score; <see langword="null"/> where there is one.</summary>
    public required Bilingual? Reason { get; init; }

    /// <summary>Overall score, 0 to 100; <see langword="null"/> where there is none.</summary>
    public required int? OverallScore { get; init; }

    /// <summary>Length of the call; <see langword="null"/> where unknown.</summary>
    public required double? DurationSeconds { get; init; }

    /// <summary>Folder of the call's files, relative to the batch's; <see langword="null"/> where none were written.</summary>
    public required string? ResultFolder { get; init; }
}

/// <summary>How long one step of the analysis took over all calls of a batch.</summary>
/// <param name="Stage">Name of the step.</param>
/// <param name="Count">Calls that went through it.</param>
/// <param name="TotalSeconds">Sum.</param>
/// <param name="LongestSeconds">The longest of one call.</param>
public sealed record StageTime(string Stage, int Count, double TotalSeconds, double LongestSeconds);

/// <summary>A batch summed up.</summary>
public sealed record BatchSummary
{
    /// <summary>Number of the batch.</summary>
    public required long Number { get; init; }

    /// <summary>When it was started, UTC.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>When it ended, UTC; <see langword="null"/> while it is open.</summary>
    public required DateTimeOffset? EndedAt { get; init; }

    /// <summary>Whether a user called it off.</summary>
    public required bool IsCancelled { get; init; }

    /// <summary>Program, rubric and models, as they stand in the scorecards.</summary>
    public required IReadOnlyList<string> Versions { get; init; }

    /// <summary>Files by how they ended. Two files with the same bytes are two files and one call.</summary>
    public required IReadOnlyDictionary<BatchOutcome, int> Files { get; init; }

    /// <summary>Calls, each counted once.</summary>
    public required int CallCount { get; init; }

    /// <summary>Sum of the lengths of all calls with a scorecard.</summary>
    public required double DurationSeconds { get; init; }

    /// <summary>Time of each step, in order.</summary>
    public required IReadOnlyList<StageTime> Stages { get; init; }

    /// <summary>Number of files that ended in one way.</summary>
    public int Count(BatchOutcome outcome) => Files.GetValueOrDefault(outcome);

    /// <summary>Number of all files.</summary>
    public int FileCount => Files.Values.Sum();
}
