using CallQuality.Audio;
using CallQuality.Core.Calls;
using CallQuality.Core.Transcription;
using CallQuality.Inference.ModelFiles;

namespace CallQuality.Inference.Whisper;

/// <summary>Writes down calls with a Whisper model on ONNX Runtime.</summary>
/// <remarks>
/// Speech is packed side by side into full windows, windows of both sides are decoded in batches, and the words are
/// brought back to the recording's clock (decision record "Packed speech"). Batches are read in lanes side by side
/// (decision record "Two lanes"). The same recording and batch size give the same transcript. Not thread-safe: one call
/// at a time.
/// </remarks>
public sealed class WhisperTranscriber : ITranscriber, IDisposable
{
    // Windows the language is decided on: a call of about six minutes is heard whole, a longer one in samples.
    private const int MostLanguageBatches = 4;

    private readonly WhisperOptions options;
    private readonly Task<WhisperLanes> opening;

    private WhisperTranscriber(WhisperFiles files, string version, WhisperOptions options)
    {
        this.options = options;
        ModelVersion = version;
        opening = Task.Run(() => WhisperLanes.Open(files, options));
    }

    /// <inheritdoc/>
    public string ModelVersion { get; }

    // Waits for the opening and throws what it threw.
    private WhisperLanes Lanes => opening.GetAwaiter().GetResult();

    /// <summary>Verifies the Whisper model of a model folder and begins to open it.</summary>
    /// <exception cref="ModelFileException">A file is missing or not the one the manifest names.</exception>
    public static WhisperTranscriber Load(ModelFolder models, WhisperOptions options)
    {
        ArgumentNullException.ThrowIfNull(models);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Threads, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.BatchSize, 1);
        var files = WhisperFiles.In(models.WhisperPath);
        return new WhisperTranscriber(files, files.Verify(models, CancellationToken.None), options);
    }

    /// <summary>Waits until the model is open; the first call would do so too.</summary>
    /// <exception cref="ModelFileException">A graph cannot be run or does not fit the others.</exception>
    public void WaitUntilOpen() => _ = Lanes;

    /// <inheritdoc/>
    /// <exception cref="ModelFileException">A graph cannot be run or does not fit the others.</exception>
    public Transcript Transcribe(
        Recording recording,
        IReadOnlyList<IReadOnlyList<SpeechSegment>> speech,
        SpeechContext context,
        IProgress<double>? progress,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(recording);
        ArgumentNullException.ThrowIfNull(speech);
        ArgumentNullException.ThrowIfNull(context);
        var lanes = Lanes;
        using var stage = RecognitionStages.Begin(RecognitionStages.Transcription);
        var batches = new CallBatches(Batches(recording, speech), progress);
        var prompt = lanes.Vocabulary.Of(context.Vocabulary);
        var known = context.Language?.Code() ?? (lanes.Model.Configuration.Languages.Count == 0 ? "en" : null);
        if (batches.Packs.Count == 0)
        {
            return new Transcript { LanguageCode = known, LanguageConfidence = known is null ? 0 : 1, Words = [] };
        }

        var languages = known is null ? Listen(lanes, recording, batches, cancellationToken) : new SpokenLanguages(known);
        var words = Read(lanes, recording, batches, languages, prompt, cancellationToken);
        RuntimeMemory.GiveBack();
        return new Transcript
        {
            LanguageCode = languages.OfCall().Code,
            LanguageConfidence = languages.OfCall().Confidence,
            ChannelLanguages = [.. recording.Channels.Select((_, channel) => languages.OfSide(channel))],
            WordTimesAreCoarse = !lanes.Model.Decoder.HasAttention,
            Words = [.. words.OrderBy(word => word.Start).ThenBy(word => word.Channel)],
        };
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        try
        {
            Lanes.Dispose();
        }
        catch (Exception) when (opening.IsFaulted)
        {
            // What cannot be opened holds nothing, and was said to whoever asked for it.
        }
    }

    /// <summary>
    /// All packs of all sides, those of like length together, since a batch lasts as long as its longest window; spread
    /// evenly over the lanes, and the same for any number of threads.
    /// </summary>
    private List<SpeechPack[]> Batches(Recording recording, IReadOnlyList<IReadOnlyList<SpeechSegment>> speech)
    {
        SpeechPack[] packs =
        [
            .. recording.Channels
                .SelectMany((samples, channel) => SpeechPacker.Pack(channel, samples, recording.SampleRateHz, speech[channel]))
                .OrderByDescending(pack => pack.Samples).ThenBy(pack => pack.Channel).ThenBy(pack => pack.Pieces[0].RecordingStart),
        ];
        var rounds = (packs.Length + (options.BatchSize * WhisperLanes.Most) - 1) / (options.BatchSize * WhisperLanes.Most);
        var batches = Math.Min(packs.Length, rounds * WhisperLanes.Most);
        return [.. Enumerable.Range(0, batches).Select(b => packs[(b * packs.Length / batches)..((b + 1) * packs.Length / batches)])];
    }

    private static SpokenLanguages Listen(
        WhisperLanes lanes, Recording recording, CallBatches batches, CancellationToken cancellationToken)
    {
        var count = Math.Min(batches.Packs.Count, MostLanguageBatches);
        var chosen = Enumerable.Range(0, count).Select(i => i * batches.Packs.Count / count).ToArray();
        var logits = lanes.Run(count, (lane, i) => lane.Hear(batches.Encode(lane, recording, chosen[i], cancellationToken)));
        var heard = new SpokenLanguages(lanes.Model.Configuration);
        foreach (var (pack, values) in chosen.Zip(logits).SelectMany(batch => batches.Packs[batch.First].Zip(batch.Second)))
        {
            heard.Add(pack.Channel, pack.Seconds, values);
        }

        return heard;
    }

    private static IEnumerable<Word> Read(
        WhisperLanes lanes, Recording recording, CallBatches batches, SpokenLanguages languages, VocabularyPrompt prompt, CancellationToken cancellationToken) =>
        lanes.Run(batches.Packs.Count, (lane, b) =>
        {
            var windows = batches.Encode(lane, recording, b, cancellationToken);
            var codes = Array.ConvertAll(batches.Packs[b], pack => languages.OfSide(pack.Channel).Code);
            var words = lane.Reader.Read(batches.Packs[b], windows, codes, prompt, cancellationToken);
            batches.Done(b);
            return words;
        }).SelectMany(words => words);

    /// <summary>The batches of one call, what is encoded of them until it is read, and how much is done.</summary>
    private sealed class CallBatches(List<SpeechPack[]> packs, IProgress<double>? progress)
    {
        private readonly EncodedWindows?[] encoded = new EncodedWindows?[packs.Count];
        private readonly Lock door = new();
        private readonly double totalSeconds = packs.Sum(Seconds);
        private double doneSeconds;

        public List<SpeechPack[]> Packs => packs;

        public EncodedWindows Encode(WhisperLane lane, Recording recording, int batch, CancellationToken cancellationToken) =>
            encoded[batch] ??= lane.Encode(recording, packs[batch], cancellationToken);

        public void Done(int batch)
        {
            encoded[batch] = null;
            lock (door)
            {
                doneSeconds += Seconds(packs[batch]);
                progress?.Report(doneSeconds / totalSeconds);
            }
        }

        private static double Seconds(SpeechPack[] batch) => batch.Sum(pack => pack.Seconds);
    }
}
