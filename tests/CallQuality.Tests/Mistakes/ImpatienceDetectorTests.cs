using CallQuality.Core.Calls;
using CallQuality.Core.Mistakes;

namespace CallQuality.Tests.Mistakes;

public class ImpatienceDetectorTests
{
    private const string Account = "Also das war so dass wir am Montag erst den Keller und dann noch die Küche";

    [Test]
    public void Judge_CutInsAlone_StaySlight()
    {
        var call = new MadeCall().Filling();
        for (var i = 0; i < 8; i++)
        {
            call.Customer(Account).Agent("Der Termin im Keller ist am Montag um neun bei Ihnen.", gap: -1.5);
        }

        var result = call.Judge(Mistake.Impatience);

        Assert.That(result.Severity, Is.EqualTo(Severity.Slight));
        Assert.That(result.Findings.Select(finding => finding.Measure), Has.All.EqualTo("cutInsPerMinute"));
    }

    [Test]
    public void Judge_CutInsWithUrgingWords_AreClear()
    {
        var call = new MadeCall().Filling();
        foreach (var urging in new[] { "Kommen Sie bitte zum Punkt.", "Das sagten Sie bereits.", "Wie ich schon sagte, Montag.", "Fassen Sie sich bitte kurz." })
        {
            call.Customer(Account).Agent(urging + " Der Termin im Keller ist am Montag um neun bei Ihnen.", gap: -1.5);
        }

        var result = call.Judge(Mistake.Impatience);

        Assert.That(result.Severity, Is.EqualTo(Severity.Clear).Or.EqualTo(Severity.Severe));
        Assert.That(result.Findings.Select(finding => finding.Quote), Has.Member("Kommen Sie bitte zum Punkt"));
    }

    [Test]
    public void Judge_SmallOverlapsAndBackchannels_AreNone()
    {
        var call = new MadeCall().Filling();
        for (var i = 0; i < 8; i++)
        {
            call.Customer(Account + ".").Agent("Der Termin im Keller ist am Montag um neun bei Ihnen.", gap: -0.2);
            call.Customer(Account).Agent("Mhm.", gap: -2, seconds: 0.4);
        }

        Assert.That(call.Judge(Mistake.Impatience).Score, Is.EqualTo(100));
    }

    [Test]
    public void Judge_CallerWhoCutsIn_IsNotTheAgentsMistake()
    {
        var call = new MadeCall().Filling();
        for (var i = 0; i < 8; i++)
        {
            call.Agent(Account).Customer("Der Termin im Keller ist am Montag um neun bei mir.", gap: -1.5);
        }

        Assert.That(call.Judge(Mistake.Impatience).Score, Is.EqualTo(100));
    }

    [Test]
    public void Judge_FinishedSentence_IsFoundWithWhatWasSaid()
    {
        var result = new MadeCall().Filling().Customer(Account).Agent("ausgeräumt haben, ja", gap: -0.6, seconds: 1.4).Judge(Mistake.Impatience);

        Assert.That(result.Findings.Select(finding => finding.Measure), Is.EqualTo(new[] { "finishedSentences" }));
        Assert.That(result.Findings[0].Explanation.German, Does.Contain("ausgeräumt haben, ja"));
    }

    [Test]
    public void Judge_OneChannelForBoth_IsNotScorable()
    {
        var sides = Dialogue.MadeTalk.AgentLeft with { Separation = Separation.Diarised };

        Assert.That(new MadeCall { Sides = sides }.Filling().Judge(Mistake.Impatience).Status, Is.EqualTo(ScoreStatus.NotScorable));
    }
}
