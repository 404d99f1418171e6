namespace CallQuality.Audio.Line;

/// <summary>
/// Guesses what the sound went through before it was stored, from the values it can take: A-law and µ-law leave only 256 levels,
/// GSM full rate works on 13 bits.
/// </summary>
internal static class CodecGuess
{
    private const double OnGrid = 0.999;
    private const int FewestSamples = 800;

    /// <summary>A short name such as <c>G.711 A-law</c>; <see langword="null"/> where the values give nothing away.</summary>
    /// <param name="samples">The samples as read, not resampled.</param>
    public static string? Of(ReadOnlySpan<float> samples)
    {
        var (moving, aLaw, muLaw, thirteen, previous) = (0, 0, 0, 0, float.NaN);
        foreach (var sample in samples)
        {
            if (sample == previous)
            {
                continue;
            }

            previous = sample;
            moving++;
            var value = Math.Abs((int)MathF.Round(sample * 32768));
            aLaw += IsALaw(value) ? 1 : 0;
            muLaw += IsMuLaw(value) ? 1 : 0;
            thirteen += value % 8 == 0 ? 1 : 0;
        }

        var needed = OnGrid * moving;
        return moving < FewestSamples ? null
            : aLaw >= needed ? "G.711 A-law"
            : muLaw >= needed ? "G.711 µ-law"
            : thirteen >= needed ? "GSM 06.10"
            : null;
    }

    // ITU-T G.711: the decoded A-law values are odd multiples of 8 up to 512, then sixteen steps an octave.
    private static bool IsALaw(int value)
    {
        var step = 16;
        for (var top = 512; top < value; top *= 2)
        {
            step = top >= 512 ? top / 16 : step;
            if (value < 2 * top)
            {
                break;
            }
        }

        return value > 0 && value % step == step / 2;
    }

    private static bool IsMuLaw(int value)
    {
        var biased = value + 132;
        var step = 8;
        for (var top = 256; top <= biased && step < 1024; top *= 2)
        {
            step = top / 16;
        }

        return (biased - (step / 2)) % step == 0;
    }
}
