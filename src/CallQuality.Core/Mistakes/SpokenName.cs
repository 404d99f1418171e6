using CallQuality.Core.Calls;
using CallQuality.Core.Phrases;
using CallQuality.Core.Transcription;

namespace CallQuality.Core.Mistakes;

/// <summary>Where the agent says their own name in the greeting.</summary>
/// <param name="First">Index of the name's first word.</param>
/// <param name="Count">Number of words.</param>
internal readonly record struct SpokenName(int First, int Count)
{
    private const int MostWords = 3;

    /// <summary>Finds the name: known from metadata, behind "mein Name ist" and the like, or as the last clause; <see langword="null"/> if none is sure.</summary>
    public static SpokenName? Find(IReadOnlyList<Word> words, string? agent, PhraseBook phrases) =>
        Sure(words, agent, phrases) ?? Last(words, phrases.Language);

    /// <summary>As <see cref="Find"/>, without the last clause, which may be something else.</summary>
    public static SpokenName? Sure(IReadOnlyList<Word> words, string? agent, PhraseBook phrases) =>
        Known(words, agent) ?? Introduced(words, phrases);

    /// <summary>Whether the word at <paramref name="index"/> is part of the name.</summary>
    public bool Covers(int index) => index >= First && index < First + Count;

    /// <summary>Where a part of the name known from metadata is said; <see langword="null"/> if nowhere.</summary>
    public static SpokenName? Known(IReadOnlyList<Word> words, string? agent)
    {
        var parts = agent?.Split([' ', '.', '_'], StringSplitOptions.RemoveEmptyEntries) ?? [];
        var at = Enumerable.Range(0, words.Count).Where(i => IsCapital(words[i]) && parts.Contains(Plain(words[i]), StringComparer.OrdinalIgnoreCase)).ToList();
        return at.Count > 0 ? new SpokenName(at[0], at[^1] - at[0] + 1) : null;
    }

    private static SpokenName? Introduced(IReadOnlyList<Word> words, PhraseBook phrases)
    {
        foreach (var match in phrases.Find(words, PhraseCategory.NameIntroduction))
        {
            var first = match.FirstWord + match.Words.Count;
            var count = CapitalsFrom(words, first);
            if (count > 0)
            {
                return new SpokenName(first, count);
            }
        }

        return null;
    }

    // "Guten Tag, Firma Huber, Anna Maier." – two or three capitals between the last commas; one alone could be anything.
    private static SpokenName? Last(IReadOnlyList<Word> words, Language language)
    {
        var end = words.Count;
        while (end > 0 && IsGreeting(words, end - 1, language))
        {
            end--;
        }

        var first = end;
        while (first > 0 && (first == end || !EndsClause(words[first - 1])) && IsCapital(words[first - 1]))
        {
            first--;
        }

        return end - first is 2 or MostWords && first > 0 && EndsClause(words[first - 1]) ? new SpokenName(first, end - first) : null;
    }

    private static int CapitalsFrom(IReadOnlyList<Word> words, int first)
    {
        var count = 0;
        while (first + count < words.Count && count < MostWords && IsCapital(words[first + count]))
        {
            count++;
            if (EndsClause(words[first + count - 1]))
            {
                break;
            }
        }

        return count;
    }

    private static bool IsGreeting(IReadOnlyList<Word> words, int index, Language language) =>
        (language == Language.German
            ? (string[])["guten", "tag", "morgen", "abend", "grüß", "gott", "hallo", "grüezi", "servus", "moin"]
            : ["good", "morning", "afternoon", "evening", "hello", "hi"])
        .Contains(Plain(words[index]).ToLowerInvariant());

    /// <summary>Whether the word is written as names are.</summary>
    internal static bool IsCapital(Word word) => word.Text.Length > 1 && char.IsUpper(word.Text[0]);

    private static bool EndsClause(Word word) => word.Text[^1] is ',' or '.' or ';' or ':' or '!' or '?';

    private static string Plain(Word word) => word.Text.Trim(',', '.', ';', ':', '!', '?');
}
