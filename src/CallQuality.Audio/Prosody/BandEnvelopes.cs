using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace CallQuality.Audio.Prosody;

/// <summary>
/// Energy over time in up to eight bands. All band-pass filters run side by side, one a vector lane; each is two Butterworth-like
/// resonant sections in series.
/// </summary>
/// <remarks>Immutable after construction; safe to share between threads.</remarks>
internal sealed class BandEnvelopes
{
    /// <summary>Values a frame; those past the bands asked for are 0.</summary>
    public const int BandCount = 8;

    /// <summary>Eight bands that part the telephone band, each broader than the one below.</summary>
    public static readonly (double LowHz, double HighHz)[] Telephone =
        [(200, 350), (350, 550), (550, 800), (800, 1100), (1100, 1500), (1500, 2000), (2000, 2600), (2600, 3400)];

    private readonly int hop;
    private readonly Vector256<float> gain;
    private readonly Vector256<float> feedbackOne;
    private readonly Vector256<float> feedbackTwo;

    /// <summary>Prepares the filters.</summary>
    /// <param name="sampleRateHz">Samples a second; at least 8000.</param>
    /// <param name="framesPerSecond">Frames a second.</param>
    /// <param name="bands">Up to eight bands.</param>
    public BandEnvelopes(int sampleRateHz, int framesPerSecond, ReadOnlySpan<(double LowHz, double HighHz)> bands)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(sampleRateHz, 8000);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(bands.Length, BandCount);
        hop = sampleRateHz / framesPerSecond;
        Span<float> gains = stackalloc float[BandCount];
        Span<float> ones = stackalloc float[BandCount];
        Span<float> twos = stackalloc float[BandCount];
        for (var band = 0; band < bands.Length; band++)
        {
            var (lowHz, highHz) = bands[band];
            var centre = Math.Sqrt(lowHz * highHz);
            var quality = centre / (highHz - lowHz);
            var angle = 2 * Math.PI * centre / sampleRateHz;
            var alpha = Math.Sin(angle) / (2 * quality);
            gains[band] = (float)(alpha / (1 + alpha));
            ones[band] = (float)(-2 * Math.Cos(angle) / (1 + alpha));
            twos[band] = (float)((1 - alpha) / (1 + alpha));
        }

        gain = Vector256.Create<float>(gains);
        feedbackOne = Vector256.Create<float>(ones);
        feedbackTwo = Vector256.Create<float>(twos);
    }

    /// <summary>Writes the mean power of every band in every frame, frame after frame.</summary>
    /// <param name="samples">The sound.</param>
    /// <param name="energies">Receives <see cref="BandCount"/> values a frame.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Measure(ReadOnlySpan<float> samples, Span<float> energies)
    {
        var frames = energies.Length / BandCount;
        var (inOne, inTwo) = (Vector256<float>.Zero, Vector256<float>.Zero);
        var (midOne, midTwo) = (Vector256<float>.Zero, Vector256<float>.Zero);
        var (outOne, outTwo) = (Vector256<float>.Zero, Vector256<float>.Zero);
        var scale = Vector256.Create(1f / hop);

        // Keeps the recursion out of denormal numbers in digital silence, where it would run many times slower.
        var floor = Vector256.Create(1e-18f);
        for (var frame = 0; frame < frames; frame++)
        {
            var sum = Vector256<float>.Zero;
            foreach (var sample in samples.Slice(frame * hop, hop))
            {
                var input = Vector256.Create(sample) + floor;
                var middle = (gain * (input - inTwo)) - (feedbackOne * midOne) - (feedbackTwo * midTwo);
                var output = (gain * (middle - midTwo)) - (feedbackOne * outOne) - (feedbackTwo * outTwo);
                inTwo = inOne;
                inOne = input;
                midTwo = midOne;
                midOne = middle;
                outTwo = outOne;
                outOne = output;
                sum += output * output;
            }

            (sum * scale).CopyTo(energies[(frame * BandCount)..]);
        }
    }
}
