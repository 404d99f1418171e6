using CallQuality.Core.Analysis;
using CallQuality.Core.Phrases;
using CallQuality.Core.Scoring;
using CallQuality.Core.Utterances;

namespace CallQuality.Core.Mistakes;

/// <summary>
/// Judges handling from words and timing alone, never from the voice: acknowledgement, questions back, response gaps, signs of
/// listening, one-word answers, closing, brush-offs. Fewer different witnesses than the rubric asks for stay slight.
/// </summary>
internal sealed class IndifferentMannerDetector(PhraseBooks books) : IMistakeDetector
{
    /// <inheritdoc/>
    public Mistake Mistake => Mistake.IndifferentManner;

    /// <inheritdoc/>
    public MistakeResult Judge(CallEvidence evidence, Rubric rubric)
    {
        var verdict = new Verdict(Mistake, RestsOn.Words | RestsOn.BothSides, evidence, rubric);
        var heard = new HandlingWitnesses(evidence, new HeardPhrases(evidence, books), verdict);
        var witnesses = heard.Acknowledgement()
            .Concat(heard.Questions())
            .Concat(heard.Gaps())
            .Concat(heard.Backchannels())
            .Concat(heard.OneWordAnswers())
            .Concat(heard.Closing())
            .Concat(heard.BrushOffs())
            .ToList();
        witnesses.ForEach(verdict.Find);
        if (witnesses.Select(finding => finding.Measure).Distinct().Count() < verdict.Setting("minWitnessesForClear"))
        {
            verdict.NotBelow(verdict.LowestSlight);
        }

        return verdict.Conclude();
    }
}
