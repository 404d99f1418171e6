using CallQuality.Core.Calls;
using CallQuality.Core.Dialogue;
using CallQuality.Core.Phrases;
using CallQuality.Core.Transcription;

namespace CallQuality.Core.Utterances;

/// <summary>A sentence of the agent with what the caller had said before it: what the classifier decides on.</summary>
public sealed record Utterance
{
    // No more than most lines of the training text have: there only what is given back follows a long account, and behind every long
    // account the classifier would take the agent's words for that.
    private const int MostWordsBefore = 8;

    // A list rests on a few words, a reading on all of them: from a text that was badly recognised anything can be read.
    private const double LeastCertainty = 0.75;

    // Longer ago, it was not just said: the tenth sentence of an explanation answers nothing.
    private static readonly TimeSpan JustNow = TimeSpan.FromSeconds(15);

    // A shorter sentence ("Ja." "Genau.") says too little alone; it goes with the one behind it.
    private const int FewestWords = 3;
    private const int MostWords = 60;

    /// <summary>The turn it stands in.</summary>
    public required Turn Turn { get; init; }

    /// <summary>Index of its first word in the turn.</summary>
    public required int FirstWord { get; init; }

    /// <summary>Its words, three or more.</summary>
    public required IReadOnlyList<Word> Words { get; init; }

    /// <summary>The last eight words at most of what the caller had just said; empty where nothing was, or where it ended more than fifteen seconds before.</summary>
    public required string Before { get; init; }

    /// <summary>Whether the caller had said anything by then; what opens a call answers nobody.</summary>
    public bool FollowsCaller { get; init; } = true;

    /// <summary>Whether its words were recognised surely enough for anything to be read from it.</summary>
    public bool IsCertain => Words.Average(word => word.Confidence) >= LeastCertainty;

    /// <summary>The words as one text.</summary>
    public string Text => string.Join(' ', Words.Select(word => word.Text));

    /// <summary>The sentences of all the agent's turns, in order. Turns under three words have none.</summary>
    public static IReadOnlyList<Utterance> Of(CallDialogue dialogue)
    {
        ArgumentNullException.ThrowIfNull(dialogue);
        var all = new List<Utterance>();
        Turn? heard = null;
        foreach (var turn in dialogue.Turns)
        {
            if (turn.Side == Side.Agent)
            {
                Cut(turn, heard, all);
            }
            else if (turn.Words.Count > 0)
            {
                heard = turn;
            }
        }

        return all;
    }

    private static void Cut(Turn turn, Turn? heard, List<Utterance> all)
    {
        var before = heard is null ? "" : string.Join(' ', heard.Words.TakeLast(MostWordsBefore).Select(word => word.Text));
        var first = 0;
        for (var i = 0; i < turn.Words.Count; i++)
        {
            var length = i + 1 - first;
            var isLast = i == turn.Words.Count - 1;
            if (length >= FewestWords && (isLast || SpokenSentence.Ends(turn.Words[i]) || length == MostWords))
            {
                var isNew = turn.Words[first].Start - heard?.End <= JustNow;
                all.Add(new Utterance { Turn = turn, FirstWord = first, Words = [.. turn.Words.Skip(first).Take(length)], Before = isNew ? before : "", FollowsCaller = heard is not null });
                first = i + 1;
            }
        }
    }
}
