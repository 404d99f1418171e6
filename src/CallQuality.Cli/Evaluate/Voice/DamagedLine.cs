namespace CallQuality.Cli.Evaluate.Voice;

/// <summary>Damages a line by known amounts and leaves the speaking as it is.</summary>
internal static class DamagedLine
{
    private const int HoleSamples = 320;
    private const int HoleEverySamples = 5600;

    /// <summary>The damages; the copy is as long as the original.</summary>
    public static IReadOnlyList<(string Name, Func<JoinedSpeech, float[]> Damage)> Damages(OutsidePrograms programs, CancellationToken cancellationToken) =>
    [
        ("noise 20 dB under the speech", speech => Noise(speech.Samples, 20)),
        ("noise 10 dB under the speech", speech => Noise(speech.Samples, 10)),
        ("noise 5 dB under the speech", speech => Noise(speech.Samples, 5)),
        ("drop-outs of 40 ms every 0.7 s", speech => Holes(speech).Samples),
        ("clipped at a quarter of the peak", speech => Clip(speech.Samples, speech.Samples.Max(Math.Abs) / 4)),
        ("GSM 06.10 twice", speech => Fitted(programs.Gsm(programs.Gsm(speech.Samples, cancellationToken), cancellationToken), speech.Samples.Length)),
    ];

    /// <summary>Mean power where the line carries sound; the digital silence between sentences is left out.</summary>
    public static double SpokenPower(float[] samples) => PhoneLine.Power(samples.Where(sample => sample != 0).ToArray());

    /// <summary>White noise so many decibels under the speech.</summary>
    public static float[] Noise(float[] samples, double snrDb) => PhoneLine.WithNoise(samples, SpokenPower(samples) / Math.Pow(10, snrDb / 10), 1);

    /// <summary>Cuts the wave off at a part of its peak.</summary>
    public static float[] Clip(float[] samples, float ceiling) => [.. samples.Select(sample => Math.Clamp(sample, -ceiling, ceiling))];

    /// <summary>Forty-millisecond holes every 0.7 s, as lost packets leave them, on a faint background; only those in speech are made.</summary>
    public static (float[] Samples, int LostSamples) Holes(JoinedSpeech joined)
    {
        var samples = PhoneLine.WithNoise(joined.Samples, 1e-8, 2);
        var lost = 0;
        for (var at = PhoneLine.SampleRateHz; at + HoleSamples < samples.Length; at += HoleEverySamples)
        {
            if (joined.IsSpoken(at, at + HoleSamples))
            {
                samples.AsSpan(at, HoleSamples).Clear();
                lost += HoleSamples;
            }
        }

        return (samples, lost);
    }

    /// <summary>Mains hum of 50 Hz and its first harmonics, so many decibels over the part of a white background under 1 kHz.</summary>
    public static float[] Hum(float[] samples, double backgroundPower, double humDb)
    {
        const int lines = 8;
        var noise = PhoneLine.WithNoise(samples, backgroundPower, 4);
        var power = backgroundPower * (1000.0 - 35) / (PhoneLine.SampleRateHz / 2) * Math.Pow(10, humDb / 10);
        var amplitude = Math.Sqrt(2 * power / lines);
        return [.. noise.Select((sample, index) =>
            sample + (float)(amplitude * Enumerable.Range(1, lines).Sum(line => Math.Sin((2 * Math.PI * 50 * line * index / PhoneLine.SampleRateHz) + line)))) ];
    }

    // A codec may add or drop a frame at the end.
    private static float[] Fitted(float[] sound, int length) => sound.Length >= length ? sound[..length] : [.. sound, .. new float[length - sound.Length]];
}
