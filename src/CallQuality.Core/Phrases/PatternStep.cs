namespace CallQuality.Core.Phrases;

/// <summary>One step of a compiled pattern; each knows what follows it, so that matching is plain recursion.</summary>
internal abstract class PatternStep;

/// <summary>The pattern is complete.</summary>
internal sealed class AcceptStep : PatternStep
{
    public static AcceptStep Instance { get; } = new();
}

/// <summary>A word.</summary>
/// <param name="text">Folded.</param>
/// <param name="isPrefix">Written with a star: any ending of up to four letters.</param>
/// <param name="isStrict">Written with an equals sign: this form only.</param>
/// <param name="wantsCapital">The pronouns by which German addresses the caller, which only the capital tells from "they" and "her".</param>
/// <param name="next">What follows.</param>
internal sealed class WordStep(string text, bool isPrefix, bool isStrict, bool wantsCapital, PatternStep next) : PatternStep
{
    public string Text => text;

    /// <summary>The letter under which words that can fit are filed.</summary>
    public char Initial { get; } = Spelling.Initial(text);

    public bool IsPrefix => isPrefix;

    public bool IsStrict => isStrict;

    public bool WantsCapital => wantsCapital;

    public PatternStep Next => next;
}

/// <summary>Up to so many words of any kind inside one clause.</summary>
internal sealed class GapStep(int longest, PatternStep next) : PatternStep
{
    public int Longest => longest;

    public PatternStep Next => next;
}

/// <summary>A number, in digits or words.</summary>
internal sealed class NumberStep(PatternStep next) : PatternStep
{
    public PatternStep Next => next;
}

/// <summary>Where the pattern is anchored or may run over punctuation.</summary>
internal enum Anchor
{
    TurnStart,
    SentenceEnd,
    AnyPunctuation,
}

/// <summary>A condition on the place.</summary>
internal sealed class AnchorStep(Anchor anchor, PatternStep next) : PatternStep
{
    public Anchor Anchor => anchor;

    public PatternStep Next => next;
}

/// <summary>One of several ways on.</summary>
internal sealed class BranchStep(IReadOnlyList<PatternStep> branches) : PatternStep
{
    public IReadOnlyList<PatternStep> Branches => branches;
}
