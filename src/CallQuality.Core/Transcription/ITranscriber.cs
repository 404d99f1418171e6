using CallQuality.Audio;
using CallQuality.Core.Calls;

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
    /// <param name="language">The language if it is known; <see langword="null"/> to recognise it over the whole call.</param>
    /// <param name="progress">Told the share of the speech that is done, 0 to 1; may be <see langword="null"/>.</param>
    /// <param name="cancellationToken">Ends the work within a decoder step.</param>
    Transcript Transcribe(
        Recording recording,
        IReadOnlyList<IReadOnlyList<SpeechSegment>> speech,
        Language? language,
        IProgress<double>? progress,
        CancellationToken cancellationToken);
}
