using CallQuality.Audio.Dsp;
using CallQuality.Audio.Line;
using CallQuality.Tests.Audio.Prosody;

namespace CallQuality.Tests.Audio.Line;

public class LineMeterTests
{
    private const int Rate = 8000;
    private static readonly (TimeSpan Start, TimeSpan End)[] Speech = [(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(4)), (TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(8))];

    [TestCase(5)]
    [TestCase(10)]
    [TestCase(20)]
    [TestCase(30)]
    public void Measure_NoiseAtKnownRatio_IsMeasuredWithinTwoDecibels(double snrDb)
    {
        var call = Call();
        var speechPower = call[Rate..(4 * Rate)].Average(sample => (double)sample * sample);
        var noise = Signals.Noise(call.Length, 9, Math.Sqrt(3 * speechPower / Math.Pow(10, snrDb / 10)));

        var line = Measure([.. call.Zip(noise, (left, right) => left + right)]);

        Assert.That(line.SnrDb, Is.EqualTo(snrDb).Within(2));
    }

    [Test]
    public void Measure_KnownLevel_IsReported()
    {
        var samples = new float[9 * Rate];
        foreach (var (start, end) in Speech)
        {
            Signals.Tone(500, Rate, (int)((end - start).TotalSeconds * Rate), 0.1).CopyTo(samples, (int)(start.TotalSeconds * Rate));
        }

        var line = Measure(samples);

        Assert.That(line.LevelDbfs, Is.EqualTo(-23.01).Within(0.05));
        Assert.That(line.SnrDb, Is.EqualTo(90), "digital silence is capped");
    }

    [TestCase(0.5)]
    [TestCase(0.25)]
    public void Measure_ClippedSpeech_IsCountedWithinFivePerCent(double height)
    {
        var call = Call();
        var peak = call.Max(Math.Abs);
        var ceiling = (float)(height * peak);
        var clipped = call.Select(sample => Math.Clamp(sample, -ceiling, ceiling)).ToArray();
        var truth = (double)Spoken(call).Count(sample => Math.Abs(sample) >= ceiling) / Spoken(call).Count();

        Assert.That(Measure(clipped).ClippedRatio, Is.EqualTo(truth).Within(5).Percent);
    }

    [Test]
    public void Measure_CleanSpeech_HasNoClippingDropoutsOrHum()
    {
        var line = Measure(Call());

        Assert.That(line.ClippedRatio, Is.Zero);
        Assert.That(line.DropoutRatio, Is.Zero);
        Assert.That(line.HumDb, Is.Null);
    }

    [Test]
    public void Measure_CutOutPieces_AreCountedWithinFivePerCent()
    {
        var call = WithNoise(Call(), 0.0005);
        for (var piece = 0; piece < 10; piece++)
        {
            call.AsSpan((int)((1.2 + (0.27 * piece)) * Rate), 240).Clear();
        }

        Assert.That(Measure(call).DropoutRatio, Is.EqualTo(10 * 240 / (6.0 * Rate)).Within(5).Percent);
    }

    [TestCase(200, 3400)]
    [TestCase(300, 3000)]
    public void Measure_BandLimitedVoice_EdgesAreWithinAHundredHertz(double lowHz, double highHz)
    {
        // A moving pitch fills the band, so that the edges are those of the band and not of single harmonics.
        var call = WithNoise(Call(lowHz, highHz), 0.0002);

        var line = Measure(call);

        Assert.That(line.LowEdgeHz, Is.EqualTo(lowHz).Within(100));
        Assert.That(line.HighEdgeHz, Is.EqualTo(highHz).Within(100));
    }

    [TestCase(50)]
    [TestCase(60)]
    public void Measure_MainsHum_IsFound(double baseHz)
    {
        var call = WithNoise(Call(), 0.002);
        for (var harmonic = 1; harmonic <= 5; harmonic++)
        {
            var tone = Signals.Tone(harmonic * baseHz, Rate, call.Length, 0.003);
            for (var index = 0; index < call.Length; index++)
            {
                call[index] += tone[index];
            }
        }

        Assert.That(Measure(call).HumDb, Is.GreaterThan(6));
    }

    [Test]
    public void Measure_CodecValues_GiveTheCodecAway()
    {
        var call = WithNoise(Call(), 0.001);
        var aLaw = call.Select(sample => G711.DecodeALaw(G711.EncodeALaw((short)(sample * 32767))) / 32768f).ToArray();
        var muLaw = call.Select(sample => G711.DecodeMuLaw(G711.EncodeMuLaw((short)(sample * 32767))) / 32768f).ToArray();

        Assert.That(Measure(aLaw).Codec, Is.EqualTo("G.711 A-law"));
        Assert.That(Measure(muLaw).Codec, Is.EqualTo("G.711 µ-law"));
        Assert.That(Measure(call).Codec, Is.Null);
    }

    [Test]
    public void Measure_NoSpeech_IsUnknownNotZero()
    {
        var line = new LineMeter(Rate).Measure(new float[Rate], []);

        Assert.That(line.LevelDbfs, Is.Null);
        Assert.That(line.SnrDb, Is.Null);
        Assert.That(line.LowEdgeHz, Is.Null);
    }

    private static LineQuality Measure(float[] samples) => new LineMeter(Rate).Measure(samples, Speech);

    private static IEnumerable<float> Spoken(float[] samples) => samples[Rate..(4 * Rate)].Concat(samples[(5 * Rate)..(8 * Rate)]);

    private static float[] WithNoise(float[] samples, double amplitude) =>
        [.. samples.Zip(Signals.Noise(samples.Length, 11, amplitude), (left, right) => left + right)];

    private static float[] Call(double lowHz = 0, double highHz = 3900)
    {
        var samples = new float[9 * Rate];
        foreach (var (start, end) in Speech)
        {
            var seconds = (end - start).TotalSeconds;
            var voice = Voices.Harmonics(t => 130 * Math.Pow(2, 0.4 * Math.Sin(5 * t)), seconds, lowHz, highHz, Rate, 0.03);
            Voices.Syllabic(voice, 4).CopyTo(samples, (int)(start.TotalSeconds * Rate));
        }

        return samples;
    }
}
