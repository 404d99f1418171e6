using System.Collections.Frozen;
using CallQuality.Core.Calls;

namespace CallQuality.Core.Phrases;

/// <summary>What a language does around phrases: fillers, negations, ways to report another's words and to ask for yes or no, words known to be right.</summary>
internal sealed class SpeechHabits
{
    private readonly FrozenDictionary<string, string[][]> fillersByFirst = FrozenDictionary<string, string[][]>.Empty;

    public required Language Language { get; init; }

    /// <summary>Colloquial and regional spellings to the standard one.</summary>
    public required IReadOnlyDictionary<string, string> Variants { get; init; }

    /// <summary>Patterns of "you said …", "my colleague told you …".</summary>
    public required IReadOnlyList<PatternStep> Reporting { get; init; }

    /// <summary>Patterns that make a question word behind them one of a yes-or-no question: "is that what …".</summary>
    public required IReadOnlyList<PatternStep> Closed { get; init; }

    /// <summary>Words and rows of words that may stand anywhere and say nothing.</summary>
    public required IReadOnlyList<string[]> Fillers
    {
        get;
        init
        {
            field = value;
            fillersByFirst = value.GroupBy(filler => filler[0], StringComparer.Ordinal)
                .ToFrozenDictionary(group => group.Key, group => group.OrderByDescending(filler => filler.Length).ToArray(), StringComparer.Ordinal);
        }
    }

    /// <summary>Words that negate their clause.</summary>
    public required FrozenSet<string> Negators { get; init; }

    /// <summary>Words of the short questions that ask for agreement: "…, ja?".</summary>
    public required FrozenSet<string> Tags { get; init; }

    /// <summary>Words of the list's own sentences: a heard word that is one of them was not misheard.</summary>
    public required FrozenSet<string> KnownWords { get; init; }

    public bool IsKnownWord(string folded) => KnownWords.Contains(folded);

    public bool IsNegator(string folded) => Negators.Contains(folded);

    public bool IsTag(string folded) => Tags.Contains(folded);

    /// <summary>Length in tokens of the filler at <paramref name="at"/>; 0 where there is none.</summary>
    public int FillerLength(SpokenText text, int at)
    {
        if (at >= text.Tokens.Length || !fillersByFirst.TryGetValue(text.Tokens[at].Text, out var candidates))
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
