using System.Numerics.Tensors;
using CallQuality.Audio.Dsp;

namespace CallQuality.Inference.VoiceActivity;

/// <summary>One channel as voice activity takes it: at 16 kHz and at the nominal level, window by window.</summary>
/// <remarks>Holds one block of the wide sound at a time: a long call at twice its rate would fill the memory.</remarks>
internal sealed class WideChannel
{
    private const int BlockSamples = 4096;

    private readonly float[] samples;
    private readonly float factor;
    private readonly Resampler resampler;
    private readonly float[] wide;
    private int taken;
    private bool ended;
    private int from;
    private int to;

    public WideChannel(float[] samples, int sampleRateHz)
        : this(samples, sampleRateHz, SpeechLevel.Gain(samples, sampleRateHz))
    {
    }

    /// <summary>The channel times a given factor.</summary>
    public WideChannel(float[] samples, int sampleRateHz, float factor)
    {
        this.samples = samples;
        this.factor = factor;
        resampler = new Resampler(sampleRateHz, SileroStep.SampleRateHz);
        // What one block gives, and what is held back to the end.
        wide = new float[resampler.OutputLength(2 * BlockSamples)];
    }

    /// <summary>Samples of the whole channel at 16 kHz.</summary>
    public long Length => resampler.OutputLength(samples.Length);

    /// <summary>Fills a window with what comes next.</summary>
    /// <returns>Samples written: fewer than the window only at the channel's end.</returns>
    public int Read(Span<float> window)
    {
        var written = 0;
        while (written < window.Length && (from < to || Refill()))
        {
            var length = Math.Min(window.Length - written, to - from);
            wide.AsSpan(from, length).CopyTo(window[written..]);
            (from, written) = (from + length, written + length);
        }

        return written;
    }

    private bool Refill()
    {
        if (ended)
        {
            return false;
        }

        var block = samples.AsSpan(taken, Math.Min(BlockSamples, samples.Length - taken));
        to = resampler.Process(block, wide);
        taken += block.Length;
        ended = taken == samples.Length;
        to += ended ? resampler.Flush(wide.AsSpan(to)) : 0;

        from = 0;
        TensorPrimitives.Multiply(wide.AsSpan(0, to), factor, wide.AsSpan(0, to));
        return to > 0;
    }
}
