using CallQuality.Core.Analysis;
using CallQuality.Core.Calls;
using CallQuality.Core.Measurement;
using CallQuality.Core.Mistakes;
using CallQuality.Core.Scoring;
using CallQuality.Tests.Dialogue;
using FsCheck;
using FsCheck.Fluent;

namespace CallQuality.Tests.Mistakes;

/// <summary>Speaking too fast and harried delivery share the tempo and differ by the second witness, so their rules are tested side by side.</summary>
public class TempoDetectorTests
{
    [Test]
    public void Judge_UsualTempo_BothAreAbsent()
    {
        Assert.That(TooFast(MadeEvidence.Good).Score, Is.EqualTo(100));
        Assert.That(Harried(MadeEvidence.Good).Score, Is.EqualTo(100));
    }

    [Test]
    public void Judge_FastWithPauses_IsTooFastAndNotHarried()
    {
        var evidence = Fast(7.2, pauses: 0.2);

        Assert.That(TooFast(evidence).Severity, Is.EqualTo(Severity.Severe));
        Assert.That(TooFast(evidence).Findings[0].Value, Is.EqualTo(7.2));
        Assert.That(TooFast(evidence).Findings[0].Explanation.German, Does.Contain("7,2 Silben"));
        Assert.That(Harried(evidence).Score, Is.EqualTo(100));
        Assert.That(Harried(evidence).Findings, Is.Empty);
    }

    [Test]
    public void Judge_QuickWithoutPauses_IsHarriedAndNotTooFast()
    {
        var evidence = Fast(6.2, pauses: 0.02);

        Assert.That(Harried(evidence).Score, Is.LessThan(85));
        Assert.That(Harried(evidence).Findings[0].Explanation.English, Does.Contain("share of pauses"));
        Assert.That(TooFast(evidence).Score, Is.EqualTo(100));
    }

    [Test]
    public void Judge_UsualTempoWithoutPauses_IsNeither()
    {
        var evidence = Fast(5.2, pauses: 0.02);

        Assert.That(Harried(evidence).Score, Is.EqualTo(100));
        Assert.That(Harried(evidence).Readings.Single(reading => reading.Measure == "pauseRatio").PartialScore, Is.LessThan(20));
        Assert.That(TooFast(evidence).Score, Is.EqualTo(100));
    }

    [TestCase("runs")]
    [TestCase("trend")]
    [TestCase("early")]
    public void Judge_QuickWithAnotherWitness_IsHarried(string witness)
    {
        var evidence = Fast(6.6, pauses: 0.2);
        evidence = witness switch
        {
            "runs" => evidence with { Agent = evidence.Agent with { MeanRunSyllables = 30 } },
            "trend" => evidence with { Agent = evidence.Agent with { TempoTrendRatio = 0.25 } },
            _ => evidence with { Dialogue = MadeEvidence.Talk(answerGap: -0.3).Build() },
        };

        Assert.That(Harried(evidence).Score, Is.LessThan(100));
        Assert.That(Harried(evidence).Findings, Is.Not.Empty);
    }

    [Test]
    public void Judge_AnswersBeforeTheEnd_AreFindingsThatCanBePlayed()
    {
        var evidence = Fast(6.6, pauses: 0.2) with { Dialogue = MadeEvidence.Talk(answerGap: -0.3).Build() };
        var early = Harried(evidence).Findings.Where(finding => finding.Measure == "earlyStartShare").ToList();

        Assert.That(early, Has.Count.EqualTo(3));
        Assert.That(early[0].Explanation.German, Does.Contain("0,3 s, bevor"));
        Assert.That(early, Has.All.Matches<Finding>(finding => finding!.End > finding.Start));
    }

    [Test]
    public void Judge_AnswersBeforeTheEndOnMono_AreNoWitness()
    {
        var evidence = Fast(6.6, pauses: 0.2) with { Dialogue = MadeEvidence.Talk(answerGap: -0.3).Build(), Sides = MadeTalk.AgentLeft with { Separation = Separation.Diarised } };

        Assert.That(Harried(evidence).Score, Is.EqualTo(100));
        Assert.That(Harried(evidence).Readings.Single(reading => reading.Measure == "earlyStartShare").Value, Is.Null);
    }

    [Test]
    public void Judge_EnglishLimits_AreLower()
    {
        var evidence = Fast(6.2, pauses: 0.2);

        Assert.That(TooFast(evidence).Score, Is.EqualTo(100));
        Assert.That(TooFast(evidence with { Language = Language.English }).Score, Is.LessThan(85));
    }

