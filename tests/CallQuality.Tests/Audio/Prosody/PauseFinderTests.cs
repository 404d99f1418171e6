using CallQuality.Audio.Prosody;

namespace CallQuality.Tests.Audio.Prosody;

public class PauseFinderTests
{
    [TestCase(0.15, false)]
    [TestCase(0.40, true)]
    public void MarkPauses_GapBetweenVoices_IsAPauseFromAQuarterSecond(double seconds, bool expected)
    {
        var voice = Voices.Harmonics(_ => 130, 1);
        var samples = Voices.Concat(voice, new float[(int)(8000 * seconds)], voice);

        Assert.That(Pausing(samples).Count(pausing => pausing), expected ? Is.EqualTo(100 * seconds).Within(6) : Is.Zero);
    }

    [Test]
    public void MarkPauses_PauseWithLineNoise_IsFoundToo()
    {
        var voice = Voices.Harmonics(_ => 130, 1);
        var samples = Voices.Concat(voice, new float[4000], voice);
        var noise = Signals.Noise(samples.Length, 3, 0.01);
        var noisy = samples.Zip(noise, (left, right) => left + right).ToArray();

        Assert.That(Pausing(noisy).Count(pausing => pausing), Is.EqualTo(50).Within(6));
    }

    [Test]
    public void MarkPauses_SpeechInWhichNothingIsVoiced_IsToldFromItsPausesByLevel()
    {
        var breath = Signals.Noise(8000, 4, 0.1);
        var samples = Voices.Concat(breath, Signals.Noise(4000, 5, 0.001), breath);

        Assert.That(new PitchTracker(8000).Estimate(samples).PitchHz.Count(float.IsFinite), Is.Zero, "the sound must be one without voice");
        Assert.That(Pausing(samples).Count(pausing => pausing), Is.EqualTo(50).Within(6));
    }

    [Test]
    public void MarkPauses_NoiseAlone_IsAllPause() =>
        Assert.That(Pausing(Signals.Noise(16000, 6, 0.05)), Has.All.True);

    private static bool[] Pausing(float[] samples)
    {
        var pitch = new PitchTracker(8000).Estimate(samples);
        var loudness = new LoudnessMeter(8000).Measure(samples);
        var pausing = new bool[loudness.LevelDbfs.Length];
        var silent = new bool[pausing.Length];
        PauseFinder.MarkSilent(loudness.LevelDbfs, pitch.PitchHz, silent);
        PauseFinder.MarkPauses(silent, pausing);
        return pausing;
    }
}
