using CallQuality.Audio;

namespace CallQuality.Core.Transcription;

/// <summary>Finds speech. Two implementations exist: the model of the Inference project and the made ones of the tests.</summary>
public interface IVoiceActivityDetector
{
    /// <summary>Name and SHA-256 prefix of the model, as it stands in a scorecard's versions.</summary>
    string ModelVersion { get; }

    /// <summary>The stretches of speech of every channel, ordered, not overlapping within a channel.</summary>
    IReadOnlyList<IReadOnlyList<SpeechSegment>> Detect(Recording recording, CancellationToken cancellationToken);
}

/// <summary>Writes down what was said. Swappable: whichever engine is behind it, words come with times and probabilities.</summary>
public interface ITranscriber
{
    /// <summary>Name and SHA-256 prefix of the model, as it stands in a scorecard's versions.</summary>
    string ModelVersion { get; }

    /// <summary>Transcribes all channels.</summary>
    /// <param name="recording">The sound.</param>
    /// <param name="speech">Speech of each channel, as <see cref="IVoiceActivityDetector.Detect"/> gives it.</param>
    /// <param name="context">What is known of the call before it is heard.</param>
    /// <param name="progress">Told the share of the speech that is done, 0 to 1; may be <see langword="null"/>.</param>
    /// <param name="cancellationToken">Ends the work within a decoder step.</param>
    Transcript Transcribe(
        Recording recording,
        IReadOnlyList<IReadOnlyList<SpeechSegment>> speech,
        SpeechContext context,
        IProgress<double>? progress,
        CancellationToken cancellationToken);
}
