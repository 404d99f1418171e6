using System.Numerics.Tensors;

namespace CallQuality.Inference.VoiceActivity;

/// <summary>How loud a channel's speech is, and what brings it to the level at which voice activity is heard best.</summary>
/// <remarks>
/// Gated as in ITU-R BS.1770-4, in windows of 32 ms and without its ear weighting: the mean power of the windows above −70 dBFS gives
/// a gate 10 dB below it, and the windows above that gate give the level. Pauses and faint leakage so count for nothing.
/// </remarks>
internal static class SpeechLevel
{
    /// <summary>The nominal level of telephone speech (ITU-T P.830).</summary>
    public const double NominalDbfs = -26;

    // More would lift what leaks over from the other side, or a line's noise, to the level of speech.
    private const double MostGainDb = 18;

    private const double SilenceDbfs = -70;
    private const double GateDb = -10;
    private const double WindowSeconds = 0.032;

    /// <summary>The factor that brings the channel to <see cref="NominalDbfs"/>, at most 18 dB louder; 1 for silence.</summary>
    /// <param name="samples">The channel, −1 to 1.</param>
    /// <param name="sampleRateHz">Samples a second.</param>
    public static float Gain(ReadOnlySpan<float> samples, int sampleRateHz) =>
        Power(samples, sampleRateHz) is var power && power > 0
            ? (float)Math.Pow(10, Math.Min(NominalDbfs - (10 * Math.Log10(power)), MostGainDb) / 20)
            : 1;

    /// <summary>Mean square of the speech; 0 where nothing reaches −70 dBFS.</summary>
    public static double Power(ReadOnlySpan<float> samples, int sampleRateHz)
    {
        var length = (int)(WindowSeconds * sampleRateHz);
        var powers = new float[samples.Length / length];
        for (var i = 0; i < powers.Length; i++)
        {
            powers[i] = TensorPrimitives.SumOfSquares(samples.Slice(i * length, length)) / length;
        }

        return MeanAbove(powers, MeanAbove(powers, Ratio(SilenceDbfs)) * Ratio(GateDb));
    }

    private static double MeanAbove(float[] powers, double gate)
    {
        var (sum, count) = (0.0, 0);
        foreach (var power in powers)
        {
            if (power > gate)
            {
                (sum, count) = (sum + power, count + 1);
            }
        }

        return count > 0 ? sum / count : 0;
    }

    private static double Ratio(double decibels) => Math.Pow(10, decibels / 10);
}
