using CallQuality.Audio;
using CallQuality.Core.Transcription;
using CallQuality.Inference.ModelFiles;
using Microsoft.ML.OnnxRuntime;

namespace CallQuality.Inference.VoiceActivity;

/// <summary>Finds speech with Silero VAD, all channels of a recording in one batch.</summary>
/// <remarks>
/// Every channel is heard at 16 kHz and at the nominal level of speech (decision record "Voice activity at 16 kHz"), in windows of
/// 32 ms, each with the last samples of the window before it in front, as the model was trained.
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
    public IReadOnlyList<IReadOnlyList<SpeechSegment>> Detect(Recording recording, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(recording);
        using var stage = RecognitionStages.Begin(RecognitionStages.VoiceActivity);
        var sounds = recording.Channels.Select(samples => new WideChannel(samples, recording.SampleRateHz)).ToArray();
        return [.. Probabilities(sounds, cancellationToken)
            .Select(channel => SpeechSegmenter.Segment(channel, SileroStep.Window, sounds[0].Length, SileroStep.SampleRateHz))];
    }

    /// <summary>Speech probability of every window of every channel.</summary>
    internal float[][] Probabilities(WideChannel[] sounds, CancellationToken cancellationToken)
    {
        using var step = new SileroStep(session, sounds.Length);
        var result = sounds.Select(sound => new float[(sound.Length + SileroStep.Window - 1) / SileroStep.Window]).ToArray();
        for (var i = 0; i < result[0].Length; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            for (var c = 0; c < sounds.Length; c++)
            {
                step.Put(c, sounds[c]);
            }

            step.Run();
            for (var c = 0; c < sounds.Length; c++)
            {
                result[c][i] = step.Probability(c);
            }
        }

        return result;
    }

    /// <inheritdoc/>
    public void Dispose() => session.Dispose();
}
