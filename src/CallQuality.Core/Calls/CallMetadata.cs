namespace CallQuality.Core.Calls;

/// <summary>What is known about a call besides its sound. Everything may be unknown.</summary>
public sealed record CallMetadata
{
    /// <summary>The agent's name or number as the house uses it.</summary>
    public string? Agent { get; init; }

    /// <summary>The customer's name or number.</summary>
    public string? Customer { get; init; }

    /// <summary>When the call began, with offset.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>Channel of the agent: 0 left, 1 right; <see langword="null"/> to find out.</summary>
    public int? AgentChannel { get; init; }

    /// <summary>Language of the call; <see langword="null"/> to find out.</summary>
    public Language? Language { get; init; }

    /// <summary>The queue or line the call came in on.</summary>
    public string? Queue { get; init; }
}
