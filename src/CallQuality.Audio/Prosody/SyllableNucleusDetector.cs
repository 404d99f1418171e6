namespace CallQuality.Audio.Prosody;

/// <summary>
/// Finds the loud, vowel-like middles of syllables: peaks of the smoothed loudness of the bands that carry vowels, at least
/// one in the neighbourhood voiced, with a dip before the next one.
/// </summary>
/// <remarks>
/// Counts what can be heard. Swallowed syllables are not heard, so the count lies under that of a dictionary.
/// Immutable after construction; safe to share between threads.
/// </remarks>
public sealed class SyllableNucleusDetector
{
    private readonly NucleusSettings settings;
    private readonly BandEnvelopes bands;
    private readonly int hop;

    /// <summary>Prepares the detector.</summary>
    /// <param name="sampleRateHz">Samples a second; at least 8000.</param>
    public SyllableNucleusDetector(int sampleRateHz)
        : this(sampleRateHz, new NucleusSettings())
    {
    }

    internal SyllableNucleusDetector(int sampleRateHz, NucleusSettings settings)
    {
        this.settings = settings;
        bands = new BandEnvelopes(sampleRateHz);
        hop = sampleRateHz / 100;
    }

    /// <summary>Finds the nuclei.</summary>
    /// <param name="samples">The sound of one speaker, in [-1, 1].</param>
    /// <param name="pitch">The pitch of the same sound, from <see cref="PitchTracker"/>.</param>
    /// <returns>The time of every nucleus from the start of the sound, in order; empty for silence.</returns>
    public IReadOnlyList<TimeSpan> Detect(ReadOnlySpan<float> samples, PitchTrack pitch)
    {
        ArgumentNullException.ThrowIfNull(pitch);
        var frames = samples.Length / hop;
        if (frames == 0)
        {
            return [];
        }

        var energies = new float[frames * BandEnvelopes.BandCount];
        bands.Measure(samples, energies);
        var contour = new float[frames];
        Contour(energies, contour);
        var peaks = Peaks(contour, pitch.PitchHz);
        return [.. peaks.Select(frame => TimeSpan.FromMilliseconds((10 * frame) + 5))];
    }

    /// <summary>The smoothed loudness in dB whose peaks are the nuclei.</summary>
    internal void Contour(ReadOnlySpan<float> energies, Span<float> contour)
    {
        var raw = new float[contour.Length];
        for (var frame = 0; frame < contour.Length; frame++)
        {
            var sum = 0f;
            for (var band = 0; band < BandEnvelopes.BandCount; band++)
            {
                sum += settings.BandWeights[band] * MathF.Pow(energies[(frame * BandEnvelopes.BandCount) + band], settings.Compression);
            }

            raw[frame] = sum;
        }

        var reach = (int)Math.Ceiling(3 * settings.SmoothingFrames);
        Span<float> kernel = stackalloc float[(2 * reach) + 1];
        for (var offset = -reach; offset <= reach; offset++)
        {
            kernel[offset + reach] = MathF.Exp(-0.5f * offset * offset / (settings.SmoothingFrames * settings.SmoothingFrames));
        }

        for (var frame = 0; frame < contour.Length; frame++)
        {
            var (sum, weight) = (0f, 0f);
            for (var other = Math.Max(0, frame - reach); other <= Math.Min(contour.Length - 1, frame + reach); other++)
            {
                sum += raw[other] * kernel[other - frame + reach];
                weight += kernel[other - frame + reach];
            }

            contour[frame] = 10 / settings.Compression * MathF.Log10((sum / weight) + 1e-12f);
        }
    }

    private List<int> Peaks(ReadOnlySpan<float> contour, ReadOnlySpan<float> pitchHz)
    {
        var sorted = contour.ToArray();
        Array.Sort(sorted);
        var floor = sorted[(int)(0.98 * (sorted.Length - 1))] - settings.RangeDb;
        var peaks = new List<int>();
        var candidate = -1;
        var lowest = float.NegativeInfinity;
        for (var frame = 0; frame < contour.Length; frame++)
        {
            if (candidate >= 0 && contour[frame] < contour[candidate] - settings.DipDb)
            {
                if (contour[candidate] > floor && IsVoiced(pitchHz, candidate))
                {
                    peaks.Add(candidate);
                }

                candidate = -1;
                lowest = contour[frame];
            }
            else if (candidate >= 0)
            {
                candidate = contour[frame] > contour[candidate] ? frame : candidate;
            }
            else if (contour[frame] > lowest + settings.DipDb)
            {
                candidate = frame;
            }
            else
            {
                lowest = Math.Min(lowest, contour[frame]);
            }
        }

        if (candidate >= 0 && contour[candidate] > floor && IsVoiced(pitchHz, candidate))
        {
            peaks.Add(candidate);
        }

        return peaks;
    }

    private bool IsVoiced(ReadOnlySpan<float> pitchHz, int frame)
    {
        for (var near = Math.Max(0, frame - settings.VoicedReach); near <= Math.Min(pitchHz.Length - 1, frame + settings.VoicedReach); near++)
        {
            if (float.IsFinite(pitchHz[near]))
            {
                return true;
            }
        }

        return false;
    }
}

/// <summary>The constants of the nucleus search. Tuned on hand-labelled German speech sent through the telephone band.</summary>
internal sealed record NucleusSettings
{
    public float[] BandWeights { get; init; } = [1.2f, 0.5f, 0.9f, 1, 1, 1, 0.7f, 0.3f];
    public float Compression { get; init; } = 0.23f;
    public float SmoothingFrames { get; init; } = 1.05f;
    public float DipDb { get; init; } = 1.7f;
    public float RangeDb { get; init; } = 26;
    public int VoicedReach { get; init; } = 7;
}
