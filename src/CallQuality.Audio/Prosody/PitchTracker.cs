using System.Numerics.Tensors;
using System.Runtime.CompilerServices;

namespace CallQuality.Audio.Prosody;

/// <summary>Fundamental frequency every 10 ms.</summary>
public sealed class PitchTracker
{
    private readonly PitchSettings settings;
    private readonly int sampleRateHz;
    private readonly int hop;
    private readonly PitchPath path;

    /// <summary>Prepares the search.</summary>
    /// <param name="sampleRateHz">Samples a second.</param>
    public PitchTracker(int sampleRateHz)
        : this(sampleRateHz, new PitchSettings())
    {
    }

    internal PitchTracker(int sampleRateHz, PitchSettings settings)
    {
        this.settings = settings;
        this.sampleRateHz = sampleRateHz;
        hop = sampleRateHz / 100;
        path = new PitchPath(settings);
    }

    /// <summary>Finds the pitch of a recording of one speaker.</summary>
    public PitchTrack Estimate(ReadOnlySpan<float> samples)
    {
        var frames = samples.Length / hop;
        var pitch = new float[frames];
        var unvoiced = new float[frames];
        var candidates = new PitchCandidates(frames);
        var levels = Levels(samples, frames);
        Search(samples, settings.WindowSeconds, settings.LowHz, settings.HighHz, levels, candidates, unvoiced, pitch);
        var voiced = pitch.Where(float.IsFinite).Order().ToArray();
        if (voiced.Length >= 4)
        {
            var floor = Math.Max(settings.LowHz, settings.FloorFactor * voiced[voiced.Length / 4]);
            var ceiling = Math.Min(settings.HighHz, settings.CeilingFactor * voiced[voiced.Length * 3 / 4]);
            var window = Math.Min(settings.WindowSeconds, settings.SecondWindowPeriods / floor);
            Search(samples, window, (float)floor, (float)ceiling, levels, candidates, unvoiced, pitch);
        }

        return new PitchTrack(TimeSpan.FromMilliseconds(10), TimeSpan.FromMilliseconds(5), pitch);
    }

    private float[] Levels(ReadOnlySpan<float> samples, int frames)
    {
        var levels = new float[frames];
        for (var frame = 0; frame < frames; frame++)
        {
            var start = Math.Max(0, (frame * hop) - hop);
            var end = Math.Min(samples.Length, (frame * hop) + (2 * hop));
            levels[frame] = MathF.Sqrt(TensorPrimitives.SumOfSquares(samples[start..end]) / (end - start));
        }

        return levels;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Search(
        ReadOnlySpan<float> samples, double window, float lowHz, float highHz, float[] levels, PitchCandidates candidates, float[] unvoiced, float[] pitch)
    {
        var analyzer = new PeriodicityAnalyzer(sampleRateHz, window, settings);
        var sorted = levels.Order().ToArray();
        var reference = sorted.Length == 0 ? 0 : sorted[(int)(0.98 * (sorted.Length - 1))];
        var silence = reference * MathF.Pow(10, settings.SilenceDb / 20);
        var rate = sampleRateHz * analyzer.LagFactor;
        var minLag = Math.Max(2, (int)(rate / highHz));
        var maxLag = (int)Math.Ceiling(rate / lowHz);
        Span<float> periodicity = new float[maxLag + 2];
        for (var first = 0; first < levels.Length; first += PeriodicityAnalyzer.BatchSize)
        {
            analyzer.Analyze(samples, (first * hop) + (hop / 2), hop);
            for (var index = 0; index < PeriodicityAnalyzer.BatchSize && first + index < levels.Length; index++)
            {
                var frame = first + index;
                candidates.Clear(frame);
                var relative = silence > 0 ? levels[frame] / silence : 0;
                unvoiced[frame] = settings.VoicingThreshold + Math.Max(0, 2 - (relative * (1 + settings.VoicingThreshold)));
                analyzer.CopyFrame(index, periodicity);
                for (var lag = minLag; lag <= maxLag; lag++)
                {
                    OfferPeak(periodicity, lag, rate, (lowHz, highHz), candidates, frame);
                }
            }
        }

        path.Find(candidates, unvoiced, pitch);
    }

    /// <summary>Offers the lag as a candidate if periodicity peaks there, placed between the lags by a parabola.</summary>
    private void OfferPeak(ReadOnlySpan<float> periodicity, int lag, float rateHz, (float LowHz, float HighHz) band, PitchCandidates candidates, int frame)
    {
        var (left, middle, right) = (periodicity[lag - 1], periodicity[lag], periodicity[lag + 1]);
        if (middle <= left || middle < right || middle <= 0.2f * settings.VoicingThreshold)
        {
            return;
        }

        var curvature = left - (2 * middle) + right;
        var offset = 0.5f * (left - right) / curvature;
        var peak = middle - (0.25f * (left - right) * offset);
        var hz = rateHz / (lag + offset);
        if (hz >= band.LowHz && hz <= band.HighHz)
        {
            candidates.Offer(frame, hz, Math.Min(peak, 1) - (settings.OctaveCost * MathF.Log2(600f / hz)));
        }
    }
}
