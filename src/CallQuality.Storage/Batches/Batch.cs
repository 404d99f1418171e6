using CallQuality.Audio;

namespace CallQuality.Storage.Batches;

/// <summary>Where a batch stands.</summary>
public enum BatchState
{
    /// <summary>Being worked on, or to be taken up again by the next run over the same folders.</summary>
    Open,

    /// <summary>Every file has ended one way or the other.</summary>
    Finished,

    /// <summary>A user called it off.</summary>
    Cancelled,
}

/// <summary>One night's work: the files of some folders, analysed with one set of versions.</summary>
public sealed class Batch
{
    /// <summary>Key; also the number users know it by.</summary>
    public long Id { get; set; }

    /// <summary>The folders and files it was started on, full paths, one a line.</summary>
    public required string Sources { get; set; }

    /// <summary>Folder of the results, full path.</summary>
    public required string OutputFolder { get; set; }

    /// <summary>The versions it is made with.</summary>
    public required long VersionsId { get; set; }

    /// <summary>Where it stands.</summary>
    public required BatchState State { get; set; }

    /// <summary>When it was first started, UTC.</summary>
    public required DateTime StartedAt { get; set; }

    /// <summary>When it was finished or cancelled, UTC; <see langword="null"/> before.</summary>
    public DateTime? EndedAt { get; set; }
}

/// <summary>A file of a batch and the call it turned out to be.</summary>
public sealed class BatchFile
{
    /// <summary>Key.</summary>
    public long Id { get; set; }

    /// <summary>The batch.</summary>
    public required long BatchId { get; set; }

    /// <summary>Full path; once in a batch.</summary>
    public required string Path { get; set; }

    /// <summary>Length in bytes when it was imported; with <see cref="ModifiedAt"/> it tells an unchanged file without reading it again.</summary>
    public required long Bytes { get; set; }

    /// <summary>When the file was last written, UTC.</summary>
    public required DateTime ModifiedAt { get; set; }

    /// <summary>The call; <see langword="null"/> where the file was rejected at import.</summary>
    public required long? CallId { get; set; }

    /// <summary>Why it was rejected at import, in German; <see langword="null"/> where it was not.</summary>
    public string? ReasonGerman { get; set; }

    /// <summary>The same in English.</summary>
    public string? ReasonEnglish { get; set; }

    /// <summary>The reason in both languages; <see langword="null"/> where there is none.</summary>
    public Bilingual? Reason => ReasonGerman is { } german && ReasonEnglish is { } english ? new Bilingual(german, english) : null;
}
