namespace CallQuality.Core.Utterances;

/// <summary>What an utterance of the agent does in the conversation. A closed list, in the order of the classifier's numbers; drawn in <c>models/phrases/README.md</c>.</summary>
public enum UtteranceLabel
{
    /// <summary>Contradicts as a rebuke, lectures, gives the caller the fault.</summary>
    KnowItAll,

    /// <summary>Refuses or sends away without another way.</summary>
    BrushOff,

    /// <summary>Urges the caller on or cuts the account short.</summary>
    Impatience,

    /// <summary>Takes up the caller's matter in words.</summary>
    Acknowledgement,

    /// <summary>Invites to a common step or lets the caller choose.</summary>
    Together,

    /// <summary>Thanks or apologises with substance, admits a fault, asks leave.</summary>
    Respect,

    /// <summary>Asks so that the caller tells.</summary>
    OpenQuestion,

    /// <summary>Gives back the matter in own words.</summary>
    Paraphrase,

    /// <summary>Commits our side to a named step.</summary>
    Promise,

    /// <summary>Anything else.</summary>
    Neutral,
}

/// <summary>Labels as the tables in <c>models/phrases</c> spell them.</summary>
public static class UtteranceLabels
{
    private static readonly string[] Spelled =
        ["know-it-all", "brush-off", "impatience", "acknowledgement", "together", "respect", "open-question", "paraphrase", "promise", "neutral"];

    /// <summary>Number of labels.</summary>
    public static int Count => Spelled.Length;

    /// <summary>The label as the tables spell it, such as <c>know-it-all</c>.</summary>
    public static string Spelling(this UtteranceLabel label) => Spelled[(int)label];

    /// <summary>Whether the label names a mistake; the others name a strength or nothing.</summary>
    public static bool IsMistake(this UtteranceLabel label) => label <= UtteranceLabel.Impatience;

    /// <summary>Whether a reading of it is explained on a page by the words that carried it; acknowledgements and promises are quoted only, and neutral is never shown.</summary>
    public static bool IsExplained(this UtteranceLabel label) => label is not (UtteranceLabel.Acknowledgement or UtteranceLabel.Promise or UtteranceLabel.Neutral);

    /// <summary>The label of a spelling; <see langword="null"/> for any other text.</summary>
    public static UtteranceLabel? Parse(string spelling) =>
        Array.IndexOf(Spelled, spelling) is var index and >= 0 ? (UtteranceLabel)index : null;
}
