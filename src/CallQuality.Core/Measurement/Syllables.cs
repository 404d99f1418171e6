using CallQuality.Core.Calls;

namespace CallQuality.Core.Measurement;

/// <summary>
/// Counts the syllables of written words as they are spoken: figures, signs, abbreviations and spelled letters are read out,
/// loan words keep their own sound, a glide is no syllable ("Station" has two, as Duden's pronunciation writes it).
/// </summary>
public static class Syllables
{
    /// <summary>The syllables of a text, the sum over its words; 0 for an empty text.</summary>
    /// <param name="text">Words as a recogniser writes them, with punctuation.</param>
    /// <param name="language">The language they are read in.</param>
    public static int Count(string text, Language language)
    {
        ArgumentNullException.ThrowIfNull(text);
        var reader = language == Language.German ? WordReader.German : WordReader.English;
        var count = 0;
        foreach (var range in text.AsSpan().Split(' '))
        {
            count += reader.Count(text.AsSpan(range));
        }

        return count;
    }
}
