using CallQuality.Audio.Line;
using CallQuality.Core.Analysis;
using CallQuality.Core.Calls;
using CallQuality.Core.Dialogue;
using CallQuality.Core.Measurement;
using CallQuality.Core.Mistakes;
using CallQuality.Core.Phrases;
using CallQuality.Core.Scoring;
using CallQuality.Core.Transcription;

namespace CallQuality.Cli.Evaluate.Voice;

/// <summary>Sentences of one speaker joined into one side of a call, with the true words at the hand-labelled times.</summary>
internal sealed class JoinedSpeech
{
    private const double PauseSeconds = 0.5;
    private const double EdgeSeconds = 2;
    private static readonly Lazy<AllDetectors> Detectors = new(() => new AllDetectors(PhraseBooks.BuiltIn));
    private readonly List<float> samples = [.. new float[(int)(EdgeSeconds * PhoneLine.SampleRateHz)]];
    private readonly List<Word> words = [];
    private readonly List<SpeechSegment> speech = [];

    /// <summary>Joins sentences; each brings its telephone sound and how many times faster than the labels it is.</summary>
    public JoinedSpeech(IEnumerable<(LabelledSentence Sentence, float[] Line, double Tempo)> parts, bool pauses)
    {
        foreach (var (sentence, line, tempo) in parts)
        {
            var offset = (double)samples.Count / PhoneLine.SampleRateHz;
            var (from, to) = (sentence.Start / tempo, Math.Min(sentence.End / tempo, (double)line.Length / PhoneLine.SampleRateHz));
            AddWords(sentence, offset - from, tempo);
            samples.AddRange(line[(int)(from * PhoneLine.SampleRateHz)..(int)(to * PhoneLine.SampleRateHz)]);
            speech.Add(Segment(offset, offset + to - from));
            samples.AddRange(new float[pauses ? (int)(PauseSeconds * PhoneLine.SampleRateHz) : 0]);
        }

        samples.AddRange(new float[(int)(EdgeSeconds * PhoneLine.SampleRateHz)]);
    }

    public float[] Samples => [.. samples];

    /// <summary>Samples inside speech.</summary>
    public int SpokenSamples => (int)Merged().Sum(segment => segment.Duration.TotalSeconds * PhoneLine.SampleRateHz);

    /// <summary>Whether a stretch of samples lies in speech.</summary>
    public bool IsSpoken(int from, int to) => Merged().Any(segment =>
        from >= segment.Start.TotalSeconds * PhoneLine.SampleRateHz && to <= segment.End.TotalSeconds * PhoneLine.SampleRateHz);

    /// <summary>The line measured on a copy of the sound.</summary>
    public LineQuality Line(float[] sound, LineMeter meter) => meter.Measure(sound, [.. Merged().Select(segment => (segment.Start, segment.End))]);

    /// <summary>Where there is speech.</summary>
    public IReadOnlyList<SpeechSegment> Speech => Merged();

    /// <summary>All that is measured on the joined speech with its true words, and the verdicts; the sound may be exchanged for a damaged copy.</summary>
    public (SideMeasurements Voice, LineQuality Line, IReadOnlyDictionary<Mistake, MistakeResult> Verdicts) Judge(float[] sound, CancellationToken cancellationToken) =>
        Judge(sound, words, null, null, cancellationToken);

    /// <summary>The same with other words, and with a caller to be held against.</summary>
    public (SideMeasurements Voice, LineQuality Line, IReadOnlyDictionary<Mistake, MistakeResult> Verdicts) Judge(
        float[] sound, IReadOnlyList<Word> words, SideMeasurements? caller, LineQuality? callerLine, CancellationToken cancellationToken)
    {
        var sides = new CallSides { AgentChannel = 0, CustomerChannel = null, Separation = Separation.Single, DecidedBy = new("gesetzt", "set") };
        var transcript = new Transcript { LanguageCode = "de", LanguageConfidence = 1, Words = words };
        var merged = Merged();
        var turn = new Turn { Side = Side.Agent, Start = merged[0].Start, End = merged[^1].End, Words = words };
        var dialogue = new CallDialogue
        {
            Turns = [turn],
            Pauses = [.. merged.Zip(merged.Skip(1), (before, after) => new Pause(Side.Agent, before.End, after.Start))],
            Overlaps = [],
            CutIns = [],
            Backchannels = [],
            ResponseGaps = [],
            AgentSpeech = merged,
            CustomerSpeech = [],
        };
        var line = new LineMeter(PhoneLine.SampleRateHz).Measure(sound, [.. merged.Select(segment => (segment.Start, segment.End))]);
        var voice = SideMeter.Measure(SoundFrames.Of(sound, PhoneLine.SampleRateHz), Side.Agent, words, dialogue, Language.German, cancellationToken).Measurements;
        var evidence = new CallEvidence
        {
            Language = Language.German,
            Metadata = new CallMetadata(),
            Duration = TimeSpan.FromSeconds((double)sound.Length / PhoneLine.SampleRateHz),
            Sides = sides,
            AgentLine = line,
            CustomerLine = callerLine,
            Transcript = transcript,
            Dialogue = dialogue,
            Agent = voice,
            Customer = caller,
        };
        return (voice, line, Detectors.Value.Judge(evidence, Rubric.Default).ToDictionary(result => result.Mistake));
    }

    // Syllables are handed out to the words in order; where the labels' number differs from the words', in proportion.
    private void AddWords(LabelledSentence sentence, double shift, double tempo)
    {
        var spoken = sentence.Segments.Where(segment => !segment.IsPause).ToList();
        var texts = sentence.Text.Split(' ');
        var counts = texts.Select(text => Syllables.Count(text, Language.German)).ToArray();
        var (total, passed) = (counts.Sum(), 0);
        for (var index = 0; index < texts.Length; index++)
        {
            var first = passed * spoken.Count / total;
            passed += counts[index];
            var last = Math.Max(first, (passed * spoken.Count / total) - 1);
            words.Add(new Word
            {
                Channel = 0,
                Text = texts[index],
                Start = TimeSpan.FromSeconds((spoken[first].Start / tempo) + shift),
                End = TimeSpan.FromSeconds((spoken[last].End / tempo) + shift),
                Confidence = 0.95,
            });
        }
    }

    private List<SpeechSegment> Merged()
    {
        var merged = new List<SpeechSegment>();
        foreach (var segment in speech)
        {
            if (merged.Count > 0 && segment.Start - merged[^1].End < TimeSpan.FromMilliseconds(100))
            {
                merged[^1] = new SpeechSegment(merged[^1].Start, segment.End);
            }
            else
            {
                merged.Add(segment);
            }
        }

        return merged;
    }

    private static SpeechSegment Segment(double start, double end) => new(TimeSpan.FromSeconds(start), TimeSpan.FromSeconds(end));
}
