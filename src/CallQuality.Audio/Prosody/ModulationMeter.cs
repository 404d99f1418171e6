namespace CallQuality.Audio.Prosody;

/// <summary>
/// How deeply the level swings at the rate of syllables (3 to 6 Hz): clear speech opens and closes, slurred speech runs together.
/// The share of the compressed envelope's 0.5–16 Hz movement that lies in that band, over one-second pieces of speech.
/// </summary>
public sealed class ModulationMeter
{
    private const int Length = 128;
    private readonly BandEnvelopes bands;
    private readonly int hop;
    private readonly float[] window = new float[Length];

    /// <summary>Prepares the meter.</summary>
    /// <param name="sampleRateHz">Samples a second; at least 8000.</param>
    public ModulationMeter(int sampleRateHz)
    {
        bands = new BandEnvelopes(sampleRateHz, 100, BandEnvelopes.Telephone);
        hop = sampleRateHz / 100;
        for (var index = 0; index < Length; index++)
        {
            window[index] = (float)(0.5 - (0.5 * Math.Cos(2 * Math.PI * (index + 0.5) / Length)));
        }
    }

    /// <summary>Depth of the modulation, 0 to 1; <see langword="null"/> where the sound is shorter than 1.28 s or silent.</summary>
    /// <param name="samples">Speech of one speaker.</param>
    public double? Measure(ReadOnlySpan<float> samples)
    {
        var frames = samples.Length / hop;
        var energies = new float[frames * BandEnvelopes.BandCount];
        bands.Measure(samples, energies);
        return MeasureEnergies(energies);
    }

    internal double? MeasureEnergies(ReadOnlySpan<float> energies)
    {
        var frames = energies.Length / BandEnvelopes.BandCount;
        var (wanted, all) = (0.0, 0.0);
        Span<float> envelope = stackalloc float[Length];
        for (var start = 0; start + Length <= frames; start += Length / 2)
        {
            for (var index = 0; index < Length; index++)
            {
                var sum = 0f;
                for (var band = 1; band < BandEnvelopes.BandCount - 1; band++)
                {
                    sum += MathF.Sqrt(energies[((start + index) * BandEnvelopes.BandCount) + band]);
                }

                envelope[index] = sum;
            }

            Accumulate(envelope, ref wanted, ref all);
        }

        return all > 0 ? Math.Sqrt(Math.Clamp(wanted / all, 0, 1)) : null;
    }

    // A hundred frames a second make bins of 0.78 Hz: bins 4 to 8 are 3.1 to 6.3 Hz.
    private void Accumulate(ReadOnlySpan<float> envelope, ref double wanted, ref double all)
    {
        var mean = 0.0;
        foreach (var value in envelope)
        {
            mean += value / Length;
        }

        if (mean <= 0)
        {
            return;
        }

        for (var bin = 1; bin <= 20; bin++)
        {
            var (real, imaginary) = (0.0, 0.0);
            for (var index = 0; index < Length; index++)
            {
                var value = window[index] * ((envelope[index] / mean) - 1);
                var (sine, cosine) = Math.SinCos(2 * Math.PI * bin * index / Length);
                real += value * cosine;
                imaginary += value * sine;
            }

            var power = (real * real) + (imaginary * imaginary);
            all += power;
            wanted += bin is >= 4 and <= 8 ? power : 0;
        }
    }
}
