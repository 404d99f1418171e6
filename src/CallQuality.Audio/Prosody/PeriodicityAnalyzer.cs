using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;

namespace CallQuality.Audio.Prosody;

/// <summary>
/// How well each frame repeats itself after every lag: the autocorrelation of the frame's compressed spectrum, so that a strong
/// formant does not outshout the regular spacing of the harmonics, which is all that is left of the pitch on a telephone.
/// Generalised autocorrelation after Tolonen and Karjalainen 2000, "A computationally efficient multipitch analysis model", with the
/// square root of the amplitude, and less weight on the lowest harmonics that a line lets through.
/// </summary>
/// <remarks>Works on batches of frames, two in every vector lane. Not safe to share between threads.</remarks>
internal sealed class PeriodicityAnalyzer
{
    // Where telephone lines begin at the earliest.
    private const double LowestHz = 200;
    private readonly PitchSettings settings;
    private readonly int sampleRateHz;
    private readonly float[] window;
    private readonly float[] lagWeights;
    private readonly float[] binWeights;
    private readonly int[] positions;
    private readonly int[] wide;
    private readonly LaneFft transform;
    private readonly LaneFft back;
    private readonly Vector<float>[] real;
    private readonly Vector<float>[] imaginary;
    private readonly Vector<float>[] first;
    private readonly Vector<float>[] second;
    private readonly int firstBin;
    private readonly int lastBin;
    private readonly int lagFactor;

    public PeriodicityAnalyzer(int sampleRateHz, double windowSeconds, PitchSettings settings)
    {
        this.settings = settings;
        this.sampleRateHz = sampleRateHz;
        var length = ((int)(windowSeconds * sampleRateHz) | 1) + 1;
        window = new float[length];
        for (var index = 0; index < length; index++)
        {
            window[index] = (float)(0.5 - (0.5 * Math.Cos(2 * Math.PI * (index + 0.5) / length)));
        }

        lagFactor = 2;
        transform = new LaneFft((int)BitOperations.RoundUpToPowerOf2((uint)(length + (sampleRateHz / 60) + 2)));
        back = new LaneFft(transform.Size * lagFactor);
        real = new Vector<float>[back.Size];
        imaginary = new Vector<float>[back.Size];
        positions = [.. Enumerable.Range(0, transform.Size).Select(transform.PositionOf)];
        wide = [.. Enumerable.Range(0, back.Size).Select(back.PositionOf)];
        binWeights = BinWeights();
        firstBin = Math.Max(1, Array.FindIndex(binWeights, weight => weight > 0));
        lastBin = Math.Min((transform.Size / 2) - 1, Array.FindLastIndex(binWeights, weight => weight > 0));
        first = new Vector<float>[lastBin + 1];
        second = new Vector<float>[lastBin + 1];
        lagWeights = LagWeights();
    }

    /// <summary>Frames taken in one call.</summary>
    public static int BatchSize => 2 * Vector<float>.Count;

    /// <summary>Lags a sample.</summary>
    public int LagFactor => lagFactor;

    /// <summary>Analyses a batch of frames, <paramref name="hop"/> samples apart, the first centred on <paramref name="firstCentre"/>.</summary>
    public void Analyze(ReadOnlySpan<float> samples, int firstCentre, int hop)
    {
        Load(samples, firstCentre, hop);
        transform.Forward(real.AsSpan(0, transform.Size), imaginary.AsSpan(0, transform.Size));
        Compress();
        back.Inverse(real, imaginary);
    }

