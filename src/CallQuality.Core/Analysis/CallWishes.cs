using CallQuality.Core.Calls;

namespace CallQuality.Core.Analysis;

/// <summary>What the user set for a run. It goes before a call's metadata.</summary>
public sealed record CallWishes
{
    /// <summary>Language of the calls; <see langword="null"/> to take the metadata's or recognise it.</summary>
    public Language? Language { get; init; }

    /// <summary>Channel of the agent, 0 left, 1 right; <see langword="null"/> to take the metadata's or find out.</summary>
    public int? AgentChannel { get; init; }

    /// <summary>Words the calls may contain and a general recogniser does not know. Default none.</summary>
    public IReadOnlyList<string> Vocabulary { get; init; } = [];
}
