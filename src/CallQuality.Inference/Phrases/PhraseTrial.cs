using CallQuality.Core.Phrases;
using CallQuality.Core.Transcription;
using CallQuality.Core.Utterances;

namespace CallQuality.Inference.Phrases;

/// <summary>Lets systems label rows whose labels are known. Not thread-safe.</summary>
/// <param name="trainer">The training text.</param>
/// <param name="encoder">Gives vectors.</param>
public sealed class PhraseTrial(PhraseTrainer trainer, SentenceEncoder encoder)
{
    private readonly Dictionary<UtteranceSystem, (PhraseModel Model, float[][] HeldOut)> trained = [];

    /// <summary>Trains the classifier on all rows and gives its file.</summary>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public byte[] TrainFile(CancellationToken cancellationToken) => Trained(UtteranceSystem.Classifier, cancellationToken).Model.ToBytes();

    /// <summary>The labels of rows that were not trained on.</summary>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public IReadOnlyList<UtteranceGuess> Test(UtteranceSystem system, IReadOnlyList<LabelledUtterance> rows, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(rows);
        if (system == UtteranceSystem.ListsAlone)
        {
            return [.. rows.Select(ByLists)];
        }

        var features = View(system, PhraseTrainer.FeaturesOf(rows, encoder, cancellationToken));
        var model = Trained(system, cancellationToken).Model;
        return [.. rows.Zip(features).AsParallel().AsOrdered().Select(pair => Guess(pair.First, model.Scores(pair.Second), model))];
    }

    /// <summary>The labels of the training rows, each from a model that saw no row of the same template.</summary>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public IReadOnlyList<UtteranceGuess> HeldOut(CancellationToken cancellationToken)
    {
        var (model, scores) = Trained(UtteranceSystem.Classifier, cancellationToken);
        return [.. trainer.Rows.Select((row, index) => Guess(row, [.. scores[index]], model))];
    }

    private (PhraseModel Model, float[][] HeldOut) Trained(UtteranceSystem system, CancellationToken cancellationToken)
    {
        if (!trained.TryGetValue(system, out var both))
        {
            trained[system] = both = trainer.Train(View(system, trainer.Features), cancellationToken);
        }

        return both;
    }

    private static UtteranceFeatures[] View(UtteranceSystem system, UtteranceFeatures[] features) =>
        system == UtteranceSystem.LettersAlone ? [.. features.Select(row => row.LettersOnly())] : features;

    private static UtteranceGuess Guess(LabelledUtterance row, float[] scores, PhraseModel model)
    {
        var (label, probability, isShown) = model.Decide(model.Probabilities(scores));
        return new UtteranceGuess(row, label, probability, isShown);
    }

    private static UtteranceGuess ByLists(LabelledUtterance row)
    {
        var strongest = PhraseBook.BuiltIn(row.Language).Find(WrittenWords.Of(row.Text))
            .Select(match => (match.Strength, Label: LabelOf(match.Entry.Category)))
            .Where(hit => hit.Label != UtteranceLabel.Neutral)
            .OrderByDescending(hit => hit.Strength)
            .FirstOrDefault((Strength: 0, Label: UtteranceLabel.Neutral));
        return new UtteranceGuess(row, strongest.Label, 1, strongest.Label != UtteranceLabel.Neutral);
    }

    private static UtteranceLabel LabelOf(PhraseCategory category) => category switch
    {
        PhraseCategory.Contradiction or PhraseCategory.Lecturing or PhraseCategory.YesBut or PhraseCategory.Justification => UtteranceLabel.KnowItAll,
        PhraseCategory.BrushOff => UtteranceLabel.BrushOff,
        PhraseCategory.Urging => UtteranceLabel.Impatience,
        PhraseCategory.Acknowledgement => UtteranceLabel.Acknowledgement,
        PhraseCategory.Together => UtteranceLabel.Together,
        PhraseCategory.Thanks or PhraseCategory.Apology or PhraseCategory.OwnFault or PhraseCategory.ThanksForHint => UtteranceLabel.Respect,
        PhraseCategory.OpenQuestion => UtteranceLabel.OpenQuestion,
        PhraseCategory.Paraphrase => UtteranceLabel.Paraphrase,
        PhraseCategory.CallbackPromise or PhraseCategory.SendPromise or PhraseCategory.DeadlinePromise or PhraseCategory.OtherPromise => UtteranceLabel.Promise,
        _ => UtteranceLabel.Neutral,
    };
}
