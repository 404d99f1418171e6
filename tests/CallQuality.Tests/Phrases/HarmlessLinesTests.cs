using CallQuality.Core.Calls;
using CallQuality.Core.Phrases;
using CallQuality.Tests.Architecture;

namespace CallQuality.Tests.Phrases;

/// <summary>Lines that share words with the mistakes and are none.</summary>
public class HarmlessLinesTests
{
    private static readonly PhraseCategory[] Mistakes =
    [
        PhraseCategory.Contradiction, PhraseCategory.Lecturing, PhraseCategory.YesBut,
        PhraseCategory.Justification, PhraseCategory.Urging, PhraseCategory.BrushOff,
    ];

    [TestCase("Sie müssen gar nichts tun.")]
    [TestCase("Sie müssen nicht lange warten.")]
    [TestCase("Sie müssen nur noch auf Weiter drücken.")]
    [TestCase("Ich muss Sie kurz etwas fragen.")]
    [TestCase("Die Kollegen sind informiert, sie müssen das heute noch buchen.")]
    [TestCase("Sie haben gesagt, das ist falsch eingestellt?")]
    [TestCase("Sie meinten vorhin, da kann man nichts machen.")]
    [TestCase("Hat mein Kollege gesagt, dafür sind wir nicht zuständig?")]
    [TestCase("Im Display steht, das stimmt nicht.")]
    [TestCase("Das ist nicht falsch, was Sie gemacht haben.")]
    [TestCase("Da irren sich viele, die Beschriftung ist unglücklich.")]
    [TestCase("Hätten Sie einen Moment Zeit für mich?")]
    [TestCase("Hätten Sie die Rechnung zur Hand?")]
    [TestCase("Dann komme ich gleich zum Punkt.")]
    [TestCase("Das haben Sie sehr gut gemacht.")]
    [TestCase("Das war nicht Ihr Fehler.")]
    [TestCase("Sie sind nicht selber schuld.")]
    [TestCase("Wie Sie schon sagten, ist der Akku leer.")]
    [TestCase("Ja, das machen wir, aber erst am Montag.")]
    [TestCase("Ja, aber gerne.")]
    [TestCase("Da kann ich gleich etwas für Sie machen.")]
    [TestCase("Dafür bin ich zuständig.")]
    [TestCase("Ich bin dafür die Richtige.")]
    [TestCase("Das geht in Ordnung.")]
    [TestCase("Beruhigend ist, dass die Daten noch da sind.")]
    [TestCase("Die Nummer steht in der Anleitung, ich lese sie Ihnen vor.")]
    [TestCase("Das ist mir nicht egal.")]
    [TestCase("Ich weiß, wie lange das dauert, und rufe Sie an.")]
    [TestCase("Möchten Sie, dass ich es noch einmal erkläre?")]
    [TestCase("Das wissen wir morgen genauer.")]
    [TestCase("Und da hat Ihnen der Techniker gesagt, Sie müssen sich an den Hersteller wenden?")]
    [TestCase("Lassen Sie sich ruhig Zeit.")]
    [TestCase("Machen Sie sich keine Sorgen.")]
    [TestCase("Ich erkläre es Ihnen gern noch einmal.")]
    [TestCase("Das haben wir falsch gebucht, das war unser Fehler.")]
    [TestCase("Die Montage schaffen Sie allein, das ist wirklich kinderleicht mit dem neuen Halter.")]
    public void Find_HarmlessGerman_IsNoMistake(string line) => AssertNone(Language.German, line);

