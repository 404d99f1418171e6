using CallQuality.Audio;
using CallQuality.Cli.Evaluate.Voice;
using CallQuality.Core.Transcription;

namespace CallQuality.Tests.Cli.Evaluate;

public class ActivityEvaluationTests
{
    [TestCase(0, 1, 1, 1)]
    [TestCase(0, 0, 0, 0)]
    // The sentences last two seconds each, after 1.5 s of noise: the first second of the first is a quarter of all syllables.
    [TestCase(1.5, 2.5 / 7, 0.25, 0)]
    // The first 1.25 s of each noise count, but for the second's 0.25 s after the first sentence.
    [TestCase(0, 1.5 / 7, 0, 1.25 / 2.25)]
    public void Run_KnownSpeech_CountsSyllablesFoundAndNoiseMistaken(double fromSeconds, double toShare, double found, double mistaken)
    {
        var book = new FigureBook();
        var detector = new FixedActivity(fromSeconds, toShare);

        new ActivityEvaluation(book, detector).Run([Sentence(), Sentence()], default);

        Assert.That(book.Figures, Has.Count.EqualTo(12));
        foreach (var figure in book.Figures)
        {
            Assert.That(figure.Value, Is.EqualTo(figure.Name.Contains("syllables", StringComparison.Ordinal) ? found : mistaken).Within(1e-3), figure.Name);
        }
    }

    private static LabelledSentence Sentence() => new()
    {
        File = "one",
        Speaker = "03",
        Text = "eins zwei",
        IsPlain = true,
        Samples = [.. Enumerable.Range(0, 32000).Select(index => MathF.Sin(index * 0.3f))],
        Segments = [(0, 1, false), (1, 2, false)],
        ReferenceHz = [],
        ReferenceFirstSeconds = 0,
        ReferenceSpreadSemitones = 0,
    };

    private sealed class FixedActivity(double fromSeconds, double toShare) : IVoiceActivityDetector
    {
        public string ModelVersion => "fixed";

        public IReadOnlyList<IReadOnlyList<SpeechSegment>> Detect(Recording recording, CancellationToken cancellationToken) =>
            [[new SpeechSegment(TimeSpan.FromSeconds(fromSeconds), recording.Duration * toShare)]];
    }
}
