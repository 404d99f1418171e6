using System.Collections.Frozen;
using CallQuality.Core.Dialogue;
using CallQuality.Core.Transcription;

namespace CallQuality.Core.Phrases;

/// <summary>The sentence a phrase stands in: what is quoted where a few words alone would say too little.</summary>
/// <param name="First">Index of its first word in the turn.</param>
/// <param name="Last">Index of its last word.</param>
/// <param name="Words">Its words; never empty.</param>
internal sealed record SpokenSentence(int First, int Last, IReadOnlyList<Word> Words)
{
    private static readonly FrozenSet<string> CutShort = FrozenSet.ToFrozenSet(
        ["Mr.", "Mrs.", "Ms.", "Dr.", "Prof.", "St.", "Hr.", "Fr.", "Nr.", "ca.", "bzw.", "z.B.", "d.h.", "e.g.", "i.e."], StringComparer.OrdinalIgnoreCase);

    /// <summary>The words as one text.</summary>
    public string Text => string.Join(' ', Words.Select(word => word.Text));

    /// <summary>The sentences that phrases stand in, each once, with the first phrase in it.</summary>
    /// <param name="turn">The turn.</param>
    /// <param name="matches">Phrases of it in the order they were said.</param>
    public static IEnumerable<(SpokenSentence Sentence, PhraseMatch Match)> Once(Turn turn, IEnumerable<PhraseMatch> matches)
    {
        var told = -1;
        foreach (var match in matches.Where(match => match.FirstWord > told))
        {
            var sentence = Of(turn, match);
            told = sentence.Last;
            yield return (sentence, match);
        }
    }

    /// <summary>From the full stop before the phrase to the one behind it, within the turn.</summary>
    public static SpokenSentence Of(Turn turn, PhraseMatch match)
    {
        var first = match.FirstWord;
        while (first > 0 && !Ends(turn.Words[first - 1]))
        {
            first--;
        }

        var last = match.FirstWord + match.Words.Count - 1;
        while (last < turn.Words.Count - 1 && !Ends(turn.Words[last]))
        {
            last++;
        }

        return new SpokenSentence(first, last, [.. turn.Words.Skip(first).Take(last - first + 1)]);
    }

    /// <summary>Whether a sentence ends with a word: not with a number ("am 3.") or a word that is cut short ("Mr.").</summary>
    public static bool Ends(Word word) => word.Text is [.., '.' or '!' or '?'] && !char.IsDigit(word.Text[0]) && !CutShort.Contains(word.Text);
}
