using CallQuality.Audio;
using CallQuality.Core.Transcription;
using CallQuality.Inference.ModelFiles;
using Microsoft.ML.OnnxRuntime;

namespace CallQuality.Inference.VoiceActivity;

/// <summary>Finds speech with Silero VAD, the channels of a recording side by side.</summary>
/// <remarks>
/// Windows of 32 ms, each with the last samples of the window before it in front, as the model was trained.
/// Source: silero-vad 6.2.3 (MIT). Deterministic. Not thread-safe: one call at a time.
/// </remarks>
public sealed class SileroVoiceActivityDetector : IVoiceActivityDetector, IDisposable
{
    private const string ModelName = "silero-vad/silero_vad.onnx";

    private readonly InferenceSession session;

    private SileroVoiceActivityDetector(InferenceSession session, string version)
    {
        this.session = session;
        ModelVersion = version;
    }

    /// <inheritdoc/>
    public string ModelVersion { get; }

    /// <summary>Loads and verifies the model.</summary>
    /// <exception cref="ModelFileException">The model is missing or not the one the manifest names.</exception>
    public static SileroVoiceActivityDetector Load(ModelFolder models)
    {
        ArgumentNullException.ThrowIfNull(models);
        var file = models.Verify(ModelName);
        // One thread: the operators are far too small to share.
        var session = SessionFactory.Open(models.PathOf(ModelName), threads: 1);
        return new SileroVoiceActivityDetector(session, $"silero-vad {file.Sha256[..8]}");
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The recording is neither at 8000 nor at 16000 Hz.</exception>
    public IReadOnlyList<IReadOnlyList<SpeechSegment>> Detect(Recording recording, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(recording);
        var probabilities = Probabilities(recording.Channels, recording.SampleRateHz, cancellationToken);
        var window = SileroStep.WindowSamples(recording.SampleRateHz);
        return [.. probabilities.Select(channel =>
            SpeechSegmenter.Segment(channel, window, recording.Channels[0].Length, recording.SampleRateHz))];
    }

    /// <summary>Speech probability of every window of every channel.</summary>
    internal float[][] Probabilities(IReadOnlyList<float[]> channels, int sampleRateHz, CancellationToken cancellationToken)
    {
        var result = new float[channels.Count][];
        // A step is too small to be shared between cores, and every step needs the one before it; channels need nothing of one another.
        Parallel.For(0, channels.Count, new ParallelOptions { CancellationToken = cancellationToken }, channel => result[channel] = Probabilities(channels[channel], sampleRateHz, cancellationToken));
        return result;
    }

    private float[] Probabilities(ReadOnlySpan<float> samples, int sampleRateHz, CancellationToken cancellationToken)
    {
        using var step = new SileroStep(session, sampleRateHz);
        var window = SileroStep.WindowSamples(sampleRateHz);
        var result = new float[(samples.Length + window - 1) / window];
        for (var i = 0; i < result.Length; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var rest = samples[(i * window)..];
            result[i] = step.Run(rest[..Math.Min(window, rest.Length)]);
        }

        return result;
    }

    /// <inheritdoc/>
    public void Dispose() => session.Dispose();
}
