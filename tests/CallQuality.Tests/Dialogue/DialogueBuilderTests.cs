using CallQuality.Core.Calls;
using CallQuality.Core.Dialogue;
using CallQuality.Core.Transcription;

namespace CallQuality.Tests.Dialogue;

public class DialogueBuilderTests
{
    [Test]
    public void Build_AlternatingSpeech_GivesTurnsInOrderWithTheirWords()
    {
        var dialogue = new MadeTalk()
            .Agent(0, 3, "Firma Muster, Anna Beispiel, guten Tag.")
            .Customer(3.2, 6, "Guten Tag, mein Gerät geht nicht an.")
            .Agent(6.3, 8, "Das sehen wir uns an.")
            .Build();

        Assert.That(dialogue.Turns.Select(turn => turn.Side), Is.EqualTo(new[] { Side.Agent, Side.Customer, Side.Agent }));
        Assert.That(dialogue.Turns[1].Text, Is.EqualTo("Guten Tag, mein Gerät geht nicht an."));
        Assert.That(dialogue.Turns[1].Start, Is.EqualTo(TimeSpan.FromSeconds(3.2)));
        Assert.That(dialogue.CutIns, Is.Empty);
        Assert.That(dialogue.ResponseGaps.Select(gap => Math.Round(gap.Gap.TotalSeconds, 3)), Is.EqualTo(new[] { 0.2, 0.3 }));
        Assert.That(dialogue.ResponseGaps[0].By, Is.EqualTo(Side.Customer));
    }

    [Test]
    public void Build_PauseInsideATurn_IsAPauseAndNoNewTurn()
    {
        var dialogue = new MadeTalk().Agent(0, 2, "Ich schaue nach").Agent(3, 5, "was da los ist").Build();

        Assert.That(dialogue.Turns, Has.Count.EqualTo(1));
        Assert.That(dialogue.Pauses.Single(), Is.EqualTo(new Pause(Side.Agent, TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(3))));
    }

    [Test]
    public void Build_SilenceUnderAQuarterSecond_IsNoPause() =>
        Assert.That(new MadeTalk().Agent(0, 2, "Ich schaue").Agent(2.24, 4, "gleich nach").Build().Pauses, Is.Empty);

    [Test]
    public void Build_LongSilence_EndsTheTurn()
    {
        var dialogue = new MadeTalk().Agent(0, 2, "Einen Moment bitte").Agent(9, 11, "So, da bin ich wieder").Build();

        Assert.That(dialogue.Turns, Has.Count.EqualTo(2));
        Assert.That(dialogue.Pauses, Is.Empty);
        Assert.That(dialogue.ResponseGaps, Is.Empty);
    }

    [TestCase("mhm")]
    [TestCase("Ja.")]
    [TestCase("Ach so, okay.")]
    [TestCase("Alles klar.")]
    [TestCase("Ich verstehe.")]
    public void Build_ShortSignOfListeningInsideTheOthersTurn_IsABackchannel(string sign)
    {
        var dialogue = new MadeTalk()
            .Customer(0, 4, "Also das Gerät stand gestern noch im Keller und dann")
            .Agent(4.1, 4.7, sign)
            .Customer(4.9, 8, "ging plötzlich das Licht nicht mehr an.")
            .Build();

        Assert.That(dialogue.Backchannels.Single().Turn.Side, Is.EqualTo(Side.Agent));
        Assert.That(dialogue.Turns.Select(turn => turn.Side), Is.EqualTo(new[] { Side.Customer }));
        Assert.That(dialogue.ResponseGaps, Is.Empty);
    }

    [Test]
    public void Build_EnglishSignOfListening_FollowsTheTranscriptsLanguage()
    {
        static CallDialogue Dialogue(string code) => new MadeTalk { LanguageCode = code }
            .Customer(0, 4, "and then the light came on").Agent(2, 2.5, "uh-huh").Customer(4.3, 6, "again").Build();

        Assert.That(Dialogue("en").Backchannels, Has.Count.EqualTo(1));
        Assert.That(Dialogue("de").Backchannels, Is.Empty);
    }

    [Test]
    public void Build_UnrecognisedShortSoundInsideTheOthersTurn_IsABackchannel() =>
        Assert.That(
            new MadeTalk().Customer(0, 6, "das ist eine lange Geschichte").Agent(3, 3.5, "").Build().Backchannels,
            Has.Count.EqualTo(1));

    [Test]
    public void Build_YesAfterAQuestion_IsAnAnswer()
    {
        var dialogue = new MadeTalk()
            .Customer(0, 2, "Haben Sie das auf Lager?").Agent(2.2, 2.6, "Ja.").Customer(3, 5, "Dann nehme ich zwei.").Build();

        Assert.That(dialogue.Backchannels, Is.Empty);
        Assert.That(dialogue.Turns, Has.Count.EqualTo(3));
    }

