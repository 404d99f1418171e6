using CallQuality.Core.Phrases;

namespace CallQuality.Core.Utterances;

/// <summary>Decides on whole utterances what they do in the conversation.</summary>
/// <remarks>Implementations are deterministic and thread-safe.</remarks>
public interface IUtteranceClassifier
{
    /// <summary>Name and hash of the model, as it stands in every scorecard.</summary>
    string ModelVersion { get; }

    /// <summary>Begins to load what reading needs and returns at once: called when a call is begun, long before its utterances are known.</summary>
    void Prepare();

    /// <summary>Reads utterances of one call.</summary>
    /// <param name="utterances">The agent's utterances.</param>
    /// <param name="lists">The phrase list of the call's language; its hits are among what is weighed.</param>
    /// <param name="cancellationToken">Ends the work between two batches.</param>
    /// <returns>Those that are surely enough under a label other than neutral, in their order.</returns>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    IReadOnlyList<UtteranceReading> Read(IReadOnlyList<Utterance> utterances, PhraseBook lists, CancellationToken cancellationToken);
}
