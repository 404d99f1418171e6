using CallQuality.Core.Mistakes;
using CallQuality.Core.Scoring;

namespace CallQuality.Tests.Mistakes;

public class IndifferentMannerDetectorTests
{
    private const string Matter = "Seit Montag läuft bei uns das Wasser aus der neuen Maschine auf den Boden.";
    private const string Account = "Und dann steht noch das Wasser im Keller bis oben.";
    private const string Whole = "Im Auftrag stehen zwei Geräte und eine Lieferung dazu.";

    [Test]
    public void Judge_RefusalWithoutAnotherWay_IsAWitness()
    {
        var result = Closed(new MadeCall().Customer(Matter).Agent("Das ist ärgerlich. Da kann ich nichts machen.").Filling()).Judge(Mistake.IndifferentManner);

        Assert.That(result.Findings.Select(finding => finding.Quote), Is.EqualTo(new[] { "Da kann ich nichts machen" }));
        Assert.That(result.Severity, Is.LessThanOrEqualTo(Severity.Slight));
    }

    [Test]
    public void Judge_RefusalWithAnotherWay_IsNone()
    {
        var result = Closed(new MadeCall().Customer(Matter).Agent("Das ist ärgerlich. Da kann ich nichts machen, aber ich verbinde Sie mit der Technik.").Filling())
            .Judge(Mistake.IndifferentManner);

        Assert.That(result.Score, Is.EqualTo(100));
    }

    [Test]
    public void Judge_NoAcknowledgementNoClosingAndRefusals_IsClear()
    {
        var result = new MadeCall().Customer(Matter).Agent("Da kann ich nichts machen.", gap: 2)
            .Customer("Und wer ist dann bei Ihnen dafür da bitte?").Agent("Dafür bin ich nicht zuständig.", gap: 2)
            .Customer("Aber ich muss doch am Montag wieder waschen können.").Agent("Das ist nicht mein Problem.", gap: 2)
            .Filling().Judge(Mistake.IndifferentManner);

        Assert.Multiple(() =>
        {
            Assert.That(result.Severity, Is.EqualTo(Severity.Clear).Or.EqualTo(Severity.Severe));
            Assert.That(result.Findings.Select(finding => finding.Measure).Distinct().Count(), Is.GreaterThanOrEqualTo(3));
            Assert.That(result.Findings, Has.All.Matches<Finding>(finding => finding!.Advice.German.Length > 0 && finding.Advice.English.Length > 0));
        });
    }

    [Test]
    public void Judge_AcknowledgedMatter_IsNoWitness()
    {
        var without = Closed(new MadeCall().Customer(Matter).Agent("Die Nummer bitte.").Filling()).Judge(Mistake.IndifferentManner);
        var with = Closed(new MadeCall().Customer(Matter).Agent("Oje, das verstehe ich gut. Die Nummer bitte.").Filling()).Judge(Mistake.IndifferentManner);

        Assert.That(without.Findings.Select(finding => finding.Measure), Has.Member("acknowledgements"));
        Assert.That(with.Findings, Is.Empty);
    }

    [Test]
    public void Judge_SlowAnswers_AreAWitness()
    {
        var call = new MadeCall().Customer(Matter).Agent("Oje, das verstehe ich gut.", gap: 2.5);
        for (var i = 0; i < 10; i++)
        {
            call.Customer("Und dann steht noch das Wasser im Keller bis oben.").Agent("Im Auftrag stehen zwei Geräte und eine Lieferung nach Graz dazu.", gap: 2.5);
        }

        var result = Closed(call).Judge(Mistake.IndifferentManner);

        Assert.That(result.Findings.Select(finding => finding.Measure), Has.Member("responseGapMedianSeconds"));
    }

    [Test]
    public void Judge_LongAccountWithoutSignsOfListening_IsAWitness_AndWithThemNone()
    {
        var account = string.Join(' ', Enumerable.Repeat("und dann war da noch das Wasser im Keller", 25));
        var silent = Closed(new MadeCall().Customer(account, seconds: 80).Agent("Oje, das verstehe ich gut.").Filling()).Judge(Mistake.IndifferentManner);
        var listening = new MadeCall();
        for (var i = 0; i < 8; i++)
        {
            listening.Customer("und dann war da noch das Wasser im Keller und im Flur und in der Küche bis oben", seconds: 9).Agent("Mhm.", gap: -4, seconds: 0.4);
        }

        listening.Agent("Oje, das verstehe ich gut.");
        var heard = Closed(listening.Filling()).Judge(Mistake.IndifferentManner);

        Assert.That(silent.Findings.Select(finding => finding.Measure), Has.Member("backchannelShare"));
        Assert.That(heard.Findings.Select(finding => finding.Measure), Has.No.Member("backchannelShare"));
    }