    [Test]
    public void Judge_UncertainWordsButSyllablesConfirmed_IsScoredWithLessConfidence()
    {
        var evidence = Fast(7.2, pauses: 0.02, side => side with { WordCertainty = 0.3, NucleiRatio = 1.0 });

        Assert.That(TooFast(evidence).Status, Is.EqualTo(ScoreStatus.Scored));
        Assert.That(TooFast(evidence).Confidence, Is.LessThan(TooFast(Fast(7.2, 0.02)).Confidence!.Value));
        Assert.That(Harried(evidence).Status, Is.EqualTo(ScoreStatus.Scored));
    }

    [TestCase(0.4)]
    [TestCase(1.8)]
    [TestCase(null)]
    public void Judge_UncertainWordsAndSyllablesNotConfirmed_IsNotScored(double? nuclei)
    {
        var evidence = Fast(7.2, pauses: 0.02, side => side with { WordCertainty = 0.3, NucleiRatio = nuclei });

        Assert.That(TooFast(evidence).Reason!.Value.English, Does.Contain("too little certainty"));
        Assert.That(Harried(evidence).Status, Is.EqualTo(ScoreStatus.NotScorable));
    }

    [Test]
    public void Judge_TempoUnknown_IsNotScorable()
    {
        var evidence = MadeEvidence.WithAgent(side => side with { ArticulationRateSyllablesPerSecond = null });

        Assert.That(TooFast(evidence).Reason!.Value.German, Does.Contain("Sprechtempo ohne Pausen"));
        Assert.That(Harried(evidence).Status, Is.EqualTo(ScoreStatus.NotScorable));
    }

    [Test]
    public void Judge_WindowOverTheCallersTurn_PlaysOneStretchOfTheAgent()
    {
        var evidence = Fast(7.2, pauses: 0.2, side => side.Windows(1, window => window with { Start = TimeSpan.Zero, End = TimeSpan.FromSeconds(20) }));
        var first = TooFast(evidence).Findings.Single(finding => finding.Start == TimeSpan.Zero);

        Assert.That(first.End, Is.EqualTo(TimeSpan.FromSeconds(11)));
    }

    [FsCheck.NUnit.Property(MaxTest = 200)]
    public Property Judge_Faster_NeverScoresHigher() => Prop.ForAll(
        Gen.Choose(40, 90).ToArbitrary(), Gen.Choose(0, 30).ToArbitrary(), Gen.Choose(0, 30).ToArbitrary(), (int rate, int faster, int pauses) =>
        {
            var (slow, fast) = (Fast(rate / 10.0, pauses / 100.0), Fast((rate + faster) / 10.0, pauses / 100.0));
            Assert.That(TooFast(fast).Score, Is.LessThanOrEqualTo(TooFast(slow).Score!.Value));
            Assert.That(Harried(fast).Score, Is.LessThanOrEqualTo(Harried(slow).Score!.Value));
        });

    [FsCheck.NUnit.Property(MaxTest = 200)]
    public Property Judge_FewerPauses_NeverScoreHigher() => Prop.ForAll(
        Gen.Choose(50, 80).ToArbitrary(), Gen.Choose(0, 25).ToArbitrary(), Gen.Choose(0, 25).ToArbitrary(), (int rate, int one, int two) =>
        Assert.That(
            Harried(Fast(rate / 10.0, Math.Min(one, two) / 100.0)).Score,
            Is.LessThanOrEqualTo(Harried(Fast(rate / 10.0, Math.Max(one, two) / 100.0)).Score!.Value)));

    private static CallEvidence Fast(double rate, double pauses, Func<SideMeasurements, SideMeasurements>? change = null) => MadeEvidence.WithAgent(side =>
    {
        var fast = (side with { ArticulationRateSyllablesPerSecond = rate, PauseRatio = pauses, WordsPerMinute = rate * 30 })
            .Windows(12, window => window with { ArticulationRateSyllablesPerSecond = rate, PauseRatio = pauses, WordsPerMinute = rate * 30 });
        return change is null ? fast : change(fast);
    });

    private static MistakeResult TooFast(CallEvidence evidence) => new TooFastDetector().Judge(evidence, Rubric.Default);

    private static MistakeResult Harried(CallEvidence evidence) => new HarriedDeliveryDetector().Judge(evidence, Rubric.Default);
}
