using CallQuality.Core.Calls;
using CallQuality.Core.Mistakes;

namespace CallQuality.Tests.Mistakes;

public class ComplaintFinderTests
{
    [TestCase("Sie wollten mich doch zurückrufen.", ComplaintKind.Callback)]
    [TestCase("Sie wollten mich gestern zurückrufen, was ist denn da los?", ComplaintKind.Callback)]
    [TestCase("Ihr Kollege, der Herr Maurer wollte sich bei mir melden.", ComplaintKind.Callback)]
    [TestCase("Bei mir hat sich bis heute keiner gemeldet.", ComplaintKind.Callback)]
    [TestCase("Mich hat niemand zurückgerufen.", ComplaintKind.Callback)]
    [TestCase("Warum hat mich keiner angerufen?", ComplaintKind.Callback)]
    [TestCase("Ich warte seit Montag auf Ihren Rückruf.", ComplaintKind.Callback)]
    [TestCase("Ich hab noch immer keinen Rückruf bekommen.", ComplaintKind.Callback)]
    [TestCase("Sie wollten mir doch das Formular schicken.", ComplaintKind.Delivery)]
    [TestCase("Ich habe bis heute keine Unterlagen bekommen.", ComplaintKind.Delivery)]
    [TestCase("Die Gutschrift ist immer noch nicht da.", ComplaintKind.Delivery)]
    [TestCase("Das haben Sie mir fest versprochen.", ComplaintKind.Unnamed)]
    [TestCase("Seitdem ist nichts passiert.", ComplaintKind.Unnamed)]
    public void Find_GermanCallerMissesWhatWasPromised_IsHeard(string line, ComplaintKind kind) => AssertHeard(Language.German, line, kind);

    [TestCase("Nobody called me back.", ComplaintKind.Callback)]
    [TestCase("You were supposed to call me back yesterday.", ComplaintKind.Callback)]
    [TestCase("You said you would call me back.", ComplaintKind.Callback)]
    [TestCase("Your colleague never called me back.", ComplaintKind.Callback)]
    [TestCase("Why did nobody call me back?", ComplaintKind.Callback)]
    [TestCase("I have been waiting three days for your call.", ComplaintKind.Callback)]
    [TestCase("I'm still waiting for the refund.", ComplaintKind.Delivery)]
    [TestCase("You were going to send me the form.", ComplaintKind.Delivery)]
    [TestCase("I never got the confirmation.", ComplaintKind.Delivery)]
    [TestCase("The parcel still hasn't arrived.", ComplaintKind.Delivery)]
    [TestCase("I was promised an answer by Monday.", ComplaintKind.Unnamed)]
    [TestCase("Nothing has happened since.", ComplaintKind.Unnamed)]
    public void Find_EnglishCallerMissesWhatWasPromised_IsHeard(string line, ComplaintKind kind) => AssertHeard(Language.English, line, kind);

    [TestCase(Language.German, "Ihr Kollege hat mich gestern zurückgerufen, danke.")]
    [TestCase(Language.German, "Können Sie mich morgen zurückrufen?")]
    [TestCase(Language.German, "Sie müssen mich nicht zurückrufen.")]
    [TestCase(Language.German, "Ich wollte Sie eigentlich gestern anrufen.")]
    [TestCase(Language.German, "Ich habe Ihre Mail bekommen.")]
    [TestCase(Language.German, "Der Drucker ist nicht am Netz.")]
    [TestCase(Language.German, "Ich warte gern einen Moment.")]
    [TestCase(Language.German, "Dann rufen Sie mich bitte zurück.")]
    [TestCase(Language.German, "Die Unterlagen sind gestern gekommen.")]
    [TestCase(Language.English, "Thanks for calling me back.")]
    [TestCase(Language.English, "Could you call me back tomorrow?")]
    [TestCase(Language.English, "You don't need to call me back.")]
    [TestCase(Language.English, "I was going to call you yesterday.")]
    [TestCase(Language.English, "I got the confirmation, thank you.")]
    [TestCase(Language.English, "The printer did not start.")]
    [TestCase(Language.English, "The parcel arrived yesterday.")]
    [TestCase(Language.English, "My neighbour called me back.")]
    public void Find_CallerMissesNothing_IsSilent(Language language, string line) => Assert.That(Heard(language, line, isCaller: true), Is.Empty);

    [Test]
    public void Find_SameWordsFromTheAgent_AreNoComplaint() => Assert.That(Heard(Language.German, "Sie wollten mich doch zurückrufen.", isCaller: false), Is.Empty);

    [Test]
    public void Find_TwoPhrasesInOneSentence_CountOnce() =>
        Assert.That(Heard(Language.German, "Sie wollten mich zurückrufen und niemand hat mich angerufen.", isCaller: true), Has.Count.EqualTo(1));

    private static void AssertHeard(Language language, string line, ComplaintKind kind)
    {
        var heard = Heard(language, line, isCaller: true);

        Assert.That(heard.Select(complaint => complaint.Kind), Is.EqualTo(new[] { kind }));
        Assert.That(heard[0].Quote, Is.EqualTo(line));
    }

    private static IReadOnlyList<PromiseComplaint> Heard(Language language, string line, bool isCaller)
    {
        var call = new MadeCall(language);
        return MadeCall.Detectors.Complaints((isCaller ? call.Customer(line) : call.Agent(line)).Evidence());
    }
}
