using CallQuality.Audio;
using CallQuality.Core.Transcription;
using CallQuality.Inference.ModelFiles;
using Microsoft.ML.OnnxRuntime;

namespace CallQuality.Inference.VoiceActivity;

/// <summary>Finds speech with Silero VAD, all channels of a recording in one batch.</summary>
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
        using var step = new SileroStep(session, channels.Count, sampleRateHz);
        var window = SileroStep.WindowSamples(sampleRateHz);
        var windows = (channels[0].Length + window - 1) / window;
        var result = channels.Select(_ => new float[windows]).ToArray();
        for (var i = 0; i < windows; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            for (var c = 0; c < channels.Count; c++)
            {
                var rest = channels[c].AsSpan(i * window);
                step.Put(c, rest[..Math.Min(window, rest.Length)]);
            }

            step.Run();
            for (var c = 0; c < channels.Count; c++)
            {
                result[c][i] = step.Probability(c);
            }
        }

        return result;
    }

    /// <inheritdoc/>
    public void Dispose() => session.Dispose();
}
