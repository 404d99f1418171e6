using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using CallQuality.Cli.Commands;
using CallQuality.Core.Wording;

namespace CallQuality.Cli.Evaluate.Voice;

/// <summary>Writes the figures as JSON, as a page of Markdown and as plots.</summary>
internal static class VoiceReport
{
    private const string Head = """
        # Voice and line measures

        Made by `callquality evaluate voice --data FOLDER --out FOLDER`; the same data give the same page. Only numbers are kept here, nothing of the recordings.

        Brackets hold 95 % of a thousand draws with replacement of recordings within each speaker: there are too few speakers to draw among them, so the interval says how sure a figure is for these voices, and the column of each speaker alone how much it differs between voices.
        *Development* speakers are those on whom constants were chosen; *test* speakers were left out of it. Both read the same ten sentences, so a test shows new voices, not new sentences.
        Shares and errors are parts of 1. A stretch is a speaker's sentences joined to 30 s and more.
        """;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    };

    /// <summary>Writes <c>voice.json</c>, <c>voice.md</c> and the plots; the folder is made if missing.</summary>
    /// <exception cref="OutputException">They cannot be written.</exception>
    public static void Write(string folder, IReadOnlyList<Figure> figures, PlotBook plots)
    {
        try
        {
            Directory.CreateDirectory(folder);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new OutputException(Texts.Both("cli.error.output", folder, error.Message), error);
        }

        Write(folder, "voice.json", JsonSerializer.Serialize(figures, Json) + "\n");
        Write(folder, "voice.md", Page(figures, plots));
        plots.Write(folder);
    }

    public static string LineOf(Figure figure) => string.Create(
        CultureInfo.InvariantCulture,
        $"{figure.Part}: {figure.Name}, {figure.Speakers}: {figure.Value:F3} [{figure.Low:F3}, {figure.High:F3}], n = {figure.Count} ({Speakers(figure)}){GoalOf(figure)}");

    private static string GoalOf(Figure figure) => figure.Goal is { } goal ? $"; goal {goal}, {(figure.Reached == true ? "reached" : "missed")}" : string.Empty;

    private static string Speakers(Figure figure) =>
        string.Join(", ", figure.BySpeaker.Select(speaker => string.Create(CultureInfo.InvariantCulture, $"{speaker.Key}: {speaker.Value:F3}")));

    private static void Write(string folder, string file, string text) => OutputFile.Write(Path.Combine(folder, file), Encoding.UTF8.GetBytes(text));

    private static string Page(IReadOnlyList<Figure> figures, PlotBook plots)
    {
        var text = new StringBuilder(Head).Append('\n');
        foreach (var part in figures.GroupBy(figure => figure.Part))
        {
            text.Append(CultureInfo.InvariantCulture, $"\n## {char.ToUpperInvariant(part.Key[0])}{part.Key[1..]}\n\n{VoiceReportNotes.Of(part.Key)}\n\n");
            text.Append("| figure | speakers | value | 95 % | each speaker | n | goal | reached |\n| --- | --- | --- | --- | --- | --- | --- | --- |\n");
            foreach (var figure in part)
            {
                var reached = figure.Reached switch { true => "yes", false => "**no**", null => string.Empty };
                text.Append(
                    CultureInfo.InvariantCulture,
                    $"| {figure.Name} | {figure.Speakers} | {figure.Value:F3} | {figure.Low:F3}–{figure.High:F3} | {Speakers(figure)} | {figure.Count} | {figure.Goal} | {reached} |\n");
            }

            foreach (var plot in plots.Plots.Where(plot => plot.Part == part.Key))
            {
                text.Append(CultureInfo.InvariantCulture, $"\n![{plot.Title}]({plot.File})\n");
            }
        }

        return text.ToString();
    }
}
