using CallQuality.Audio;
using CallQuality.Cli.Commands;
using CallQuality.Core.Calls;
using CallQuality.Core.Utterances;
using CallQuality.Core.Wording;
using CallQuality.Inference.Phrases;
using CsvHelper;

namespace CallQuality.Cli.Train;

/// <summary>Reads the written utterances in <c>models/phrases</c>.</summary>
internal static class UtteranceTables
{
    private static readonly CsvReaderOptions Options = new() { TrackLineNumbers = true };

    /// <summary>The training text, and rows of it as the recogniser wrote them down.</summary>
    /// <param name="modelFolder">Folder that has <c>phrases</c> in it.</param>
    /// <exception cref="UsageException">A table is missing, cannot be read, or has a label nobody knows.</exception>
    public static (IReadOnlyList<LabelledUtterance> Rows, IReadOnlyList<LabelledUtterance> Spoken) ReadTraining(string modelFolder) =>
        (Read(modelFolder, "utterances"), Read(modelFolder, "spoken"));

    /// <summary>The rows of one kind of table in both languages, German first.</summary>
    /// <param name="modelFolder">Folder that has <c>phrases</c> in it.</param>
    /// <param name="kind"><c>utterances</c> and <c>spoken</c> to train on, <c>test</c> or <c>test-noisy</c> to measure with.</param>
    /// <exception cref="UsageException">A table is missing, cannot be read, or has a label nobody knows.</exception>
    public static IReadOnlyList<LabelledUtterance> Read(string modelFolder, string kind) =>
        [.. new[] { Language.German, Language.English }.SelectMany(language => Read(Path.Combine(modelFolder, "phrases", $"{kind}.{language.Code()}.csv"), language))];

    private static List<LabelledUtterance> Read(string path, Language language)
    {
        using var text = new StringReader(Analyze.AnalysisEngine.ReadText(path));
        using var csv = CsvReader.Create(text, Options, leaveOpen: true);
        string[] header = [.. csv.Headers];
        var (said, label, template, before) = (Column("text"), Column("label"), Column("template"), Column("caller_before"));
        var rows = new List<LabelledUtterance>();
        while (csv.Read())
        {
            rows.Add(new LabelledUtterance
            {
                Text = csv.GetString(said),
                Before = csv.GetString(before),
                Label = UtteranceLabels.Parse(csv.GetString(label)) ?? throw new UsageException(Wrong("label", csv.GetString(label))),
                Language = language,
                Template = csv.GetString(template),
            });
        }

        return rows;

        int Column(string name) => Array.IndexOf(header, name) is var index and >= 0 ? index : throw new UsageException(Wrong(name, ""));
        Bilingual Wrong(string column, string value) => Texts.Both("train.table.wrong", Path.GetFileName(path), (int)csv.LineNumber, column, value);
    }
}
