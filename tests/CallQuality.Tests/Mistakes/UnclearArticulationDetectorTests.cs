using CallQuality.Core.Analysis;
using CallQuality.Core.Mistakes;
using CallQuality.Core.Phrases;
using CallQuality.Core.Scoring;
using CallQuality.Tests.Dialogue;

namespace CallQuality.Tests.Mistakes;

public class UnclearArticulationDetectorTests
{
    [Test]
    public void Judge_ClearWords_AreAbsent() => Assert.That(Judge(MadeEvidence.Good).Score, Is.EqualTo(100));

    [Test]
    public void Judge_CertaintyAlone_NeverDecides()
    {
        var result = Judge(Unsure(0.5));

        Assert.That(result.Score, Is.EqualTo(100));
        Assert.That(result.Readings.Single(reading => reading.Measure == "wordCertaintyDifference").PartialScore, Is.LessThan(20));
    }

    [Test]
    public void Judge_AskingBackAlone_NeverDecides() =>
        Assert.That(Judge(MadeEvidence.Good with { Dialogue = AskedBack(4).Build() }).Score, Is.EqualTo(100));

    [Test]
    public void Judge_UncertainAndAskedBack_IsFoundAndPlaysWhatWasNotCaught()
    {
        var result = Judge(Unsure(0.55) with { Dialogue = AskedBack(4).Build() });

        Assert.That(result.Score, Is.LessThan(70));
        var question = result.Findings.First(finding => finding.Measure == "askingBackPerMinute");
        Assert.That(question.Quote, Is.EqualTo("Wie bitte?"));
        Assert.That(question.End - question.Start, Is.InRange(TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(12)));
        Assert.That(result.Findings.Count(finding => finding.Measure == "wordCertaintyDifference"), Is.EqualTo(3));
        Assert.That(result.Findings, Has.All.Matches<Finding>(finding => finding!.Advice.German.Length > 0));
    }

    [Test]
    public void Judge_SwallowedSyllablesAndFlatRhythm_AreFoundWithoutAnyWord()
    {
        var evidence = MadeEvidence.WithAgent(side => (side with { NucleiRatio = 0.55, ModulationDepth = 0.3 }).Windows(4, window => window with { NucleiRatio = 0.5 }));
        var result = Judge(evidence);

        Assert.That(result.Score, Is.LessThan(85));
        Assert.That(result.Findings, Has.All.Matches<Finding>(finding => finding!.Measure == "nucleiRatio"));
    }

    [Test]
    public void Judge_NoisierLineThanTheCallers_ExplainsUncertainWords()
    {
        var noisier = Unsure(0.5) with { Dialogue = AskedBack(4).Build(), AgentLine = MadeEvidence.GoodLine with { SnrDb = 18 } };
        var result = Judge(noisier);

        Assert.That(result.Readings.Single(reading => reading.Measure == "wordCertaintyDifference").Value, Is.Null);
        Assert.That(result.Score, Is.EqualTo(100));
    }

    [TestCase(8.0, 0.0, 0.0)]
    [TestCase(40.0, 0.02, 0.0)]
    [TestCase(40.0, 0.0, 0.01)]
    public void Judge_BadLine_IsNeverBlamedOnTheAgent(double snrDb, double clipped, double dropouts)
    {
        var line = MadeEvidence.GoodLine with { SnrDb = snrDb, ClippedRatio = clipped, DropoutRatio = dropouts };
        var result = Judge(Unsure(0.5) with { Dialogue = AskedBack(4).Build(), AgentLine = line });

        Assert.That(result.Status, Is.EqualTo(ScoreStatus.NotScorable));
        Assert.That(result.Score, Is.Null);
        Assert.That(result.Reason!.Value.German, Does.Contain("Leitung"));
    }

    [Test]
    public void Judge_CallerHardlySpeaks_IsNoMeasure()
    {
        var silent = Unsure(0.5);
        silent = silent with { Customer = silent.Customer! with { SpeechSeconds = 5 } };

        Assert.That(Judge(silent).Readings.Where(reading => reading.Measure is "wordCertaintyDifference" or "askingBackPerMinute").Select(reading => reading.Value), Has.All.Null);
    }

    [Test]
    public void Judge_MoreAskingBack_NeverScoresHigher()
    {
        var scores = Enumerable.Range(0, 8).Select(count => Judge(Unsure(0.6) with { Dialogue = AskedBack(count).Build() }).Score!.Value).ToList();

        Assert.That(scores, Is.Ordered.Descending);
        Assert.That(scores[^1], Is.LessThan(scores[0]));
    }

    private static CallEvidence Unsure(double certainty) => MadeEvidence.WithAgent(side =>
        (side with { WordCertainty = certainty }).Windows(12, window => window with { WordCertainty = certainty }));

    private static MadeTalk AskedBack(int count)
    {
        var talk = new MadeTalk();
        for (var i = 0; i < 10; i++)
        {
            talk.Agent(15 * i, (15 * i) + 10, "Bitte drehen Sie das Ventil eine halbe Drehung nach links");
            talk.Customer((15 * i) + 10.4, (15 * i) + 12, i < count ? "Wie bitte?" : "Gut, das mache ich gleich.");
        }

        return talk;
    }

    private static MistakeResult Judge(CallEvidence evidence) => new UnclearArticulationDetector(PhraseBooks.BuiltIn).Judge(evidence, Rubric.Default);
}
