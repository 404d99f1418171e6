using CallQuality.Audio.Prosody;
using FsCheck;
using FsCheck.Fluent;

namespace CallQuality.Tests.Audio.Prosody;

public class SyllableNucleusDetectorTests
{
    // Between the tempo of slow and of fast speech; slower bursts than speech has are heard as more than one syllable each.
    [TestCase(4.0)]
    [TestCase(5.0)]
    [TestCase(6.0)]
    public void Detect_BurstsOfVoiceAtSpeechTempo_AreCountedWithinATenth(double rate)
    {
        var voice = Voices.Syllabic(Voices.Harmonics(t => 120 + (10 * Math.Sin(3 * t)), 6, 200), rate);

        Assert.That(Nuclei(voice), Is.EqualTo(6 * rate).Within(10).Percent);
    }

    [Test]
    public void Detect_MoreBursts_GiveMoreNuclei()
    {
        var counts = new[] { 2.0, 3.5, 5.0, 6.5 }.Select(rate => Nuclei(Voices.Syllabic(Voices.Harmonics(_ => 140, 5, 200), rate))).ToArray();

        Assert.That(counts, Is.Ordered);
    }

    [Test]
    public void Detect_NarrowLine_CountsAsMany()
    {
        var wide = Voices.Syllabic(Voices.Harmonics(t => 120 + (10 * Math.Sin(3 * t)), 6, 200), 5);
        var narrow = Voices.Syllabic(Voices.Harmonics(t => 120 + (10 * Math.Sin(3 * t)), 6, 300), 5);

        Assert.That(Nuclei(narrow), Is.EqualTo(Nuclei(wide)).Within(10).Percent);
    }

    [Test]
    public void Density_QuietHalf_CountsAsMuchAsTheLoudHalf()
    {
        var half = Voices.Syllabic(Voices.Harmonics(_ => 140, 4, 200), 5);
        var voice = Voices.Concat(half, Voices.Scale(half, 0.1));

        var density = Density(voice);

        var (loud, quiet) = (density[..400].Sum(), density[400..].Sum());
        Assert.That(quiet, Is.EqualTo(loud).Within(10).Percent);
    }

    [Test]
    public void Density_AddedSilence_ShiftsIt()
    {
        var voice = Voices.Syllabic(Voices.Harmonics(_ => 130, 2, 200), 5);

        var shifted = Density(Voices.Concat(new float[8000], voice));

        Assert.That(shifted[..95].Sum(), Is.Zero);
        Assert.That(shifted.Sum(), Is.EqualTo(Density(voice).Sum()).Within(0.6));
    }

    [Test]
    public void Detect_SilenceOrNothing_HasNoNucleus()
    {
        Assert.That(Nuclei(new float[8000]), Is.Zero);
        Assert.That(Nuclei([]), Is.Zero);
    }

    [Test]
    public void Density_Gain_ChangesNothing() => Prop.ForAll(
        Gen.Choose(-20, 10).ToArbitrary(),
        gainDb =>
        {
            var voice = Voices.Syllabic(Voices.Harmonics(_ => 150, 2, 200), 4);
            return Math.Abs(Sum(voice) - Sum(Voices.Scale(voice, Math.Pow(10, gainDb / 20.0)))) < 0.3;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(10));

    private static int Nuclei(float[] samples) => new SyllableNucleusDetector(8000).Detect(samples, new PitchTracker(8000).Estimate(samples)).Count;

    private static double Sum(float[] samples) => Density(samples).Sum();

    private static float[] Density(float[] samples) => new SyllableNucleusDetector(8000).Density(samples, new PitchTracker(8000).Estimate(samples));
}
