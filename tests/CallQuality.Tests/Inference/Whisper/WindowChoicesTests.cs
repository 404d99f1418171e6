using CallQuality.Inference.Whisper;

namespace CallQuality.Tests.Inference.Whisper;

public class WindowChoicesTests
{
    private static readonly DecodedWindow Window = new()
    {
        Tokens = [1], Probabilities = [0.9], MeanLogProbability = -0.3, NoSpeechProbability = 0.1, CompressionRatio = 1.5, Loops = false, Seconds = 3,
    };

    [Test]
    public void IsGood_EachGate_Trips()
    {
        Assert.That(Window.IsGood, Is.True);
        Assert.That((Window with { CompressionRatio = 2.5 }).IsGood, Is.False);
        Assert.That((Window with { MeanLogProbability = -1.1 }).IsGood, Is.False);
        Assert.That((Window with { Loops = true }).IsGood, Is.False);
    }

    // Noise, music and tones given as speech read so; see docs/accuracy.md.
    [TestCase(0.95, -0.85, true)]
    [TestCase(0.63, -0.4, true)]
    [TestCase(0.25, -1.8, true)]
    [TestCase(0.14, -1.8, true)]
    [TestCase(0.14, -0.96, false)]
    [TestCase(0.04, -1.7, false)]
    [TestCase(0.5, -0.4, false)]
    public void IsSilence_MuchSupposedSpeech_OneWitnessIsEnough(double noSpeech, double mean, bool silence) =>
        Assert.That((Window with { Seconds = 20, NoSpeechProbability = noSpeech, MeanLogProbability = mean }).IsSilence, Is.EqualTo(silence));

    [Test]
    public void IsSilence_LittleSpeech_NeedsBothWitnesses()
    {
        Assert.That((Window with { NoSpeechProbability = 0.9 }).IsSilence, Is.False);
        Assert.That((Window with { NoSpeechProbability = 0.9, MeanLogProbability = -1.2 }).IsSilence, Is.True);
    }

    // As averages and all states read 22.5 s of synthetic German, and 16 s of music.
    [TestCase(87, -1.05, 0.05, true)]
    [TestCase(19, -1.43, 0.08, false)]
    [TestCase(87, -1.05, 0.3, false)]
    public void Better_AfterSupposedSilence_OnlyAReadingFullOfWordsStands(int tokens, double mean, double noSpeech, bool stands)
    {
        var silence = Window with { Seconds = 22.5, MeanLogProbability = -3.35, NoSpeechProbability = 0.15 };
        var again = silence with { Tokens = [.. Enumerable.Range(0, tokens)], MeanLogProbability = mean, NoSpeechProbability = noSpeech };
        Assert.That(silence.IsSilence && !silence.IsSurelySilence, Is.True);
        Assert.That(WindowReader.Better(silence, again), Is.SameAs(stands ? again : silence));
        Assert.That(WindowReader.Better(silence, again with { Loops = true }), Is.SameAs(silence));
    }

    [Test]
    public void RatioOf_Repetition_IsAboveTheLimitAndSpeechBelow()
    {
        Assert.That(DecodedWindow.RatioOf(string.Concat(Enumerable.Repeat("vielen Dank für Ihren Anruf ", 12))), Is.GreaterThan(2.4));
        Assert.That(DecodedWindow.RatioOf("Guten Tag, mein Name ist Müller, was kann ich für Sie tun?"), Is.LessThan(2.4));
        Assert.That(DecodedWindow.RatioOf(" "), Is.Zero);
    }
}
