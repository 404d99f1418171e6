using CallQuality.Core.Analysis;
using CallQuality.Core.Calls;
using CallQuality.Core.Dialogue;
using CallQuality.Core.Phrases;
using CallQuality.Core.Scoring;
using CallQuality.Core.Wording;

namespace CallQuality.Core.Mistakes;

/// <summary>
/// Judges contradiction, lecturing and justification in the agent's words, and long monologues where the agent also has
/// most of the talk. Counterweights (own fault admitted, thanks for a hint, paraphrase) take from the count.
/// </summary>
internal sealed class KnowItAllDetector(PhraseBooks books) : IMistakeDetector
{
    private const double CounterweightShare = 0.5;

    /// <inheritdoc/>
    public Mistake Mistake => Mistake.KnowItAll;

    /// <inheritdoc/>
    public MistakeResult Judge(CallEvidence evidence, Rubric rubric)
    {
        var verdict = new Verdict(Mistake, RestsOn.Words, evidence, rubric);
        var phrases = books.For(evidence.Language);
        var turns = evidence.Dialogue.Turns.Where(turn => turn.Side == Side.Agent).ToList();
        var contradictions = turns.SelectMany(turn => phrases.Find(turn, PhraseCategory.Contradiction, PhraseCategory.YesBut))
            .Where(match => match.Entry.Category == PhraseCategory.Contradiction || FollowsCaller(match, evidence, verdict.Setting("turnaroundSeconds")))
            .ToList();
        var lecturing = turns.SelectMany(turn => phrases.Find(turn, PhraseCategory.Lecturing, PhraseCategory.Justification)).ToList();
        var counterweights = turns.Sum(turn => phrases.Find(turn, PhraseCategory.OwnFault, PhraseCategory.ThanksForHint, PhraseCategory.Paraphrase).Count);
        var relief = Math.Max(0, counterweights) * CounterweightShare;
        verdict.Read("contradictions", Math.Max(0, contradictions.Sum(match => match.Strength) - relief));
        verdict.Read("lecturingPhrases", Math.Max(0, lecturing.Sum(match => match.Strength) - relief));
        verdict.Read("counterweights", counterweights);
        foreach (var match in contradictions)
        {
            verdict.Find(PhraseFinding.Of(match, "contradictions", contradictions.Count, verdict.Rule("contradictions").Norm, Texts.Both("knowItAll.contradiction", match.Quote), Texts.Both("knowItAll.advice.contradiction")));
        }

        foreach (var match in lecturing)
        {
            verdict.Find(PhraseFinding.Of(match, "lecturingPhrases", lecturing.Count, verdict.Rule("lecturingPhrases").Norm, Texts.Both("knowItAll.lecturing", match.Quote), Texts.Both("knowItAll.advice.lecturing")));
        }

        FindMonologues(evidence, verdict, turns);
        return verdict.Conclude();
    }

    // "Ja, aber" turns a caller's statement around only where it answers one.
    private static bool FollowsCaller(PhraseMatch match, CallEvidence evidence, double seconds) =>
        match.Turn is { } turn && evidence.Dialogue.Turns.Any(other =>
            other.Side == Side.Customer && other.Words.Count > 2
            && other.Start < turn.Start && (turn.Start - other.End).TotalSeconds <= seconds);

    // Long turns and much talk count together only: explaining takes time, and a caller may want it.
    private static void FindMonologues(CallEvidence evidence, Verdict verdict, List<Turn> turns)
    {
        var longest = evidence.Agent.LongestMonologueSeconds;
        var both = verdict.IsBeyondNorm("longestMonologueSeconds", longest) && verdict.IsBeyondNorm("talkRatio", evidence.Agent.TalkRatio);
        verdict.Read("longestMonologueSeconds", both ? longest : null);
        verdict.Read("talkRatio", both ? evidence.Agent.TalkRatio : null);
        if (!both)
        {
            return;
        }

        foreach (var turn in turns.Where(turn => verdict.IsBeyondNorm("longestMonologueSeconds", turn.Duration.TotalSeconds)))
        {
            verdict.Find(new Finding
            {
                Start = turn.Start,
                End = turn.End,
                Quote = string.Join(' ', turn.Words.Take(12).Select(word => word.Text)) + " …",
                Measure = "longestMonologueSeconds",
                Value = turn.Duration.TotalSeconds,
                Norm = verdict.Rule("longestMonologueSeconds").Norm,
                Explanation = Texts.Both("knowItAll.monologue", turn.Duration.TotalSeconds, evidence.Agent.TalkRatio),
                Advice = Texts.Both("knowItAll.advice.monologue"),
                Weight = 0.5,
            });
        }
    }
}
