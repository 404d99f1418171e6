using CallQuality.Core.Phrases;
using CallQuality.Core.Transcription;

namespace CallQuality.Inference.Phrases;

/// <summary>
/// What is weighed of an utterance: the vectors of its text and of what the caller said before, the hits of the phrase list by
/// category, a few marks of its form, and its sequences of letters and of words.
/// </summary>
/// <param name="Dense">Vectors, hits and marks.</param>
/// <param name="Grams">Which sequences there are, ascending: those of letters, then those of words.</param>
/// <param name="GramValues">How much each of them counts.</param>
/// <param name="Said">The encoder's states of the utterance.</param>
/// <param name="Heard">The encoder's states of what the caller said before, the last of them; none where that is empty.</param>
internal sealed record UtteranceFeatures(float[] Dense, int[] Grams, float[] GramValues, ReadOnlyMemory<Half> Said, ReadOnlyMemory<Half> Heard)
{
    // A hit is rare and telling: without this factor the penalty on large weights would hold it down.
    private const float HitScale = 2;
    private const int Forms = 5;

    // States that are looked at of an utterance, from its start, and of what the caller said, up to its end.
    private const int MostStates = 60;

    // Those of agents; what only callers say comes after them.
    private const int Categories = (int)PhraseCategory.OtherPromise + 1;

    /// <summary>Length of <see cref="Dense"/>.</summary>
    public static int DenseCount => (2 * SentenceEncoder.Width) + Categories + Forms;

    /// <summary>How many numbers of <see cref="Dense"/>, from the first, are vectors whose scale means nothing.</summary>
    public static int Scaled => 2 * SentenceEncoder.Width;

    /// <summary>Numbers that sequences are filed under.</summary>
    public static int GramCount => LetterGrams.Count + WordGrams.Count;

    /// <summary>The same without vectors, hits, marks and words: sequences of letters alone.</summary>
    public UtteranceFeatures LettersOnly()
    {
        var letters = Grams.Count(gram => gram < LetterGrams.Count);
        return new UtteranceFeatures([], Grams[..letters], GramValues[..letters], default, default);
    }

    /// <summary>The numbers of one utterance.</summary>
    /// <param name="text">The utterance.</param>
    /// <param name="before">What the caller said before; may be empty.</param>
    /// <param name="said">The utterance's vectors.</param>
    /// <param name="heard">The vectors of what the caller said; not looked at where that is empty.</param>
    /// <param name="lists">The phrase list of the language.</param>
    public static UtteranceFeatures Of(string text, string before, SentenceVectors said, SentenceVectors heard, PhraseBook lists)
    {
        var dense = new float[DenseCount];
        said.Mean.CopyTo(dense, 0);
        if (before.Length > 0)
        {
            heard.Mean.CopyTo(dense, SentenceEncoder.Width);
        }

        foreach (var match in lists.Find(WrittenWords.Of(text)).Where(match => (int)match.Entry.Category < Categories))
        {
            ref var hit = ref dense[Scaled + (int)match.Entry.Category];
            hit = Math.Max(hit, HitScale * (float)match.Strength);
        }

        var form = dense.AsSpan(Scaled + Categories);
        form[0] = text.EndsWith('?') ? 1 : 0;
        form[1] = text.Contains('?', StringComparison.Ordinal) ? 1 : 0;
        form[2] = text.AsSpan().Count(' ') / 10f;
        form[3] = before.Length == 0 ? 1 : 0;
        form[4] = before is [.., not ('.' or '?' or '!')] ? 1 : 0;
        var (letters, letterValues) = LetterGrams.Of(text);
        var (words, wordValues) = WordGrams.Of(text);
        return new UtteranceFeatures(
            dense,
            [.. letters, .. words.Select(word => LetterGrams.Count + word)],
            [.. letterValues, .. wordValues],
            said.States[..Math.Min(said.States.Length, MostStates * SentenceEncoder.Width)],
            before.Length == 0 ? default : heard.States[Math.Max(0, heard.States.Length - (MostStates * SentenceEncoder.Width))..]);
    }
}