    [TestCase("Seit wann läuft es denn aus?")]
    [TestCase("Steht die Maschine im Keller?")]
    [TestCase("Beschreiben Sie mir bitte genau, was Sie sehen.")]
    public void Judge_LongMatterWithoutAQuestionBack_IsAWitness_AndWithOneNone(string question)
    {
        var missing = Witnesses(Thanked(new MadeCall().Customer(Matter, seconds: 130).Agent("Oje, das verstehe ich gut.").Filling()));
        var asked = Witnesses(Thanked(new MadeCall().Customer(Matter, seconds: 130).Agent("Oje, das verstehe ich gut. " + question).Filling()));

        // Who listens for two minutes without a sign is short of those too, in both calls.
        Assert.That(missing, Is.EquivalentTo(new[] { "questionsBack", "backchannelShare" }));
        Assert.That(asked, Is.EqualTo(new[] { "backchannelShare" }));
    }

    [Test]
    public void Judge_QuestionBeforeTheMatter_IsNoQuestionBack()
    {
        var call = new MadeCall().Agent("Wie kann ich Ihnen helfen?").Customer(Matter, seconds: 130).Agent("Oje, das verstehe ich gut.").Filling();

        Assert.That(Witnesses(Thanked(call)), Has.Member("questionsBack"));
    }

    [TestCase("Kann ich sonst noch etwas für Sie tun?", true)]
    [TestCase("Haben Sie noch Fragen dazu?", true)]
    [TestCase("Seit wann läuft es denn aus? Kann ich sonst noch etwas für Sie tun?", false)]
    public void Judge_ClosingOffer_IsNoQuestionBack(string last, bool isMissing)
    {
        var call = new MadeCall().Customer(Matter, seconds: 130).Agent("Oje, das verstehe ich gut.").Filling().Agent(last).Customer("Nein, danke.");

        Assert.That(Witnesses(Thanked(call)).Contains("questionsBack"), Is.EqualTo(isMissing));
    }

    [Test]
    public void Judge_ShortMatter_NeedsNoQuestionBack() =>
        Assert.That(Witnesses(Thanked(new MadeCall().Customer(Matter, seconds: 20).Agent("Oje, das verstehe ich gut.").Filling())), Is.Empty);

    [TestCase(0.3, false)]
    [TestCase(0.9, false)]
    [TestCase(1.1, true)]
    public void Judge_ResponseGaps_AreAWitnessBeyondASecondOnly(double gap, bool isWitness)
    {
        var call = new MadeCall().Customer(Matter).Agent("Oje, das verstehe ich gut.", gap);
        for (var i = 0; i < 10; i++)
        {
            call.Customer(Account).Agent("Im Auftrag stehen zwei Geräte und eine Lieferung nach Graz dazu.", gap);
        }

        Assert.That(Witnesses(Closed(call)), Is.EqualTo(isWitness ? new[] { "responseGapMedianSeconds" } : []));
    }

    [TestCase(2, false)]
    [TestCase(3, true)]
    public void Judge_SlowAnswers_FewerThanThree_SayNothing(int answers, bool isWitness)
    {
        var call = new MadeCall().Agent(Whole, seconds: 30);
        for (var i = 0; i < answers; i++)
        {
            call.Customer(Account).Agent("Oje, das verstehe ich gut. Vielen Dank.", gap: 1.9);
        }

        Assert.That(Witnesses(call), Is.EqualTo(isWitness ? new[] { "responseGapMedianSeconds" } : []));
    }

    // The matter's own answer is a whole one and counts among them.
    [TestCase(3, 0, true)]
    [TestCase(1, 2, false)]
    [TestCase(3, 6, false)]
    [TestCase(4, 5, true)]
    public void Judge_OneWordAnswers_AreAWitnessBeyondThreeInTen(int single, int whole, bool isWitness)
    {
        var result = Answered(Account, single, whole).Judge(Mistake.IndifferentManner);

        Assert.That(result.Findings.Select(finding => finding.Measure), Is.EqualTo(isWitness ? new[] { "oneWordAnswerShare" } : []));
        Assert.That(result.Findings.Select(finding => finding.Quote), Is.EqualTo(isWitness ? new[] { "Montag." } : []));
    }

