using CallQuality.Core.Calls;
using CallQuality.Core.Phrases;
using CallQuality.Core.Transcription;

namespace CallQuality.Core.Mistakes;

/// <summary>Where the company's name is said; any telling word of it will do, also misspelled or torn in two by the recogniser.</summary>
internal static class SpokenCompany
{
    private const int ShortestTelling = 4;

    private static readonly string[] SaysLittle = ["firma", "gmbh", "und", "and", "the", "der", "die", "das", "für", "for", "limited", "company"];

    /// <summary>Whether the name has a word that would be recognised were it said: numbers and abbreviations are written down in too many ways for their absence to be known.</summary>
    public static bool IsTelling(string name) => Parts(name).Any(part => part.Length >= ShortestTelling && part.All(char.IsLetter));

    /// <summary>Indices of the words that belong to the company's name, in order; a "Firma" in front of it included.</summary>
    public static IReadOnlyList<int> Find(IReadOnlyList<Word> words, string name, Language language)
    {
        var parts = Parts(name).ToList();
        var heard = words.Select(word => Spelling.Fold(word.Text)).ToList();
        var found = new SortedSet<int>();
        for (var i = 0; i < words.Count; i++)
        {
            if (parts.Exists(part => IsAlike(part, heard[i], words[i], language)))
            {
                found.Add(i);
            }
            else if (i + 1 < words.Count && parts.Exists(part => Spelling.Compare(part, heard[i] + heard[i + 1], language, heardIsKnownWord: false) != Likeness.None))
            {
                found.UnionWith([i, i + 1]);
            }
        }

        if (found.Count > 0 && found.Min > 0 && heard[found.Min - 1] == "firma")
        {
            found.Add(found.Min - 1);
        }

        return [.. found];
    }

    private static IEnumerable<string> Parts(string name) =>
        name.Split([' ', '-', '+', '&', '.', ','], StringSplitOptions.RemoveEmptyEntries).Select(Spelling.Fold).Where(part => part.Length > 0 && !SaysLittle.Contains(part));

    private static bool IsAlike(string part, string heard, Word word, Language language) =>
        Spelling.Compare(part, heard, language, heardIsKnownWord: false) != Likeness.None
        || (part.Length >= ShortestTelling && char.IsUpper(word.Text[0]) && Spelling.Initial(part) == Spelling.Initial(heard)
            && Spelling.Sound(part) == Spelling.Sound(heard));
}
