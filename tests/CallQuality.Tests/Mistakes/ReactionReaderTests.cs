using CallQuality.Core.Calls;

namespace CallQuality.Tests.Mistakes;

public class ReactionReaderTests
{
    private const string Matter = "Seit Montag läuft bei uns das Wasser aus der neuen Maschine.";

    [Test]
    public void Read_AcknowledgementAndOffer_AreTimedFromTheMatter()
    {
        var times = MadeCall.Detectors.Reactions(new MadeCall().Customer(Matter)
            .Agent("Das ist ärgerlich.", gap: 1).Customer("Ja, sehr.").Agent("Ich schicke Ihnen einen Techniker.", gap: 2).Evidence());

        Assert.That(times.SecondsToUnderstanding, Is.EqualTo(1).Within(0.1));
        Assert.That(times.SecondsToOffer, Is.GreaterThan(3).And.LessThan(6));
        Assert.That(times.Understanding?.Quote, Does.Contain("ärgerlich"));
        Assert.That(times.Offer?.Quote, Does.Contain("schicke"));
        Assert.That((times.Offer!.Start - times.Understanding!.Start).TotalSeconds, Is.EqualTo(times.SecondsToOffer - times.SecondsToUnderstanding).Within(0.001));
    }

    [Test]
    public void Read_NothingTakenUp_IsUnknown()
    {
        var times = MadeCall.Detectors.Reactions(new MadeCall().Customer(Matter).Agent("Die Nummer.").Evidence());

        Assert.That(times.SecondsToUnderstanding, Is.Null);
        Assert.That(times.SecondsToOffer, Is.Null);
        Assert.That(times.Understanding, Is.Null);
        Assert.That(times.Offer, Is.Null);
    }

    [Test]
    public void Read_Greeting_IsItsWordsFromTheFirstToTheLast()
    {
        var call = new MadeCall().Agent("Grumps und Söhne, guten Tag.", seconds: 2).Customer(Matter).Agent("Die Nummer.");

        var greeting = MadeCall.Detectors.Reactions(call.Evidence()).Greeting;

        Assert.That(greeting?.Quote, Is.EqualTo("Grumps und Söhne, guten Tag."));
        Assert.That((greeting!.End - greeting.Start).TotalSeconds, Is.EqualTo(2).Within(0.1));
        Assert.That(MadeCall.Detectors.Reactions(new MadeCall().Customer(Matter).Agent("Die Nummer.").Evidence()).Greeting, Is.Null);
    }

    [TestCase(Language.German, "Ich weiß keine Lösung.")]
    [TestCase(Language.English, "We can not send that.")]
    [TestCase(Language.English, "I don't know what I can do.")]
    public void Read_NegatedWordsOfAnOffer_AreNone(Language language, string line) =>
        Assert.That(MadeCall.Detectors.Reactions(new MadeCall(language).Customer(Matter).Agent(line).Evidence()).Offer, Is.Null);

    [TestCase("Ja, was soll ich machen?", false)]
    [TestCase("Ja, ich mache Folgendes, ich melde die Störung.", true)]
    public void Read_QuestionWithWordsOfAnOffer_IsNone(string line, bool isOffer) =>
        Assert.That(MadeCall.Detectors.Reactions(new MadeCall().Customer(Matter).Agent(line).Evidence()).Offer is not null, Is.EqualTo(isOffer));

    [TestCase("Einen Moment bitte, ich schaue im System nach.", true)]
    [TestCase("Die Nummer steht auf dem Schild.", false)]
    public void Read_SilenceAfterTheAgent_IsAHold(string line, bool isAnnounced)
    {
        var times = MadeCall.Detectors.Reactions(new MadeCall().Customer(Matter).Agent(line).Agent("So, da bin ich wieder.", gap: 12).Evidence());

        Assert.That(times.Holds, Has.Count.EqualTo(1));
        Assert.That(times.Holds[0].Duration.TotalSeconds, Is.EqualTo(12).Within(0.1));
        Assert.That(times.Holds[0].IsAnnounced, Is.EqualTo(isAnnounced));
    }

    [Test]
    public void Read_SlowAnswerToTheCaller_IsNoHold() =>
        Assert.That(MadeCall.Detectors.Reactions(new MadeCall().Customer(Matter).Agent("Die Nummer.", gap: 12).Evidence()).Holds, Is.Empty);
}
