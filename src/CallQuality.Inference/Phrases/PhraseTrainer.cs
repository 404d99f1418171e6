using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using CallQuality.Core.Phrases;
using CallQuality.Core.Utterances;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers;

namespace CallQuality.Inference.Phrases;

/// <summary>Trains the classifier of utterances with ML.NET: multinomial logistic regression by L-BFGS, filters beside it, calibrated on text it was not trained on.</summary>
/// <remarks>One thread and a fixed order: the same rows on the same kind of processor give the same bytes.</remarks>
public sealed class PhraseTrainer
{
    /// <summary>Parts the templates are divided into; each in turn is predicted by a model trained on the others.</summary>
    public const int Folds = 5;

    // All found by those predictions on the training text, never on the test text.
    private const float Penalty = 350;
    private const double Balance = 0.5;
    private const int MostSteps = 40;

    // How much what the recogniser wrote down counts beside what was written.
    private const float SpokenWeight = 1;

    // At most so many harmless utterances in a thousand may be shown as a mistake, and as a strength: nine in ten utterances of a call are harmless.
    // Nor may more mistakes in a thousand be shown as a strength: a refusal taken for an acknowledgement would make the score milder.
    private const double MistakesShown = 0.001;
    private const double StrengthsShown = 0.01;

    // Of what is shown as a mistake, at least so much is right; a label that never gets there is not shown.
    private const double MistakesRight = 0.9;
    private const int FewestShown = 20;
    private const float Never = 2;

    private readonly IReadOnlyList<LabelledUtterance> rows;
    private readonly IReadOnlyList<LabelledUtterance> learned;

