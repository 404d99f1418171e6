using CallQuality.Inference.VoiceActivity;

namespace CallQuality.Tests.Inference.VoiceActivity;

public class SpeechLevelTests
{
    private const int RateHz = 8000;

    [TestCase(-10)]
    [TestCase(-26)]
    [TestCase(-40)]
    public void Gain_SpeechBetweenPauses_BringsItToTheNominalLevel(double dbfs)
    {
        float[] sound = [.. Noise(-72, 30), .. Noise(dbfs, 2), .. Noise(-72, 10), .. Noise(dbfs, 1)];

        Assert.That(20 * Math.Log10(SpeechLevel.Gain(sound, RateHz)), Is.EqualTo(SpeechLevel.NominalDbfs - dbfs).Within(0.5));
    }

    [Test]
    public void Gain_FaintSound_IsLiftedByEighteenDecibelsOnly() =>
        Assert.That(20 * Math.Log10(SpeechLevel.Gain(Noise(-60, 5), RateHz)), Is.EqualTo(18).Within(0.01));

    [Test]
    public void Gain_OneLoudKnock_LeavesTheSpeechNearItsLevel()
    {
        float[] sound = [.. Noise(-30, 20), .. Noise(-6, 0.032)];

        Assert.That(20 * Math.Log10(SpeechLevel.Gain(sound, RateHz)), Is.EqualTo(4).Within(2));
    }

    [TestCase(0)]
    [TestCase(100)]
    [TestCase(8000)]
    public void Gain_SilenceOrNothing_IsOne(int samples) =>
        Assert.That(SpeechLevel.Gain(new float[samples], RateHz), Is.EqualTo(1));

    private static float[] Noise(double dbfs, double seconds)
    {
        var random = new Random(3);
        var peak = Math.Sqrt(3) * Math.Pow(10, dbfs / 20);
        return [.. Enumerable.Range(0, (int)(seconds * RateHz)).Select(_ => (float)(peak * ((2 * random.NextDouble()) - 1)))];
    }
}
