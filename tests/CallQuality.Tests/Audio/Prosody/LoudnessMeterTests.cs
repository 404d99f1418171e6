using CallQuality.Audio.Prosody;

namespace CallQuality.Tests.Audio.Prosody;

public class LoudnessMeterTests
{
    [Test]
    public void Measure_FullScaleSquareWave_IsZeroDecibels()
    {
        var square = Enumerable.Range(0, 8000).Select(index => index / 20 % 2 == 0 ? 1f : -1f).ToArray();

        Assert.That(new LoudnessMeter(8000).Measure(square).LevelDbfs, Is.All.EqualTo(0).Within(1e-4));
    }

    [Test]
    public void Measure_HalfScaleTone_IsNineDecibelsDown()
    {
        // 500 Hz fits ten periods into 20 ms, so every frame but the ends sees whole periods: -6.02 for the half, -3.01 for the sine.
        var levels = new LoudnessMeter(8000).Measure(Signals.Tone(500, 8000, 8000, 0.5)).LevelDbfs;

        Assert.That(levels.Skip(1).SkipLast(1), Is.All.EqualTo(-9.03).Within(0.01));
    }

    [Test]
    public void Measure_DigitalSilence_IsMinusInfinity() =>
        Assert.That(new LoudnessMeter(8000).Measure(new float[800]).LevelDbfs, Is.All.EqualTo(float.NegativeInfinity));
}