    /// <summary>Prepares the rows.</summary>
    /// <param name="rows">The training text.</param>
    /// <param name="spoken">Rows of it as the recogniser wrote them down; learned beside it and never counted.</param>
    /// <param name="encoder">Gives their vectors.</param>
    /// <param name="cancellationToken">Ends the encoding between two batches.</param>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public PhraseTrainer(IReadOnlyList<LabelledUtterance> rows, IReadOnlyList<LabelledUtterance> spoken, SentenceEncoder encoder, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(spoken);
        ArgumentNullException.ThrowIfNull(encoder);
        this.rows = rows;
        learned = [.. rows, .. spoken];
        Features = FeaturesOf(learned, encoder, cancellationToken);
    }

    /// <summary>The training text.</summary>
    public IReadOnlyList<LabelledUtterance> Rows => rows;

    /// <summary>What is weighed of each row, then of the spoken ones.</summary>
    internal UtteranceFeatures[] Features { get; }

    /// <summary>Trains on all rows, and gives for every row the sums of a model that saw no row of the same template.</summary>
    internal (PhraseModel Model, float[][] HeldOut) Train(UtteranceFeatures[] weighed, CancellationToken cancellationToken)
    {
        var held = HeldOut(weighed, cancellationToken);
        var temperature = Temperature(held);
        return (Fit(weighed, _ => true, temperature, Thresholds(held, temperature), cancellationToken), held);
    }

    /// <summary>Trains on all rows and takes what was found on held-out text from a model: a sixth of the work.</summary>
    internal PhraseModel TrainAgain(PhraseModel known, CancellationToken cancellationToken) =>
        Fit(Features, _ => true, known.Temperature, known.Thresholds, cancellationToken);

    /// <summary>The numbers of rows, in their order.</summary>
    internal static UtteranceFeatures[] FeaturesOf(IReadOnlyList<LabelledUtterance> rows, SentenceEncoder encoder, CancellationToken cancellationToken)
    {
        string[] texts = [.. rows.SelectMany(row => new[] { row.Text, row.Before }).Distinct()];
        var vectors = texts.Zip(encoder.Encode(texts, cancellationToken)).ToDictionary(pair => pair.First, pair => pair.Second);
        return [.. rows.AsParallel().AsOrdered().Select(row => UtteranceFeatures.Of(row.Text, row.Before, vectors[row.Text], vectors[row.Before], PhraseBook.BuiltIn(row.Language)))];
    }

    // For every row the sums of a model that saw no row of the same template.
    private float[][] HeldOut(UtteranceFeatures[] weighed, CancellationToken cancellationToken)
    {
        var scores = new float[rows.Count][];
        Parallel.For(0, Folds, new ParallelOptions { CancellationToken = cancellationToken }, fold =>
        {
            var model = Fit(weighed, row => FoldOf(row.Template) != fold, 1, [], cancellationToken);
            for (var row = 0; row < rows.Count; row++)
            {
                if (FoldOf(rows[row].Template) == fold)
                {
                    scores[row] = model.Scores(weighed[row]);
                }
            }
        });

        return scores;
    }

    private static byte[] HashOf(UtteranceFeatures[] weighed)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var row in weighed)
        {
            hash.AppendData(MemoryMarshal.AsBytes(row.Dense.AsSpan()));
        }

        return hash.GetHashAndReset();
    }

    private static int FoldOf(string template) => SHA256.HashData(Encoding.UTF8.GetBytes(template))[0] % Folds;

    private PhraseModel Fit(UtteranceFeatures[] weighed, Func<LabelledUtterance, bool> isIn, float temperature, float[] thresholds, CancellationToken cancellationToken)
    {
        var chosen = Enumerable.Range(0, learned.Count).Where(row => isIn(learned[row])).ToList();
        var counts = chosen.CountBy(row => learned[row].Label).ToDictionary();
        List<StateFilterTrainer.Example> states = [.. chosen.Select(row => new StateFilterTrainer.Example(weighed[row], (int)learned[row].Label, Weight(row)))];
        var sets = weighed[0].Said.IsEmpty ? 0 : PhraseModel.FilterSets;
        var filters = Enumerable.Range(1, sets).Select(seed => Task.Run(() => StateFilterTrainer.Train(states, seed, cancellationToken), cancellationToken)).ToArray();
        var scale = FeatureScale.Of([.. chosen.Select(row => weighed[row].Dense)], Math.Min(UtteranceFeatures.Scaled, weighed[0].Dense.Length));
        var examples = chosen.Select(row => new Example
        {
            Features = Together(scale.Apply(weighed[row].Dense), weighed[row]),
            Label = (uint)learned[row].Label,
            Weight = Weight(row),
        });
        var regression = Regress(examples, weighed[0].Dense.Length + UtteranceFeatures.GramCount);
        scale.Undo(regression);
        return new PhraseModel(regression, [.. filters.Select(set => set.GetAwaiter().GetResult())], temperature, thresholds, HashOf(weighed));

        float Weight(int row) => (row < rows.Count ? 1 : SpokenWeight) * (float)Math.Pow(chosen.Count / (double)(UtteranceLabels.Count * counts[learned[row].Label]), Balance);
    }

    private static Regression Regress(IEnumerable<Example> examples, int width)
    {
        var ml = new MLContext(seed: 1);
        var schema = SchemaDefinition.Create(typeof(Example));
        schema[nameof(Example.Features)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, width);
        var data = ml.Data.LoadFromEnumerable(examples.ToList(), schema);
        var model = ml.MulticlassClassification.Trainers.LbfgsMaximumEntropy(new LbfgsMaximumEntropyMulticlassTrainer.Options
        {
            ExampleWeightColumnName = nameof(Example.Weight),
            L1Regularization = 0,
            L2Regularization = Penalty,
            MaximumNumberOfIterations = MostSteps,
            NumberOfThreads = 1,
        }).Fit(data).Model;
        VBuffer<float>[] weights = [];
        model.GetWeights(ref weights, out _);
        return new Regression([.. weights.Select(label => label.DenseValues().ToArray())], [.. model.GetBiases()]);
    }

    private static VBuffer<float> Together(float[] dense, UtteranceFeatures row) => new(
        dense.Length + UtteranceFeatures.GramCount,
        dense.Length + row.Grams.Length,
        [.. dense, .. row.GramValues],
        [.. Enumerable.Range(0, dense.Length), .. row.Grams.Select(gram => dense.Length + gram)]);

    // The temperature under which the held-out text is likeliest; the likelihood has one peak, so thirds close in on it.
    private float Temperature(float[][] held)
    {
        var (low, high) = (0.2, 5.0);
        while (high - low > 0.001)
        {
            var (left, right) = (low + ((high - low) / 3), high - ((high - low) / 3));
            (low, high) = Surprise(held, left) < Surprise(held, right) ? (low, right) : (left, high);
        }

        return (float)((low + high) / 2);
    }

    private double Surprise(float[][] held, double temperature) =>
        held.Select((scores, row) => -Math.Log(Probabilities(scores, temperature)[(int)rows[row].Label])).Sum();

    private static double[] Probabilities(float[] scores, double temperature)
    {
        var most = scores.Max();
        var powers = scores.Select(score => Math.Exp((score - most) / temperature)).ToArray();
        var sum = powers.Sum();
        return [.. powers.Select(power => power / sum)];
    }

    private float[] Thresholds(float[][] held, float temperature)
    {
        List<(UtteranceLabel Label, double[] Probabilities)> guesses = [.. held.Select((scores, row) => (rows[row].Label, Probabilities(scores, temperature)))];
        var harmless = guesses.Where(guess => guess.Label == UtteranceLabel.Neutral).Select(guess => guess.Probabilities).ToList();
        var mistakes = guesses.Where(guess => guess.Label.IsMistake()).Select(guess => guess.Probabilities).ToList();
        return [.. Enum.GetValues<UtteranceLabel>().Select(label => label.IsMistake()
            ? Math.Max(RightFrom(guesses, label), Above(harmless, label, MistakesShown))
            : Math.Max(0.5f, Math.Max(Above(harmless, label, StrengthsShown), Above(mistakes, label, StrengthsShown))))];
    }

    // The probability that no more than the share of the utterances reach.
    private static float Above(List<double[]> utterances, UtteranceLabel label, double share) =>
        MathF.BitIncrement((float)utterances.Select(probabilities => probabilities[(int)label]).OrderDescending().ElementAt((int)(share * utterances.Count)));

    // The lowest probability from which on enough of what is named is what it is named.
    private static float RightFrom(List<(UtteranceLabel Label, double[] Probabilities)> guesses, UtteranceLabel label)
    {
        var (from, shown, right) = (Never, 0, 0);
        foreach (var (truth, probabilities) in guesses.OrderByDescending(guess => guess.Probabilities[(int)label]))
        {
            var probability = probabilities[(int)label];
            if (probability < 0.5)
            {
                break;
            }

            shown++;
            right += truth == label ? 1 : 0;
            from = shown >= FewestShown && right >= MistakesRight * shown ? (float)probability : from;
        }

        return from;
    }

    private sealed class Example
    {
        public required VBuffer<float> Features { get; init; }

        [KeyType(10)]
        public required uint Label { get; init; }

        public required float Weight { get; init; }
    }
}