    [TestCase("Steht das Wasser dann wirklich nicht bis oben im Keller?")]
    [TestCase("Und das Wasser im Keller?")]
    [TestCase("Ja, der Keller auch.")]
    public void Judge_OneWordToAQuestionOrAFewWords_IsNoWitness(string said) =>
        Assert.That(Witnesses(Answered(said, single: 4, whole: 0)), Is.Empty);

    [TestCase("Kann ich sonst noch etwas für Sie tun?")]
    [TestCase("Vielen Dank, Frau Kern.")]
    [TestCase("Auf Wiederhören, Frau Kern.")]
    [TestCase("Vielen Dank. Haben Sie noch Fragen dazu? Einen schönen Tag noch.")]
    public void Judge_MissingClosing_IsAWitness_AndAnyPartOfOneNone(string closing)
    {
        var missing = new MadeCall().Customer(Matter).Agent("Oje, das verstehe ich gut.").Filling().Agent("Die Nummer steht im Auftrag.");
        var closed = new MadeCall().Customer(Matter).Agent("Oje, das verstehe ich gut.").Filling().Agent(closing);

        Assert.That(Witnesses(missing), Is.EqualTo(new[] { "closingParts" }));
        Assert.That(Witnesses(closed), Is.Empty);
    }

    [Test]
    public void Judge_ThanksInTheMiddle_CloseNothing()
    {
        var call = new MadeCall().Customer(Matter).Agent("Oje, das verstehe ich gut. Vielen Dank. Auf Wiederhören.").Filling(seconds: 60);

        Assert.That(Witnesses(call), Is.EqualTo(new[] { "closingParts" }));
    }

    [TestCase(0.59, false)]
    [TestCase(0.6, true)]
    public void Judge_WordsTooUncertainToMissAnything_AbsenceIsNoWitness(double certainty, bool isWitness)
    {
        var result = new MadeCall { WordCertainty = certainty }.Customer(Matter, seconds: 55).Customer(Matter, seconds: 75)
            .Agent("Die Nummer bitte.").Filling().Judge(Mistake.IndifferentManner);

        Assert.That(result.Status, Is.EqualTo(ScoreStatus.Scored));
        Assert.That(
            result.Findings.Select(finding => finding.Measure).Except(["backchannelShare"]),
            Is.EquivalentTo(isWitness ? new[] { "acknowledgements", "questionsBack", "closingParts" } : []));
    }

    [Test]
    public void Judge_ExactlyTwoWitnesses_StaySlightHoweverOften_AndAThirdIsMore()
    {
        var two = Closed(Refused()).Judge(Mistake.IndifferentManner);
        var three = Refused().Judge(Mistake.IndifferentManner);

        Assert.Multiple(() =>
        {
            Assert.That(two.Findings.Select(finding => finding.Measure).Distinct(), Is.EquivalentTo(new[] { "acknowledgements", "brushOffs" }));
            Assert.That(two.Findings, Has.Count.EqualTo(4));
            Assert.That(two.Score, Is.EqualTo(Rubric.Default.Bands.Slight));
            Assert.That(two.Severity, Is.EqualTo(Severity.Slight));
            Assert.That(
                three.Findings.Select(finding => finding.Measure).Distinct(), Is.EquivalentTo(new[] { "acknowledgements", "brushOffs", "closingParts" }));
            Assert.That(three.Severity, Is.EqualTo(Severity.Clear).Or.EqualTo(Severity.Severe));
        });
    }

    private static List<string> Witnesses(MadeCall call) => [.. call.Judge(Mistake.IndifferentManner).Findings.Select(finding => finding.Measure)];

    private static MadeCall Refused() => new MadeCall().Customer(Matter).Agent("Da kann ich nichts machen.")
        .Customer("Und wer ist dann dafür da?").Agent("Dafür bin ich nicht zuständig.")
        .Customer("Aber ich muss doch waschen können.").Agent("Das ist nicht mein Problem.")
        .Filling(seconds: 50);

    /// <summary>Answers of one word and of a sentence to what the caller says, the former first.</summary>
    private static MadeCall Answered(string said, int single, int whole)
    {
        var call = new MadeCall().Customer(Matter).Agent("Oje, das verstehe ich gut.").Filling().Agent(Whole);
        for (var i = 0; i < single + whole; i++)
        {
            call.Customer(said).Agent(i < single ? "Montag." : Whole);
        }

        return Closed(call.Customer("Das wäre dann alles."));
    }

    private static MadeCall Thanked(MadeCall call) => call.Agent("Vielen Dank. Auf Wiederhören.");

    private static MadeCall Closed(MadeCall call) =>
        call.Agent("Kann ich sonst noch etwas für Sie tun?").Customer("Nein, danke.").Agent("Auf Wiederhören.");
}
