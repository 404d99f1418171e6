using CallQuality.Core.Utterances;

namespace CallQuality.Inference.Phrases;

/// <summary>Ways to label an utterance that are held against one another.</summary>
public enum UtteranceSystem
{
    /// <summary>The classifier as it ships: vectors, list hits, form, letters and words.</summary>
    Classifier,

    /// <summary>The same regression on sequences of letters alone.</summary>
    LettersAlone,

    /// <summary>The phrase lists alone: the label of the strongest hit, neutral without one.</summary>
    ListsAlone,
}

/// <summary>What a system made of a row.</summary>
/// <param name="Row">The row with its true label.</param>
/// <param name="Label">The likeliest label.</param>
/// <param name="Probability">Its probability, 0 to 1; 1 from lists.</param>
/// <param name="IsShown">Whether it is no neutral one and its probability reaches what a page shows.</param>
public sealed record UtteranceGuess(LabelledUtterance Row, UtteranceLabel Label, double Probability, bool IsShown);
