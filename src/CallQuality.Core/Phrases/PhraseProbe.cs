using CallQuality.Audio;
using CallQuality.Core.Transcription;
using CallQuality.Core.Wording;

namespace CallQuality.Core.Phrases;

/// <summary>Tries phrase lists on sentences that somebody writes instead of says. Thread-safe.</summary>
public static class PhraseProbe
{
    /// <summary>What a list finds in a sentence, read as a turn of its own whose every word is certain.</summary>
    public static IReadOnlyList<PhraseMatch> Find(PhraseBook book, string sentence)
    {
        ArgumentNullException.ThrowIfNull(book);
        ArgumentNullException.ThrowIfNull(sentence);
        return book.Find(WrittenWords.Of(sentence.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)));
    }

    /// <summary>The phrases of one file that do not do what they say: each finds its example and leaves its counter-example alone.</summary>
    /// <param name="book">A list.</param>
    /// <param name="file">The name the file was read under.</param>
    /// <returns>A sentence each.</returns>
    public static IReadOnlyList<Bilingual> Faults(PhraseBook book, string file)
    {
        ArgumentNullException.ThrowIfNull(book);
        var faults = new List<Bilingual>();
        foreach (var entry in book.Own(file))
        {
            var line = entry.Origin[(file.Length + 1)..];
            var alone = book.Only(entry);
            if (Find(alone, entry.Example).Count == 0)
            {
                faults.Add(Texts.Both("ownPhrases.exampleMissed", file, line, entry.Pattern, entry.Example));
            }

            if (Find(alone, entry.Counter).Count > 0)
            {
                faults.Add(Texts.Both("ownPhrases.counterFound", file, line, entry.Pattern, entry.Counter));
            }
        }

        return faults;
    }
}
