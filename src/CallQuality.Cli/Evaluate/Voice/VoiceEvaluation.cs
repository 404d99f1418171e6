using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace CallQuality.Cli.Evaluate.Voice;

/// <summary>Measures the voice and line measures against hand labels and made truth, prints every figure and writes tables and plots.</summary>
public static class VoiceEvaluation
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    };

    /// <summary>Runs the whole evaluation. The same data give the same figures.</summary>
    /// <param name="dataFolder">Folder with <c>labels.tsv</c> and its companions, or the folder above it.</param>
    /// <param name="outFolder">Receives <c>voice.json</c>, <c>voice.md</c> and the plots; made if missing.</param>
    /// <param name="output">Where the figures are printed.</param>
    /// <param name="cancellationToken">Ends the run between two recordings.</param>
    public static void Run(string dataFolder, string outFolder, TextWriter output, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(output);
        Directory.CreateDirectory(outFolder);
        var sentences = EvaluationCorpus.Read(dataFolder, cancellationToken);
        using var programs = new OutsidePrograms();
        var (book, plots) = (new FigureBook(), new PlotBook(outFolder));
        var printed = 0;
        foreach (var part in new Action[]
        {
            () => new PitchEvaluation(book, plots).Run(sentences, programs, cancellationToken),
            () => new TempoEvaluation(book, plots).Run(sentences, programs, cancellationToken),
            () => new DeliveryEvaluation(book, plots).Run(sentences, programs, cancellationToken),
            () => new ArticulationEvaluation(book).Run(sentences, cancellationToken),
            () => new LineEvaluation(book).Run(sentences, programs, cancellationToken),
        })
        {
            part();
            foreach (var figure in book.Figures.Skip(printed))
            {
                output.WriteLine(LineOf(figure));
            }

            printed = book.Figures.Count;
        }

        File.WriteAllText(Path.Combine(outFolder, "voice.json"), JsonSerializer.Serialize(book.Figures, Json) + "\n");
        File.WriteAllText(Path.Combine(outFolder, "voice.md"), Table(book.Figures));
    }

    private static string LineOf(Figure figure) => string.Create(
        CultureInfo.InvariantCulture,
        $"{figure.Part,-13}{figure.Name}, {figure.Speakers}: {figure.Value:F3} [{figure.Low:F3}, {figure.High:F3}] n={figure.Count}{(figure.Goal.Length > 0 ? $" (goal {figure.Goal})" : string.Empty)}");

    private static string Table(IReadOnlyList<Figure> figures)
    {
        var text = new StringBuilder("""
            # Voice and line measures, measured

            Made by `callquality evaluate voice --data FOLDER`. Development speakers are those on whom constants were tuned; test speakers were left out of it.
            Both read the same ten sentences, so the test shows new voices, not new sentences. Brackets hold 95 % bootstrap intervals over recordings.

            | part | figure | speakers | value | interval | n | goal |
            | --- | --- | --- | --- | --- | --- | --- |

            """);
        foreach (var figure in figures)
        {
            text.Append(CultureInfo.InvariantCulture,
                $"| {figure.Part} | {figure.Name} | {figure.Speakers} | {figure.Value:F3} | {figure.Low:F3}–{figure.High:F3} | {figure.Count} | {figure.Goal} |\n");
        }

        return text.ToString();
    }
}
