using CallQuality.Audio;
using CallQuality.Core.Calls;
using CallQuality.Core.Transcription;
using CallQuality.Inference.ModelFiles;
using CallQuality.Inference.Whisper;

namespace CallQuality.IntegrationTests.Inference;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class OtherWhisperSizesTests : IDisposable
{
    private static readonly MadeWhisper[] Exports =
    [
        new(),
        new() { MelBands = 128, Width = 40, Heads = 5, Layers = 3 },
        new() { Half = true, Suffix = "_fp16" },
        new() { CrossAttentions = false },
        new() { FixedStates = true, Subfolder = "onnx", Suffix = "_quantized" },
    ];

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("whisper");

    [TestCaseSource(nameof(Exports))]
    public void Transcribe_ExportOfAnotherShape_GivesWordsInsideTheSpeech(object export)
    {
        var made = (MadeWhisper)export;
        made.Write(folder.FullName);
        using var transcriber = WhisperTranscriber.Load(ModelFolder.Locate(folder.FullName), new WhisperOptions { Threads = 1, BatchSize = 3 });
        SpeechSegment[][] speech = [[Segment(0.5, 20), Segment(24, 40)], [Segment(3, 9), Segment(50, 59)]];

        var transcript = transcriber.Transcribe(Noise(60), speech, SpeechContext.Unknown, null, default);

        Assert.That(transcript.LanguageCode, Is.EqualTo("en").Or.EqualTo("de"));
        Assert.That(transcript.WordTimesAreCoarse, Is.EqualTo(!made.CrossAttentions));
        Assert.That(transcript.Words, Is.Not.Empty);
        Assert.That(transcript.Words.Select(word => word.Channel).Distinct(), Is.EquivalentTo(new[] { 0, 1 }));
        Assert.That(transcript.Words, Has.All.Matches<Word>(word => word!.Text.StartsWith("word", StringComparison.Ordinal)));
        Assert.That(transcript.Words, Has.All.Matches<Word>(word => Array.Exists(
            speech[word!.Channel], s => word.Start >= s.Start - Tolerance && word.End <= s.End + Tolerance)));
    }

    [Test]
    public void Transcribe_Twice_IsTheSame()
    {
        new MadeWhisper().Write(folder.FullName);
        using var transcriber = WhisperTranscriber.Load(ModelFolder.Locate(folder.FullName), new WhisperOptions { Threads = 2 });
        SpeechSegment[][] speech = [[Segment(0, 30)], [Segment(10, 30)]];

        var first = transcriber.Transcribe(Noise(30), speech, new SpeechContext { Language = Language.German }, null, default);
        var second = transcriber.Transcribe(Noise(30), speech, new SpeechContext { Language = Language.German }, null, default);

        Assert.That(second.Words, Is.EqualTo(first.Words));
    }

    [Test]
    public void Transcribe_Cancelled_Stops()
    {
        new MadeWhisper().Write(folder.FullName);
        using var transcriber = WhisperTranscriber.Load(ModelFolder.Locate(folder.FullName), new WhisperOptions { Threads = 1 });

        Assert.That(
            () => transcriber.Transcribe(Noise(30), [[Segment(0, 30)], []], SpeechContext.Unknown, null, new CancellationToken(canceled: true)),
            Throws.InstanceOf<OperationCanceledException>());
    }

    public void Dispose() => folder.Delete(recursive: true);

    private static TimeSpan Tolerance { get; } = TimeSpan.FromMilliseconds(2);

    private static SpeechSegment Segment(double start, double end) => new(TimeSpan.FromSeconds(start), TimeSpan.FromSeconds(end));

    private static Recording Noise(int seconds)
    {
        var random = new Random(7);
        float[] Channel() => [.. Enumerable.Range(0, seconds * 8000).Select(_ => (float)(random.NextDouble() - 0.5) * 0.1f)];
        return new Recording
        {
            Path = "made.wav", Sha256 = new string('0', 64), SampleRateHz = 8000, Channels = [Channel(), Channel()],
            Source = new SourceFormat("wav", "pcm_s16le", 8000, 2, 16), Notices = [],
        };
    }
}
