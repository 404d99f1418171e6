using System.Collections.Frozen;
using CallQuality.Core.Calls;

namespace CallQuality.Core.Phrases;

/// <summary>What a language does around phrases: fillers, negations, ways to report another's words, words known to be right.</summary>
internal sealed class SpeechHabits
{
    private readonly FrozenDictionary<string, string[][]> fillers;
    private readonly FrozenSet<string> negators;
    private readonly FrozenSet<string> tags;
    private readonly FrozenSet<string> knownWords;

    public SpeechHabits(
        Language language,
        IReadOnlyDictionary<string, string> variants,
        IEnumerable<string[]> fillers,
        IEnumerable<string> negators,
        IEnumerable<string> tags,
        IReadOnlyList<PatternStep> reporting,
        IEnumerable<string> knownWords)
    {
        Language = language;
        Variants = variants;
        Reporting = reporting;
        Fillers = [.. fillers];
        this.negators = negators.ToFrozenSet(StringComparer.Ordinal);
        this.tags = tags.ToFrozenSet(StringComparer.Ordinal);
        this.knownWords = knownWords.ToFrozenSet(StringComparer.Ordinal);
        this.fillers = Fillers.GroupBy(filler => filler[0], StringComparer.Ordinal)
            .ToFrozenDictionary(group => group.Key, group => group.OrderByDescending(filler => filler.Length).ToArray(), StringComparer.Ordinal);
    }

    public Language Language { get; }

    /// <summary>Colloquial and regional spellings to the standard one.</summary>
    public IReadOnlyDictionary<string, string> Variants { get; }

    /// <summary>Patterns of "you said …", "my colleague told you …".</summary>
    public IReadOnlyList<PatternStep> Reporting { get; }

    public IReadOnlyList<string[]> Fillers { get; }

    public IReadOnlyCollection<string> Negators => negators;

    public IReadOnlyCollection<string> Tags => tags;

    /// <summary>Words of the list's own sentences: a heard word that is one of them was not misheard.</summary>
    public IReadOnlyCollection<string> KnownWords => knownWords;

    public bool IsKnownWord(string folded) => knownWords.Contains(folded);

    public bool IsNegator(string folded) => negators.Contains(folded);

    public bool IsTag(string folded) => tags.Contains(folded);

    /// <summary>Length in tokens of the filler at <paramref name="at"/>; 0 where there is none.</summary>
    public int FillerLength(SpokenText text, int at)
    {
        if (at >= text.Tokens.Length || !fillers.TryGetValue(text.Tokens[at].Text, out var candidates))
        {
            return 0;
        }

        foreach (var filler in candidates)
        {
            if (IsAt(text, at, filler))
            {
                return filler.Length;
            }
        }

        return 0;
    }

    private static bool IsAt(SpokenText text, int at, string[] filler)
    {
        if (at + filler.Length > text.Tokens.Length)
        {
            return false;
        }

        for (var i = 1; i < filler.Length; i++)
        {
            if (!string.Equals(text.Tokens[at + i].Text, filler[i], StringComparison.Ordinal))
            {
                return false;
            }
        }

        return true;
    }
}
