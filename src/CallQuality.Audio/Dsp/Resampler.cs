using System.Runtime.CompilerServices;

namespace CallQuality.Audio.Dsp;

/// <summary>
/// Changes the sampling rate: windowed sinc, polyphase, linear phase, without delay: output sample <c>n</c> is the input
/// at <c>n / toHz</c> seconds. Flat to 0.91 of the lower Nyquist frequency, at least 80 dB down from that Nyquist frequency on.
/// </summary>
/// <remarks>
/// One instance is one stream of one channel and not thread-safe. Before the first and after the last sample the input counts as 0.
/// Equal rates are copied unchanged. <see cref="Process"/> and <see cref="Flush"/> do not allocate.
/// </remarks>
public sealed class Resampler
{
    /// <summary>Up to here every phase has taps of its own; odd ratios share <see cref="SharedPhases"/> and interpolate between them.</summary>
    private const int MostExactPhases = 640;

    /// <summary>Linear interpolation between this many phases errs by less than (π/512)²/8, that is −106 dB.</summary>
    private const int SharedPhases = 512;

    private const int BlockLength = 4096;

    private readonly int up;
    private readonly int down;
    private readonly int halfWidth;
    private readonly int phaseCount;
    private readonly float[] taps;
    private readonly float[] history;
    private int historyLength;
    private long historyStart;
    private long inputCount;
    private long outputCount;
    private long nextIndex;
    private int nextPhase;

    /// <summary>Prepares the filter for one pair of rates.</summary>
    /// <param name="fromHz">Rate of the input, 1 Hz or more.</param>
    /// <param name="toHz">Rate of the output, 1 Hz or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">A rate is below 1 Hz.</exception>
    public Resampler(int fromHz, int toHz)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(fromHz, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(toHz, 1);
        var divisor = GreatestCommonDivisor(fromHz, toHz);
        up = toHz / divisor;
        down = fromHz / divisor;
        if (up == down)
        {
            taps = history = [];
            return;
        }

        halfWidth = WindowedSinc.HalfWidth(fromHz, toHz);
        phaseCount = up <= MostExactPhases ? up : SharedPhases;
        taps = new float[TapCount * (phaseCount + 1)];
        for (var phase = 0; phase <= phaseCount; phase++)
        {
            WindowedSinc.Fill(taps.AsSpan(phase * TapCount, TapCount), (double)phase / phaseCount, fromHz, toHz);
        }

        history = new float[TapCount + BlockLength];
        Reset();
    }

    private Resampler(Resampler other)
    {
        (up, down, halfWidth, phaseCount, taps) = (other.up, other.down, other.halfWidth, other.phaseCount, other.taps);
        history = new float[other.history.Length];
        Reset();
    }

    private int TapCount => 2 * halfWidth;

    /// <summary>A resampler for another stream of the same rates, such as the other channel, that shares this one's filter.</summary>
    public Resampler ForAnotherStream() => new(this);

    /// <summary>Starts a new stream with the same rates.</summary>
    public void Reset()
    {
        history.AsSpan().Clear();
        historyLength = Math.Max(0, halfWidth - 1);
        historyStart = -historyLength;
        inputCount = outputCount = nextIndex = nextPhase = 0;
    }

    /// <summary>How many samples a whole input becomes: every output instant that lies before the input's end.</summary>
    /// <param name="inputLength">Samples of input, 0 or more.</param>
    public long OutputLength(long inputLength) => CeilingOfRatio(inputLength);

    /// <summary>The room that <see cref="Process"/> needs in its output for the next piece of input.</summary>
    /// <param name="inputLength">Samples of the next piece, 0 or more.</param>
    public int OutputLengthOfNext(int inputLength) =>
        (int)(CeilingOfRatio(Math.Max(0, inputCount + inputLength - halfWidth)) - outputCount);

    /// <summary>The room that <see cref="Flush"/> needs in its output.</summary>
    public int OutputLengthOfFlush => (int)(CeilingOfRatio(inputCount) - outputCount);

