namespace CallQuality.Tests.Audio.Prosody;

/// <summary>Made voices whose pitch and syllables are known in closed form.</summary>
internal static class Voices
{
    /// <summary>A stack of equal harmonics between two frequencies; the fundamental follows a function of time.</summary>
    public static float[] Harmonics(Func<double, double> pitchHz, double seconds, double lowHz = 0, double highHz = 3400, int rateHz = 8000, double level = 0.05)
    {
        var samples = new float[(int)(seconds * rateHz)];
        var phase = 0.0;
        for (var index = 0; index < samples.Length; index++)
        {
            var hz = pitchHz((double)index / rateHz);
            phase += 2 * Math.PI * hz / rateHz;
            for (var harmonic = 1; harmonic * hz <= highHz; harmonic++)
            {
                samples[index] += harmonic * hz >= lowHz ? (float)(level * Math.Cos((harmonic * phase) + (harmonic * harmonic))) : 0;
            }
        }

        return samples;
    }

    /// <summary>Multiplies by bursts that open and close smoothly at a rate: syllables.</summary>
    public static float[] Syllabic(float[] samples, double rateHz, int sampleRateHz = 8000) =>
        [.. samples.Select((sample, index) => sample * (float)Math.Pow(0.5 - (0.5 * Math.Cos(2 * Math.PI * rateHz * index / sampleRateHz)), 2))];

    public static float[] Concat(params float[][] parts) => [.. parts.SelectMany(part => part)];

    public static float[] Scale(float[] samples, double factor) => [.. samples.Select(sample => (float)(sample * factor))];
}
