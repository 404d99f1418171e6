using System.Security.Cryptography;
using CallQuality.Core.Phrases;
using CallQuality.Core.Transcription;
using CallQuality.Core.Utterances;
using CallQuality.Inference.ModelFiles;

namespace CallQuality.Inference.Phrases;

/// <summary>Reads utterances with the sentence encoder and the trained classifier. Thread-safe.</summary>
/// <remarks>
/// The encoder, by far the larger part, is opened once: beside the first call's voice activity, which keeps one core busy and
/// leaves the others, or when the first utterances are read.
/// </remarks>
public sealed class PhraseClassifier : IUtteranceClassifier, IDisposable
{
    // A word carries the reading where leaving it out costs half of what leaving out the most telling one does.
    private const double CarryingShare = 0.5;
    private const int MostCarrying = 4;

    private readonly Lazy<Task<SentenceEncoder>> opening;
    private readonly PhraseModel model;
    private readonly int threads;

    private PhraseClassifier(Lazy<Task<SentenceEncoder>> opening, PhraseModel model, int threads, string version)
    {
        this.threads = threads;
        this.opening = opening;
        this.model = model;
        ModelVersion = version;
    }

    /// <inheritdoc/>
    public string ModelVersion { get; }

    private SentenceEncoder Encoder => opening.Value.GetAwaiter().GetResult();

    /// <summary>Verifies encoder and classifier and loads the latter.</summary>
    /// <param name="models">The model folder.</param>
    /// <param name="threads">Utterances that are read side by side, at least 1.</param>
    /// <exception cref="ModelFileException">A file is missing or not the one the manifest names.</exception>
    public static PhraseClassifier Load(ModelFolder models, int threads)
    {
        ArgumentNullException.ThrowIfNull(models);
        var file = models.Verify(PhraseModel.File);
        var model = PhraseModel.Read(models.PathOf(PhraseModel.File));
        var version = SentenceEncoder.Verify(models);
        var opening = new Lazy<Task<SentenceEncoder>>(() => Task.Run(() => SentenceEncoder.Open(models, threads)));
        return new PhraseClassifier(opening, model, threads, $"classifier {file.Sha256[..8]} on {version}");
    }

    /// <summary>Where the classifier's file stands in a model folder, whether it is there or not.</summary>
    public static string PathIn(ModelFolder models)
    {
        ArgumentNullException.ThrowIfNull(models);
        return Path.Combine(models.FolderPath, PhraseModel.File);
    }

    /// <summary>Enters a new classifier into the folder's manifest, in the place of the old one.</summary>
    /// <param name="models">The folder; the file itself is written by the caller before.</param>
    /// <param name="bytes">The file's content.</param>
    public static void Enter(ModelFolder models, byte[] bytes)
    {
        ArgumentNullException.ThrowIfNull(models);
        ArgumentNullException.ThrowIfNull(bytes);
        models.Enter(new ModelFile
        {
            File = PhraseModel.File,
            Bytes = bytes.Length,
            Sha256 = Hash(bytes),
            Licence = "MIT",
            Origin = "trained by 'callquality train phrases' on the tables beside it, which were written for this project",
        });
    }

    /// <summary>SHA-256 of a file's content, 64 lower-case hexadecimal digits.</summary>
    public static string Hash(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    /// <inheritdoc/>
    public void Prepare() => _ = opening.Value;

    /// <inheritdoc/>
    public IReadOnlyList<UtteranceReading> Read(IReadOnlyList<Utterance> utterances, PhraseBook lists, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(utterances);
        ArgumentNullException.ThrowIfNull(lists);
        if (utterances.Count == 0)
        {
            return [];
        }

        string[] before = [.. utterances.Select(utterance => utterance.Before).Distinct()];
        var vectors = Encoder.Encode([.. utterances.Select(utterance => utterance.Text), .. before], cancellationToken);
        var heardBefore = before.Zip(vectors.Skip(utterances.Count)).ToDictionary(pair => pair.First, pair => pair.Second);
        var shown = SideBySide(utterances.Zip(vectors)).Select(pair =>
        {
            var (utterance, said) = pair;
            var heard = heardBefore[utterance.Before];
            var (label, probability, isShown) = model.Decide(model.Probabilities(UtteranceFeatures.Of(utterance.Text, utterance.Before, said, heard, lists)));
            return isShown ? new Shown(utterance, heard, label, probability) : null;
        });
        return WithWords([.. shown.OfType<Shown>()], lists, cancellationToken);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (!opening.IsValueCreated)
        {
            return;
        }

        // Whoever read utterances was told of an error; nobody else needs the encoder.
        Task.WaitAny(opening.Value);
        if (opening.Value.IsCompletedSuccessfully)
        {
            Encoder.Dispose();
        }
    }

    // What an utterance rests on shows when its words are left out one by one; those of all utterances are encoded together.
    private List<UtteranceReading> WithWords(List<Shown> shown, PhraseBook lists, CancellationToken cancellationToken)
    {
        var shortened = shown.Where(reading => reading.Label.IsExplained()).SelectMany(reading => reading.Utterance.Words.Select((_, word) => (Reading: reading, Text: Without(reading.Utterance, word)))).ToList();
        var vectors = Encoder.Encode([.. shortened.Select(of => of.Text)], cancellationToken);
        var left = SideBySide(shortened.Zip(vectors)).Select(pair =>
        {
            var ((reading, text), said) = pair;
            return model.Probabilities(UtteranceFeatures.Of(text, reading.Utterance.Before, said, reading.Heard, lists))[(int)reading.Label];
        }).ToList();
        var (readings, first) = (new List<UtteranceReading>(), 0);
        foreach (var (utterance, _, label, probability) in shown)
        {
            var count = label.IsExplained() ? utterance.Words.Count : 0;
            var carrying = count == 0 ? [] : Carrying(utterance, left.GetRange(first, count));
            readings.Add(new UtteranceReading { Utterance = utterance, Label = label, Probability = probability, Carrying = carrying });
            first += count;
        }

        return readings;
    }

    private ParallelQuery<T> SideBySide<T>(IEnumerable<T> items) => items.AsParallel().AsOrdered().WithDegreeOfParallelism(threads);

    private static string Without(Utterance utterance, int left) =>
        string.Join(' ', utterance.Words.Where((_, word) => word != left).Select(word => word.Text));

    private static List<Word> Carrying(Utterance utterance, List<float> left)
    {
        var least = left.Order().Take(MostCarrying).ToList();
        var bound = 1 - (CarryingShare * (1 - least[0]));
        return [.. utterance.Words.Where((_, word) => left[word] <= bound && left[word] <= least[^1])];
    }

    private sealed record Shown(Utterance Utterance, SentenceVectors Heard, UtteranceLabel Label, float Probability);
}