    [Test]
    public void Build_YesButTakesTheFloor_IsATurn()
    {
        var dialogue = new MadeTalk()
            .Customer(0, 4, "Ich habe das schon gemeldet und").Agent(3, 3.3, "Ja,").Agent(3.6, 7, "aber dazu brauche ich Ihre Kundennummer.").Build();

        Assert.That(dialogue.Backchannels, Is.Empty);
        Assert.That(dialogue.CutIns.Single().By, Is.EqualTo(Side.Agent));
    }

    [Test]
    public void Build_SignOfListeningAfterWhichTheOtherStaysSilent_TakesTheFloor()
    {
        var dialogue = new MadeTalk().Customer(0, 2, "Dann war es das.").Agent(2.3, 2.8, "Okay.").Customer(7, 8, "Auf Wiederhören.").Build();

        Assert.That(dialogue.Backchannels, Is.Empty);
    }

    [Test]
    public void Build_StartsWellInsideAndKeepsTheFloor_IsACutIn()
    {
        var dialogue = new MadeTalk()
            .Customer(0, 5, "Ich wollte fragen ob Sie mir den").Agent(4, 8, "Geben Sie mir die Nummer.").Build();

        var cutIn = dialogue.CutIns.Single();
        Assert.That(cutIn.By, Is.EqualTo(Side.Agent));
        Assert.That(cutIn.At, Is.EqualTo(TimeSpan.FromSeconds(4)));
        Assert.That(cutIn.Interrupted.Side, Is.EqualTo(Side.Customer));
        Assert.That(dialogue.ResponseGaps.Single().Gap, Is.EqualTo(TimeSpan.FromSeconds(-1)));
        Assert.That(dialogue.Overlaps.Single(), Is.EqualTo(new Overlap(TimeSpan.FromSeconds(4), TimeSpan.FromSeconds(5), Side.Agent)));
    }

    [Test]
    public void Build_LittleOverlapAtTheEnd_IsNoCutIn() =>
        Assert.That(
            new MadeTalk().Customer(0, 5, "Mehr weiß ich nicht.").Agent(4.7, 8, "Dann schaue ich nach.").Build().CutIns,
            Is.Empty);

    [Test]
    public void Build_LittleOverlapThatBreaksAWordOff_IsACutIn() =>
        Assert.That(
            new MadeTalk().Customer(0, 5, "Und dann hat die Frau am Tele-").Agent(4.7, 8, "Die Nummer bitte.").Build().CutIns,
            Has.Count.EqualTo(1));

    [Test]
    public void Build_BothStartTogether_IsNoCutIn() =>
        Assert.That(
            new MadeTalk().Customer(0, 2, "Ich wollte noch").Agent(0.4, 5, "Brauchen Sie sonst noch etwas?").Build().CutIns,
            Is.Empty);

    [Test]
    public void Build_StartsInAPauseInsideTheOthersTurn_IsNoCutIn() =>
        Assert.That(
            new MadeTalk().Customer(0, 1.3, "Es leuchtet wieder!").Customer(1.7, 3, "Vielen Dank!").Agent(1.8, 4, "Na bitte, das freut mich.").Build().CutIns,
            Is.Empty);

    [Test]
    public void Build_SaysSomethingInsideTheOthersTurnAndGivesIn_IsNoCutIn()
    {
        var dialogue = new MadeTalk()
            .Customer(0, 8, "Ich erzähle jetzt einfach zu Ende was war").Agent(3, 4.5, "Entschuldigung dass ich frage").Build();

        Assert.That(dialogue.CutIns, Is.Empty);
        Assert.That(dialogue.ResponseGaps, Is.Empty);
        Assert.That(dialogue.Turns, Has.Count.EqualTo(2));
    }

    [Test]
    public void Build_OneSideOnly_HasNothingBetweenTheTwo()
    {
        var alone = MadeTalk.AgentLeft with { CustomerChannel = null, Separation = Separation.Single };
        var dialogue = new MadeTalk().Agent(0, 3, "Hallo").Customer(2, 5, "fremd").Build(alone);

        Assert.That(dialogue.Turns.Select(turn => turn.Side), Is.EqualTo(new[] { Side.Agent }));
        Assert.That(dialogue.CustomerSpeech, Is.Empty);
        Assert.That(dialogue.Overlaps, Is.Empty);
    }

    [Test]
    public void Build_WordOutsideAllSpeech_IsStillSpeech()
    {
        var transcript = new MadeTalk().Agent(0, 1, "Hallo").Transcript;
        IReadOnlyList<IReadOnlyList<SpeechSegment>> silence = [[], []];

        var dialogue = DialogueBuilder.Build(transcript, silence, MadeTalk.AgentLeft);

        Assert.That(dialogue.Turns.Single().Text, Is.EqualTo("Hallo"));
    }

    [Test]
    public void Build_Silence_IsEmpty()
    {
        var dialogue = new MadeTalk().Build();

        Assert.That(dialogue.Turns, Is.Empty);
        Assert.That(dialogue.Backchannels, Is.Empty);
    }
}
