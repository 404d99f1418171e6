using CallQuality.Core.Analysis;
using CallQuality.Core.Scoring;
using CallQuality.Core.Wording;

namespace CallQuality.Core.Mistakes;

/// <summary>Judges articulation rate: the share of ten-second windows over the limit, the rate over the whole call, words a minute, and the caller's tempo beside it.</summary>
internal sealed class TooFastDetector : IMistakeDetector
{
    /// <inheritdoc/>
    public Mistake Mistake => Mistake.TooFast;

    /// <inheritdoc/>
    public MistakeResult Judge(CallEvidence evidence, Rubric rubric)
    {
        var verdict = new Verdict(Mistake, RestsOn.Voice | RestsOn.Words, evidence, rubric);
        var limit = verdict.Setting("windowRateSyllablesPerSecond");
        var known = evidence.Agent.Windows.Where(window => window.ArticulationRateSyllablesPerSecond is not null).ToList();
        var fast = known.Where(window => window.ArticulationRateSyllablesPerSecond > limit).ToList();
        verdict.Read("fastWindowShare", WindowShare.Of(fast, known));
        verdict.Require("articulationRateSyllablesPerSecond", evidence.Agent.ArticulationRateSyllablesPerSecond);
        verdict.Read("wordsPerMinute", evidence.Agent.WordsPerMinute);
        verdict.Read("tempoDifferenceSyllablesPerSecond", Difference(evidence));
        foreach (var window in fast)
        {
            var rate = window.ArticulationRateSyllablesPerSecond!.Value;
            verdict.Find(new Finding
            {
                Start = window.Start,
                End = window.End,
                Quote = window.Quote.Length > 0 ? window.Quote : null,
                Measure = "articulationRateSyllablesPerSecond",
                Value = rate,
                Norm = verdict.Rule("articulationRateSyllablesPerSecond").Norm,
                Explanation = Texts.Both("tooFast.heard", rate, window.WordsPerMinute),
                Advice = Texts.Both("tooFast.advice"),
                Weight = rate - limit,
            });
        }

        return verdict.Conclude();
    }

    private static double? Difference(CallEvidence evidence) =>
        evidence.Agent.ArticulationRateSyllablesPerSecond - evidence.Customer?.ArticulationRateSyllablesPerSecond;
}
