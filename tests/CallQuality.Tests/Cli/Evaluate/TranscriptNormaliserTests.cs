using CallQuality.Cli.Evaluate.Transcription;
using CallQuality.Core.Calls;

namespace CallQuality.Tests.Cli.Evaluate;

public class TranscriptNormaliserTests
{
    [TestCase("Größe, äh, 47 %!", "groesse siebenundvierzig prozent")]
    [TestCase("Um 7 Uhr", "um sieben uhr")]
    [TestCase("1234", "eintausendzweihundertvierunddreissig")]
    [TestCase("ok - Müller-Lüdenscheid", "okay mueller luedenscheid")]
    public void Words_German_AreAsSaid(string text, string expected) =>
        Assert.That(TranscriptNormaliser.Words(text, Language.German), Is.EqualTo(expected.Split(' ')));

    [TestCase("I don't know, uh, 47%", "i dont know forty seven percent")]
    [TestCase("It's 2019. Alright?", "its two thousand nineteen all right")]
    public void Words_English_AreAsSaid(string text, string expected) =>
        Assert.That(TranscriptNormaliser.Words(text, Language.English), Is.EqualTo(expected.Split(' ')));

    [FsCheck.NUnit.Property]
    public bool Words_OfWords_StayTheSame(string text)
    {
        var once = TranscriptNormaliser.Words(text ?? "", Language.German);
        return once.SequenceEqual(TranscriptNormaliser.Words(string.Join(' ', once), Language.German));
    }
}
