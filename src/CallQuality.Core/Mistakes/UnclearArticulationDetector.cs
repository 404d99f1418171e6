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
    private const double FewestCallerSeconds = 10;
    private const int MostWindows = 3;

    /// <inheritdoc/>
    public Mistake Mistake => Mistake.UnclearArticulation;

    /// <inheritdoc/>
    public MistakeResult Judge(CallEvidence evidence, Rubric rubric)
    {
        var verdict = new Verdict(Mistake, RestsOn.Voice, evidence, rubric);
        var agent = evidence.Agent;
        var askedBack = AskedBack(evidence);
        var perMinute = agent.SpeechSeconds > 0 ? askedBack.Count * 60 / agent.SpeechSeconds : (double?)null;
        var certainty = agent.WordCertainty - evidence.Customer?.WordCertainty;
        (string Measure, double? Value)[] measures =
        [
            ("wordCertaintyDifference", certainty),
            ("nucleiRatio", agent.NucleiRatio),
            ("modulationDepth", agent.ModulationDepth),
            ("askingBackPerMinute", perMinute),
        ];
        foreach (var (measure, value) in measures)
        {
            verdict.Read(measure, value);
        }

        var witnesses = measures.Where(reading => verdict.IsBeyondNorm(reading.Measure, reading.Value)).Select(reading => reading.Measure).ToList();
        if (witnesses.Count >= verdict.Setting("minWitnesses"))
        {
            askedBack.ForEach(turn => verdict.Find(AskingBack(turn, evidence, verdict, perMinute!.Value)));
            foreach (var window in Unclear(agent, evidence.Customer).Take(MostWindows))
            {
                verdict.Find(UnclearWindow(window, evidence, verdict));
            }
        }

        return verdict.Conclude();
    }

    private List<Turn> AskedBack(CallEvidence evidence) => evidence.Customer?.SpeechSeconds < FewestCallerSeconds ? [] :
    [
        .. evidence.Dialogue.Turns.Concat(evidence.Dialogue.Backchannels.Select(sign => sign.Turn))
            .Where(turn => turn.Side == Side.Customer)
            .Where(turn => books.For(evidence.Language).Find(turn, PhraseCategory.AskingBack).Count > 0)
            .OrderBy(turn => turn.Start),
    ];

    private static IEnumerable<VoiceWindow> Unclear(SideMeasurements agent, SideMeasurements? customer)
    {
        var usual = customer?.WordCertainty ?? agent.WordCertainty;
        return agent.Windows.Where(window => window.WordCertainty < usual).OrderBy(window => window.WordCertainty);
    }

    // What the caller did not catch was said just before: the span plays the agent's words and the question.
    private static Finding AskingBack(Turn question, CallEvidence evidence, Verdict verdict, double perMinute)
    {
        var before = evidence.Dialogue.Turns.LastOrDefault(turn => turn.Side == Side.Agent && turn.Start < question.Start);
        return new Finding
        {
            Start = before?.Start ?? question.Start,
            End = question.End,
            Quote = question.Text,
            Measure = "askingBackPerMinute",
            Value = perMinute,
            Norm = verdict.Rule("askingBackPerMinute").Norm,
            Explanation = Texts.Both("unclear.askedBack", question.Text),
            Advice = Texts.Both("unclear.advice"),
            Weight = 2,
        };
    }

    private static Finding UnclearWindow(VoiceWindow window, CallEvidence evidence, Verdict verdict)
    {
        var difference = window.WordCertainty!.Value - (evidence.Customer?.WordCertainty ?? evidence.Agent.WordCertainty!.Value);
        return new Finding
        {
            Start = window.Start,
            End = window.End,
            Quote = window.Quote.Length > 0 ? window.Quote : null,
            Measure = "wordCertaintyDifference",
            Value = difference,
            Norm = verdict.Rule("wordCertaintyDifference").Norm,
            Explanation = window.NucleiRatio is { } nuclei
                ? Texts.Both("unclear.heard", window.WordCertainty, nuclei)
                : Texts.Both("unclear.heardWords", window.WordCertainty),
            Advice = Texts.Both("unclear.advice"),
            Weight = Math.Max(0.01, -difference),
        };
    }
}
