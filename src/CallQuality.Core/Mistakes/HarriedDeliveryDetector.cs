using CallQuality.Core.Analysis;
using CallQuality.Core.Calls;
using CallQuality.Core.Measurement;
using CallQuality.Core.Scoring;
using CallQuality.Core.Wording;

namespace CallQuality.Core.Mistakes;

/// <summary>
/// Judges tempo together with missing room: a high articulation rate alone is <see cref="Mistake.TooFast"/>;
/// harried takes a second witness (few pauses, long runs, starting before the caller has ended, rising tempo).
/// </summary>
internal sealed class HarriedDeliveryDetector : IMistakeDetector
{
    private const string Rate = "articulationRateSyllablesPerSecond";

    /// <inheritdoc/>
    public Mistake Mistake => Mistake.HarriedDelivery;

    /// <inheritdoc/>
    public MistakeResult Judge(CallEvidence evidence, Rubric rubric)
    {
        var verdict = new Verdict(Mistake, RestsOn.Voice | RestsOn.Words, evidence, rubric);
        var agent = evidence.Agent;
        var earlyShare = EarlyStartShare(evidence, verdict.Setting("minAnswers"));
        verdict.Require(Rate, agent.ArticulationRateSyllablesPerSecond);
        verdict.Read("pauseRatio", agent.PauseRatio);
        verdict.Read("longestRunSyllables", agent.LongestRunSyllables);
        verdict.Read("earlyStartShare", earlyShare);
        verdict.Read("tempoTrendRatio", agent.TempoTrendRatio);

        var witnesses = new List<string>();
        AddIfBeyond("pauseRatio", agent.PauseRatio);
        AddIfBeyond("longestRunSyllables", agent.LongestRunSyllables);
        AddIfBeyond("earlyStartShare", earlyShare);
        AddIfBeyond("tempoTrendRatio", agent.TempoTrendRatio);
        if (witnesses.Count > 0 && verdict.IsBeyondNorm(Rate, agent.ArticulationRateSyllablesPerSecond))
        {
            foreach (var window in Harried(evidence, verdict))
            {
                verdict.Find(ToFinding(window, verdict, witnesses));
            }
        }

        return verdict.Conclude();

        void AddIfBeyond(string measure, double? value)
        {
            if (verdict.IsBeyondNorm(measure, value))
            {
                witnesses.Add(measure);
            }
        }
    }

    private static List<VoiceWindow> Harried(CallEvidence evidence, Verdict verdict)
    {
        var fast = evidence.Agent.Windows.Where(window => verdict.IsBeyondNorm(Rate, window.ArticulationRateSyllablesPerSecond)).ToList();
        var tight = fast.Where(window => verdict.IsBeyondNorm("pauseRatio", window.PauseRatio)).ToList();
        return tight.Count > 0 ? tight : fast;
    }

    private static Finding ToFinding(VoiceWindow window, Verdict verdict, List<string> witnesses)
    {
        var rate = window.ArticulationRateSyllablesPerSecond!.Value;
        var rule = verdict.Rule(Rate);
        return new Finding
        {
            Start = window.Start,
            End = window.End,
            Quote = window.Quote.Length > 0 ? window.Quote : null,
            Measure = Rate,
            Value = rate,
            Norm = rule.Norm,
            Explanation = window.PauseRatio is { } pauses
                ? Texts.Both("harried.heard", rate, pauses, Texts.Both("measure." + witnesses[0]))
                : Texts.Both("harried.heardRate", rate, Texts.Both("measure." + witnesses[0])),
            Advice = Texts.Both("harried.advice"),
            Weight = rate - (rule.NormMax ?? rule.Good) + (1 - (window.PauseRatio ?? 1)),
        };
    }

    // Ordinary talk overlaps a little at four of ten changes; only a share well above that says something.
    private static double? EarlyStartShare(CallEvidence evidence, double fewestAnswers)
    {
        var answers = evidence.Dialogue.ResponseGaps.Where(gap => gap.By == Side.Agent).ToList();
        return answers.Count >= fewestAnswers ? answers.Count(gap => gap.Gap < TimeSpan.Zero) / (double)answers.Count : null;
    }
}
