using CallQuality.Core.Analysis;
using CallQuality.Core.Calls;
using CallQuality.Core.Measurement;
using CallQuality.Core.Mistakes;
using CallQuality.Core.Scoring;
using CallQuality.Tests.Audio.Prosody;
using FsCheck;
using FsCheck.Fluent;

namespace CallQuality.Tests.Mistakes;

public class TonelessVoiceDetectorTests
{
    [Test]
    public void Judge_LivelyPitch_IsAbsentWithReadings()
    {
        var result = Judge(MadeEvidence.Good);

        Assert.That(result.Score, Is.EqualTo(100));
        Assert.That(result.Findings, Is.Empty);
        Assert.That(result.Readings.Select(reading => reading.Measure), Is.EqualTo(Rubric.Default.For(Mistake.TonelessVoice).MeasureIds));
    }

    [Test]
    public void Judge_ConstantPitch_IsSevereAndPlaysWhatWasHeard()
    {
        var result = Judge(Flat(12, 0.2, 0.6, loudness: 2));

        Assert.That(result.Severity, Is.EqualTo(Severity.Severe));
        Assert.That(result.Findings, Has.Count.EqualTo(12));
        var first = result.Findings[0];
        Assert.That(first.Measure, Is.EqualTo("pitchSpreadSemitones"));
        Assert.That(first.Value, Is.EqualTo(0.2));
        Assert.That(first.Norm, Is.EqualTo(new Norm(2.5, 4, "st", "L")));
        Assert.That(first.Quote, Does.StartWith("Ich sehe mir das"));
        Assert.That(first.End, Is.GreaterThan(first.Start));
        Assert.That(first.Explanation.German, Does.Contain("0,2 Halbtöne"));
        Assert.That(result.Findings.Sum(finding => finding.Weight), Is.EqualTo(1).Within(1e-9));
    }

    [Test]
    public void Judge_ToneOfConstantPitch_IsToneless() =>
        Assert.That(Judge(Heard(_ => 140)).Severity, Is.EqualTo(Severity.Severe));

    [Test]
    public void Judge_ToneThatRisesAndFalls_IsNot() =>
        Assert.That(Judge(Heard(seconds => 140 * Math.Pow(2, 5 * Math.Sin(2 * Math.PI * 0.4 * seconds) / 12))).Severity, Is.EqualTo(Severity.None));

    [Test]
    public void Judge_LittleSpreadButWideRange_IsNotToneless() =>
        Assert.That(Judge(Flat(12, 1.8, 8)).Score, Is.EqualTo(100));

    [Test]
    public void Judge_LoudnessUnknown_SaysNothingOfLoudness()
    {
        var evidence = MadeEvidence.WithAgent(side => side.Windows(12, window => window with { PitchSpreadSemitones = 1, PitchRangeSemitones = 3, LoudnessSpreadDb = null }));

        Assert.That(Judge(evidence).Findings[0].Explanation.English, Does.Not.Contain("dB"));
    }

    [Test]
    public void Judge_LineWithoutLowTones_IsNotScored()
    {
        var evidence = Flat(12, 0.2, 0.6) with { AgentLine = MadeEvidence.GoodLine with { LowEdgeHz = 300 } };

        Assert.That(Judge(evidence).Reason!.Value.English, Does.Contain("300 Hz"));
        Assert.That(Judge(evidence).Findings, Is.Empty);
    }

    [Test]
    public void Judge_PitchNowhereKnown_IsNotScored() =>
        Assert.That(
            Judge(MadeEvidence.WithAgent(side => side.Windows(12, window => window with { PitchSpreadSemitones = null }))).Reason!.Value.German,
            Does.Contain("wenig Tonhöhenbewegung"));

    [Test]
    public void Judge_PitchKnownInHalfOfTheSpeech_IsHalfAsSure()
    {
        var half = Judge(MadeEvidence.WithAgent(side => side.Windows(6, window => window with { PitchSpreadSemitones = null })));

        Assert.That(half.Confidence, Is.EqualTo(Judge(MadeEvidence.Good).Confidence / 2).Within(0.001));
    }

    [FsCheck.NUnit.Property(MaxTest = 200)]
    public Property Judge_MoreTonelessWindows_NeverScoreHigher() => Prop.ForAll(
        Gen.Choose(0, 12).ToArbitrary(), Gen.Choose(0, 12).ToArbitrary(), Gen.Choose(1, 19).ToArbitrary(), (int one, int two, int tenths) =>
        Assert.That(
            Judge(Flat(Math.Max(one, two), tenths / 10.0, 4)).Score,
            Is.LessThanOrEqualTo(Judge(Flat(Math.Min(one, two), tenths / 10.0, 4)).Score!.Value)));

    private static CallEvidence Flat(int windows, double spread, double range, double loudness = 5) => MadeEvidence.WithAgent(side =>
        (side with { PitchSpreadSemitones = windows > 6 ? spread : 3, LoudnessSpreadDb = loudness })
            .Windows(windows, window => window with { PitchSpreadSemitones = spread, PitchRangeSemitones = range }));

    private static MistakeResult Judge(CallEvidence evidence) => new TonelessVoiceDetector().Judge(evidence, Rubric.Default);

    /// <summary>A call whose agent is heard as a tone in syllables, measured from its sound.</summary>
    private static CallEvidence Heard(Func<double, double> pitchHz)
    {
        var talk = MadeEvidence.Talk();
        var sound = Voices.Syllabic(Voices.Harmonics(pitchHz, seconds: 180, lowHz: 200), rateHz: 4.5);
        var words = talk.Transcript.Words.Where(word => word.Channel == 0).ToList();
        var measured = SideMeter.Measure(SoundFrames.Of(sound, 8000), Side.Agent, words, talk.Build(), Language.German, CancellationToken.None);
        return MadeEvidence.Of(measured.Measurements, MadeEvidence.GoodSide with { Windows = [] });
    }
}
