using CallQuality.Core.Calls;
using CallQuality.Core.Transcription;

namespace CallQuality.Core.Dialogue;

/// <summary>One contribution of one side: speech of that side without a longer pause or a word of the other's between.</summary>
public sealed record Turn
{
    /// <summary>Who speaks.</summary>
    public required Side Side { get; init; }

    /// <summary>From the recording's start.</summary>
    public required TimeSpan Start { get; init; }

    /// <summary>From the recording's start.</summary>
    public required TimeSpan End { get; init; }

    /// <summary>The words, in order; may be empty where speech was heard and no word recognised.</summary>
    public required IReadOnlyList<Word> Words { get; init; }

    /// <summary>The words as one text.</summary>
    public string Text => string.Join(' ', Words.Select(word => word.Text));

    /// <summary>Length of the contribution, pauses included.</summary>
    public TimeSpan Duration => End - Start;
}

/// <summary>A pause inside one side's turn.</summary>
/// <param name="Side">Who pauses.</param>
/// <param name="Start">From the recording's start.</param>
/// <param name="End">From the recording's start.</param>
public sealed record Pause(Side Side, TimeSpan Start, TimeSpan End)
{
    /// <summary>Length of the pause.</summary>
    public TimeSpan Duration => End - Start;
}

/// <summary>Both speak at once.</summary>
/// <param name="Start">From the recording's start.</param>
/// <param name="End">From the recording's start.</param>
/// <param name="StartedBy">Who began to speak while the other was speaking.</param>
public sealed record Overlap(TimeSpan Start, TimeSpan End, Side StartedBy)
{
    /// <summary>Length of the overlap.</summary>
    public TimeSpan Duration => End - Start;
}

/// <summary>One side starts well inside the other's turn, is no back-channel, and keeps the floor.</summary>
/// <param name="By">Who cuts in.</param>
/// <param name="At">When the cutting-in speech starts.</param>
/// <param name="Interrupted">The turn that was cut into.</param>
/// <param name="Interrupting">The turn that cut in.</param>
public sealed record CutIn(Side By, TimeSpan At, Turn Interrupted, Turn Interrupting);

/// <summary>A short sign of listening ("mhm", "ja", "right") that does not take the floor.</summary>
/// <param name="Turn">The contribution.</param>
public sealed record Backchannel(Turn Turn);

/// <summary>The time from the end of the other side's turn to the start of this side's answer; negative where they overlap.</summary>
/// <param name="By">Who answers.</param>
/// <param name="Start">End of the other's turn.</param>
/// <param name="Gap">Seconds between; negative where the answer starts before the other has ended.</param>
/// <param name="Answer">The answering turn.</param>
public sealed record ResponseGap(Side By, TimeSpan Start, TimeSpan Gap, Turn Answer);

/// <summary>Who spoke when, and how the two took turns.</summary>
public sealed record CallDialogue
{
    /// <summary>All contributions of both sides except back-channels, ordered by start.</summary>
    public required IReadOnlyList<Turn> Turns { get; init; }

    /// <summary>Pauses inside turns.</summary>
    public required IReadOnlyList<Pause> Pauses { get; init; }

    /// <summary>Times at which both speak.</summary>
    public required IReadOnlyList<Overlap> Overlaps { get; init; }

    /// <summary>Competitive cut-ins of either side.</summary>
    public required IReadOnlyList<CutIn> CutIns { get; init; }

    /// <summary>Back-channels of either side.</summary>
    public required IReadOnlyList<Backchannel> Backchannels { get; init; }

    /// <summary>Response gaps of either side.</summary>
    public required IReadOnlyList<ResponseGap> ResponseGaps { get; init; }

    /// <summary>Speech of the agent's side as voice activity found it.</summary>
    public required IReadOnlyList<SpeechSegment> AgentSpeech { get; init; }

    /// <summary>Speech of the customer's side as voice activity found it; empty where the customer has no channel.</summary>
    public required IReadOnlyList<SpeechSegment> CustomerSpeech { get; init; }
}