    [TestCase("You don't have to do anything.")]
    [TestCase("You never have to call twice.")]
    [TestCase("I have to check that with a colleague.")]
    [TestCase("You said that's wrong on the bill?")]
    [TestCase("You told me there's nothing they can do.")]
    [TestCase("Did my colleague say it's not our department?")]
    [TestCase("The message says that's not possible.")]
    [TestCase("There is nothing wrong on your side.")]
    [TestCase("You're not wrong at all.")]
    [TestCase("That's not your fault.")]
    [TestCase("You should have received it by now.")]
    [TestCase("You should see a green light.")]
    [TestCase("Could you calm the line noise a little by moving the phone?")]
    [TestCase("Let's get to the point where it stopped working.")]
    [TestCase("As you said, the light stays off.")]
    [TestCase("Yes, of course.")]
    [TestCase("Yes, we do that, but only on Monday.")]
    [TestCase("I can help you with that.")]
    [TestCase("I do know who can help.")]
    [TestCase("That is my department.")]
    [TestCase("I don't want you to wait.")]
    [TestCase("You have to get the form to the council by Friday.")]
    [TestCase("You must be worn out after all that moving.")]
    [TestCase("Everybody can call us at any time.")]
    [TestCase("Please keep the receipt.")]
    [TestCase("What's your account number, please?")]
    [TestCase("Is there anything else I can do for you?")]
    [TestCase("I'm not going to tell you it's not our problem.")]
    [TestCase("If you read down page two, you'll see the amount.")]
    [TestCase("We made a mistake there.")]
    [TestCase("Take your time.")]
    [TestCase("Let me finish the form for you.")]
    [TestCase("I'll call you back tomorrow.")]
    [TestCase("They said you must have pressed the wrong button?")]
    [TestCase("No, that's fine.")]
    [TestCase("With our new app it's really very simple, you scan the code and pay.")]
    [TestCase("The filter comes out in one piece, it's not hard.")]
    public void Find_HarmlessEnglish_IsNoMistake(string line) => AssertNone(Language.English, line);

    [TestCase(Language.German, 1000)]
    [TestCase(Language.English, 800)]
    public void Find_HarmlessTrainingLines_HardlyEverAMistake(Language language, int least)
    {
        var book = PhraseBook.BuiltIn(language);
        var lines = UtteranceTable.Read(Path.Combine(SourceTree.Root, "models", "phrases", $"utterances.{language.Code()}.csv"))
            .Where(row => row["label"] is not ("know-it-all" or "brush-off" or "impatience"))
            .Select(row => row["text"])
            .ToList();

        var hits = lines.Where(line => book.Find(SpokenLine.Words(line), Mistakes).Count > 0).ToList();

        Assert.That(lines, Has.Count.GreaterThan(least));
        Assert.That(hits.Count / (double)lines.Count, Is.LessThan(0.01), string.Join('\n', hits));
    }

    [TestCase(Language.English, "Is this what makes the noise?")]
    [TestCase(Language.English, "Was that exactly what went wrong?")]
    [TestCase(Language.English, "So are those what was left over?")]
    [TestCase(Language.German, "Ist das, was da leuchtet?")]
    [TestCase(Language.German, "Ist es genau das, was fehlt?")]
    public void Find_QuestionForYesOrNo_IsNoOpenQuestion(Language language, string line) =>
        Assert.That(PhraseBook.BuiltIn(language).Find(SpokenLine.Words(line), PhraseCategory.OpenQuestion), Is.Empty);

    [TestCase(Language.English, "How is that different from before?")]
    [TestCase(Language.English, "Is that new? What does it show?")]
    [TestCase(Language.German, "Was ist das für ein Ton, und wann kam er?")]
    [TestCase(Language.German, "Ist das Gerät neu? Was zeigt es an?")]
    public void Find_OpenQuestion_StaysOne(Language language, string line) =>
        Assert.That(PhraseBook.BuiltIn(language).Find(SpokenLine.Words(line), PhraseCategory.OpenQuestion), Is.Not.Empty);

    private static void AssertNone(Language language, string line)
    {
        var found = PhraseBook.BuiltIn(language).Find(SpokenLine.Words(line), Mistakes);

        Assert.That(found.Select(match => $"{match.Entry.Category}: {match.Quote} ({match.Entry.Pattern})"), Is.Empty);
    }
}
