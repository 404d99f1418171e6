using System.Text;
using CallQuality.Core.Calls;
using CallQuality.Core.Utterances;
using CallQuality.Inference.Phrases;
using static System.FormattableString;

namespace CallQuality.Cli.Evaluate.Phrases;

/// <summary>What lies beside a trained classifier: what it learned from, and how right it is on templates it did not see. The same rows give the same text.</summary>
internal static class TrainingReport
{
    /// <summary>The report as Markdown.</summary>
    /// <param name="file">The classifier's file name.</param>
    /// <param name="hash">SHA-256 of its content.</param>
    /// <param name="held">Every written row, labelled by a model that saw no row of its template.</param>
    /// <param name="spoken">Rows as the recogniser wrote them down, learned beside them.</param>
    public static string Of(string file, string hash, IReadOnlyList<UtteranceGuess> held, IReadOnlyList<LabelledUtterance> spoken)
    {
        var report = new StringBuilder();
        Line($"# Training of {file}\n\nWritten by `callquality train phrases`. SHA-256 of the file: `{hash}`.\n");
        Line($"Learned from {held.Count} utterances of {held.Select(guess => guess.Row.Template).Distinct().Count()} templates and, beside them, {spoken.Count} of these as the recogniser wrote them down when they were spoken.");
        Line($"\nThe figures are of the written ones, each labelled by a model that saw no row of its template; in brackets 95 % of a thousand draws of templates. Shown is what is sure enough to be named on a page.\n");
        Line($"| macro F1 | de | en |\n| --- | --- | --- |\n| | {MacroF1(Language.German)} | {MacroF1(Language.English)} |\n");
        Line($"| label | utterances | F1, de | F1, en | shown | of these right | of the label found |\n| --- | ---: | ---: | ---: | ---: | ---: | ---: |");
        foreach (var label in Enum.GetValues<UtteranceLabel>())
        {
            var count = held.Count(guess => guess.Row.Label == label);
            var (shown, right) = LabelFigures.Shown(held, label);
            var counts = label == UtteranceLabel.Neutral ? "– | – | –" : Invariant($"{shown} | {Share(right, shown)} | {Share(right, count)}");
            Line($"| {label.Spelling()} | {count} | {F1(Language.German, label):0.000} | {F1(Language.English, label):0.000} | {counts} |");
        }

        return report.ToString();

        void Line(FormattableString text) => report.Append(Invariant(text)).Append('\n');
        string MacroF1(Language language) => FigureText.WithInterval(Of(language), LabelFigures.MacroF1, "0.000");
        string Share(int part, int whole) => whole == 0 ? "–" : Invariant($"{part / (double)whole:0.000}");
        double F1(Language language, UtteranceLabel label) => LabelFigures.F1(Of(language), label);
        List<UtteranceGuess> Of(Language language) => [.. held.Where(guess => guess.Row.Language == language)];
    }
}
