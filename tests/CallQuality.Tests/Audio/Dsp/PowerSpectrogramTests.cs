using CallQuality.Audio.Dsp;

namespace CallQuality.Tests.Audio.Dsp;

public class PowerSpectrogramTests
{
    [TestCase(400, 160, 3000)]
    [TestCase(400, 160, 1)]
    [TestCase(400, 160, 13)]
    [TestCase(512, 80, 37)]
    [TestCase(30, 7, 9)]
    [TestCase(4, 1, 20)]
    [TestCase(2, 1, 5)]
    public void Measure_Frames_EqualsOneTransformAFrame(int size, int hop, int frameCount)
    {
        // The last frames hang over the signal's end.
        var samples = Signals.Noise((hop * frameCount) + 1, seed: size);
        var window = HannWindow.Periodic(size);
        var spectrogram = new PowerSpectrogram(window, hop);
        var power = new float[spectrogram.BinCount * frameCount];

        spectrogram.Measure(samples, frameCount, power);

        // The power of full-scale noise is about a third of the size; rounding errs by some millionths of that.
        Assert.That(Signals.Distance(power, FrameByFrame(samples, window, hop, frameCount)), Is.LessThan(2e-5 * size));
    }

    [Test]
    public void Measure_AfterALouderSignal_RemembersNothing()
    {
        var spectrogram = new PowerSpectrogram(HannWindow.Periodic(400), 160);
        var power = new float[201 * 11];
        spectrogram.Measure(Signals.Noise(4000, seed: 1), 11, power);

        spectrogram.Measure([], 11, power);

        Assert.That(power, Is.All.Zero);
    }

    [Test]
    public void Measure_TooLittleRoom_IsRefused() =>
        Assert.That(() => new PowerSpectrogram(HannWindow.Periodic(400), 160).Measure(new float[800], 2, new float[401]), Throws.ArgumentException);

    [Test]
    public void Measure_ManyFrames_AllocatesNothing()
    {
        var spectrogram = new PowerSpectrogram(HannWindow.Periodic(400), 160);
        var samples = Signals.Noise(16000, seed: 2);
        var power = new float[201 * 98];

        Assert.That(Allocation.Of(() => spectrogram.Measure(samples, 98, power)), Is.Zero);
    }

    private static float[] FrameByFrame(float[] samples, float[] window, int hop, int frameCount)
    {
        var fft = new RealFft(window.Length);
        var spectrum = new float[fft.BinCount];
        var power = new float[fft.BinCount * frameCount];
        for (var frame = 0; frame < frameCount; frame++)
        {
            var weighted = window.Select((weight, n) => ((frame * hop) + n < samples.Length ? samples[(frame * hop) + n] : 0) * weight).ToArray();
            fft.PowerSpectrum(weighted, spectrum);
            for (var bin = 0; bin < spectrum.Length; bin++)
            {
                power[(bin * frameCount) + frame] = spectrum[bin];
            }
        }

        return power;
    }
}
