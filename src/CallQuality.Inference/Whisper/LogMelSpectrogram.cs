using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using CallQuality.Audio.Dsp;

namespace CallQuality.Inference.Whisper;

/// <summary>Whisper's log-mel spectrogram of up to 30 s at 16 kHz.</summary>
/// <remarks>
/// Window 400 (periodic Hann), hop 160, centred frames with mirrored ends, power spectrum, Slaney mel bands up to 8 kHz,
/// log10 not below 1e-10, then not below the maximum less 8, then (x + 4) / 4. Source: openai/whisper, <c>audio.py</c>.
/// Not thread-safe: one call at a time.
/// </remarks>
internal sealed class LogMelSpectrogram
{
    public const int SampleRateHz = 16000;
    public const int HopSamples = 160;
    private const int WindowSamples = 400;
    private const int Bins = (WindowSamples / 2) + 1;
    private const float SmallestPower = 1e-10f;

    private readonly float[] window = HannWindow.Periodic(WindowSamples);
    private readonly float[] frame = new float[WindowSamples];
    private readonly float[] power = new float[Bins];
    private readonly RealFft fourier = new(WindowSamples);
    private readonly (int First, float[] Weights)[] bands;

    /// <param name="bands">Mel bands: 80, or 128 for the large-v3 family.</param>
    public LogMelSpectrogram(int bands)
    {
        this.bands = MelBands.Create(bands, Bins, SampleRateHz);
    }

    /// <summary>Computes the spectrogram.</summary>
    /// <param name="samples">Sound at 16 kHz, at most <paramref name="frames"/> times 160 samples; silence follows it.</param>
    /// <param name="frames">Frames to give, 3000 for a window of 30 s.</param>
    /// <param name="mel">Receives bands times frames values, band by band.</param>
    public void Compute(ReadOnlySpan<float> samples, int frames, Span<float> mel)
    {
        var total = frames * HopSamples;
        ArgumentOutOfRangeException.ThrowIfGreaterThan(samples.Length, total, nameof(samples));
        // Frames behind the sound are silence; their logarithm is known.
        var sounding = Math.Min(frames, (samples.Length + (WindowSamples / 2) + HopSamples - 1) / HopSamples);
        var log = mel[..(bands.Length * frames)];
        log.Fill(MathF.Log10(SmallestPower));
        for (var t = 0; t < sounding; t++)
        {
            Frame(samples, total, (t * HopSamples) - (WindowSamples / 2));
            fourier.PowerSpectrum(frame, power);
            for (var b = 0; b < bands.Length; b++)
            {
                var (first, weights) = bands[b];
                var energy = InnerProduct.Of(weights, power.AsSpan(first, weights.Length));
                log[(b * frames) + t] = MathF.Log10(Math.Max(energy, SmallestPower));
            }
        }

        TensorPrimitives.Max(log, TensorPrimitives.Max<float>(log) - 8f, log);
        TensorPrimitives.Add(log, 4f, log);
        TensorPrimitives.Multiply(log, 0.25f, log);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Frame(ReadOnlySpan<float> samples, int total, int start)
    {
        if (start >= 0 && start + WindowSamples <= samples.Length)
        {
            TensorPrimitives.Multiply(samples.Slice(start, WindowSamples), window, frame);
            return;
        }

        for (var n = 0; n < WindowSamples; n++)
        {
            var position = start + n;
            position = position < 0 ? -position : position >= total ? (2 * total) - 2 - position : position;
            frame[n] = position < samples.Length ? samples[position] * window[n] : 0;
        }
    }
}
