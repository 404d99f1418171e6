namespace CallQuality.Core.Phrases;

/// <summary>Where a pattern fits: tokens from <paramref name="Start"/> up to <paramref name="End"/>, excluded.</summary>
/// <param name="Start">First token.</param>
/// <param name="End">One past the last token.</param>
/// <param name="Near">Words taken for a recogniser's slip.</param>
/// <param name="Words">Words of the pattern that were met.</param>
/// <param name="Consumed">Bit i set: token <c>Start + i</c> is a word of the pattern, not one skipped.</param>
internal readonly record struct PatternFit(int Start, int End, int Near, int Words, ulong Consumed)
{
    public bool Covers(int token) => token >= Start && token < End && (Consumed >> (token - Start) & 1) != 0;
}

/// <summary>Lays compiled patterns over spoken text.</summary>
internal sealed class PatternMatcher
{
    private const int LongestFit = 60;
    private const int MostFillers = 3;
    private const int LongestEnding = 4;

    private readonly SpokenText text;
    private readonly SpeechHabits habits;
    private readonly Dictionary<(string Pattern, string Heard), Likeness> compared = [];

    public PatternMatcher(SpokenText text, SpeechHabits habits)
    {
        this.text = text;
        this.habits = habits;
    }

    /// <summary>The fit that begins with the token <paramref name="start"/>, or <see langword="null"/>.</summary>
    public PatternFit? FitAt(PatternStep pattern, int start)
    {
        var cursor = new Cursor(start, start, start, 0, 0, 0, false);
        return Run(pattern, cursor);
    }

    private PatternFit? Run(PatternStep step, Cursor cursor) => step switch
    {
        AcceptStep => Accept(cursor),
        WordStep word => RunWord(word, cursor),
        BranchStep branch => RunBranch(branch, cursor),
        GapStep gap => RunGap(gap, cursor),
        NumberStep number => RunNumber(number, cursor),
        AnchorStep anchor => RunAnchor(anchor, cursor),
        _ => null,
    };

    private static PatternFit? Accept(Cursor cursor)
    {
        // One slip may be forgiven where at least two words are certain: single words would match half the dictionary.
        var forgiven = cursor.Near == 0 || (cursor.Words - cursor.Near >= 2 && cursor.Near <= Math.Max(1, cursor.Words / 4));
        return cursor.Words > 0 && forgiven
            ? new PatternFit(cursor.Start, cursor.End, cursor.Near, cursor.Words, cursor.Consumed)
            : null;
    }

    private PatternFit? RunBranch(BranchStep branch, Cursor cursor)
    {
        foreach (var way in branch.Branches)
        {
            if (Run(way, cursor) is { } fit)
            {
                return fit;
            }
        }

        return null;
    }

    private PatternFit? RunWord(WordStep word, Cursor cursor)
    {
        var at = cursor.At;
        for (var fillers = 0; MayStandAt(at, cursor); fillers++)
        {
            var likeness = Compare(word, at);
            if (likeness != Likeness.None && Run(word.Next, cursor.Take(at, 1, likeness == Likeness.Near)) is { } fit)
            {
                return fit;
            }

            if (likeness == Likeness.None && IsJoined(word, at) && Run(word.Next, cursor.Take(at, 2, near: false)) is { } joined)
            {
                return joined;
            }

            at = AfterFiller(at, fillers, cursor);
        }

        return null;
    }

    private PatternFit? RunNumber(NumberStep number, Cursor cursor)
    {
        var at = cursor.At;
        for (var fillers = 0; MayStandAt(at, cursor); fillers++)
        {
            if (SpokenNumbers.IsNumber(text.Tokens[at].Text, habits.Language)
                && Run(number.Next, cursor.Take(at, 1, near: false)) is { } fit)
            {
                return fit;
            }

            at = AfterFiller(at, fillers, cursor);
        }

        return null;
    }

    private PatternFit? RunGap(GapStep gap, Cursor cursor)
    {
        // A gap never reaches over punctuation, and up to it only where the pattern says that punctuation may follow.
        var mayEndClause = gap.Next is AnchorStep { Anchor: Anchor.AnyPunctuation or Anchor.SentenceEnd } or AcceptStep;
        for (var skipped = 0; skipped <= gap.Longest; skipped++)
        {
            var at = cursor.At + skipped;
            if (at > text.Tokens.Length || at - cursor.Start > LongestFit)
            {
                return null;
            }

            var closes = at > cursor.Start && text.Tokens[at - 1].After != Boundary.None;
            if ((!closes || skipped == 0 || mayEndClause) && Run(gap.Next, cursor with { At = at }) is { } fit)
            {
                return fit;
            }

            if (closes)
            {
                return null;
            }
        }

        return null;
    }

