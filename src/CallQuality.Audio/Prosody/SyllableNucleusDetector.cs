using System.Numerics;

namespace CallQuality.Audio.Prosody;

/// <summary>
/// Finds the middles of syllables by sound alone, whatever the language and the words: the level of three octaves around the first
/// formant rises and falls with every syllable; the more of the three show a peak at the same time, the surer it is one.
/// </summary>
/// <remarks>
/// Peaks of a smoothed envelope with a dip on both sides after Mermelstein 1975, "Automatic segmentation of speech into syllabic units",
/// and de Jong and Wempe 2009, "Praat script to detect syllable nuclei and measure speech rate automatically"; several counts put together
/// after Morgan and Fosler-Lussier 1998, "Combining multiple estimators of speaking rate". Nothing is learned; the constants below are all.
/// Swallowed syllables are heard less, so the count of slurred speech lies under that of a dictionary: that difference is the measure.
/// Levels count relative to the speaker's own voiced sound nearby in each band, so gain and a line's colouring do not matter.
/// Immutable after construction; safe to share between threads.
/// </remarks>
public sealed class SyllableNucleusDetector
{
    private const int FramesPerSecond = 200;

    // In frames of 5 ms: shorter than any vowel, longer than a period of the voice.
    private const double SmoothingFrames = 2.5;
    private const float DipDb = 1.5f;
    private const float DeepestDb = -20;
    private const float LoudestDb = 10;
    private const float LowestPeakDb = -12;
    private const int NearbyFrames = 300;
    private const int SameSyllableFrames = 16;

    // Syllables that peaks in none, one, two and three bands at the same time are taken for.
    private static readonly float[] SyllablesByBands = [0, 0.5f, 0.9f, 1];
    private static readonly (double LowHz, double HighHz)[] Bands = [(200, 400), (300, 600), (400, 800)];
    private static readonly float[] Kernel = Gauss();

    private readonly BandEnvelopes envelopes;
    private readonly int sampleRateHz;

    /// <summary>Prepares the detector.</summary>
    /// <param name="sampleRateHz">Samples a second; at least 8000.</param>
    public SyllableNucleusDetector(int sampleRateHz)
    {
        envelopes = new BandEnvelopes(sampleRateHz, FramesPerSecond, Bands);
        this.sampleRateHz = sampleRateHz;
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
            while (sum >= 1)
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
        var density = new float[samples.Length / (sampleRateHz / 100)];
        var frames = 2 * density.Length;
        var energies = new float[frames * BandEnvelopes.BandCount];
        envelopes.Measure(samples, energies);
        var (level, smooth) = (new float[frames], new float[frames]);
        var peaks = new byte[frames];
        var (sums, counts) = (new double[frames + 1], new int[frames + 1]);
        for (var band = 0; band < Bands.Length; band++)
        {
            for (var frame = 0; frame < frames; frame++)
            {
                level[frame] = 10 * MathF.Log10(energies[(frame * BandEnvelopes.BandCount) + band] + 1e-12f);
                var voiced = frame / 2 < pitch.PitchHz.Length && float.IsFinite(pitch.PitchHz[frame / 2]);
                sums[frame + 1] = sums[frame] + (voiced ? level[frame] : 0);
                counts[frame + 1] = counts[frame] + (voiced ? 1 : 0);
            }

            Relate(level, sums, counts);
            Smooth(level, smooth);
            MarkPeaks(smooth, peaks, (byte)(1 << band));
        }

        Gather(peaks, density);
        return density;
    }

    // Levels become relative to the mean of voiced frames nearby; where there are none, nothing is heard.
    private static void Relate(Span<float> level, double[] sums, int[] counts)
    {
        for (var frame = 0; frame < level.Length; frame++)
        {
            var (from, to) = (Math.Max(0, frame - NearbyFrames), Math.Min(level.Length, frame + NearbyFrames + 1));
            var voiced = counts[to] - counts[from];
            level[frame] = voiced == 0 ? DeepestDb : Math.Clamp((float)(level[frame] - ((sums[to] - sums[from]) / voiced)), DeepestDb, LoudestDb);
        }
    }

    private static void Smooth(ReadOnlySpan<float> level, Span<float> smooth)
    {
        var reach = Kernel.Length / 2;
        for (var frame = 0; frame < level.Length; frame++)
        {
            var sum = 0f;
            for (var offset = -reach; offset <= reach; offset++)
            {
                sum += Kernel[offset + reach] * level[Math.Clamp(frame + offset, 0, level.Length - 1)];
            }

            smooth[frame] = sum;
        }
    }

    // A peak counts once the level has risen by the dip before it and falls by the dip after it.
    private static void MarkPeaks(ReadOnlySpan<float> smooth, Span<byte> peaks, byte mark)
    {
        var (rising, top, bottom) = (true, 0, 0);
        for (var frame = 1; frame < smooth.Length; frame++)
        {
            top = smooth[frame] > smooth[top] ? frame : top;
            bottom = smooth[frame] < smooth[bottom] ? frame : bottom;
            if (rising && smooth[frame] <= smooth[top] - DipDb)
            {
                peaks[top] |= smooth[top] > LowestPeakDb ? mark : (byte)0;
                (rising, bottom) = (false, frame);
            }
            else if (!rising && smooth[frame] >= smooth[bottom] + DipDb)
            {
                (rising, top) = (true, frame);
            }
        }
    }

    // Peaks of different bands close to each other are one syllable; a second peak of the same band begins the next.
    private static void Gather(ReadOnlySpan<byte> peaks, Span<float> density)
    {
        var (start, bands) = (0, 0);
        for (var frame = 0; frame <= peaks.Length; frame++)
        {
            var here = frame < peaks.Length ? peaks[frame] : 0;
            if (bands != 0 && (frame == peaks.Length || frame - start > SameSyllableFrames || (bands & here) != 0))
            {
                density[start / 2] += SyllablesByBands[BitOperations.PopCount((uint)bands)];
                bands = 0;
            }

            start = bands == 0 ? frame : start;
            bands |= here;
        }
    }

    private static float[] Gauss()
    {
        var reach = (int)(3 * SmoothingFrames) + 1;
        var kernel = new float[(2 * reach) + 1];
        for (var index = 0; index < kernel.Length; index++)
        {
            kernel[index] = (float)Math.Exp(-0.5 * (index - reach) * (index - reach) / (SmoothingFrames * SmoothingFrames));
        }

        var area = kernel.Sum();
        return [.. kernel.Select(value => value / area)];
    }
}
