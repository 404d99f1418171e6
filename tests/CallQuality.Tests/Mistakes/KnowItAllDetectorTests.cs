using CallQuality.Core.Calls;
using CallQuality.Core.Mistakes;
using static CallQuality.Tests.Mistakes.MadeVerdicts;

namespace CallQuality.Tests.Mistakes;

public class KnowItAllDetectorTests
{
    [Test]
    public void Judge_ManyContradictionsAndLectures_IsSevereWithQuotes()
    {
        var result = new MadeCall().Filling()
            .Customer("Die Lampe ist seit gestern kaputt.").Agent("Das ist falsch, die Lampe geht.")
            .Customer("Aber ich sehe es doch.").Agent("Da irren Sie sich, Herr Berger.")
            .Customer("Ich habe alles so gemacht.").Agent("Hätten Sie die Anleitung gelesen, wüssten Sie das. Das weiß doch jeder.")
            .Customer("Das war nicht dabei.").Agent("Das stimmt doch gar nicht. Das hätten Sie vorher lesen müssen.")
            .Customer("Ich bin kein Fachmann.").Agent("Das habe ich doch schon gesagt. Das müssen Sie doch selber wissen.")
            .Judge(Mistake.KnowItAll);

        Assert.Multiple(() =>
        {
            Assert.That(result.Severity, Is.EqualTo(Severity.Severe).Or.EqualTo(Severity.Clear));
            Assert.That(result.Score, Is.LessThan(50));
            Assert.That(result.Findings.Select(finding => finding.Quote), Has.Member("Da irren Sie sich").And.Member("Das ist falsch"));
            Assert.That(result.Findings, Has.All.Matches<Finding>(finding => finding!.End > finding.Start));
        });
    }

    [Test]
    public void Judge_WordsThatWeighLessThanOneAndACounterweight_FindingsCarryTheNumberThatCounts()
    {
        var result = new MadeCall().Filling()
            .Customer("Die Lampe ist seit gestern kaputt.").Agent("Das ist falsch, die Lampe geht.")
            .Customer("Ich habe alles so gemacht.").Agent("Hätten Sie die Anleitung gelesen, wüssten Sie das. Das weiß doch jeder.")
            .Customer("Das war nicht dabei.").Agent("Da habe ich mich geirrt.")
            .Judge(Mistake.KnowItAll);

        foreach (var finding in result.Findings)
        {
            Assert.That(finding.Value, Is.EqualTo(Value(result, finding.Measure)), finding.Quote);
        }

        Assert.That(result.Findings.Select(finding => finding.Measure), Has.Member("contradictions").And.Member("lecturingPhrases"));
        Assert.That(Value(result, "counterweights"), Is.EqualTo(1));
    }

    [Test]
    public void Judge_SameWordsOfTheCaller_AreNoMistakeOfTheAgent()
    {
        var result = new MadeCall().Filling()
            .Customer("Da irren Sie sich. Das ist falsch. Das weiß doch jeder. Das habe ich doch schon gesagt.")
            .Agent("Dann schaue ich noch einmal nach.")
            .Judge(Mistake.KnowItAll);

        Assert.That(result.Score, Is.EqualTo(100));
        Assert.That(result.Findings, Is.Empty);
    }

    [Test]
    public void Judge_QuotedOrNegatedWords_AreNoMistake()
    {
        var result = new MadeCall().Filling()
            .Customer("Der Monteur war unfreundlich zu mir.").Agent("Der Monteur hat Ihnen gesagt, da irren Sie sich?")
            .Customer("Ja, genau so war das.").Agent("Sie müssen gar nichts tun. Das ist nicht falsch, was Sie gemacht haben.")
            .Judge(Mistake.KnowItAll);

        Assert.That(result.Score, Is.EqualTo(100));
    }

