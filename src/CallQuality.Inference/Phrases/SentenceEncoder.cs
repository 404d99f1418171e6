using System.Collections.Concurrent;
using System.Numerics.Tensors;
using CallQuality.Inference.ModelFiles;
using Microsoft.ML.OnnxRuntime;

namespace CallQuality.Inference.Phrases;

/// <summary>What the encoder makes of a text.</summary>
/// <param name="Mean">Mean of the states, <see cref="SentenceEncoder.Width"/> numbers of no fixed length.</param>
/// <param name="States">The states, one after the other, as many numbers for each piece of the text, without those of the start and of the prefix.</param>
public sealed record SentenceVectors(float[] Mean, ReadOnlyMemory<Half> States);

/// <summary>Gives what an utterance says and how it says it as numbers, in one space for German and English.</summary>
/// <remarks>
/// Source: the lower half of multilingual-e5-small (arXiv:2402.05672, MIT). Means lie close together, so what matters are
/// differences. Thread-safe.
/// </remarks>
public sealed class SentenceEncoder : IDisposable
{
    /// <summary>Numbers of a vector.</summary>
    public const int Width = 384;

    private const string Graph = "sentence-encoder/model.onnx";
    private const string Vocabulary = "sentence-encoder/sentencepiece.bpe.model";

    // Longest text the graph takes; an utterance has 20 to 40 pieces.
    private const int MostPieces = 512;
    private const int BatchSize = 32;

    private static readonly string[] InputNames = ["input_ids", "attention_mask"];

    // The sixth of twelve layers: on held-out training text it told more than the eighth and the tenth, and the last one beside it too little for its time.
    private static readonly string[] OutputNames = ["/layers.5/n2/LayerNormalization_output_0"];

    private readonly SentenceTokenizer tokenizer;
    private readonly InferenceSession session;
    private readonly int threads;
    private readonly RunOptions runOptions = new();

    private SentenceEncoder(SentenceTokenizer tokenizer, InferenceSession session, int threads, string version)
    {
        this.threads = threads;
        this.tokenizer = tokenizer;
        this.session = session;
        ModelVersion = version;
    }

    /// <summary>Name and the first digits of the graph's hash.</summary>
    public string ModelVersion { get; }

    /// <summary>Loads and verifies the model.</summary>
    /// <param name="models">The model folder.</param>
    /// <param name="threads">Batches that are encoded side by side, at least 1.</param>
    /// <exception cref="ModelFileException">A file is missing or not the one the manifest names.</exception>
    public static SentenceEncoder Load(ModelFolder models, int threads)
    {
        ArgumentNullException.ThrowIfNull(models);
        Verify(models);
        return Open(models, threads);
    }

    /// <summary>Compares the model's files with the manifest.</summary>
    /// <returns>The version, as <see cref="ModelVersion"/>.</returns>
    /// <exception cref="ModelFileException">A file is missing or not the one the manifest names.</exception>
    internal static string Verify(ModelFolder models)
    {
        models.Verify(Vocabulary);
        return VersionOf(models.Verify(Graph));
    }

    /// <summary>Opens files that were verified before.</summary>
    /// <exception cref="ModelFileException">A file is missing or unreadable.</exception>
    internal static SentenceEncoder Open(ModelFolder models, int threads)
    {
        var version = VersionOf(models.Files.Single(file => file.File == Graph));
        var tokenizer = SentenceTokenizer.Read(models.PathOf(Vocabulary));
        return new SentenceEncoder(tokenizer, SessionFactory.OpenUpTo(OutputNames[0], models.PathOf(Graph), threads: 1), threads, version);
    }

    /// <summary>The vectors of texts, in their order.</summary>
    /// <param name="texts">Utterances; an empty one has a vector too, which means nothing.</param>
    /// <param name="cancellationToken">Ends the work between two batches.</param>
    /// <returns>Mean and states of each text.</returns>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public IReadOnlyList<SentenceVectors> Encode(IReadOnlyList<string> texts, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(texts);
        var ids = texts.Select(text => tokenizer.Read(text, MostPieces)).ToArray();
        var vectors = new SentenceVectors[texts.Count];

        // Texts of like length go together: padding costs as much as words. Batches side by side keep cores busier than operators that share them.
        var batches = Enumerable.Range(0, texts.Count).OrderByDescending(text => ids[text].Count).Chunk(BatchSize);
        var options = new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellationToken };
        Parallel.ForEach(Partitioner.Create(batches, EnumerablePartitionerOptions.NoBuffering), options, batch => Encode(batch, ids, vectors));
        return vectors;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        runOptions.Dispose();
        session.Dispose();
    }

    private static string VersionOf(ModelFile graph) => $"sentence-encoder {graph.Sha256[..8]}";

    private void Encode(int[] batch, IReadOnlyList<int>[] ids, SentenceVectors[] vectors)
    {
        var width = batch.Max(text => ids[text].Count);
        var pieces = new long[batch.Length * width];
        var mask = new long[batch.Length * width];
        Array.Fill(pieces, SentenceTokenizer.Padding);
        for (var row = 0; row < batch.Length; row++)
        {
            for (var i = 0; i < ids[batch[row]].Count; i++)
            {
                pieces[(row * width) + i] = ids[batch[row]][i];
                mask[(row * width) + i] = 1;
            }
        }

        long[] shape = [batch.Length, width];
        using var inputIds = OrtValue.CreateTensorValueFromMemory(pieces, shape);
        using var attention = OrtValue.CreateTensorValueFromMemory(mask, shape);
        using var outputs = session.Run(runOptions, InputNames, [inputIds, attention], OutputNames);
        var states = outputs[0].GetTensorDataAsSpan<float>();
        for (var row = 0; row < batch.Length; row++)
        {
            var own = states.Slice(row * width * Width, ids[batch[row]].Count * Width);
            vectors[batch[row]] = new SentenceVectors(Mean(own), Halves(own[(SentenceTokenizer.Before * Width)..]));
        }
    }

    private static Half[] Halves(ReadOnlySpan<float> states)
    {
        var halves = new Half[states.Length];
        TensorPrimitives.ConvertToHalf(states, halves);
        return halves;
    }

    private static float[] Mean(ReadOnlySpan<float> states)
    {
        var sum = new float[Width];
        for (var from = 0; from < states.Length; from += Width)
        {
            TensorPrimitives.Add(sum, states.Slice(from, Width), sum);
        }

        TensorPrimitives.Divide(sum, states.Length / Width, sum);
        return sum;
    }
}
