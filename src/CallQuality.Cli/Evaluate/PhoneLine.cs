using System.Numerics.Tensors;
using CallQuality.Audio;
using CallQuality.Audio.Dsp;

namespace CallQuality.Cli.Evaluate;

/// <summary>Makes telephone lines out of clean speech: band, coding, noise and damage, each of known size.</summary>
internal static class PhoneLine
{
    public const int SampleRateHz = 8000;

    /// <summary>Samples a second of the speech that lines are made of.</summary>
    public const int WideSampleRateHz = 16000;

    private const int HalfTaps = 400;

    /// <summary>Cuts 16-kHz speech to a band with a steep filter, brings it to 8 kHz, and codes it as A-law.</summary>
    public static float[] Of(float[] samples, double lowHz, double highHz = 3400) => ALaw(Band(samples, lowHz, highHz));

    public static float[] Band(float[] samples, double lowHz, double highHz)
    {
        var taps = Taps(lowHz, highHz);
        var output = new float[samples.Length / 2];
        for (var index = 0; index < output.Length; index++)
        {
            var from = Math.Max(0, (2 * index) - HalfTaps);
            var to = Math.Min(samples.Length, (2 * index) + HalfTaps + 1);
            output[index] = TensorPrimitives.Dot<float>(samples.AsSpan(from, to - from), taps.AsSpan(from - (2 * index) + HalfTaps, to - from));
        }

        return output;
    }

    public static float[] ALaw(float[] samples) =>
        [.. samples.Select(sample => G711.DecodeALaw(G711.EncodeALaw((short)Math.Clamp(Math.Round(sample * 32768.0), -32768, 32767))) / 32768f)];

    /// <summary>A line's sound as a recording of one side.</summary>
    public static Recording Recorded(float[] samples) => new()
    {
        Path = string.Empty,
        Sha256 = string.Empty,
        SampleRateHz = SampleRateHz,
        Channels = [samples],
        Source = new SourceFormat("wav", "pcm_alaw", SampleRateHz, 1, 8),
        Notices = [],
    };

    /// <summary>White noise of a known power.</summary>
    public static float[] WithNoise(float[] samples, double power, int seed)
    {
        var random = new Random(seed);
        var amplitude = Math.Sqrt(3 * power);
        return [.. samples.Select(sample => sample + (float)(amplitude * ((2 * random.NextDouble()) - 1)))];
    }

    public static double Power(ReadOnlySpan<float> samples) => TensorPrimitives.SumOfSquares(samples) / Math.Max(1, samples.Length);

    private static float[] Taps(double lowHz, double highHz)
    {
        var taps = new float[(2 * HalfTaps) + 1];
        for (var index = 0; index < taps.Length; index++)
        {
            var distance = index - HalfTaps;
            var window = 0.42 + (0.5 * Math.Cos(Math.PI * distance / HalfTaps)) + (0.08 * Math.Cos(2 * Math.PI * distance / HalfTaps));
            taps[index] = (float)(window * (LowPass(highHz, distance) - LowPass(lowHz, distance)));
        }

        return taps;
    }

    private static double LowPass(double hz, int distance)
    {
        var edge = 2 * hz / WideSampleRateHz;
        return distance == 0 ? edge : Math.Sin(Math.PI * edge * distance) / (Math.PI * distance);
    }
}
