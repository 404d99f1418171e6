namespace CallQuality.Core.Phrases;

/// <summary>
/// Decides whether a fit means what the phrase means: not negated, not another's words, not asked, not softened, and of an open question that it asks openly.
/// </summary>
internal sealed class PhraseGuard(SpokenText text, SpeechHabits habits, PatternMatcher matcher)
{
    // How far before a phrase "Sie haben gesagt" may begin and still introduce it.
    private const int ReportReach = 12;

    private IReadOnlyList<PatternFit>? reports;
    private IReadOnlyList<PatternFit>? closings;

    public bool Allows(CompiledPhrase phrase, PatternFit fit) =>
        !(phrase.Entry.NegationBlocks && IsNegated(fit))
        && (phrase.Entry.CountsInQuestion || !IsAsked(fit))
        && !IsSoftened(phrase, fit)
        && !IsReported(fit)
        && !(phrase.Entry.Category == PhraseCategory.OpenQuestion && AsksForYesOrNo(fit));

    private bool IsNegated(PatternFit fit)
    {
        var start = text.ClauseStart(fit.Start);
        var end = text.ClauseEnd(fit.End - 1);
        for (var token = start; token < end; token++)
        {
            // "No" at the head of an English clause answers; it does not negate what follows.
            var answers = token == start && text.Tokens[token].Text is "no" or "nein";
            if (!fit.Covers(token) && !answers && habits.IsNegator(text.Tokens[token].Text))
            {
                return true;
            }
        }

        return false;
    }

    private bool IsAsked(PatternFit fit)
    {
        var end = text.SentenceEnd(fit.End - 1);
        if (text.Tokens[end - 1].After != Boundary.Question)
        {
            return false;
        }

        // "…, ja?" and "…, okay?" ask for agreement; what stands before is said.
        var tail = text.ClauseEnd(fit.End - 1);
        return tail == end || !AreTags(tail, end);
    }

    private bool AreTags(int from, int to)
    {
        for (var token = from; token < to; token++)
        {
            if (!habits.IsTag(text.Tokens[token].Text))
            {
                return false;
            }
        }

        return true;
    }

    private bool IsSoftened(CompiledPhrase phrase, PatternFit fit)
    {
        if (phrase.Unless.Count == 0)
        {
            return false;
        }

        var end = text.ClauseEnd(fit.End - 1);
        for (var token = text.ClauseStart(fit.Start); token < end; token++)
        {
            if (!fit.Covers(token) && phrase.Unless.Contains(text.Tokens[token].Text))
            {
                return true;
            }
        }

        return false;
    }

    private bool IsReported(PatternFit fit)
    {
        if (text.Tokens[fit.Start].Quoted)
        {
            return true;
        }

        var start = Math.Max(text.SentenceStart(fit.Start), fit.Start - ReportReach);
        var end = text.SentenceEnd(fit.End - 1);
        foreach (var report in reports ??= FindAll(habits.Reporting))
        {
            var introduces = report.Start >= start && report.End <= fit.Start;
            var follows = report.Start >= fit.End && report.End <= end && report.Start - fit.End <= 1;
            if (introduces || follows)
            {
                return true;
            }
        }

        return false;
    }

    // "Is that what happened?", "Is that exactly what happened?": the question word does not ask.
    private bool AsksForYesOrNo(PatternFit fit)
    {
        var start = text.SentenceStart(fit.Start);
        return (closings ??= FindAll(habits.Closed)).Any(closing => closing.Start >= start && closing.End <= fit.Start && fit.Start - closing.End <= 1);
    }

    private List<PatternFit> FindAll(IReadOnlyList<PatternStep> patterns)
    {
        var found = new List<PatternFit>();
        for (var token = 0; token < text.Tokens.Length; token++)
        {
            foreach (var pattern in patterns)
            {
                if (matcher.FitAt(pattern, token) is { } fit)
                {
                    found.Add(fit);
                    break;
                }
            }
        }

        return found;
    }
}
