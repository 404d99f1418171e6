using System.Numerics.Tensors;

namespace CallQuality.Audio.Line;

/// <summary>Measures what the telephone line did to one side: level, background, clipping, drop-outs, band, hum.</summary>
/// <remarks>Immutable after construction; safe to share between threads.</remarks>
public sealed class LineMeter
{
    private const double SnrCapDb = 90;
    private const double MostDeadShare = 0.02;
    private const int FewestGapFrames = 10;
    private static readonly TimeSpan Guard = TimeSpan.FromMilliseconds(120);
    private readonly int sampleRateHz;
    private readonly int frame;

    /// <summary>Prepares the meter.</summary>
    /// <param name="sampleRateHz">Samples a second; at least 8000.</param>
    public LineMeter(int sampleRateHz)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(sampleRateHz, 8000);
        this.sampleRateHz = sampleRateHz;
        frame = sampleRateHz / 100;
    }

    /// <summary>Measures one side.</summary>
    /// <param name="samples">The whole side, in [-1, 1], at the rate of the file.</param>
    /// <param name="speech">Where there is speech, ordered, not overlapping; what lies between is background.</param>
    public LineQuality Measure(ReadOnlySpan<float> samples, IReadOnlyList<(TimeSpan Start, TimeSpan End)> speech)
    {
        ArgumentNullException.ThrowIfNull(speech);
        var spoken = Ranges(speech, samples.Length, TimeSpan.Zero);
        var gaps = Gaps(Ranges(speech, samples.Length, Guard), samples.Length);
        var speechPower = MeanPower(samples, spoken);
        var background = BackgroundPowers(samples, gaps);
        var noisePower = BackgroundPower(background);

        // Some lines switch the sound off between words; there a dead moment proves nothing.
        var goesDead = background.Count(power => power <= Dropouts.SilentPower) > MostDeadShare * background.Length;
        var ceiling = Clipping.Ceiling(samples);
        var dropouts = new Dropouts(sampleRateHz);
        var (spokenSamples, clipped, lost) = (0L, 0L, 0L);
        foreach (var (start, end) in spoken)
        {
            var part = samples[start..end];
            spokenSamples += part.Length;
            clipped += Clipping.Count(part, ceiling);
            lost += dropouts.CountLost(part, speechPower ?? 0, goesDead ? null : noisePower);
        }

        var (lowHz, highHz, humDb) = Spectra(samples, spoken, gaps);
        return new LineQuality
        {
            LevelDbfs = ToDecibels(speechPower),
            NoiseDbfs = ToDecibels(noisePower),
            SnrDb = Snr(speechPower, noisePower),
            ClippedRatio = spokenSamples > 0 ? (double)clipped / spokenSamples : 0,
            DropoutRatio = spokenSamples > 0 ? (double)lost / spokenSamples : 0,
            LowEdgeHz = lowHz,
            HighEdgeHz = highHz,
            HumDb = humDb,
            Codec = CodecGuess.Of(samples),
        };
    }

    private static double? ToDecibels(double? power) => power is { } value ? Math.Max(10 * Math.Log10(value), -120) : null;

    // What is heard in speech is speech and background together, so the background is taken off before the two are compared.
    private static double? Snr(double? speechPower, double? noisePower)
    {
        if (speechPower is not { } both || noisePower is not { } noise || both <= 0)
        {
            return null;
        }

        return noise <= 0 ? SnrCapDb : Math.Clamp(10 * Math.Log10(Math.Max(both - noise, 0.01 * noise) / noise), -20, SnrCapDb);
    }

    private static double? MeanPower(ReadOnlySpan<float> samples, List<(int Start, int End)> ranges)
    {
        var (sum, count) = (0.0, 0L);
        foreach (var (start, end) in ranges)
        {
            sum += TensorPrimitives.SumOfSquares(samples[start..end]);
            count += end - start;
        }

        return count > 0 ? sum / count : null;
    }

    // Power of each 10-ms frame between speech, sorted. The mean is taken out because a silent A-law line decodes to a small constant.
    private double[] BackgroundPowers(ReadOnlySpan<float> samples, List<(int Start, int End)> gaps)
    {
        var powers = new List<double>();
        foreach (var (start, end) in gaps)
        {
            for (var from = start; from + frame <= end; from += frame)
            {
                var part = samples.Slice(from, frame);
                var mean = TensorPrimitives.Sum(part) / frame;
                powers.Add(Math.Max(0, (TensorPrimitives.SumOfSquares(part) / frame) - (mean * mean)));
            }
        }

        powers.Sort();
        return [.. powers];
    }

    // The middle of the distribution: a click or a word that voice activity missed lies above it, a dead line below.
    private static double? BackgroundPower(double[] powers)
    {
        if (powers.Length < FewestGapFrames)
        {
            return null;
        }

        var (low, high) = (powers.Length / 10, Math.Max((powers.Length / 10) + 1, 7 * powers.Length / 10));
        return powers.AsSpan(low, high - low).ToArray().Average();
    }

    private (double? LowHz, double? HighHz, double? HumDb) Spectra(
        ReadOnlySpan<float> samples, List<(int Start, int End)> spoken, List<(int Start, int End)> gaps)
    {
        var size = (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)(sampleRateHz / 20));
        var ofSpeech = Average(samples, spoken, new PowerSpectrum(size));
        var ofNoise = Average(samples, gaps, new PowerSpectrum(size));
        var (lowHz, highHz) = BandEdges.Find(ofSpeech, ofNoise, (double)sampleRateHz / size);
        var fineSize = 8 * size;
        var fine = new PowerSpectrum(fineSize);
        var ofHum = Average(samples, gaps, fine);
        return (lowHz, highHz, fine.FrameCount > 0 ? Hum.Measure(ofHum, (double)sampleRateHz / fineSize) : null);
    }

    private static double[] Average(ReadOnlySpan<float> samples, List<(int Start, int End)> ranges, PowerSpectrum spectrum)
    {
        foreach (var (start, end) in ranges)
        {
            for (var from = start; from + spectrum.Size <= end; from += spectrum.Size / 2)
            {
                spectrum.Add(samples.Slice(from, spectrum.Size));
            }
        }

        var mean = new double[(spectrum.Size / 2) + 1];
        spectrum.Mean(mean);
        return mean;
    }

    private List<(int Start, int End)> Ranges(IReadOnlyList<(TimeSpan Start, TimeSpan End)> speech, int length, TimeSpan guard)
    {
        var ranges = new List<(int Start, int End)>(speech.Count);
        foreach (var (start, end) in speech)
        {
            var from = (int)Math.Clamp((start - guard).TotalSeconds * sampleRateHz, 0, length);
            var to = (int)Math.Clamp((end + guard).TotalSeconds * sampleRateHz, from, length);
            ranges.Add((from, to));
        }

        return ranges;
    }

    private static List<(int Start, int End)> Gaps(List<(int Start, int End)> taken, int length)
    {
        var gaps = new List<(int Start, int End)>();
        var at = 0;
        foreach (var (start, end) in taken)
        {
            if (start > at)
            {
                gaps.Add((at, start));
            }

            at = Math.Max(at, end);
        }

        if (at < length)
        {
            gaps.Add((at, length));
        }

        return gaps;
    }
}
