using CallQuality.Audio;
using CallQuality.Audio.Dsp;
using CallQuality.Core.Calls;
using CallQuality.Core.Transcription;
using CallQuality.Inference.ModelFiles;

namespace CallQuality.Inference.Whisper;

/// <summary>Writes down calls with a Whisper model on ONNX Runtime.</summary>
/// <remarks>
/// Speech is packed side by side into full windows, windows of both sides are decoded in batches, and the words are
/// brought back to the recording's clock (decision record "Packed speech"). The same recording and options give the
/// same transcript. Not thread-safe: one call at a time.
/// </remarks>
public sealed class WhisperTranscriber : ITranscriber, IDisposable
{
    // Windows the language is decided on: a call of about six minutes is heard whole, a longer one in samples.
    private const int MostLanguageBatches = 3;

    private readonly WhisperModel model;
    private readonly WhisperOptions options;
    private readonly LogMelSpectrogram spectrogram;
    private readonly PackReader reader;
    private readonly float[] mel;
    private readonly VocabularyPrompts vocabulary;

    private WhisperTranscriber(WhisperModel model, WhisperOptions options)
    {
        this.model = model;
        this.options = options;
        spectrogram = new LogMelSpectrogram(model.Configuration.MelBands);
        reader = new PackReader(model);
        vocabulary = new VocabularyPrompts(model);
        mel = new float[options.BatchSize * model.Configuration.MelBands * model.Encoder.Frames];
    }

    /// <inheritdoc/>
    public string ModelVersion => model.Version;

    /// <summary>Loads and verifies the Whisper model of a model folder.</summary>
    /// <exception cref="ModelFileException">A file is missing or not the one the manifest names.</exception>
    public static WhisperTranscriber Load(ModelFolder models, WhisperOptions options)
    {
        ArgumentNullException.ThrowIfNull(models);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Threads, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.BatchSize, 1);
        return new WhisperTranscriber(WhisperModel.Load(models, options.Threads), options);
    }

    /// <inheritdoc/>
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
        var batches = Batches(recording, speech);
        var prompt = vocabulary.Of(context.Vocabulary);
        var known = context.Language?.Code() ?? (model.Configuration.Languages.Count == 0 ? "en" : null);
        if (batches.Count == 0)
        {
            return new Transcript { LanguageCode = known, LanguageConfidence = known is null ? 0 : 1, Words = [] };
        }

        var encoded = new EncodedWindows?[batches.Count];
        var languages = known is null ? Listen(recording, batches, encoded, cancellationToken) : new SpokenLanguages(known);
        var words = new List<Word>();
        var shares = new BatchShares(batches, progress);
        for (var b = 0; b < batches.Count; b++)
        {
            var windows = encoded[b] ?? Encode(recording, batches[b], cancellationToken);
            encoded[b] = null;
            var codes = Array.ConvertAll(batches[b], pack => languages.OfSide(pack.Channel).Code);
            words.AddRange(reader.Read(batches[b], windows, codes, prompt, cancellationToken));
            shares.Done(batches[b]);
        }

        return new Transcript
        {
            LanguageCode = languages.OfCall().Code,
            LanguageConfidence = languages.OfCall().Confidence,
            ChannelLanguages = [.. recording.Channels.Select((_, channel) => languages.OfSide(channel))],
            WordTimesAreCoarse = !model.Decoder.HasAttention,
            Words = [.. words.OrderBy(word => word.Start).ThenBy(word => word.Channel)],
        };
    }

    /// <inheritdoc/>
    public void Dispose() => model.Dispose();

    /// <summary>All packs of all sides, those of like length together: a batch lasts as long as its longest window.</summary>
    private List<SpeechPack[]> Batches(Recording recording, IReadOnlyList<IReadOnlyList<SpeechSegment>> speech) =>
    [
        .. recording.Channels
            .SelectMany((samples, channel) => SpeechPacker.Pack(channel, samples, recording.SampleRateHz, speech[channel]))
            .OrderByDescending(pack => pack.Samples).ThenBy(pack => pack.Channel).ThenBy(pack => pack.Pieces[0].RecordingStart)
            .Chunk(options.BatchSize),
    ];

    private SpokenLanguages Listen(
        Recording recording, List<SpeechPack[]> batches, EncodedWindows?[] encoded, CancellationToken cancellationToken)
    {
        var heard = new SpokenLanguages(model.Configuration);
        var step = Math.Max(1.0, (double)batches.Count / MostLanguageBatches);
        for (var at = 0.0; (int)at < batches.Count; at += step)
        {
            var b = (int)at;
            var windows = Encode(recording, batches[b], cancellationToken);
            encoded[b] = windows;
            using var stage = WhisperStages.Begin(WhisperStages.Decoder);
            using var start = model.Decoder.Start(model.Decoder.TakesPairs ? windows.InPairs() : windows, [.. batches[b].Select(_ => new[] { model.Configuration.StartOfTranscript })]);
            for (var row = 0; row < batches[b].Length; row++)
            {
                heard.Add(batches[b][row].Channel, batches[b][row].Seconds, start.Logits(row));
            }
        }

        return heard;
    }

    private EncodedWindows Encode(Recording recording, SpeechPack[] packs, CancellationToken cancellationToken)
    {
        using (WhisperStages.Begin(WhisperStages.Mel))
        {
            ComputeMel(recording, packs, cancellationToken);
        }

        return model.Encoder.Encode(mel, packs.Length);
    }

    private void ComputeMel(Recording recording, SpeechPack[] packs, CancellationToken cancellationToken)
    {
        var size = model.Configuration.MelBands * model.Encoder.Frames;
        for (var row = 0; row < packs.Length; row++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var sound = packs[row].Sound(recording.Channels[packs[row].Channel]);
            var wide = Resampler.Convert(sound, recording.SampleRateHz, LogMelSpectrogram.SampleRateHz);
            spectrogram.Compute(wide, model.Encoder.Frames, mel.AsSpan(row * size, size));
        }
    }

    private sealed class BatchShares(List<SpeechPack[]> batches, IProgress<double>? progress)
    {
        private readonly double totalSeconds = batches.Sum(Seconds);
        private double doneSeconds;

        public void Done(SpeechPack[] batch)
        {
            doneSeconds += Seconds(batch);
            progress?.Report(doneSeconds / totalSeconds);
        }

        private static double Seconds(SpeechPack[] batch) => batch.Sum(pack => pack.Seconds);
    }
}
