using CallQuality.Core.Mistakes;

namespace CallQuality.Tests.Mistakes;

public class IndifferentMannerDetectorTests
{
    private const string Matter = "Seit Montag läuft bei uns das Wasser aus der neuen Maschine auf den Boden.";

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

    private static MadeCall Closed(MadeCall call) =>
        call.Agent("Kann ich sonst noch etwas für Sie tun?").Customer("Nein, danke.").Agent("Auf Wiederhören.");
}
