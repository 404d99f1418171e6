using CallQuality.Core.Calls;

namespace CallQuality.Storage.Calls;

/// <summary>A call: one recording, known by the SHA-256 of its bytes, with what is known besides its sound.</summary>
/// <remarks>The same bytes under two names are one call.</remarks>
public sealed class StoredCall
{
    /// <summary>Key.</summary>
    public long Id { get; set; }

    /// <summary>SHA-256 of the recording, 64 lower-case hexadecimal digits; unique.</summary>
    public required string Sha256 { get; set; }

    /// <summary>Name of the recording in the <see cref="Recordings.IRecordingStore"/>.</summary>
    public required string RecordingName { get; set; }

    /// <summary>The file's name, without folders, as it was first imported.</summary>
    public required string FileName { get; set; }

    /// <summary>Length of the file in bytes.</summary>
    public required long Bytes { get; set; }

    /// <summary>When it was imported, UTC.</summary>
    public required DateTime ImportedAt { get; set; }

    /// <summary>When the recording was deleted because the house keeps none that long, UTC; <see langword="null"/> while it is there.</summary>
    public DateTime? RecordingRemovedAt { get; set; }

    /// <summary>The agent; <see langword="null"/> where unknown.</summary>
    public long? AgentId { get; set; }

    /// <summary>The agent; loaded on demand only.</summary>
    public Agent? Agent { get; set; }

    /// <summary>The customer's name or number; <see langword="null"/> where unknown.</summary>
    public string? Customer { get; set; }

    /// <summary>The queue or line; <see langword="null"/> where unknown.</summary>
    public string? Queue { get; set; }

    /// <summary>When the call began, UTC; <see langword="null"/> where unknown.</summary>
    public DateTime? StartedAt { get; set; }

    /// <summary>Offset from UTC, in minutes, that <see cref="StartedAt"/> was given with.</summary>
    public int StartedAtOffsetMinutes { get; set; }

    /// <summary>Channel of the agent, 0 left, 1 right; <see langword="null"/> where unknown.</summary>
    public int? AgentChannel { get; set; }

    /// <summary>Language as the metadata have it; <see langword="null"/> where unknown.</summary>
    public Language? Language { get; set; }

    /// <summary>The call's public id: the first 16 digits of its SHA-256, as in its scorecard.</summary>
    public string CallId => Sha256[..16];

    /// <summary>What is known besides the sound, as the analysis takes it. <see cref="Agent"/> must be loaded.</summary>
    public CallMetadata ToMetadata() => new()
    {
        Agent = Agent?.Name,
        Customer = Customer,
        Queue = Queue,
        StartedAt = StartedAt is { } start ? new DateTimeOffset(start).ToOffset(TimeSpan.FromMinutes(StartedAtOffsetMinutes)) : null,
        AgentChannel = AgentChannel,
        Language = Language,
    };

    /// <summary>Takes over metadata; the agent is set by the caller, who knows its key.</summary>
    internal void Take(CallMetadata metadata, long? agentId)
    {
        AgentId = agentId;
        Customer = metadata.Customer;
        Queue = metadata.Queue;
        StartedAt = metadata.StartedAt?.UtcDateTime;
        StartedAtOffsetMinutes = (int)(metadata.StartedAt?.Offset.TotalMinutes ?? 0);
        AgentChannel = metadata.AgentChannel;
        Language = metadata.Language;
    }
}

/// <summary>An agent, known by the name or number the house uses.</summary>
public sealed class Agent
{
    /// <summary>Key.</summary>
    public long Id { get; set; }

    /// <summary>Name or number; unique, upper and lower case told apart.</summary>
    public required string Name { get; set; }

    /// <summary>The agent's team; <see langword="null"/> where there is none.</summary>
    public long? TeamId { get; set; }

    /// <summary>The agent's team; loaded on demand only.</summary>
    public Team? Team { get; set; }
}

/// <summary>A team of agents.</summary>
public sealed class Team
{
    /// <summary>Key.</summary>
    public long Id { get; set; }

    /// <summary>Name; unique.</summary>
    public required string Name { get; set; }
}
