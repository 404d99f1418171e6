using CallQuality.Core.Calls;
using CallQuality.Core.Dialogue;
using CallQuality.Core.Transcription;

namespace CallQuality.Core.Utterances;

/// <summary>A sentence of the agent with what the caller had said before it: what the classifier decides on.</summary>
public sealed record Utterance
{
    // No more than most lines of the training text have: there only what is given back follows a long account, and behind every long
    // account the classifier would take the agent's words for that.
    private const int MostWordsBefore = 8;

    // A shorter sentence ("Ja." "Genau.") says too little alone; it goes with the one behind it.
    private const int FewestWords = 3;
    private const int MostWords = 60;

    /// <summary>The turn it stands in.</summary>
    public required Turn Turn { get; init; }

    /// <summary>Index of its first word in the turn.</summary>
    public required int FirstWord { get; init; }

    /// <summary>Its words, three or more.</summary>
    public required IReadOnlyList<Word> Words { get; init; }

    /// <summary>The last eight words at most of what the caller had said before the turn; empty where nothing was.</summary>
    public required string Before { get; init; }

    /// <summary>The words as one text.</summary>
    public string Text => string.Join(' ', Words.Select(word => word.Text));

    /// <summary>The sentences of all the agent's turns, in order. Turns under three words have none.</summary>
    public static IReadOnlyList<Utterance> Of(CallDialogue dialogue)
    {
        ArgumentNullException.ThrowIfNull(dialogue);
        var all = new List<Utterance>();
        var before = "";
        foreach (var turn in dialogue.Turns)
        {
            if (turn.Side == Side.Agent)
            {
                Cut(turn, before, all);
            }
            else if (turn.Words.Count > 0)
            {
                before = string.Join(' ', turn.Words.TakeLast(MostWordsBefore).Select(word => word.Text));
            }
        }

        return all;
    }

    private static void Cut(Turn turn, string before, List<Utterance> all)
    {
        var first = 0;
        for (var i = 0; i < turn.Words.Count; i++)
        {
            var length = i + 1 - first;
            var isLast = i == turn.Words.Count - 1;
            if (length >= FewestWords && (isLast || EndsSentence(turn.Words[i]) || length == MostWords))
            {
                all.Add(new Utterance { Turn = turn, FirstWord = first, Words = [.. turn.Words.Skip(first).Take(length)], Before = before });
                first = i + 1;
            }
        }
    }

    private static bool EndsSentence(Word word) => word.Text is [.., '.' or '!' or '?'] && !char.IsDigit(word.Text[0]);
}