    private PatternFit? RunAnchor(AnchorStep anchor, Cursor cursor) => anchor.Anchor switch
    {
        Anchor.AnyPunctuation => Run(anchor.Next, cursor with { OverPunctuation = true }),
        Anchor.TurnStart => StartsTurn(cursor.At) ? Run(anchor.Next, cursor) : null,
        _ => EndsSentence(cursor) ? Run(anchor.Next, cursor) : null,
    };

    private bool MayStandAt(int at, Cursor cursor) =>
        at < text.Tokens.Length && at - cursor.Start <= LongestFit && MayContinue(cursor, at);

    /// <summary>The place behind the filler at <paramref name="at"/>; past the end where there is none or enough were skipped.</summary>
    private int AfterFiller(int at, int skipped, Cursor cursor)
    {
        var length = cursor.Words == 0 || skipped >= MostFillers ? 0 : habits.FillerLength(text, at);
        return length == 0 ? text.Tokens.Length : at + length;
    }

    private bool MayContinue(Cursor cursor, int at)
    {
        if (cursor.Words == 0 || cursor.OverPunctuation)
        {
            return true;
        }

        for (var before = Math.Max(cursor.End - 1, cursor.Start); before < at; before++)
        {
            if (text.Tokens[before].After >= Boundary.Sentence)
            {
                return false;
            }
        }

        return true;
    }

    private Likeness Compare(WordStep word, int at)
    {
        var heard = text.Tokens[at];
        if (word.WantsCapital && !heard.Capital)
        {
            return Likeness.None;
        }

        if (word.IsPrefix)
        {
            return heard.Text.StartsWith(word.Text, StringComparison.Ordinal) && heard.Text.Length - word.Text.Length <= LongestEnding
                ? Likeness.Inflected
                : Likeness.None;
        }

        if (word.IsStrict)
        {
            return string.Equals(heard.Text, word.Text, StringComparison.Ordinal) ? Likeness.Same : Likeness.None;
        }

        if (word.Initial != heard.Initial)
        {
            return Likeness.None;
        }

        if (string.Equals(word.Text, heard.Text, StringComparison.Ordinal))
        {
            return Likeness.Same;
        }

        var key = (word.Text, heard.Text);
        if (!compared.TryGetValue(key, out var likeness))
        {
            likeness = Spelling.Compare(word.Text, heard.Text, habits.Language, habits.IsKnownWord(heard.Text));
            compared.Add(key, likeness);
        }

        return likeness;
    }

    /// <summary>Two heard words that make one of the pattern: "zurück rufen".</summary>
    private bool IsJoined(WordStep word, int at)
    {
        if (word.Text.Length < 7 || word.IsPrefix || word.Text[0] != text.Tokens[at].Text[0] || at + 1 >= text.Tokens.Length || text.Tokens[at].After != Boundary.None)
        {
            return false;
        }

        var first = text.Tokens[at].Text;
        var second = text.Tokens[at + 1].Text;
        return first.Length + second.Length == word.Text.Length
            && word.Text.StartsWith(first, StringComparison.Ordinal)
            && word.Text.EndsWith(second, StringComparison.Ordinal);
    }

    private bool StartsTurn(int at)
    {
        var token = 0;
        while (token < at)
        {
            var length = habits.FillerLength(text, token);
            if (length == 0)
            {
                return false;
            }

            token += length;
        }

        return token == at;
    }

    private bool EndsSentence(Cursor cursor)
    {
        if (cursor.End == 0 || cursor.End >= text.Tokens.Length)
        {
            return true;
        }

        var at = cursor.End;
        while (text.Tokens[at - 1].After < Boundary.Clause && at < text.Tokens.Length && habits.FillerLength(text, at) is > 0 and var length)
        {
            at += length;
        }

        return at >= text.Tokens.Length || text.Tokens[at - 1].After >= Boundary.Clause;
    }

    /// <summary>How far a match has come. <c>End</c> is one past the last word taken; <c>At</c> is where to go on.</summary>
    private readonly record struct Cursor(int Start, int At, int End, int Near, int Words, ulong Consumed, bool OverPunctuation)
    {
        public Cursor Take(int at, int tokens, bool near)
        {
            // Nothing was taken yet: the match begins here.
            var start = Words == 0 ? at : Start;
            var bits = ((1UL << tokens) - 1) << (at - start);
            return new Cursor(start, at + tokens, at + tokens, Near + (near ? 1 : 0), Words + 1, Consumed | bits, false);
        }
    }
}
