using System.Globalization;
using CallQuality.Audio.Files;

namespace CallQuality.Cli.Evaluate.Voice;

/// <summary>One hand-labelled sentence with its reference pitch.</summary>
internal sealed record LabelledSentence
{
    public required string File { get; init; }

    public required string Speaker { get; init; }

    public required string Text { get; init; }

    public required float[] Samples { get; init; }

    public required IReadOnlyList<(double Start, double End, bool IsPause)> Segments { get; init; }

    public required float[] ReferenceHz { get; init; }

    public required double ReferenceFirstSeconds { get; init; }

    public required double ReferenceSpreadSemitones { get; init; }

    public int SyllableCount => Segments.Count(segment => !segment.IsPause);

    public double Start => Segments[0].Start;

    public double End => Segments[^1].End;

    public double ArticulationSeconds => Segments.Where(segment => !segment.IsPause || segment.End - segment.Start < 0.25).Sum(segment => segment.End - segment.Start);
}

/// <summary>Reads the folder of hand-labelled speech: sound, syllables, sentences and reference pitch as tab-separated tables.</summary>
internal static class EvaluationCorpus
{
    public const int SampleRateHz = PhoneLine.WideSampleRateHz;

    /// <summary>Speakers on whom constants were tuned; all others are the test.</summary>
    public static readonly IReadOnlySet<string> Development = new HashSet<string> { "03", "08", "09" };

    public static IReadOnlyList<LabelledSentence> Read(string folder, CancellationToken cancellationToken)
    {
        var root = File.Exists(Path.Combine(folder, "labels.tsv")) ? folder : Path.Combine(folder, "emodb");
        var texts = Rows(root, "texts.tsv").ToDictionary(row => row[0], row => row[1]);
        var syllables = Rows(root, "syllables.tsv").ToLookup(row => row[0], row => (Number(row[3]), Number(row[4]), row[2] == "pause"));
        var pitch = Rows(root, "praat-pitch.tsv").ToDictionary(row => row[0]);
        var spread = Rows(root, "praat-pitch-summary.tsv").ToDictionary(row => row[0], row => Number(row[3]));
        return
        [
            .. Rows(root, "labels.tsv").OrderBy(row => row[0], StringComparer.Ordinal).Select(row => new LabelledSentence
            {
                File = row[0],
                Speaker = row[1],
                Text = texts[row[3]],
                Samples = RecordingReader.Read(Path.Combine(root, "wav", row[0]), cancellationToken).Channels[0],
                Segments = [.. syllables[row[0]]],
                ReferenceHz = [.. pitch[row[0]][3].Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(value => (float)Number(value))],
                ReferenceFirstSeconds = Number(pitch[row[0]][2]),
                ReferenceSpreadSemitones = spread[row[0]],
            }),
        ];
    }

    private static IEnumerable<string[]> Rows(string root, string file) => File.ReadLines(Path.Combine(root, file)).Skip(1).Select(line => line.Split('\t'));

    private static double Number(string text) => double.TryParse(text, CultureInfo.InvariantCulture, out var value) ? value : double.NaN;
}
