using CallQuality.Audio;
using CallQuality.Core.Analysis;
using CallQuality.Core.Calls;
using CallQuality.Core.Phrases;
using CallQuality.Core.Scoring;
using CallQuality.Core.Wording;

namespace CallQuality.Core.Mistakes;

/// <summary>
/// Judges handling from words and timing alone: acknowledgement, questions back, response gaps, signs of listening,
/// one-word answers, closing, brush-offs. Fewer witnesses than the rubric asks for stay slight.
/// </summary>
internal sealed class IndifferentMannerDetector(PhraseBooks books) : IMistakeDetector
{
    private const int FewestWordsOfMatter = 8;
    private const int FewestGaps = 3;
    private const double ClosingPart = 0.25;

    /// <inheritdoc/>
    public Mistake Mistake => Mistake.IndifferentManner;

    /// <inheritdoc/>
    public MistakeResult Judge(CallEvidence evidence, Rubric rubric)
    {
        var verdict = new Verdict(Mistake, RestsOn.Words | RestsOn.BothSides, evidence, rubric);
        var phrases = books.For(evidence.Language);
        var agent = evidence.Dialogue.Turns.Where(turn => turn.Side == Side.Agent).ToList();
        var caller = evidence.Dialogue.Turns.Where(turn => turn.Side == Side.Customer).ToList();
        var callerSeconds = evidence.Dialogue.CustomerSpeech.Sum(segment => segment.Duration.TotalSeconds);
        var matter = caller.FirstOrDefault(turn => turn.Words.Count >= FewestWordsOfMatter);
        var witnesses = new List<Finding>();

        if (matter is not null)
        {
            var answers = agent.Where(turn => turn.Start >= matter.Start).ToList();
            var acknowledged = answers.Sum(turn => phrases.Find(turn, PhraseCategory.Acknowledgement, PhraseCategory.Apology, PhraseCategory.Thanks, PhraseCategory.Paraphrase).Count);
            Witness("acknowledgements", acknowledged, matter.Start, matter.End, matter.Text, Texts.Both("indifferent.noAcknowledgement"));
        }

        if (matter is not null && callerSeconds >= verdict.Setting("minProblemSeconds"))
        {
            var questions = agent.Count(turn => turn.Start >= matter.Start && turn.Words.Any(word => word.Text.EndsWith('?')));
            Witness("questionsBack", questions, matter.Start, matter.End, matter.Text, Texts.Both("indifferent.noQuestion", callerSeconds));
        }

        ReadGaps();
        ReadBackchannels();
        ReadClosing();
        var brushOffs = agent.SelectMany(turn => phrases.Find(turn, PhraseCategory.BrushOff).Where(_ => phrases.Find(turn, PhraseCategory.Alternative).Count == 0)).ToList();
        verdict.Read("brushOffs", brushOffs.Sum(match => match.Strength));
        witnesses.AddRange(brushOffs.Select(match => PhraseFinding.Of(match, "brushOffs", brushOffs.Count, verdict.Rule("brushOffs").Norm, Texts.Both("indifferent.brushOff", match.Quote), Texts.Both("indifferent.advice.brushOffs"))));

        witnesses.ForEach(verdict.Find);
        if (witnesses.Select(finding => finding.Measure).Distinct().Count() < verdict.Setting("minWitnessesForClear"))
        {
            verdict.NotBelow(verdict.LowestSlight);
        }

        return verdict.Conclude();

        void Witness(string measure, double value, TimeSpan start, TimeSpan end, string? quote, Bilingual explanation)
        {
            verdict.Read(measure, value);
            if (verdict.IsBeyondNorm(measure, value))
            {
                witnesses.Add(new Finding
                {
                    Start = start,
                    End = end,
                    Quote = quote,
                    Measure = measure,
                    Value = value,
                    Norm = verdict.Rule(measure).Norm,
                    Explanation = explanation,
                    Advice = Texts.Both("indifferent.advice." + measure),
                    Weight = verdict.Rule(measure).Weight,
                });
            }
        }

        void ReadGaps()
        {
            var gaps = evidence.Dialogue.ResponseGaps.Where(gap => gap.By == Side.Agent).ToList();
            if (gaps.Count >= FewestGaps && evidence.Agent.ResponseGapMedianSeconds is { } median)
            {
                var longest = gaps.MaxBy(gap => gap.Gap)!;
                Witness("responseGapMedianSeconds", median, longest.Start, longest.Answer.Start + TimeSpan.FromSeconds(1), longest.Answer.Text, Texts.Both("indifferent.gap", median, longest.Gap.TotalSeconds));
            }
        }

        void ReadBackchannels()
        {
            var signs = evidence.Dialogue.Backchannels.Count(sign => sign.Turn.Side == Side.Agent);
            if (callerSeconds >= verdict.Setting("minListeningSeconds") && signs + agent.Count > 0 && caller.MaxBy(turn => turn.Duration) is { } longest)
            {
                Witness("backchannelShare", signs / (double)(signs + agent.Count), longest.Start, longest.End, longest.Text, Texts.Both("indifferent.noBackchannels", callerSeconds));
            }

            // An open request deserves more than a word; answers to yes-or-no questions do not count.
            var requests = evidence.Dialogue.ResponseGaps
                .Where(gap => gap.By == Side.Agent)
                .Select(gap => (gap.Answer, Before: caller.LastOrDefault(turn => turn.Start < gap.Answer.Start)))
                .Where(pair => pair.Before?.Words.Count >= FewestWordsOfMatter && !pair.Before.Text.EndsWith('?'))
                .ToList();
            var single = requests.Where(pair => pair.Answer.Words.Count <= 1).ToList();
            if (requests.Count >= FewestGaps && single.Count > 0)
            {
                var first = single[0];
                Witness("oneWordAnswerShare", single.Count / (double)requests.Count, first.Before!.Start, first.Answer.End, first.Answer.Text, Texts.Both("indifferent.oneWord", single.Count, requests.Count));
            }
        }

        void ReadClosing()
        {
            var from = evidence.Duration - (ClosingPart * evidence.Duration);
            var last = agent.LastOrDefault();
            if (last is not null)
            {
                var parts = agent.Where(turn => turn.End >= from).Sum(turn => phrases.Find(turn, PhraseCategory.ClosingOffer, PhraseCategory.Thanks).Count);
                Witness("closingParts", parts, last.Start, last.End, last.Text, Texts.Both("indifferent.noClosing"));
            }
        }
    }
}