    [Test]
    public void Judge_ContradictionRightAfterAClaim_SaysSo()
    {
        var near = new MadeCall().Filling().Customer("Die Lampe ist seit gestern kaputt.").Agent("Das ist falsch, die Lampe geht.").Judge(Mistake.KnowItAll);
        var far = new MadeCall().Filling().Customer("Die Lampe ist seit gestern kaputt.").Agent("Das ist falsch, die Lampe geht.", gap: 8).Judge(Mistake.KnowItAll);

        Assert.That(near.Findings[0].Explanation.English, Does.Contain("after the caller's statement"));
        Assert.That(far.Findings[0].Explanation.English, Does.Not.Contain("after the caller's statement"));
        Assert.That(far.Score, Is.GreaterThan(near.Score!.Value));
    }

    [Test]
    public void Judge_YesBut_CountsOnlyAsAnAnswer()
    {
        var answering = new MadeCall().Filling().Customer("Die Lampe ist seit gestern kaputt.").Agent("Ja, aber so geht es allen.").Judge(Mistake.KnowItAll);
        var alone = new MadeCall().Filling().Agent("Ja, aber so geht es allen.", gap: 9).Judge(Mistake.KnowItAll);

        Assert.That(answering.Findings, Is.Not.Empty);
        Assert.That(alone.Findings, Is.Empty);
    }

    [Test]
    public void Judge_Counterweights_Relieve()
    {
        var bare = new MadeCall().Filling().Customer("Die Rechnung ist zu hoch, das sehe ich.").Agent("Da irren Sie sich.").Judge(Mistake.KnowItAll);
        var relieved = new MadeCall().Filling().Customer("Die Rechnung ist zu hoch, das sehe ich.").Agent("Da irren Sie sich.")
            .Customer("Schauen Sie auf Seite zwei.").Agent("Stimmt, da habe ich mich vertan. Danke für den Hinweis. Sie haben völlig recht.")
            .Judge(Mistake.KnowItAll);

        Assert.That(relieved.Score, Is.GreaterThan(bare.Score!.Value));
    }

    [TestCase(Language.German, "Wir haben alles richtig gemacht.", "Sie haben alles richtig gemacht.")]
    [TestCase(Language.German, "So sind nun mal die Vorschriften.", "Das sind nicht unsere Vorschriften, das gibt das Gesetz vor.")]
    [TestCase(Language.German, "Das ist nicht unser Fehler.", "Das ist unser Fehler.")]
    [TestCase(Language.English, "We did everything right.", "You did everything right.")]
    [TestCase(Language.English, "Those are just our rules.", "Those are not our rules.")]
    [TestCase(Language.English, "That's not our fault.", "That's our fault.")]
    public void Judge_Justification_IsFoundAsOne_AndItsOppositeIsNone(Language language, string justification, string harmless)
    {
        var findings = MadeVerdicts.AreFoundAndNot(Mistake.KnowItAll, language, justification, harmless, "lecturingPhrases");

        Assert.That(findings.Select(finding => finding.Explanation.English), Has.All.Contains("explains why all is as it should be"));
    }

    [TestCase(Language.German, "Das ist nicht unser Fehler.", "Das ist nicht unser Fehler, aber ich kann Ihnen ein neues Gerät schicken.")]
    [TestCase(Language.German, "So sind nun mal die Vorschriften.", "So sind nun mal die Vorschriften. Was ich machen kann: ich rufe Sie morgen zurück.")]
    [TestCase(Language.English, "That's not our fault.", "That's not our fault, but I can send you a new one.")]
    public void Judge_ReasonBesideHelp_IsNoJustification(Language language, string alone, string withHelp) =>
        MadeVerdicts.AreFoundAndNot(Mistake.KnowItAll, language, alone, withHelp, "lecturingPhrases");

