using System.Diagnostics;
using CallQuality.Audio;
using CallQuality.Audio.Dsp;
using CallQuality.Audio.Files;
using CallQuality.Core.Agreement;
using CallQuality.Core.Calls;
using CallQuality.Core.Transcription;

namespace CallQuality.Cli.Evaluate.Transcription;

/// <summary>What to compare.</summary>
internal sealed record TranscriptionEvaluationSettings
{
    /// <summary>Folder the references' files lie in.</summary>
    public required string DataFolder { get; init; }

    /// <summary>The tab-separated references.</summary>
    public required string ReferenceFile { get; init; }

    /// <summary>Whether every recording goes through a made telephone line first.</summary>
    public bool Phone { get; init; }

    /// <summary>Whether the recordings of one speaker are joined, 0.3 s of silence between, to stretches of up to 28 s.</summary>
    public bool Join { get; init; }

    /// <summary>Words shown to the recogniser beforehand.</summary>
    public IReadOnlyList<string> Vocabulary { get; init; } = [];
}

/// <summary>One recording, or one joined stretch, and how it was read.</summary>
/// <param name="Name">The file, or speaker and number of the stretch.</param>
/// <param name="Language">The language spoken and given to the recogniser.</param>
/// <param name="Reference">The text as said.</param>
/// <param name="Reading">The text as read.</param>
/// <param name="Errors">The difference after normalising.</param>
/// <param name="Interval">95 % interval of the error rate, the reference's words drawn again; <see langword="null"/> without words.</param>
internal sealed record TranscriptionResult(
    string Name, Language Language, string Reference, string Reading, WordErrors Errors, (double Low, double High)? Interval)
{
    /// <summary>Compares a reading with its reference.</summary>
    public static TranscriptionResult Of(string name, Language language, string reference, string reading)
    {
        var (said, read) = (TranscriptNormaliser.Words(reference, language), TranscriptNormaliser.Words(reading, language));
        (double, double)? interval = null;
        if (said.Length > 0)
        {
            var (_, low, high) = Bootstrap.Interval(WordErrors.AtWords(said, read), drawn => (double)drawn.Sum() / drawn.Count);
            interval = (low, high);
        }

        return new TranscriptionResult(name, language, reference, reading, WordErrors.Count(said, read), interval);
    }
}

/// <summary>Word error rate of several recordings.</summary>
/// <param name="Language">Their language; <see langword="null"/> for all together.</param>
/// <param name="Recordings">Recordings or joined stretches.</param>
/// <param name="Words">Words of the references.</param>
/// <param name="ErrorRatio">Errors a word; <see langword="null"/> without words.</param>
/// <param name="Interval">95 % interval, the recordings drawn again.</param>
internal sealed record TranscriptionRate(Language? Language, int Recordings, int Words, double? ErrorRatio, (double Low, double High)? Interval);

/// <summary>All results, and what they amount to.</summary>
internal sealed record TranscriptionReport(IReadOnlyList<TranscriptionResult> Results, double SpeechSeconds, double WorkSeconds)
{
    /// <summary>The rate of each language and, where there is more than one, of all together.</summary>
    public IReadOnlyList<TranscriptionRate> Rates()
    {
        var languages = Results.Select(result => (Language?)result.Language).Distinct().Order().ToList();
        return [.. languages.Concat(languages.Count > 1 ? [null] : []).Select(language =>
        {
            WordErrors[] counts = [.. Results.Where(result => language is null || result.Language == language).Select(result => result.Errors)];
            return new TranscriptionRate(language, counts.Length, counts.Sum(count => count.Words), WordErrors.Rate(counts), WordErrors.Interval(counts));
        })];
    }
}

/// <summary>Measures the recogniser against what was really said.</summary>
internal sealed class TranscriptionEvaluation(IVoiceActivityDetector voiceActivity, ITranscriber transcriber)
{
    private const double JoinSeconds = 0.3;
    private const double LongestJoinedSeconds = 27.4;
    private const int SampleRateHz = PhoneLine.WideSampleRateHz;
    private const double PhoneLowHz = 200;

    /// <summary>Transcribes every recording through the product's own stages and counts the errors.</summary>
    /// <exception cref="CallQualityException">A file cannot be read or the references are not valid.</exception>
    public TranscriptionReport Run(TranscriptionEvaluationSettings settings, CancellationToken cancellationToken)
    {
        var references = TranscriptionReference.Read(settings.ReferenceFile);
        var stretches = Stretches(references, settings, cancellationToken);
        var results = new List<TranscriptionResult>();
        var seconds = 0.0;
        var watch = new Stopwatch();
        foreach (var (name, language, text, samples) in stretches)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var recording = Make(name, samples, settings.Phone);
            var context = new SpeechContext { Language = language, Vocabulary = settings.Vocabulary };
            watch.Start();
            var transcript = transcriber.Transcribe(recording, voiceActivity.Detect(recording, cancellationToken), context, null, cancellationToken);
            watch.Stop();
            var reading = string.Join(' ', transcript.Words.Select(word => word.Text));
            results.Add(TranscriptionResult.Of(name, language, text, reading));
            seconds += recording.Duration.TotalSeconds;
        }

        return new TranscriptionReport(results, seconds, watch.Elapsed.TotalSeconds);
    }

    private static Recording Make(string name, float[] samples, bool phone)
    {
        var sound = phone ? PhoneLine.Of(samples, PhoneLowHz) : samples;
        var rateHz = phone ? PhoneLine.SampleRateHz : SampleRateHz;
        return new Recording
        {
            Path = name,
            Sha256 = new string('0', 64),
            SampleRateHz = rateHz,
            Channels = [sound],
            Source = new SourceFormat("made", phone ? "pcm_alaw" : "pcm_f32le", rateHz, 1, phone ? 8 : 32),
            Notices = [],
        };
    }

    private static List<(string Name, Language Language, string Text, float[] Samples)> Stretches(
        IReadOnlyList<TranscriptionReference> references, TranscriptionEvaluationSettings settings, CancellationToken cancellationToken)
    {
        var stretches = new List<(string Name, Language Language, string Text, float[] Samples)>();
        foreach (var group in references.GroupBy(reference => settings.Join ? (reference.Speaker, reference.Language) : (reference.File, reference.Language)))
        {
            List<float> sound = [];
            List<string> texts = [];
            foreach (var reference in group)
            {
                var samples = Read(Path.Combine(settings.DataFolder, reference.File), cancellationToken);
                if (texts.Count > 0 && sound.Count + samples.Length > LongestJoinedSeconds * SampleRateHz)
                {
                    Close();
                }

                sound.AddRange(new float[texts.Count > 0 ? (int)(JoinSeconds * SampleRateHz) : 0]);
                sound.AddRange(samples);
                texts.Add(reference.Text);
            }

            Close();

            void Close()
            {
                var number = stretches.Count(stretch => stretch.Name.StartsWith(group.Key.Item1 + " ", StringComparison.Ordinal)) + 1;
                stretches.Add((settings.Join ? $"{group.Key.Item1} {number}" : group.Key.Item1, group.Key.Language, string.Join(' ', texts), [.. sound]));
                sound.Clear();
                texts.Clear();
            }
        }

        return stretches;
    }

    private static float[] Read(string path, CancellationToken cancellationToken)
    {
        var recording = RecordingReader.Read(path, cancellationToken);
        return recording.SampleRateHz == SampleRateHz
            ? recording.Channels[0]
            : Resampler.Convert(recording.Channels[0], recording.SampleRateHz, SampleRateHz);
    }
}
