using CallQuality.Inference.Whisper;

namespace CallQuality.Tests.Inference.Whisper;

public class LogMelSpectrogramTests
{
    private const int Frames = 100;

    [Test]
    public void Compute_Silence_IsFlat()
    {
        var mel = Compute(new float[Frames * 160]);

        // log10(1e-10) = -10, then (-10 + 4) / 4.
        Assert.That(mel, Is.All.EqualTo(-1.5f).Within(1e-5f));
    }

    [Test]
    public void Compute_ShortSound_EqualsSoundWithSilenceBehind()
    {
        var sound = Noise(40 * 160);

        Assert.That(Compute(sound), Is.EqualTo(Compute([.. sound, .. new float[60 * 160]])).Within(1e-5f));
    }

    [Test]
    public void Compute_AgainstADirectTransform_Agrees()
    {
        var sound = Noise(Frames * 160);

        Assert.That(Compute(sound), Is.EqualTo(Direct(sound)).Within(1e-3f));
    }

    [Test]
    public void Compute_GainOfTen_RaisesEveryUnclampedValueByHalf()
    {
        var sound = Noise(Frames * 160);

        // 20 dB are 2 in log10 of power, divided by 4.
        Assert.That(Compute([.. sound.Select(s => s * 10)]), Is.EqualTo(Compute(sound).Select(v => v + 0.5f)).Within(1e-3f));
    }

    private static float[] Noise(int count)
    {
        var random = new Random(5);
        return [.. Enumerable.Range(0, count).Select(_ => (float)(random.NextDouble() - 0.5) * 0.05f)];
    }

    private static float[] Compute(float[] sound)
    {
        var mel = new float[80 * Frames];
        new LogMelSpectrogram(80).Compute(sound, Frames, mel);
        return mel;
    }

    private static float[] Direct(float[] sound)
    {
        var bands = MelBands.Create(80, 201, 16000);
        var log = new double[80 * Frames];
        for (var t = 0; t < Frames; t++)
        {
            var power = new double[201];
            for (var k = 0; k <= 200; k++)
            {
                double real = 0;
                double imaginary = 0;
                for (var n = 0; n < 400; n++)
                {
                    var at = (t * 160) - 200 + n;
                    at = at < 0 ? -at : at >= sound.Length ? (2 * sound.Length) - 2 - at : at;
                    var value = sound[at] * (0.5 - (0.5 * Math.Cos(2 * Math.PI * n / 400)));
                    real += value * Math.Cos(2 * Math.PI * k * n / 400);
                    imaginary -= value * Math.Sin(2 * Math.PI * k * n / 400);
                }

                power[k] = (real * real) + (imaginary * imaginary);
            }

            for (var b = 0; b < 80; b++)
            {
                var energy = bands[b].Weights.Select((weight, i) => weight * power[bands[b].First + i]).Sum();
                log[(b * Frames) + t] = Math.Log10(Math.Max(energy, 1e-10));
            }
        }

        return [.. log.Select(value => (float)((Math.Max(value, log.Max() - 8) + 4) / 4))];
    }
}
