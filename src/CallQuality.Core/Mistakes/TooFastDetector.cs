using CallQuality.Core.Analysis;
using CallQuality.Core.Measurement;
using CallQuality.Core.Scoring;
using CallQuality.Core.Wording;

namespace CallQuality.Core.Mistakes;

/// <summary>Judges articulation rate: the share of ten-second windows over the limit, the rate over the whole call, words a minute, and the caller's tempo beside it.</summary>
internal sealed class TooFastDetector : IMistakeDetector
{
    private const string Rate = "articulationRateSyllablesPerSecond";

    /// <inheritdoc/>
    public Mistake Mistake => Mistake.TooFast;

    /// <inheritdoc/>
    public MistakeResult Judge(CallEvidence evidence, Rubric rubric)
    {
        var verdict = new Verdict(Mistake, RestsOn.Voice, evidence, rubric);
        var limit = verdict.Setting("windowRateSyllablesPerSecond");
        var known = evidence.Agent.Windows.Where(window => window.ArticulationRateSyllablesPerSecond is not null).ToList();
        var fast = known.Where(window => window.ArticulationRateSyllablesPerSecond > limit).ToList();
        verdict.Read("fastWindowShare", WindowShare.Of(fast, known));
        verdict.Require(Rate, evidence.Agent.ArticulationRateSyllablesPerSecond);
        verdict.Read("wordsPerMinute", evidence.Agent.WordsPerMinute);
        verdict.Read("tempoDifferenceSyllablesPerSecond", Difference(evidence));
        TempoCheck.Apply(verdict, evidence, rubric);
        foreach (var window in fast)
        {
            verdict.Find(FindingOf(window, evidence, verdict, limit));
        }

        return verdict.Conclude();
    }

    private static Finding FindingOf(VoiceWindow window, CallEvidence evidence, Verdict verdict, double limit)
    {
        var moment = Moment.In(window, evidence);
        var rate = window.ArticulationRateSyllablesPerSecond!.Value;
        return new Finding
        {
            Start = moment.Start,
            End = moment.End,
            Quote = moment.Quote,
            Measure = Rate,
            Value = rate,
            Norm = verdict.Rule(Rate).Norm,
            Explanation = window.WordsPerMinute is { } words ? Texts.Both("tooFast.heard", rate, words) : Texts.Both("tooFast.heardRate", rate),
            Advice = Texts.Both("tooFast.advice"),
            Weight = rate - limit,
        };
    }

    private static double? Difference(CallEvidence evidence) =>
        evidence.Agent.ArticulationRateSyllablesPerSecond - evidence.Customer?.ArticulationRateSyllablesPerSecond;
}
