using CallQuality.Cli.Evaluate.Transcription;
using CallQuality.Core.Calls;

namespace CallQuality.Tests.Cli.Evaluate;

public class TranscriptNormaliserTests
{
    [TestCase("Größe, äh, 47 %!", "groesse siebenundvierzig prozent")]
    [TestCase("Um 7 Uhr", "um sieben uhr")]
    [TestCase("1234", "eintausendzweihundertvierunddreissig")]
    [TestCase("ok - Müller-Lüdenscheid", "okay mueller luedenscheid")]
    [TestCase("1.500 Stück zu 3,05 €", "eintausendfuenfhundert stueck zu drei komma null fuenf euro")]
    [TestCase("Um 10:30 Uhr, um 9:05, um 1:00", "um zehn uhr dreissig um neun uhr fuenf um ein uhr")]
    [TestCase("1 Uhr, 1 %, 1€, Nummer 1", "ein uhr ein prozent ein euro nummer eins")]
    [TestCase("0171 2345678", "null eins sieben eins zwei drei vier fuenf sechs sieben acht")]
    [TestCase("hundertzwanzig, tausend", "einhundertzwanzig eintausend")]
    [TestCase("Die E-Mail, die Email", "die email die email")]
    [TestCase("Am 3. Mai", "am drei mai")]
    public void Words_German_AreAsSaid(string text, string expected) =>
        Assert.That(TranscriptNormaliser.Words(text, Language.German), Is.EqualTo(expected.Split(' ')));

    [TestCase("I don't know, uh, 47%", "i dont know forty seven percent")]
    [TestCase("It's 2019. Alright?", "its two thousand nineteen all right")]
    public void Words_English_AreAsSaid(string text, string expected) =>
        Assert.That(TranscriptNormaliser.Words(text, Language.English), Is.EqualTo(expected.Split(' ')));

    [TestCase("$1,500 or 3.5%", "one thousand five hundred dollars or three point five percent")]
    [TestCase("At 10:30, at 9:00", "at ten thirty at nine")]
    [TestCase("the 1st, the 12th, the 20th, the 21st", "the first the twelfth the twentieth the twenty first")]
    [TestCase("one hundred and five", "one hundred five")]
    [TestCase("555 0142", "five hundred fifty five zero one four two")]
    [TestCase("Dr. Grey's e-mail", "doctor greys email")]
    public void Words_EnglishNumbersAndVariants_AreAsSaid(string text, string expected) =>
        Assert.That(TranscriptNormaliser.Words(text, Language.English), Is.EqualTo(expected.Split(' ')));

    [FsCheck.NUnit.Property]
    public bool Words_OfWords_StayTheSame(string text, Language language)
    {
        var once = TranscriptNormaliser.Words(text ?? "", language);
        return once.SequenceEqual(TranscriptNormaliser.Words(string.Join(' ', once), language));
    }
}