    /// <summary>Copies the normalised periodicity of one frame of the batch: index is the lag in 1/<see cref="LagFactor"/> samples.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void CopyFrame(int frame, Span<float> periodicity)
    {
        var lane = frame / 2;
        var source = (frame % 2 == 0 ? real : imaginary).AsSpan(0, periodicity.Length);
        var total = source[0][lane];
        var scale = total > 0 ? 1 / total : 0;
        for (var lag = 0; lag < periodicity.Length; lag++)
        {
            periodicity[lag] = source[lag][lane] * scale * lagWeights[lag];
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Load(ReadOnlySpan<float> samples, int firstCentre, int hop)
    {
        var lanes = Vector<float>.Count;
        Array.Clear(real);
        Array.Clear(imaginary);
        var reals = System.Runtime.InteropServices.MemoryMarshal.Cast<Vector<float>, float>(real.AsSpan());
        var imaginaries = System.Runtime.InteropServices.MemoryMarshal.Cast<Vector<float>, float>(imaginary.AsSpan());
        for (var frame = 0; frame < BatchSize; frame++)
        {
            var target = frame % 2 == 0 ? reals : imaginaries;
            var lane = frame / 2;
            var start = firstCentre + (frame * hop) - (window.Length / 2);
            var from = Math.Max(0, -start);
            var to = Math.Min(window.Length, samples.Length - start);
            if (to <= from)
            {
                continue;
            }

            var mean = TensorPrimitives.Sum(samples[(start + from)..(start + to)]) / (to - from);
            for (var index = from; index < to; index++)
            {
                target[(index * lanes) + lane] = (samples[start + index] - mean) * window[index];
            }
        }
    }

    // Two frames share a transform; their spectra are told apart by symmetry. Each is then compressed in place.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Compress()
    {
        var size = transform.Size;
        for (var bin = firstBin; bin <= lastBin; bin++)
        {
            var here = positions[bin];
            var there = positions[(size - bin) % size];
            var sumReal = real[here] + real[there];
            var differenceReal = real[there] - real[here];
            var sumImaginary = imaginary[here] + imaginary[there];
            var differenceImaginary = imaginary[here] - imaginary[there];
            var weight = new Vector<float>(binWeights[bin]);
            first[bin] = Vector.SquareRoot(Vector.SquareRoot((sumReal * sumReal) + (differenceImaginary * differenceImaginary))) * weight;
            second[bin] = Vector.SquareRoot(Vector.SquareRoot((sumImaginary * sumImaginary) + (differenceReal * differenceReal))) * weight;
        }

        Array.Clear(real);
        Array.Clear(imaginary);
        for (var bin = firstBin; bin <= lastBin; bin++)
        {
            real[wide[bin]] = first[bin];
            imaginary[wide[bin]] = second[bin];
            real[wide[back.Size - bin]] = first[bin];
            imaginary[wide[back.Size - bin]] = second[bin];
        }
    }

    private float[] BinWeights()
    {
        var weights = new float[(transform.Size / 2) + 1];
        for (var bin = 0; bin < weights.Length; bin++)
        {
            var hz = (double)bin * sampleRateHz / transform.Size;
            var rise = Math.Clamp((hz - LowestHz) / (settings.LowFullHz - LowestHz), 0, 1);
            var low = settings.LowWeight + ((1 - settings.LowWeight) * (0.5 - (0.5 * Math.Cos(Math.PI * rise))));
            var fall = settings.TaperHz >= settings.BandHighHz || hz < settings.TaperHz
                ? 1
                : 0.5 + (0.5 * Math.Cos(Math.PI * (hz - settings.TaperHz) / (settings.BandHighHz - settings.TaperHz)));
            weights[bin] = hz < settings.BandLowHz || hz > settings.BandHighHz ? 0 : (float)(low * Math.Sqrt(fall));
        }

        return weights;
    }

    private float[] LagWeights()
    {
        var count = lagFactor * ((sampleRateHz / 60) + 2);
        var weights = new float[count];
        var energy = TensorPrimitives.Dot(window, window);
        for (var lag = 0; lag < count; lag++)
        {
            var shift = lag / lagFactor;
            var overlap = shift < window.Length ? TensorPrimitives.Dot<float>(window.AsSpan(shift), window.AsSpan(0, window.Length - shift)) : 0;
            weights[lag] = overlap > 0.01f * energy ? (float)Math.Pow(energy / overlap, settings.LagCorrection) : 0;
        }

        return weights;
    }
}
