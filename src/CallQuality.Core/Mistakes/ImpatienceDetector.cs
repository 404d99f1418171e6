using CallQuality.Core.Analysis;
using CallQuality.Core.Calls;
using CallQuality.Core.Dialogue;
using CallQuality.Core.Phrases;
using CallQuality.Core.Scoring;
using CallQuality.Core.Wording;

namespace CallQuality.Core.Mistakes;

/// <summary>Judges competitive cut-ins and urging words. Cutting in alone, without words, stays slight.</summary>
internal sealed class ImpatienceDetector(PhraseBooks books) : IMistakeDetector
{
    private static readonly TimeSpan FinishedWithin = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Context = TimeSpan.FromSeconds(4);

    /// <inheritdoc/>
    public Mistake Mistake => Mistake.Impatience;

    /// <inheritdoc/>
    public MistakeResult Judge(CallEvidence evidence, Rubric rubric)
    {
        var verdict = new Verdict(Mistake, RestsOn.Words | RestsOn.BothSides, evidence, rubric);
        var agentTurns = evidence.Dialogue.Turns.Where(turn => turn.Side == Side.Agent).ToList();
        var cutIns = evidence.Dialogue.CutIns.Where(cutIn => cutIn.By == Side.Agent).ToList();
        var callerMinutes = evidence.Dialogue.CustomerSpeech.Sum(segment => segment.Duration.TotalMinutes);
        var perMinute = callerMinutes > 0 ? cutIns.Count / callerMinutes : (double?)null;
        var share = agentTurns.Count > 0 ? cutIns.Count / (double)agentTurns.Count : (double?)null;
        var urging = agentTurns.SelectMany(turn => books.For(evidence.Language).Find(turn, PhraseCategory.Urging)).ToList();
        var finished = cutIns.Where(FinishesTheSentence).ToList();
        verdict.Read("cutInsPerMinute", perMinute);
        verdict.Read("cutInTurnShare", share);
        verdict.Read("urgingPhrases", urging.Sum(match => match.Strength));
        verdict.Read("finishedSentences", finished.Count);

        if (cutIns.Count > 1 && (verdict.IsBeyondNorm("cutInsPerMinute", perMinute) || verdict.IsBeyondNorm("cutInTurnShare", share)))
        {
            cutIns.ForEach(cutIn => verdict.Find(OfCutIn(cutIn, evidence, verdict, perMinute!.Value)));
        }

        foreach (var match in urging)
        {
            verdict.Find(PhraseFinding.Of(match, "urgingPhrases", urging.Count, verdict.Rule("urgingPhrases").Norm, Texts.Both("impatience.urging", match.Quote), Texts.Both("impatience.advice.urging")));
        }

        if (urging.Count == 0)
        {
            verdict.NotBelow(verdict.LowestSlight);
        }

        return verdict.Conclude();
    }

    // The caller stops at once and the agent's words end where the caller's thought would have: the caller's turn has no sentence end.
    private static bool FinishesTheSentence(CutIn cutIn) =>
        cutIn.Interrupted.Words.Count > 0
        && cutIn.Interrupted.End - cutIn.At < FinishedWithin
        && cutIn.Interrupting.Words.Count is > 0 and <= 4
        && cutIn.Interrupted.Words[^1].Text[^1] is not ('.' or '!' or '?');

    private static Finding OfCutIn(CutIn cutIn, CallEvidence evidence, Verdict verdict, double perMinute)
    {
        var start = cutIn.At - Context > cutIn.Interrupted.Start ? cutIn.At - Context : cutIn.Interrupted.Start;
        var end = cutIn.At + Context < evidence.Duration ? cutIn.At + Context : evidence.Duration;
        return new Finding
        {
            Start = start,
            End = end < cutIn.Interrupting.End ? end : cutIn.Interrupting.End,
            Quote = cutIn.Interrupting.Words.Count > 0 ? cutIn.Interrupting.Text : null,
            Measure = "cutInsPerMinute",
            Value = perMinute,
            Norm = verdict.Rule("cutInsPerMinute").Norm,
            Explanation = Texts.Both("impatience.cutIn", (cutIn.At - cutIn.Interrupted.Start).TotalSeconds),
            Advice = Texts.Both("impatience.advice.cutIn"),
            Weight = 1,
        };
    }
}
