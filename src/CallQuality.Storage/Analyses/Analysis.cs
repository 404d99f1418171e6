using CallQuality.Audio;
using CallQuality.Storage.Calls;

namespace CallQuality.Storage.Analyses;

/// <summary>Where the analysis of a call stands. The database alone says so.</summary>
public enum AnalysisState
{
    /// <summary>Waits for somebody to claim it.</summary>
    Queued,

    /// <summary>Claimed; valid until <see cref="Analysis.LeaseUntil"/>.</summary>
    Running,

    /// <summary>There is a scorecard.</summary>
    Done,

    /// <summary>The recording cannot be analysed; trying again with the same versions will not help.</summary>
    Rejected,

    /// <summary>It went wrong on our side <see cref="AnalysisClaims.MostAttempts"/> times.</summary>
    Failed,

    /// <summary>A user called it off.</summary>
    Cancelled,
}

/// <summary>One call analysed with one set of versions; there is at most one of each pair. With new versions a new one stands beside the old.</summary>
public sealed class Analysis
{
    /// <summary>Key.</summary>
    public long Id { get; set; }

    /// <summary>The call.</summary>
    public required long CallId { get; set; }

    /// <summary>The call; loaded on demand only.</summary>
    public StoredCall? Call { get; set; }

    /// <summary>The versions it is made with.</summary>
    public required long VersionsId { get; set; }

    /// <summary>Where it stands.</summary>
    public required AnalysisState State { get; set; }

    /// <summary>How often it was claimed since it was queued or since its last saved stage.</summary>
    public int Attempts { get; set; }

    /// <summary>Mark of the claim that holds it or, once it has ended, ended it; only who knows it may write. <see langword="null"/> while it waits.</summary>
    public string? Claim { get; set; }

    /// <summary>Name of the process that claimed it last, as <see cref="WorkerName"/> makes it.</summary>
    public string? Worker { get; set; }

    /// <summary>Until when the claim holds without a sign of life, UTC; <see langword="null"/> unless running.</summary>
    public DateTime? LeaseUntil { get; set; }

    /// <summary>Why there is no scorecard, why nothing in it could be scored, or what the last try failed of, in German.</summary>
    public string? ReasonGerman { get; set; }

    /// <summary>The same in English.</summary>
    public string? ReasonEnglish { get; set; }

    /// <summary>When it was queued, UTC.</summary>
    public required DateTime QueuedAt { get; set; }

    /// <summary>When it ended, UTC; <see langword="null"/> before.</summary>
    public DateTime? EndedAt { get; set; }

    /// <summary>What was done so far, and how long it took.</summary>
    public List<AnalysisStage> Stages { get; } = [];

    /// <summary>The reason in both languages; <see langword="null"/> where there is none.</summary>
    public Bilingual? Reason => ReasonGerman is { } german && ReasonEnglish is { } english ? new Bilingual(german, english) : null;
}

/// <summary>The steps of an analysis, in order.</summary>
public enum StageName
{
    /// <summary>Read: the file is decoded.</summary>
    Read,

    /// <summary>Listen: speech is found and written down. Its result is saved: it takes nine tenths of the time.</summary>
    Listen,

    /// <summary>Judge: measures, findings, scores.</summary>
    Judge,

    /// <summary>Pages: the call's files are written.</summary>
    Pages,
}

/// <summary>A step that was done.</summary>
public sealed class AnalysisStage
{
    /// <summary>Key.</summary>
    public long Id { get; set; }

    /// <summary>The analysis.</summary>
    public required long AnalysisId { get; set; }

    /// <summary>Which step; one of each an analysis.</summary>
    public required StageName Name { get; set; }

    /// <summary>How long it took.</summary>
    public required double ElapsedSeconds { get; set; }

    /// <summary>What came out, for whoever goes on from here; <see langword="null"/> once it is not needed any more.</summary>
    public byte[]? Document { get; set; }
}

/// <summary>A set of versions and settings that results depend on. Same set, same result.</summary>
public sealed class AnalysisVersions
{
    /// <summary>Key.</summary>
    public long Id { get; set; }

    /// <summary>SHA-256 over everything below and the texts of rubric and phrase lists; unique.</summary>
    public required string Fingerprint { get; set; }

    /// <summary>Version of this program.</summary>
    public required string Program { get; set; }

    /// <summary>Version the rubric names.</summary>
    public required string Rubric { get; set; }

    /// <summary>Models by role, as <c>role=name and hash</c> lines.</summary>
    public required string Models { get; set; }

    /// <summary>What was set for all calls, as <c>name=value</c> lines.</summary>
    public required string Settings { get; set; }

    /// <summary>When it was first used, UTC.</summary>
    public required DateTime FirstUsedAt { get; set; }
}
