using CallQuality.Audio.Dsp;
using FsCheck;
using FsCheck.Fluent;

namespace CallQuality.Tests.Audio.Dsp;

public class RealFftTests
{
    private static readonly int[] Sizes = [2, 4, 6, 8, 10, 16, 30, 64, 100, 128, 240, 256, 400, 480, 512, 640, 1024, 1200, 2048, 4096];

    [TestCaseSource(nameof(Sizes))]
    public void Forward_Noise_EqualsTheDefinition(int size)
    {
        var samples = Signals.Noise(size, seed: size);
        var fft = new RealFft(size);
        var real = new float[fft.BinCount];
        var imaginary = new float[fft.BinCount];

        fft.Forward(samples, real, imaginary);

        var (expectedReal, expectedImaginary) = Definition(samples);

        // Rounding grows with log2(size) only; the bins' typical value is the root of the size.
        var tolerance = 1e-6 * Math.Sqrt(size) * Math.Log2(2 * size);
        Assert.That(real, Is.EqualTo(expectedReal).Within(tolerance));
        Assert.That(imaginary, Is.EqualTo(expectedImaginary).Within(tolerance));
    }

    [TestCaseSource(nameof(Sizes))]
    public void PowerSpectrum_Noise_IsTheSquareOfForward(int size)
    {
        var samples = Signals.Noise(size, seed: size);
        var fft = new RealFft(size);
        var real = new float[fft.BinCount];
        var imaginary = new float[fft.BinCount];
        var power = new float[fft.BinCount];

        fft.Forward(samples, real, imaginary);
        fft.PowerSpectrum(samples, power);

        var expected = real.Zip(imaginary, (re, im) => (re * re) + (im * im));
        Assert.That(power, Is.EqualTo(expected).Within(1e-5 * size));
    }

    [TestCaseSource(nameof(Sizes))]
    public void Inverse_OfForward_GivesTheSignalBack(int size)
    {
        var samples = Signals.Noise(size, seed: size);
        var fft = new RealFft(size);
        var real = new float[fft.BinCount];
        var imaginary = new float[fft.BinCount];
        var again = new float[size];

        fft.Forward(samples, real, imaginary);
        fft.Inverse(real, imaginary, again);

        Assert.That(again, Is.EqualTo(samples).Within(2e-6));
    }

    [Test]
    public void Forward_FewerSamplesThanSize_CountsTheRestAsZero()
    {
        var fft = new RealFft(400);
        var samples = Signals.Noise(123, seed: 1);
        var padded = new float[400];
        samples.CopyTo(padded, 0);
        var (shortPower, longPower) = (new float[201], new float[201]);

        fft.PowerSpectrum(Signals.Noise(400, seed: 2), shortPower);
        fft.PowerSpectrum(samples, shortPower);
        fft.PowerSpectrum(padded, longPower);

        Assert.That(shortPower, Is.EqualTo(longPower));
    }

    [Test]
    public void PowerSpectrum_WholePeriodsOfATone_IsOneBin()
    {
        var power = new float[201];

        new RealFft(400).PowerSpectrum(Signals.Tone(1000, 16000, 400), power);

        // Amplitude 1 over 400 samples: (400 / 2)² at bin 1000 / (16000 / 400).
        Assert.That(power[25], Is.EqualTo(40000).Within(0.5));
        Assert.That(power.Where((_, bin) => bin != 25).Max(), Is.LessThan(1e-3));
    }

    [TestCase(0)]
    [TestCase(1)]
    [TestCase(401)]
    [TestCase(14)]
    public void Constructor_SizeWithoutATransform_IsRefused(int size) =>
        Assert.That(() => new RealFft(size), Throws.TypeOf<ArgumentOutOfRangeException>());

    [Property(MaxTest = 50)]
    public bool Forward_EnergyInTime_IsEnergyInFrequency(PositiveInt seed, NormalFloat gain)
    {
        var scale = (float)Math.Clamp(gain.Get, -100, 100);
        var samples = Array.ConvertAll(Signals.Noise(512, seed.Get), value => value * scale);
        var power = new float[257];
        new RealFft(512).PowerSpectrum(samples, power);

        // Parseval: inner bins stand for two.
        var energy = samples.Sum(value => (double)value * value);
        var spectral = (power.Sum(value => (double)value) * 2) - power[0] - power[^1];
        return Math.Abs((spectral / 512) - energy) <= 1e-4 * energy;
    }

    [Test]
    public void PowerSpectrum_ManyFrames_AllocatesNothing()
    {
        var fft = new RealFft(400);
        var samples = Signals.Noise(400, seed: 3);
        var power = new float[201];
        fft.PowerSpectrum(samples, power);

        Assert.That(Allocation.Of(() => fft.PowerSpectrum(samples, power)), Is.Zero);
    }

    private static (float[] Real, float[] Imaginary) Definition(float[] samples)
    {
        var real = new float[(samples.Length / 2) + 1];
        var imaginary = new float[real.Length];
        for (var k = 0; k < real.Length; k++)
        {
            var (sumReal, sumImaginary) = (0.0, 0.0);
            for (var n = 0; n < samples.Length; n++)
            {
                var (sine, cosine) = Math.SinCos(-2 * Math.PI * ((long)k * n % samples.Length) / samples.Length);
                sumReal += samples[n] * cosine;
                sumImaginary += samples[n] * sine;
            }

            (real[k], imaginary[k]) = ((float)sumReal, (float)sumImaginary);
        }

        return (real, imaginary);
    }
}
