using CallQuality.Audio.Prosody;

namespace CallQuality.Tests.Audio.Prosody;

public class ModulationMeterTests
{
    [TestCase(4.0)]
    [TestCase(5.0)]
    public void Measure_SyllabicRate_IsDeep(double rate) => Assert.That(Depth(rate), Is.GreaterThan(0.8));

    [TestCase(1.2)]
    [TestCase(10.0)]
    public void Measure_OtherRates_AreShallow(double rate) => Assert.That(Depth(rate), Is.LessThan(0.4));

    [Test]
    public void Measure_TooShortOrSilent_IsUnknown()
    {
        Assert.That(new ModulationMeter(8000).Measure(Voices.Harmonics(_ => 120, 1)), Is.Null);
        Assert.That(new ModulationMeter(8000).Measure(new float[800]), Is.Null);
    }

    // A bare sinusoidal modulation, so that all movement lies at the rate itself.
    private static double Depth(double rate)
    {
        var voice = Voices.Harmonics(_ => 150, 6, 200);
        for (var index = 0; index < voice.Length; index++)
        {
            voice[index] *= (float)(1 + (0.8 * Math.Sin(2 * Math.PI * rate * index / 8000)));
        }

        return new ModulationMeter(8000).Measure(voice)!.Value;
    }
}
