using CallQuality.Audio;
using CallQuality.Core.Analysis;
using CallQuality.Core.Calls;
using CallQuality.Core.Dialogue;
using CallQuality.Core.Measurement;
using CallQuality.Core.Scoring;
using CallQuality.Core.Transcription;
using CallQuality.Core.Wording;

namespace CallQuality.Core.Mistakes;

/// <summary>
/// Judges tempo together with missing room: a high articulation rate alone is <see cref="Mistake.TooFast"/>;
/// harried takes a second witness (few pauses, long runs, starting before the caller has ended, rising tempo).
/// </summary>
internal sealed class HarriedDeliveryDetector : IMistakeDetector
{
    private const string Rate = "articulationRateSyllablesPerSecond";
    private const int MostEarlyStarts = 3;
    private static readonly TimeSpan Before = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan After = TimeSpan.FromSeconds(4);

    /// <inheritdoc/>
    public Mistake Mistake => Mistake.HarriedDelivery;

    /// <inheritdoc/>
    public MistakeResult Judge(CallEvidence evidence, Rubric rubric)
    {
        var verdict = new Verdict(Mistake, RestsOn.Voice, evidence, rubric);
        var agent = evidence.Agent;
        var answers = Answers(evidence);
        var earlyShare = answers.Count >= verdict.Setting("minAnswers") ? answers.Count(IsEarly) / (double)answers.Count : (double?)null;
        (string Measure, double? Value)[] room =
        [
            ("pauseRatio", agent.PauseRatio),
            ("meanRunSyllables", agent.MeanRunSyllables),
            ("earlyStartShare", earlyShare),
            ("tempoTrendRatio", agent.TempoTrendRatio),
        ];
        verdict.Require(Rate, agent.ArticulationRateSyllablesPerSecond);
        foreach (var (measure, value) in room)
        {
            verdict.Read(measure, value);
        }

        verdict.Read("longestRunSyllables", agent.LongestRunSyllables);
        TempoCheck.Apply(verdict, evidence, rubric);
        var witnesses = room.Where(reading => verdict.IsBeyondNorm(reading.Measure, reading.Value)).Select(reading => reading.Measure).ToList();
        if (witnesses.Count > 0 && verdict.IsBeyondNorm(Rate, agent.ArticulationRateSyllablesPerSecond))
        {
            foreach (var window in WindowsWithoutRoom(evidence, verdict))
            {
                verdict.Find(FindingOf(window, evidence, verdict, Names(witnesses)));
            }

            if (witnesses.Contains("earlyStartShare"))
            {
                foreach (var gap in answers.Where(IsEarly).OrderBy(gap => gap.Gap).Take(MostEarlyStarts))
                {
                    verdict.Find(EarlyStart(gap, verdict, earlyShare!.Value));
                }
            }
        }

        return verdict.Conclude();
    }

    private static List<VoiceWindow> WindowsWithoutRoom(CallEvidence evidence, Verdict verdict)
    {
        var fast = evidence.Agent.Windows.Where(window => verdict.IsBeyondNorm(Rate, window.ArticulationRateSyllablesPerSecond)).ToList();
        var tight = fast.Where(window => verdict.IsBeyondNorm("pauseRatio", window.PauseRatio)).ToList();
        return tight.Count > 0 ? tight : fast;
    }

    private static Finding FindingOf(VoiceWindow window, CallEvidence evidence, Verdict verdict, Bilingual witnesses)
    {
        var moment = Moment.In(window, evidence);
        var rate = window.ArticulationRateSyllablesPerSecond!.Value;
        var rule = verdict.Rule(Rate);
        return new Finding
        {
            Start = moment.Start,
            End = moment.End,
            Quote = moment.Quote,
            Measure = Rate,
            Value = rate,
            Norm = rule.Norm,
            Explanation = window.PauseRatio is { } pauses
                ? Texts.Both("noRoom.heard", rate, pauses, witnesses)
                : Texts.Both("noRoom.heardRate", rate, witnesses),
            Advice = Texts.Both("noRoom.advice"),
            Weight = rate - (rule.NormMax ?? rule.Good) + (1 - (window.PauseRatio ?? 1)),
        };
    }

    private static Finding EarlyStart(ResponseGap gap, Verdict verdict, double share) => new()
    {
        Start = gap.Answer.Start > Before ? gap.Answer.Start - Before : TimeSpan.Zero,
        End = gap.Answer.Duration > After ? gap.Answer.Start + After : gap.Answer.End,
        Quote = gap.Answer.Words.Count > 0 ? Quotation.Of(gap.Answer.Words) : null,
        Measure = "earlyStartShare",
        Value = share,
        Norm = verdict.Rule("earlyStartShare").Norm,
        Explanation = Texts.Both("noRoom.early", -gap.Gap.TotalSeconds, share),
        Advice = Texts.Both("noRoom.adviceEarly"),
        Weight = 0.5,
    };

    // Told apart by voice, the edges of turns are not exact enough to say who was early.
    private static List<ResponseGap> Answers(CallEvidence evidence) =>
        evidence.Sides.Separation == Separation.Stereo ? [.. evidence.Dialogue.ResponseGaps.Where(gap => gap.By == Side.Agent)] : [];

    private static bool IsEarly(ResponseGap gap) => gap.Gap < TimeSpan.Zero;

    private static Bilingual Names(List<string> measures)
    {
        var names = measures.ConvertAll(measure => Texts.Both("measure." + measure));
        return new Bilingual(string.Join(", ", names.Select(name => name.German)), string.Join(", ", names.Select(name => name.English)));
    }
}
