using CallQuality.Core.Calls;
using CallQuality.Core.Utterances;

namespace CallQuality.Inference.Phrases;

/// <summary>A written utterance with its label: a row of the tables in <c>models/phrases</c>.</summary>
public sealed record LabelledUtterance
{
    /// <summary>What the agent says.</summary>
    public required string Text { get; init; }

    /// <summary>What the caller had just said; may be empty.</summary>
    public required string Before { get; init; }

    /// <summary>Its label.</summary>
    public required UtteranceLabel Label { get; init; }

    /// <summary>Its language.</summary>
    public required Language Language { get; init; }

    /// <summary>Name of the construction or idea that it shares with other rows; no template is in training and test at once.</summary>
    public required string Template { get; init; }
}
