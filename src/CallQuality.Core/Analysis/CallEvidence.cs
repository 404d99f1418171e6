using CallQuality.Audio.Line;
using CallQuality.Core.Calls;
using CallQuality.Core.Dialogue;
using CallQuality.Core.Measurement;
using CallQuality.Core.Transcription;
using CallQuality.Core.Utterances;

namespace CallQuality.Core.Analysis;

/// <summary>All that is known of a call when the mistakes are judged. Contains no sound: verdicts rest on measures and words alone.</summary>
public sealed record CallEvidence
{
    /// <summary>The language the call is judged in.</summary>
    public required Language Language { get; init; }

    /// <summary>What is known besides the sound.</summary>
    public required CallMetadata Metadata { get; init; }

    /// <summary>Length of the recording.</summary>
    public required TimeSpan Duration { get; init; }

    /// <summary>Who is on which channel.</summary>
    public required CallSides Sides { get; init; }

    /// <summary>The agent's line.</summary>
    public required LineQuality AgentLine { get; init; }

    /// <summary>The customer's line; <see langword="null"/> where the customer has no channel.</summary>
    public required LineQuality? CustomerLine { get; init; }

    /// <summary>The words of both sides.</summary>
    public required Transcript Transcript { get; init; }

    /// <summary>Turns, pauses, overlaps, cut-ins, back-channels, gaps.</summary>
    public required CallDialogue Dialogue { get; init; }

    /// <summary>What the classifier read in the agent's utterances; default none.</summary>
    public IReadOnlyList<UtteranceReading> Readings { get; init; } = [];

    /// <summary>Measures of the agent's side.</summary>
    public required SideMeasurements Agent { get; init; }

    /// <summary>Measures of the customer's side; <see langword="null"/> where the customer has no channel.</summary>
    public required SideMeasurements? Customer { get; init; }
}
