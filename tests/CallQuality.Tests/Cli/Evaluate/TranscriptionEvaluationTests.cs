using CallQuality.Audio;
using CallQuality.Cli.Commands;
using CallQuality.Cli.Evaluate.Transcription;
using CallQuality.Core.Calls;
using CallQuality.Core.Transcription;
using CallQuality.Tests.Audio.Files;

namespace CallQuality.Tests.Cli.Evaluate;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class TranscriptionEvaluationTests : IDisposable
{
    private const int RateHz = 16000;
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("evaluate");

    [Test]
    public void Run_TwoLanguages_GivesTheRateOfEachAndOfAll()
    {
        WriteSound("one.wav", 1);
        WriteSound("two.wav", 1);
        var table = WriteTable("file\ttext\tlanguage", "one.wav\tguten tag herr\tde", "two.wav\tguten day\ten");

        var report = Evaluate(new() { DataFolder = folder.FullName, ReferenceFile = table });

        Assert.That(report.Results.Select(result => result.Name), Is.EqualTo(new[] { "one.wav", "two.wav" }));
        Assert.That(report.Rates().Select(rate => (rate.Language, rate.Words, rate.ErrorRatio)), Is.EqualTo(new (Language?, int, double?)[]
        {
            (Language.German, 3, 1.0 / 3), (Language.English, 2, 0.5), (null, 5, 0.4),
        }));
        Assert.That(report.SpeechSeconds, Is.EqualTo(2).Within(1e-9));
    }

    [Test]
    public void Run_Phone_HearsTheTelephonesSampleRate()
    {
        WriteSound("one.wav", 1);
        var engine = new FixedReading();
        var table = WriteTable("file\ttext\tlanguage", "one.wav\tguten tag\tde");

        new TranscriptionEvaluation(engine, engine).Run(new() { DataFolder = folder.FullName, ReferenceFile = table, Phone = true }, default);

        Assert.That(engine.Heard.Select(recording => recording.SampleRateHz), Is.EqualTo(new[] { 8000 }));
    }

    [Test]
    public void Run_Join_JoinsEachSpeakersSentencesUpToAWindow()
    {
        foreach (var name in new[] { "a1", "a2", "a3", "b1" })
        {
            WriteSound(name + ".wav", 12);
        }

        var table = WriteTable("file\ttext\tlanguage\tspeaker", "a1.wav\tx\tde\ta", "b1.wav\ty\tde\tb", "a2.wav\tz\tde\ta", "a3.wav\tw\tde\ta");

        var report = Evaluate(new() { DataFolder = folder.FullName, ReferenceFile = table, Join = true });

        Assert.That(report.Results.Select(result => (result.Name, result.Reference)), Is.EqualTo(new[] { ("a 1", "x z"), ("a 2", "w"), ("b 1", "y") }));
    }

    [TestCase("file\ttext", "one.wav\tx", "columns")]
    [TestCase("file\ttext\tlanguage", "one.wav\tx\tfr", "line 2")]
    [TestCase("file\ttext\tlanguage", "one.wav\tx", "line 2")]
    [TestCase("file\ttext\tlanguage", "", "names no recording")]
    public void Run_TableThatIsNoReference_SaysWhere(string header, string row, string expected)
    {
        var table = WriteTable(header, row);

        Assert.That(
            () => Evaluate(new() { DataFolder = folder.FullName, ReferenceFile = table }),
            Throws.TypeOf<UsageException>().With.Message.Contains(expected));
    }

    public void Dispose() => folder.Delete(recursive: true);

    private static TranscriptionReport Evaluate(TranscriptionEvaluationSettings settings)
    {
        var engine = new FixedReading();
        return new TranscriptionEvaluation(engine, engine).Run(settings, default);
    }

    private void WriteSound(string name, int seconds) =>
        File.WriteAllBytes(Path.Combine(folder.FullName, name), WavBytes.Noise(RateHz, 1, seconds * RateHz));

    private string WriteTable(params string[] lines)
    {
        var path = Path.Combine(folder.FullName, "refs.tsv");
        File.WriteAllLines(path, lines);
        return path;
    }

    /// <summary>Hears the same words in everything.</summary>
    private sealed class FixedReading : IVoiceActivityDetector, ITranscriber
    {
        public List<Recording> Heard { get; } = [];

        public string ModelVersion => "fixed";

        public IReadOnlyList<IReadOnlyList<SpeechSegment>> Detect(Recording recording, CancellationToken cancellationToken) =>
            [.. recording.Channels.Select(_ => new[] { new SpeechSegment(TimeSpan.Zero, recording.Duration) })];

        public Transcript Transcribe(
            Recording recording, IReadOnlyList<IReadOnlyList<SpeechSegment>> speech, SpeechContext context, IProgress<double>? progress, CancellationToken cancellationToken)
        {
            Heard.Add(recording);
            return new Transcript
            {
                LanguageCode = "de",
                LanguageConfidence = 1,
                Words = [.. new[] { "Guten", "Tag" }.Select(text => new Word
                {
                    Channel = 0, Text = text, Start = TimeSpan.Zero, End = TimeSpan.Zero, Confidence = 1,
                })],
            };
        }
    }
}
