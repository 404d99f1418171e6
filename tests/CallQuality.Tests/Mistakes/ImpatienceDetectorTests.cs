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

    [TestCase("")]
    [TestCase("-")]
    [TestCase(",")]
    public void Judge_SentenceLeftOpen_IsFinishedByTheAgent(string broken) => Assert.That(Ended(Account + broken, "ausgeräumt haben, ja"), Has.Count.EqualTo(1));

    [TestCase(".")]
    [TestCase("!")]
    [TestCase("?")]
    public void Judge_SentenceTheCallerEnded_IsNotFinishedByTheAgent(string stop) => Assert.That(Ended(Account + stop, "ausgeräumt haben, ja"), Is.Empty);

    [TestCase("ausgeräumt haben und dann den Flur", 1)]
    [TestCase("ausgeräumt haben und dann noch den Flur", 0)]
    public void Judge_MoreThanSixWords_AreAnAnswerAndNoEnding(string answer, int findings) => Assert.That(Ended(Account, answer), Has.Count.EqualTo(findings));

    [Test]
    public void Judge_NumberReadBack_IsNoFinishedSentence() => Assert.That(Ended(Account, "44 12 drei, ja"), Is.Empty);

    [TestCase(0.9, 1)]
    [TestCase(1.1, 0)]
    public void Judge_CallerWhoSpeaksOn_IsNotFinished(double overlap, int findings) =>
        Assert.That(Ended(Account, "ausgeräumt haben, ja", overlap), Has.Count.EqualTo(findings));

    [TestCase(1, false)]
    [TestCase(2, true)]
    public void Judge_OneCutIn_IsNone_AndTwoAreFound(int cutIns, bool isFound)
    {
        // Few turns, so that a single cut-in is already a great share of them.
        var call = new MadeCall().Agent("Der Termin im Keller ist am Montag um neun bei Ihnen.", seconds: 40);
        for (var i = 0; i < cutIns; i++)
        {
            call.Customer(Account).Agent("Der Termin im Keller ist am Montag um neun bei Ihnen.", gap: -1.5);
        }

        Assert.That(call.Judge(Mistake.Impatience).Findings, Has.Count.EqualTo(isFound ? cutIns : 0));
    }

    [TestCase(Language.German, "Kommen Sie bitte zum Punkt.", "Ich komme gleich zum Punkt, Frau Kern.")]
    [TestCase(Language.German, "Wie ich vorhin schon sagte, dauert das drei Tage.", "Wie Sie vorhin schon sagten, dauert das drei Tage.")]
    [TestCase(Language.German, "Das haben Sie mir schon erzählt.", "Das haben Sie sehr gut erzählt.")]
    [TestCase(Language.German, "Ich habe nicht den ganzen Tag Zeit.", "Der Monteur hat den ganzen Tag Zeit.")]
    [TestCase(Language.German, "Geht es vielleicht etwas schneller?", "Mit dem neuen Gerät geht es etwas schneller.")]
    [TestCase(Language.German, "Fassen Sie sich bitte kurz.", "Hat der Kollege gesagt, fassen Sie sich kurz?")]
    [TestCase(Language.English, "Please get to the point.", "Then we get to the point where it stopped.")]
    [TestCase(Language.English, "As I already said, it takes three days.", "As you already said, it takes three days.")]
    [TestCase(Language.English, "Please keep it short.", "I will keep it short for you.")]
    [TestCase(Language.English, "I have other callers waiting.", "I have other models in stock.")]
    public void Judge_UrgingWords_AreFound_AndLikeWordsThatUrgeNobodyAreNot(Language language, string urging, string harmless) =>
        MadeVerdicts.AreFoundAndNot(Mistake.Impatience, language, urging, harmless, "urgingPhrases");

    [Test]
    public void Judge_CallerWhoUrges_IsNotTheAgentsMistake() =>
        Assert.That(new MadeCall().Filling().Customer("Kommen Sie bitte zum Punkt.").Judge(Mistake.Impatience).Findings, Is.Empty);

    [Test]
    public void Judge_YesYesYesIntoTheCallersSpeech_Urges_AndOneYesDoesNot()
    {
        var urging = new MadeCall().Filling().Customer(Account).Agent("Ja, ja, ja.", gap: -2.5, seconds: 0.9);
        var listening = new MadeCall().Filling().Customer(Account).Agent("Ja.", gap: -2.5, seconds: 0.9);

        Assert.Multiple(() =>
        {
            Assert.That(urging.Evidence().Dialogue.Backchannels.Select(sign => sign.Turn.Text), Has.Member("Ja, ja, ja."));
            Assert.That(urging.Judge(Mistake.Impatience).Findings.Select(finding => finding.Measure), Is.EqualTo(new[] { "urgingPhrases" }));
            Assert.That(listening.Judge(Mistake.Impatience).Findings, Is.Empty);
        });
    }

    [Test]
    public void Judge_OneChannelForBoth_IsNotScorable()
    {
        var sides = Dialogue.MadeTalk.AgentLeft with { Separation = Separation.Diarised };

        Assert.That(new MadeCall { Sides = sides }.Filling().Judge(Mistake.Impatience).Status, Is.EqualTo(ScoreStatus.NotScorable));
    }

    /// <summary>What is found where the agent speaks into the end of what the caller says.</summary>
    private static IReadOnlyList<Finding> Ended(string said, string answer, double overlap = 0.6)
    {
        var findings = new MadeCall().Filling().Customer(said).Agent(answer, gap: -overlap, seconds: overlap + 0.8).Judge(Mistake.Impatience).Findings;
        Assert.That(findings.Select(finding => finding.Measure), Has.All.EqualTo("finishedSentences"));
        return findings;
    }
}
