using System.Collections.Frozen;

namespace CallQuality.Core.Phrases;

/// <summary>A phrase ready for matching.</summary>
internal sealed class CompiledPhrase
{
    public CompiledPhrase(PhraseEntry entry, PatternStep pattern, FrozenSet<string> unless)
    {
        Entry = entry;
        Pattern = pattern;
        Unless = unless;
        Initials = FirstLetters(pattern);
    }

    public PhraseEntry Entry { get; }

    public PatternStep Pattern { get; }

    public FrozenSet<string> Unless { get; }

    /// <summary>Letters a fit can begin with, as <see cref="Spelling.Initial"/> files them; <see langword="null"/> where any will do.</summary>
    public FrozenSet<char>? Initials { get; }

    private static FrozenSet<char>? FirstLetters(PatternStep pattern)
    {
        var letters = new HashSet<char>();
        return Collect(pattern, letters) ? letters.ToFrozenSet() : null;
    }

    private static bool Collect(PatternStep step, HashSet<char> letters)
    {
        switch (step)
        {
            case WordStep word:
                letters.Add(Spelling.Initial(word.Text));
                return true;
            case AnchorStep anchor:
                return Collect(anchor.Next, letters);
            case BranchStep branch:
                return branch.Branches.All(way => Collect(way, letters));
            default:
                return false;
        }
    }
}
