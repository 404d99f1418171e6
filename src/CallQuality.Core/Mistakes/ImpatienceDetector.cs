using CallQuality.Audio;
using CallQuality.Core.Analysis;
using CallQuality.Core.Calls;
using CallQuality.Core.Dialogue;
using CallQuality.Core.Phrases;
using CallQuality.Core.Scoring;
using CallQuality.Core.Transcription;
using CallQuality.Core.Utterances;
using CallQuality.Core.Wording;

namespace CallQuality.Core.Mistakes;

/// <summary>Judges competitive cut-ins, urging words and sentences finished for the caller. Cutting in without words that urge stays slight.</summary>
internal sealed class ImpatienceDetector(PhraseBooks books) : IMistakeDetector
{
    private const int FewestCutIns = 2;
    private const int MostWordsOfAnEnding = 6;
    private static readonly TimeSpan FinishedWithin = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Context = TimeSpan.FromSeconds(4);

    /// <inheritdoc/>
    public Mistake Mistake => Mistake.Impatience;

    /// <inheritdoc/>
    public MistakeResult Judge(CallEvidence evidence, Rubric rubric)
    {
        var verdict = new Verdict(Mistake, RestsOn.Words | RestsOn.BothSides, evidence, rubric);
        var cutIns = evidence.Dialogue.CutIns.Where(cutIn => cutIn.By == Side.Agent).ToList();
        var finished = cutIns.Where(FinishesTheSentence).ToList();
        var urging = Urging(evidence);
        ReadCutIns(cutIns, finished, evidence, verdict);
        var urged = urging.Sum(match => match.Strength);
        verdict.Read("urgingPhrases", urged);
        verdict.Read("finishedSentences", finished.Count);
        foreach (var match in urging)
        {
            verdict.Find(PhraseFinding.Of(
                match, "urgingPhrases", urged, verdict.Rule("urgingPhrases").Norm,
                Texts.Both("impatience.urging", match.Quote), Texts.Both("impatience.advice.urging")));
        }

        foreach (var cutIn in finished)
        {
            var explanation = Texts.Both("impatience.finished", cutIn.Interrupting.Text);
            verdict.Find(OfCutIn(cutIn, "finishedSentences", finished.Count, evidence, verdict, explanation) with { Weight = 0.5 });
        }

        if (urging.Count == 0)
        {
            verdict.NotBelow(verdict.LowestSlight);
        }

        return verdict.Conclude();
    }

    // "Ja, ja, ja" into the caller's speech is no turn, but it urges all the same.
    private List<PhraseMatch> Urging(CallEvidence evidence)
    {
        var phrases = new HeardPhrases(evidence, books);
        return
        [
            .. evidence.Dialogue.Turns.Concat(evidence.Dialogue.Backchannels.Select(sign => sign.Turn))
                .Where(turn => turn.Side == Side.Agent)
                .SelectMany(turn => phrases.Find(turn, PhraseCategory.Urging))
                .OrderBy(match => match.Start),
        ];
    }

    private static void ReadCutIns(List<CutIn> cutIns, List<CutIn> finished, CallEvidence evidence, Verdict verdict)
    {
        var turns = evidence.Dialogue.Turns.Count(turn => turn.Side == Side.Agent);
        var callerMinutes = evidence.Dialogue.CustomerSpeech.Sum(segment => segment.Duration.TotalMinutes);

        // Under a minute of caller speech a rate says nothing: two cut-ins in twenty seconds are two, not six a minute.
        var perMinute = callerMinutes > 0 ? cutIns.Count / Math.Max(1, callerMinutes) : (double?)null;
        var share = turns > 0 ? cutIns.Count / (double)turns : (double?)null;
        var isBeyond = cutIns.Count >= FewestCutIns && (verdict.IsBeyondNorm("cutInsPerMinute", perMinute) || verdict.IsBeyondNorm("cutInTurnShare", share));
        verdict.Read("cutInsPerMinute", perMinute);
        verdict.Read("cutInTurnShare", share);
        if (!isBeyond)
        {
            return;
        }

        foreach (var cutIn in cutIns.Except(finished))
        {
            var explanation = Texts.Both("impatience.cutIn", (cutIn.At - cutIn.Interrupted.Start).TotalSeconds);
            verdict.Find(OfCutIn(cutIn, "cutInsPerMinute", perMinute!.Value, evidence, verdict, explanation));
        }
    }

    // The caller falls silent at once, in mid-sentence, and the agent adds a few words only.
    private static bool FinishesTheSentence(CutIn cutIn) =>
        cutIn.Interrupted.Words.Count > 0
        && cutIn.Interrupted.End - cutIn.At < FinishedWithin
        && cutIn.Interrupting.Words.Count is > 0 and <= MostWordsOfAnEnding
        && cutIn.Interrupting.Words[0].Text[0] is var first && !char.IsDigit(first)
        && cutIn.Interrupted.Words[^1].Text[^1] is not ('.' or '!' or '?');

    private static Finding OfCutIn(CutIn cutIn, string measure, double value, CallEvidence evidence, Verdict verdict, Bilingual explanation)
    {
        var start = cutIn.At - Context > cutIn.Interrupted.Start ? cutIn.At - Context : cutIn.Interrupted.Start;
        var end = cutIn.At + Context < evidence.Duration ? cutIn.At + Context : evidence.Duration;
        return new Finding
        {
            Start = start,
            End = end < cutIn.Interrupting.End ? end : cutIn.Interrupting.End,
            Quote = cutIn.Interrupting.Words.Count > 0 ? Quotation.Of(cutIn.Interrupting.Words) : null,
            Measure = measure,
            Value = value,
            Norm = verdict.Rule(measure).Norm,
            Explanation = explanation,
            Advice = Texts.Both("impatience.advice.cutIn"),
            Weight = 1,
        };
    }
}
