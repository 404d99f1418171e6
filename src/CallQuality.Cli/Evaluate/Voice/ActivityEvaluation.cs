using CallQuality.Core.Transcription;

namespace CallQuality.Cli.Evaluate.Voice;

/// <summary>Voice activity against hand labels: how much of the syllables it finds, and how much noise between the sentences it takes for speech.</summary>
internal sealed class ActivityEvaluation(FigureBook book, IVoiceActivityDetector voiceActivity)
{
    private const string Part = "activity";
    private const double LowHz = 300;
    private const double PauseSeconds = 1.5;

    // Speech swells and dies away beyond its labels, and voice activity adds margins: noise is what is farther from any sentence.
    private const double EdgeSeconds = 0.25;

    private static readonly (string Name, double LevelDbfs, double SnrDb)[] Lines =
    [
        ("a usual line", -26, 40),
        ("a loud, clipped line", -8, 40),
        ("a quiet line", -44, 40),
        ("a faint line", -50, 25),
        ("noise 20 dB down", -26, 20),
        ("noise 10 dB down", -26, 10),
    ];

    /// <summary>Syllables found and all, noise taken for speech and all.</summary>
    private sealed record Shares(double FoundSeconds, double SpokenSeconds, double MistakenSeconds, double NoiseSeconds);

    public void Run(IReadOnlyList<LabelledSentence> sentences, CancellationToken cancellationToken)
    {
        foreach (var (name, level, snr) in Lines)
        {
            var rows = new List<(string Speaker, Shares Shares)>();
            foreach (var group in sentences.GroupBy(sentence => sentence.Speaker))
            {
                rows.AddRange(Heard([.. group], level, snr, cancellationToken).Select(shares => (group.Key, shares)));
            }

            book.Add(Part, $"share of the syllables' time found, {name}", Goal.From(0.95), rows, items => items.Sum(item => item.FoundSeconds) / items.Sum(item => item.SpokenSeconds));
            book.Add(Part, $"share of the noise taken for speech, {name}", Goal.UpTo(0.005), rows, items => items.Sum(item => item.MistakenSeconds) / items.Sum(item => item.NoiseSeconds));
        }
    }

    /// <summary>One speaker's sentences on one line, a row a sentence with the pause before it.</summary>
    private IEnumerable<Shares> Heard(IReadOnlyList<LabelledSentence> sentences, double levelDbfs, double snrDb, CancellationToken cancellationToken)
    {
        var (samples, starts) = (new List<float>(), new List<double>());
        foreach (var sentence in sentences)
        {
            samples.AddRange(new float[(int)(PauseSeconds * PhoneLine.SampleRateHz)]);
            starts.Add((double)samples.Count / PhoneLine.SampleRateHz);
            var band = PhoneLine.Band(sentence.Samples, LowHz, highHz: 3400);
            var scale = (float)Math.Sqrt(Power(levelDbfs) / PhoneLine.Power(band));
            samples.AddRange(band.Select(sample => sample * scale));
        }

        var sound = PhoneLine.ALaw(PhoneLine.WithNoise([.. samples], Power(levelDbfs - snrDb), seed: 1));
        var speech = voiceActivity.Detect(PhoneLine.Recorded(sound), cancellationToken)[0];
        return sentences.Select((sentence, index) =>
        {
            var syllables = sentence.Segments.Where(segment => !segment.IsPause).ToList();
            var (from, to) = (index == 0 ? 0 : starts[index - 1] + Seconds(sentences[index - 1]) + EdgeSeconds, starts[index] - EdgeSeconds);
            return new Shares(
                syllables.Sum(syllable => Shared(speech, starts[index] + syllable.Start, starts[index] + syllable.End)),
                syllables.Sum(syllable => syllable.End - syllable.Start),
                Shared(speech, from, to),
                to - from);
        });
    }

    private static double Seconds(LabelledSentence sentence) => (double)sentence.Samples.Length / PhoneLine.WideSampleRateHz;

    private static double Power(double dbfs) => Math.Pow(10, dbfs / 10);

    private static double Shared(IReadOnlyList<SpeechSegment> speech, double from, double to) =>
        speech.Sum(segment => Math.Max(0, Math.Min(segment.End.TotalSeconds, to) - Math.Max(segment.Start.TotalSeconds, from)));
}
