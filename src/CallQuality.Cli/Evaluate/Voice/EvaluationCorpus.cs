using System.Globalization;
using CallQuality.Audio.Files;
using CallQuality.Cli.Commands;
using CallQuality.Core.Wording;

namespace CallQuality.Cli.Evaluate.Voice;

/// <summary>One hand-labelled sentence with its reference pitch.</summary>
internal sealed record LabelledSentence
{
    public required string File { get; init; }

    public required string Speaker { get; init; }

    public required string Text { get; init; }

    /// <summary>Whether it was read plainly or slackly, without great movement.</summary>
    public required bool IsPlain { get; init; }

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

    /// <summary>Reads the recordings of some speakers; of all where none is named.</summary>
    /// <exception cref="UsageException">A table or a recording is missing, or a table has another shape.</exception>
    public static IReadOnlyList<LabelledSentence> Read(string folder, IReadOnlyCollection<string> speakers, CancellationToken cancellationToken)
    {
        var root = File.Exists(Path.Combine(folder, "labels.tsv")) ? folder : Path.Combine(folder, "emodb");
        var labels = Rows(root, "labels.tsv", 5);
        var texts = Rows(root, "texts.tsv", 2).ToDictionary(row => row[0], row => row[1]);
        var syllables = Rows(root, "syllables.tsv", 5).ToLookup(row => row[0], row => (Number(row[3]), Number(row[4]), row[2] == "pause"));
        var pitch = Rows(root, "praat-pitch.tsv", 4).ToDictionary(row => row[0]);
        var spread = Rows(root, "praat-pitch-summary.tsv", 4).ToDictionary(row => row[0], row => Number(row[3]));
        var sentences = new List<LabelledSentence>();
        foreach (var row in labels.Where(row => speakers.Count == 0 || speakers.Contains(row[1])).OrderBy(row => row[0], StringComparer.Ordinal))
        {
            var file = row[0];
            if (!texts.TryGetValue(row[3], out var text) || !pitch.TryGetValue(file, out var track)
                || !spread.TryGetValue(file, out var semitones) || !syllables.Contains(file))
            {
                throw new UsageException(Texts.Both("evaluate.voice.error.labels", Path.Combine(root, "labels.tsv"), file));
            }

            sentences.Add(new LabelledSentence
            {
                File = file,
                Speaker = row[1],
                Text = text,
                IsPlain = row[4] is "N" or "L",
                Samples = RecordingReader.Read(Path.Combine(root, "wav", file), cancellationToken).Channels[0],
                Segments = [.. syllables[file]],
                ReferenceHz = [.. track[3].Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(value => (float)Number(value))],
                ReferenceFirstSeconds = Number(track[2]),
                ReferenceSpreadSemitones = semitones,
            });
        }

        return sentences.Count > 0 ? sentences : throw new UsageException(Texts.Both("evaluate.voice.error.noRecordings", root));
    }

    private static List<string[]> Rows(string root, string name, int columns)
    {
        var path = Path.Combine(root, name);
        if (!File.Exists(path))
        {
            throw new UsageException(Texts.Both("evaluate.voice.error.table", path));
        }

        var rows = File.ReadLines(path).Skip(1).Select(line => line.Split('\t')).ToList();
        return rows.FindIndex(row => row.Length < columns) is var wrong and >= 0
            ? throw new UsageException(Texts.Both("evaluate.voice.error.row", path, wrong + 2, columns, rows[wrong].Length))
            : rows;
    }

    private static double Number(string text) => double.TryParse(text, CultureInfo.InvariantCulture, out var value) ? value : double.NaN;
}