    /// <summary>Takes the next piece of the stream and writes what can be known so far.</summary>
    /// <param name="input">The next samples, any number.</param>
    /// <param name="output">Room for at least <see cref="OutputLengthOfNext"/> samples; must not overlap the input.</param>
    /// <returns>Samples written; the last half filter length is held back for <see cref="Flush"/>.</returns>
    /// <exception cref="ArgumentException">The output is too short; nothing was taken.</exception>
    public int Process(ReadOnlySpan<float> input, Span<float> output)
    {
        if (output.Length < OutputLengthOfNext(input.Length))
        {
            throw new ArgumentException("The output is shorter than OutputLengthOfNext.", nameof(output));
        }

        if (up == down)
        {
            input.CopyTo(output);
            inputCount += input.Length;
            outputCount += input.Length;
            return input.Length;
        }

        var written = 0;
        while (!input.IsEmpty)
        {
            var length = Math.Min(input.Length, history.Length - historyLength);
            input[..length].CopyTo(history.AsSpan(historyLength));
            input = input[length..];
            inputCount += length;
            written += Filter(length, long.MaxValue, output[written..]);
        }

        return written;
    }

    /// <summary>Ends the stream and writes its last samples. Call <see cref="Reset"/> before another stream.</summary>
    /// <param name="output">Room for at least <see cref="OutputLengthOfFlush"/> samples.</param>
    /// <returns>Samples written.</returns>
    /// <exception cref="ArgumentException">The output is too short; nothing was written.</exception>
    public int Flush(Span<float> output)
    {
        var total = CeilingOfRatio(inputCount);
        if (output.Length < total - outputCount)
        {
            throw new ArgumentException("The output is shorter than OutputLengthOfFlush.", nameof(output));
        }

        var written = 0;
        for (var missing = halfWidth; missing > 0;)
        {
            var length = Math.Min(missing, history.Length - historyLength);
            history.AsSpan(historyLength, length).Clear();
            missing -= length;
            written += Filter(length, total, output[written..]);
        }

        return written;
    }

    /// <summary>Converts a whole signal at once.</summary>
    /// <param name="input">The signal.</param>
    /// <param name="fromHz">Its rate, 1 Hz or more.</param>
    /// <param name="toHz">The wanted rate, 1 Hz or more.</param>
    /// <returns>A new array of <see cref="OutputLength"/> samples.</returns>
    public static float[] Convert(ReadOnlySpan<float> input, int fromHz, int toHz)
    {
        var resampler = new Resampler(fromHz, toHz);
        var output = new float[resampler.OutputLength(input.Length)];
        var written = resampler.Process(input, output);
        resampler.Flush(output.AsSpan(written));
        return output;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int Filter(int added, long outputLimit, Span<float> output)
    {
        historyLength += added;
        var written = 0;
        var end = historyStart + historyLength;
        while (nextIndex + halfWidth < end && outputCount < outputLimit)
        {
            var window = history.AsSpan((int)(nextIndex - halfWidth + 1 - historyStart), TapCount);
            output[written++] = Weigh(window);
            outputCount++;
            nextPhase += down;
            nextIndex += nextPhase / up;
            nextPhase %= up;
        }

        DropUsedHistory();
        return written;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private float Weigh(ReadOnlySpan<float> window)
    {
        if (phaseCount == up)
        {
            return InnerProduct.Of(window, taps.AsSpan(nextPhase * TapCount, TapCount));
        }

        var position = (double)nextPhase * phaseCount / up;
        var phase = (int)position;
        var share = (float)(position - phase);
        var lower = InnerProduct.Of(window, taps.AsSpan(phase * TapCount, TapCount));
        var upper = InnerProduct.Of(window, taps.AsSpan((phase + 1) * TapCount, TapCount));
        return lower + (share * (upper - lower));
    }

    private void DropUsedHistory()
    {
        // When the rate falls steeply the next output may lie beyond all samples held so far.
        var used = (int)Math.Min(nextIndex - halfWidth + 1 - historyStart, historyLength);
        if (used <= 0)
        {
            return;
        }

        history.AsSpan(used, historyLength - used).CopyTo(history);
        historyLength -= used;
        historyStart += used;
    }

    private long CeilingOfRatio(long length) => checked(((length * up) + down - 1) / down);

    private static int GreatestCommonDivisor(int a, int b) => b == 0 ? a : GreatestCommonDivisor(b, a % b);
}
