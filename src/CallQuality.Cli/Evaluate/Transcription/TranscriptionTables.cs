using System.Globalization;
using System.Text;
using CallQuality.Cli.Commands;
using CallQuality.Core.Calls;
using CallQuality.Core.Wording;
using Spectre.Console;

namespace CallQuality.Cli.Evaluate.Transcription;

/// <summary>Shows what an evaluation found: tables on the terminal, and a file with every reading.</summary>
internal static class TranscriptionTables
{
    private const string Prefix = "evaluate.transcription.column.";

    public static void Print(TranscriptionReport report, string modelVersion, Terminal terminal)
    {
        var files = TableOf(terminal, "file", "language", "words", "errors", "rate", "interval");
        foreach (var result in report.Results)
        {
            var errors = result.Errors;
            files.AddRow(
                Markup.Escape(result.Name), result.Language.Code(), $"{errors.Words}", $"{errors.Errors}",
                Percent(WordErrors.Rate([errors]), terminal), Percent(result.Interval, terminal));
        }

        var languages = TableOf(terminal, "language", "recordings", "words", "rate", "interval");
        foreach (var rate in report.Rates())
        {
            languages.AddRow(
                rate.Language?.Code() ?? terminal.Text("evaluate.transcription.allLanguages"), $"{rate.Recordings}", $"{rate.Words}",
                Percent(rate.ErrorRatio, terminal), Percent(rate.Interval, terminal));
        }

        terminal.Out.Write(files);
        terminal.Out.Write(languages);
        terminal.Line(terminal.Text(
            "evaluate.transcription.speed", report.SpeechSeconds, report.WorkSeconds, report.SpeechSeconds / report.WorkSeconds, modelVersion));
    }

    /// <summary>One row a file, parted by tabs: name, language, words, errors, reference, reading.</summary>
    /// <exception cref="OutputException">The file cannot be written.</exception>
    public static void Write(TranscriptionReport report, string path)
    {
        var rows = report.Results.Select(result => string.Create(
            CultureInfo.InvariantCulture,
            $"{result.Name}\t{result.Language.Code()}\t{result.Errors.Words}\t{result.Errors.Errors}\t{result.Reference}\t{result.Reading}\n"));
        OutputFile.Write(path, Encoding.UTF8.GetBytes(string.Concat(rows.Prepend("file\tlanguage\twords\terrors\treference\treading\n"))));
    }

    private static Table TableOf(Terminal terminal, params ReadOnlySpan<string> columns)
    {
        var table = new Table { Border = terminal.Attended ? TableBorder.Rounded : TableBorder.Simple };
        foreach (var column in columns)
        {
            var heading = new TableColumn(terminal.Text(Prefix + column));
            table.AddColumn(column is "file" or "language" ? heading : heading.RightAligned());
        }

        return table;
    }

    private static string Percent(double? ratio, Terminal terminal) =>
        ratio is { } value ? string.Create(Texts.Culture(terminal.Language), $"{100 * value:0.0} %") : "–";

    private static string Percent((double Low, double High)? interval, Terminal terminal) =>
        interval is var (low, high) ? string.Create(Texts.Culture(terminal.Language), $"{100 * low:0.0}–{100 * high:0.0} %") : "–";
}
