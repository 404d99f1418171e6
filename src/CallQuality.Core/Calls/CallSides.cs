using CallQuality.Audio;

namespace CallQuality.Core.Calls;

/// <summary>Who speaks.</summary>
public enum Side
{
    /// <summary>The support agent, the one whose speech is scored.</summary>
    Agent,

    /// <summary>The customer on the other end.</summary>
    Customer,
}

/// <summary>How the two people were told apart.</summary>
public enum Separation
{
    /// <summary>One channel a person.</summary>
    Stereo,

    /// <summary>Both on one channel, told apart by their voices.</summary>
    Diarised,

    /// <summary>Both on one channel and not told apart, or one person only.</summary>
    Single,
}

/// <summary>Which channel carries whom, and how that was decided.</summary>
public sealed record CallSides
{
    /// <summary>Index of the agent's channel in <see cref="Recording.Channels"/>.</summary>
    public required int AgentChannel { get; init; }

    /// <summary>Index of the customer's channel; <see langword="null"/> where there is none of their own.</summary>
    public required int? CustomerChannel { get; init; }

    /// <summary>How the two were told apart.</summary>
    public required Separation Separation { get; init; }

    /// <summary>Whether both people are on the agent's channel and were not told apart; then nothing can be said of the agent alone.</summary>
    public bool AgentChannelIsShared { get; init; }

    /// <summary>How sure it is that <see cref="AgentChannel"/> is the agent's, 0 to 1; 1 where it was given.</summary>
    public double Certainty { get; init; } = 1;

    /// <summary>How the agent's side was decided, as a sentence for the user.</summary>
    public required Bilingual DecidedBy { get; init; }

    /// <summary>The side a channel carries.</summary>
    public Side SideOf(int channel) => channel == AgentChannel ? Side.Agent : Side.Customer;
}
