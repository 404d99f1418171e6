using CallQuality.Audio.Dsp;

namespace CallQuality.Cli.Evaluate.Transcription;

/// <summary>Makes wide-band sound sound like the telephone: 200–3400 Hz, 8 kHz, A-law.</summary>
internal static class TelephoneBand
{
    public const int SampleRateHz = 8000;
    private const double LowHz = 200;
    private const double HighHz = 3400;
    private const int HalfTaps = 200;

    /// <summary>The sound after a telephone line.</summary>
    public static float[] Convert(ReadOnlySpan<float> samples, int sampleRateHz)
    {
        var narrow = sampleRateHz == SampleRateHz ? samples.ToArray() : Resampler.Convert(samples, sampleRateHz, SampleRateHz);
        var taps = Taps();
        var result = new float[narrow.Length];
        for (var i = 0; i < narrow.Length; i++)
        {
            double sum = 0;
            for (var k = Math.Max(-HalfTaps, -i); k <= Math.Min(HalfTaps, narrow.Length - 1 - i); k++)
            {
                sum += taps[k + HalfTaps] * narrow[i + k];
            }

            var amplitude = (short)Math.Clamp(Math.Round(sum * 32768), short.MinValue, short.MaxValue);
            result[i] = G711.DecodeALaw(G711.EncodeALaw(amplitude)) / 32768f;
        }

        return result;
    }

    /// <summary>Band-pass: the difference of two ideal low-passes under a Hann window.</summary>
    private static double[] Taps() =>
    [
        .. Enumerable.Range(-HalfTaps, (2 * HalfTaps) + 1).Select(k =>
            (LowPass(k, HighHz) - LowPass(k, LowHz)) * (0.5 + (0.5 * Math.Cos(Math.PI * k / (HalfTaps + 1))))),
    ];

    private static double LowPass(int k, double cutHz) =>
        k == 0 ? 2 * cutHz / SampleRateHz : Math.Sin(2 * Math.PI * cutHz * k / SampleRateHz) / (Math.PI * k);
}
