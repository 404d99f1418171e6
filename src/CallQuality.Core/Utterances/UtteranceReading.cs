using CallQuality.Core.Transcription;

namespace CallQuality.Core.Utterances;

/// <summary>An utterance that the classifier put under a label other than neutral, surely enough to be shown.</summary>
public sealed record UtteranceReading
{
    /// <summary>The utterance.</summary>
    public required Utterance Utterance { get; init; }

    /// <summary>What it does; never <see cref="UtteranceLabel.Neutral"/>.</summary>
    public required UtteranceLabel Label { get; init; }

    /// <summary>Calibrated probability of the label, 0 to 1.</summary>
    public required double Probability { get; init; }

    /// <summary>The words without which the probability falls most, in the order they were said: one at least where its label is explained, none otherwise.</summary>
    public required IReadOnlyList<Word> Carrying { get; init; }
}
