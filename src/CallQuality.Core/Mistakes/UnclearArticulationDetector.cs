using CallQuality.Core.Analysis;
using CallQuality.Core.Calls;
using CallQuality.Core.Dialogue;
using CallQuality.Core.Measurement;
using CallQuality.Core.Phrases;
using CallQuality.Core.Scoring;
using CallQuality.Core.Wording;

namespace CallQuality.Core.Mistakes;

/// <summary>
/// Judges how clearly words came out, on a usable line only: word certainty against the caller's, syllables heard by
/// syllables expected, depth of the syllable rhythm, and the caller asking back. Needs two witnesses; certainty alone
/// never decides, since accent and names lower it too.
/// </summary>
internal sealed class UnclearArticulationDetector(PhraseBooks books) : IMistakeDetector
{
    private const string Certainty = "wordCertaintyDifference";
    private const string Nuclei = "nucleiRatio";
    private const string AskingBack = "askingBackPerMinute";
    private const int MostWindows = 3;
    private static readonly TimeSpan BeforeQuestion = TimeSpan.FromSeconds(8);

    /// <inheritdoc/>
    public Mistake Mistake => Mistake.UnclearArticulation;

    /// <inheritdoc/>
    public MistakeResult Judge(CallEvidence evidence, Rubric rubric)
    {
        var verdict = new Verdict(Mistake, RestsOn.Voice, evidence, rubric);
        var agent = evidence.Agent;

        // A caller who hardly speaks is no measure of anything.
        var caller = evidence.Customer is { } other && other.SpeechSeconds >= verdict.Setting("minCallerSeconds") ? other : null;
        var askedBack = caller is null ? [] : AskedBack(evidence);
        (string Measure, double? Value)[] measures =
        [
            (Certainty, LineExplains(evidence, rubric, verdict) ? null : agent.WordCertainty - caller?.WordCertainty),
            (Nuclei, agent.NucleiRatio),
            ("modulationDepth", agent.ModulationDepth),
            (AskingBack, caller is null || agent.SpeechSeconds <= 0 ? null : askedBack.Count * 60 / agent.SpeechSeconds),
        ];
        foreach (var (measure, value) in measures)
        {
            verdict.Read(measure, value);
        }

        var witnesses = measures.Where(reading => verdict.IsBeyondNorm(reading.Measure, reading.Value)).Select(reading => reading.Measure).ToList();
        if (witnesses.Count >= verdict.Setting("minWitnesses"))
        {
            foreach (var question in witnesses.Contains(AskingBack) ? askedBack : [])
            {
                verdict.Find(AskedBackAt(question, evidence, verdict, measures[^1].Value!.Value));
            }

            foreach (var finding in Unclear(evidence, caller, witnesses, verdict).Take(MostWindows))
            {
                verdict.Find(finding);
            }
        }

        return verdict.Conclude();
    }

    // A noisier line lowers the recogniser's certainty as well; then the agent must not be held to the caller's.
    private static bool LineExplains(CallEvidence evidence, Rubric rubric, Verdict verdict) =>
        evidence.AgentLine.SnrDb < rubric.Confidence.FullSnrDb
        && evidence.CustomerLine?.SnrDb - evidence.AgentLine.SnrDb > verdict.Setting("maxNoisierDb");

    private List<Turn> AskedBack(CallEvidence evidence) =>
    [
        .. evidence.Dialogue.Turns.Concat(evidence.Dialogue.Backchannels.Select(sign => sign.Turn))
            .Where(turn => turn.Side == Side.Customer)
            .Where(turn => books.For(evidence.Language).Find(turn, PhraseCategory.AskingBack).Count > 0)
            .OrderBy(turn => turn.Start),
    ];

    // The windows that bear the witness, worst first; rhythm is known for the whole side only, so it is heard where certainty is least.
    private static IEnumerable<Finding> Unclear(CallEvidence evidence, SideMeasurements? caller, List<string> witnesses, Verdict verdict)
    {
        var windows = evidence.Agent.Windows;
        if (witnesses.Contains(Certainty))
        {
            return windows.Where(window => verdict.IsBeyondNorm(Certainty, window.WordCertainty - caller?.WordCertainty))
                .OrderBy(window => window.WordCertainty)
                .Select(window => FindingOf(window, Certainty, window.WordCertainty!.Value - caller!.WordCertainty!.Value, evidence, verdict));
        }

        return witnesses.Contains(Nuclei)
            ? windows.Where(window => verdict.IsBeyondNorm(Nuclei, window.NucleiRatio))
                .OrderBy(window => window.NucleiRatio)
                .Select(window => FindingOf(window, Nuclei, window.NucleiRatio!.Value, evidence, verdict))
            : windows.Where(window => window.WordCertainty is not null)
                .OrderBy(window => window.WordCertainty)
                .Select(window => FindingOf(window, "modulationDepth", evidence.Agent.ModulationDepth ?? 0, evidence, verdict));
    }

    // What the caller did not catch was said just before: the span plays the agent's last words and the question.
    private static Finding AskedBackAt(Turn question, CallEvidence evidence, Verdict verdict, double perMinute)
    {
        var before = evidence.Dialogue.Turns.LastOrDefault(turn => turn.Side == Side.Agent && turn.Start < question.Start);
        var earliest = question.Start > BeforeQuestion ? question.Start - BeforeQuestion : TimeSpan.Zero;
        return new Finding
        {
            Start = before is null ? question.Start : before.Start > earliest ? before.Start : earliest,
            End = question.End,
            Quote = question.Text,
            Measure = AskingBack,
            Value = perMinute,
            Norm = verdict.Rule(AskingBack).Norm,
            Explanation = Texts.Both("unclear.askedBack", question.Text),
            Advice = Texts.Both("unclear.advice"),
            Weight = 2,
        };
    }

    private static Finding FindingOf(VoiceWindow window, string measure, double value, CallEvidence evidence, Verdict verdict)
    {
        var moment = Moment.In(window, evidence);
        return new Finding
        {
            Start = moment.Start,
            End = moment.End,
            Quote = moment.Quote,
            Measure = measure,
            Value = value,
            Norm = verdict.Rule(measure).Norm,
            Explanation = window.NucleiRatio is { } nuclei && window.WordCertainty is { } certainty ? Texts.Both("unclear.heard", certainty, nuclei)
                : window.WordCertainty is { } words ? Texts.Both("unclear.heardWords", words)
                : Texts.Both("unclear.heardNuclei", window.NucleiRatio),
            Advice = Texts.Both("unclear.advice"),
            Weight = 1,
        };
    }
}