    [TestCase("Wenn ich Sie richtig verstehe, bleibt die Lampe dunkel.", 1)]
    [TestCase("Ich fasse kurz zusammen: zwei Lampen, beide ohne Strom.", 1)]
    [TestCase("Wenn ich das nicht verstehe, frage ich.", 0)]
    [TestCase("Im Auftrag stehen zwei Lampen, beide ohne Strom.", 0)]
    public void Judge_Paraphrase_TakesHalfAContradictionAway(string said, int counterweights)
    {
        var bare = new MadeCall().Filling().Customer("Die Lampe ist seit gestern kaputt.").Agent("Da irren Sie sich.").Judge(Mistake.KnowItAll);
        var result = new MadeCall().Filling().Customer("Die Lampe ist seit gestern kaputt.").Agent("Da irren Sie sich.")
            .Customer("Sie bleibt aber dunkel.").Agent(said).Judge(Mistake.KnowItAll);

        Assert.Multiple(() =>
        {
            Assert.That(Value(result, "counterweights"), Is.EqualTo(counterweights));
            Assert.That(Value(result, "contradictions"), Is.EqualTo(Value(bare, "contradictions") - (0.5 * counterweights)).Within(1e-9));
            Assert.That(result.Score, counterweights > 0 ? Is.GreaterThan(bare.Score!.Value) : Is.EqualTo(bare.Score));
        });
    }

    [Test]
    public void Judge_OneParaphrase_RelievesOnceOfContradictionAndJustification()
    {
        var bare = Argued().Judge(Mistake.KnowItAll);
        var relieved = Argued().Customer("Sie bleibt aber dunkel.").Agent("Wenn ich Sie richtig verstehe, bleibt die Lampe dunkel.").Judge(Mistake.KnowItAll);

        Assert.That(Value(bare, "contradictions"), Is.GreaterThan(0.5));
        Assert.That(Value(relieved, "contradictions"), Is.EqualTo(Value(bare, "contradictions") - 0.5).Within(1e-9));
        Assert.That(Value(relieved, "lecturingPhrases"), Is.EqualTo(Value(bare, "lecturingPhrases")));
    }

    [Test]
    public void Judge_LongMonologue_NeedsTheGreaterShareOfTalkToo()
    {
        var line = string.Join(' ', Enumerable.Repeat("und dann kommt noch ein Schritt", 60));
        var both = new MadeCall().Customer("Wie geht das?").Agent(line, seconds: 90).Judge(Mistake.KnowItAll);
        var listening = new MadeCall().Customer(line, seconds: 95).Agent(line, seconds: 90).Judge(Mistake.KnowItAll);

        Assert.That(both.Findings.Select(finding => finding.Measure), Has.Member("longestMonologueSeconds"));
        Assert.That(listening.Findings, Is.Empty);
    }

    [Test]
    public void Judge_English_FindsTheSame()
    {
        var result = new MadeCall(Language.English).Filling()
            .Customer("The light has been off since Monday.").Agent("That's not true, it works here.")
            .Customer("But I can see it.").Agent("You should have read the manual. As I already told you, it takes three days.")
            .Judge(Mistake.KnowItAll);

        Assert.That(result.Findings, Has.Count.GreaterThanOrEqualTo(3));
        Assert.That(result.Score, Is.LessThan(85));
    }

    [TestCase(Language.German, "Das ist nicht mein Problem.")]
    [TestCase(Language.German, "Das ist nicht unsere Aufgabe.")]
    [TestCase(Language.English, "That's not my problem.")]
    [TestCase(Language.English, "That's not our job.")]
    public void Judge_BrushOff_IsNoJustification(Language language, string brushOff)
    {
        var call = new MadeCall(language).Filling().Agent(brushOff);

        Assert.That(call.Judge(Mistake.KnowItAll).Findings, Is.Empty);
        Assert.That(call.Judge(Mistake.IndifferentManner).Findings.Select(finding => finding.Measure), Has.Member("brushOffs"));
    }

    [Test]
    public void Judge_LittleSpeechOrUncertainWords_IsNotScorable()
    {
        var little = new MadeCall().Agent("Da irren Sie sich.").Judge(Mistake.KnowItAll);
        var uncertain = new MadeCall { WordCertainty = 0.3 }.Filling().Agent("Da irren Sie sich.").Judge(Mistake.KnowItAll);

        Assert.That(little.Status, Is.EqualTo(ScoreStatus.NotScorable));
        Assert.That(uncertain.Status, Is.EqualTo(ScoreStatus.NotScorable));
    }

    private static MadeCall Argued() => new MadeCall().Filling()
        .Customer("Die Lampe ist seit gestern kaputt.").Agent("Da irren Sie sich. So sind nun mal die Vorschriften.");
}
