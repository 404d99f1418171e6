namespace CallQuality.Core.Dialogue;

/// <summary>How soon the matter was taken up. All in seconds from the end of the turn in which the caller stated it.</summary>
public sealed record ReactionTimes
{
    /// <summary>The agent's greeting from its first word to its last; <see langword="null"/> where the recording has none, and in scorecards from before it was kept.</summary>
    public HeardWords? Greeting { get; init; }

    /// <summary>When the caller began to state the matter, from the recording's start; <see langword="null"/> where no turn does.</summary>
    public required TimeSpan? MatterStated { get; init; }

    /// <summary>Until the first acknowledgement or paraphrase, 0 and more; <see langword="null"/> where none came.</summary>
    public required double? SecondsToUnderstanding { get; init; }

    /// <summary>Until the first offer of a solution, 0 and more; <see langword="null"/> where none came.</summary>
    public required double? SecondsToOffer { get; init; }

    /// <summary>The words that took the matter up; <see langword="null"/> where none did, and in scorecards from before they were kept.</summary>
    public HeardWords? Understanding { get; init; }

    /// <summary>The words that offered a solution first; <see langword="null"/> where none did, and in scorecards from before they were kept.</summary>
    public HeardWords? Offer { get; init; }

    /// <summary>Silences of both sides that the agent has to answer for, in order.</summary>
    public required IReadOnlyList<Hold> Holds { get; init; }
}

/// <summary>Words and where they were said.</summary>
/// <param name="Start">From the recording's start.</param>
/// <param name="End">From the recording's start.</param>
/// <param name="Quote">The words.</param>
public sealed record HeardWords(TimeSpan Start, TimeSpan End, string Quote);

/// <summary>A silence of both sides after words of the agent.</summary>
/// <param name="Start">From the recording's start.</param>
/// <param name="End">From the recording's start.</param>
/// <param name="IsAnnounced">Whether the agent said what the wait is for.</param>
public sealed record Hold(TimeSpan Start, TimeSpan End, bool IsAnnounced)
{
    /// <summary>Length of the silence.</summary>
    public TimeSpan Duration => End - Start;
}
