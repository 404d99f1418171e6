namespace CallQuality.Audio.Prosody;

/// <summary>
/// Finds the middles of syllables by sound alone, whatever the language and the words: a small network looks at the level of eight
/// bands and the voicing around every frame and says how much of a syllable it holds.
/// </summary>
/// <remarks>
/// Swallowed syllables are heard less, so the count of slurred speech lies under that of a dictionary: that difference is the measure.
/// Levels count relative to the speaker's own voiced sound in each band, so gain and a line's colouring do not matter.
/// Immutable after construction; safe to share between threads.
/// </remarks>
public sealed class SyllableNucleusDetector
{
    private const float SpanDb = 15;
    private readonly BandEnvelopes bands;
    private readonly int hop;

    /// <summary>Prepares the detector.</summary>
    /// <param name="sampleRateHz">Samples a second; 8000 is what the network was trained on.</param>
    public SyllableNucleusDetector(int sampleRateHz)
    {
        bands = new BandEnvelopes(sampleRateHz);
        hop = sampleRateHz / 100;
    }

    /// <summary>Finds the nuclei.</summary>
    /// <param name="samples">The sound of one speaker, in [-1, 1].</param>
    /// <param name="pitch">The pitch of the same sound, from <see cref="PitchTracker"/>.</param>
    /// <returns>The time of every nucleus from the start of the sound, in order; empty for silence.</returns>
    public IReadOnlyList<TimeSpan> Detect(ReadOnlySpan<float> samples, PitchTrack pitch)
    {
        var density = Density(samples, pitch);
        var nuclei = new List<TimeSpan>();
        var sum = 0.5;
        for (var frame = 0; frame < density.Length; frame++)
        {
            sum += density[frame];
            if (sum >= 1)
            {
                nuclei.Add(TimeSpan.FromMilliseconds((10 * frame) + 5));
                sum -= 1;
            }
        }

        return nuclei;
    }

    /// <summary>Syllables a frame: the sum over a stretch is the number of its syllables.</summary>
    /// <param name="samples">The sound of one speaker, in [-1, 1].</param>
    /// <param name="pitch">The pitch of the same sound.</param>
    /// <returns>One value every 10 ms, 0 and more; all 0 where no frame is voiced.</returns>
    public float[] Density(ReadOnlySpan<float> samples, PitchTrack pitch)
    {
        ArgumentNullException.ThrowIfNull(pitch);
        var frames = samples.Length / hop;
        var density = new float[frames];
        var energies = new float[frames * BandEnvelopes.BandCount];
        bands.Measure(samples, energies);
        var features = new float[frames * NucleusNetwork.FeatureCount];
        if (Features(energies, pitch.PitchHz, features))
        {
            NucleusNetwork.Instance.Run(features, density);
        }

        return density;
    }

    private static bool Features(ReadOnlySpan<float> energies, ReadOnlySpan<float> pitchHz, Span<float> features)
    {
        Span<double> means = stackalloc double[BandEnvelopes.BandCount];
        var frames = energies.Length / BandEnvelopes.BandCount;
        var voiced = 0;
        for (var frame = 0; frame < Math.Min(frames, pitchHz.Length); frame++)
        {
            if (float.IsFinite(pitchHz[frame]))
            {
                voiced++;
                for (var band = 0; band < BandEnvelopes.BandCount; band++)
                {
                    means[band] += LevelDb(energies[(frame * BandEnvelopes.BandCount) + band]);
                }
            }
        }

        for (var frame = 0; frame < frames; frame++)
        {
            var target = features.Slice(frame * NucleusNetwork.FeatureCount, NucleusNetwork.FeatureCount);
            for (var band = 0; band < BandEnvelopes.BandCount; band++)
            {
                var level = LevelDb(energies[(frame * BandEnvelopes.BandCount) + band]);
                target[band] = (float)Math.Clamp((level - (means[band] / Math.Max(1, voiced))) / SpanDb, -2, 1.5);
            }

            target[BandEnvelopes.BandCount] = frame < pitchHz.Length && float.IsFinite(pitchHz[frame]) ? 1 : 0;
        }

        return voiced > 0;
    }

    private static float LevelDb(float power) => 10 * MathF.Log10(power + 1e-12f);
}
