using System.Numerics.Tensors;
using System.Security.Cryptography;
using CallQuality.Audio;
using CallQuality.Core.Utterances;
using CallQuality.Inference.ModelFiles;

namespace CallQuality.Inference.Phrases;

/// <summary>The trained classifier: a multinomial logistic regression and the mean of sets of filters over states, added, with calibrated probabilities. Immutable and thread-safe.</summary>
/// <remarks>The file holds numbers only, little-endian, so that the same training gives the same bytes; ML.NET's own format has times in it.</remarks>
internal sealed class PhraseModel
{
    /// <summary>The file below the model folder.</summary>
    public const string File = "phrases/classifier.bin";

    /// <summary>Sets of filters, each begun from other random numbers: their mean errs less than one of them.</summary>
    public const int FilterSets = 2;

    private const uint Mark = 0x35504843;

    private static readonly int Width = UtteranceFeatures.DenseCount + UtteranceFeatures.GramCount;

    private readonly Regression regression;
    private readonly StateFilters[] filters;

    /// <summary>Makes a model of its numbers.</summary>
    /// <param name="regression">The regression's.</param>
    /// <param name="filters">Sets of filters, the mean of whose sums is added; none where states are not weighed.</param>
    /// <param name="temperature">What sums are divided by before they become probabilities, above 0; found on text that was not trained on.</param>
    /// <param name="thresholds">For every label the probability from which on it is shown.</param>
    /// <param name="vectors">Hash of the vectors it learned from, 32 bytes.</param>
    public PhraseModel(Regression regression, StateFilters[] filters, float temperature, float[] thresholds, byte[] vectors)
    {
        this.regression = regression;
        this.filters = filters;
        Temperature = temperature;
        Thresholds = thresholds;
        Vectors = vectors;
    }

    /// <summary>What sums are divided by before they become probabilities, above 0.</summary>
    public float Temperature { get; }

    /// <summary>For every label the probability from which on it is shown.</summary>
    public float[] Thresholds { get; }

    /// <summary>Hash of the vectors it learned from: where another processor gives others, training gives other bytes.</summary>
    public byte[] Vectors { get; }

    /// <summary>The probability of every label.</summary>
    public float[] Probabilities(UtteranceFeatures features) => Probabilities(Scores(features));

    /// <summary>The probability of every label by the sums of this model or of one trained on a part of its text; the sums are overwritten.</summary>
    public float[] Probabilities(float[] scores)
    {
        TensorPrimitives.Divide(scores, Temperature, scores);
        TensorPrimitives.SoftMax(scores, scores);
        return scores;
    }

    /// <summary>The likeliest label, and whether it is sure enough to be shown; neutral never is.</summary>
    public (UtteranceLabel Label, float Probability, bool IsShown) Decide(float[] probabilities)
    {
        var label = TensorPrimitives.IndexOfMax<float>(probabilities);
        return ((UtteranceLabel)label, probabilities[label], label != (int)UtteranceLabel.Neutral && probabilities[label] >= Thresholds[label]);
    }

    /// <summary>The sum of every label, before temperature.</summary>
    public float[] Scores(UtteranceFeatures features)
    {
        var scores = new float[UtteranceLabels.Count];
        foreach (var set in filters)
        {
            TensorPrimitives.Add(scores, set.Scores(features), scores);
        }

        TensorPrimitives.Divide(scores, Math.Max(1, filters.Length), scores);
        var (weights, biases) = regression;
        for (var label = 0; label < scores.Length; label++)
        {
            var grams = weights[label].AsSpan(features.Dense.Length);
            var sum = biases[label] + TensorPrimitives.Dot<float>(features.Dense, weights[label].AsSpan(0, features.Dense.Length));
            for (var i = 0; i < features.Grams.Length; i++)
            {
                sum += features.GramValues[i] * grams[features.Grams[i]];
            }

            scores[label] += sum;
        }

        return scores;
    }

    /// <summary>Reads a model.</summary>
    /// <exception cref="ModelFileException">The file is none.</exception>
    public static PhraseModel Read(string path)
    {
        try
        {
            return Parse(System.IO.File.ReadAllBytes(path), path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw Unreadable(path, error);
        }
    }

    /// <summary>Reads a model's bytes.</summary>
    /// <param name="bytes">The file's content.</param>
    /// <param name="path">Its name, for messages.</param>
    /// <exception cref="ModelFileException">The bytes are none.</exception>
    public static PhraseModel Parse(byte[] bytes, string path)
    {
        try
        {
            using var reader = new BinaryReader(new MemoryStream(bytes));
            if (reader.ReadUInt32() == Mark && reader.ReadInt32() == UtteranceLabels.Count && reader.ReadInt32() == Width)
            {
                var vectors = reader.ReadBytes(SHA256.HashSizeInBytes);
                var temperature = reader.ReadSingle();
                var thresholds = Numbers(reader, UtteranceLabels.Count);
                var biases = Numbers(reader, UtteranceLabels.Count);
                var weights = biases.Select(_ => Numbers(reader, Width)).ToArray();
                return new PhraseModel(new Regression(weights, biases), [.. Enumerable.Range(0, FilterSets).Select(_ => StateFilters.Of(Numbers(reader, StateFilters.NumberCount)))], temperature, thresholds, vectors);
            }
        }
        catch (EndOfStreamException error)
        {
            throw Unreadable(path, error);
        }

        throw Unreadable(path, null);
    }

    /// <summary>The model as the file has it.</summary>
    public byte[] ToBytes()
    {
        using var bytes = new MemoryStream();
        using var writer = new BinaryWriter(bytes);
        writer.Write(Mark);
        writer.Write(UtteranceLabels.Count);
        writer.Write(Width);
        writer.Write(Vectors);
        foreach (var number in regression.Weights.Prepend(regression.Biases).Prepend(Thresholds).Prepend([Temperature]).Concat(filters.Select(set => set.ToNumbers())).SelectMany(numbers => numbers))
        {
            writer.Write(number);
        }

        return bytes.ToArray();
    }

    private static float[] Numbers(BinaryReader reader, int count) => [.. Enumerable.Range(0, count).Select(_ => reader.ReadSingle())];

    private static ModelFileException Unreadable(string path, Exception? error) => new(
        new Bilingual(
            $"{path}: kein lesbarer Klassifikator für Äußerungen; erwartet wird die Datei, die „callquality train phrases“ schreibt.",
            $"{path}: not a readable classifier of utterances; expected the file that 'callquality train phrases' writes."),
        error);
}

/// <summary>What a multinomial logistic regression learned.</summary>
/// <param name="Weights">For every label one weight a dense number, then one a sequence of letters or words.</param>
/// <param name="Biases">For every label one number that is added.</param>
internal sealed record Regression(float[][] Weights, float[] Biases);
