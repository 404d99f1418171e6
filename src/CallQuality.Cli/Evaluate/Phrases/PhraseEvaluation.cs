using System.Diagnostics;
using System.Text;
using CallQuality.Cli.Train;
using CallQuality.Core.Calls;
using CallQuality.Core.Utterances;
using CallQuality.Inference.ModelFiles;
using CallQuality.Inference.Phrases;
using static System.FormattableString;

namespace CallQuality.Cli.Evaluate.Phrases;

/// <summary>Trains on the training tables, labels the test tables, and writes what came out as a section of Markdown.</summary>
internal sealed class PhraseEvaluation
{
    private readonly StringBuilder report = new();
    private readonly PlotBook plots = new("phrases");
    private readonly PhraseTrial trial;
    private readonly CancellationToken cancellationToken;

    private PhraseEvaluation(PhraseTrial trial, CancellationToken cancellationToken)
    {
        this.trial = trial;
        this.cancellationToken = cancellationToken;
    }

    /// <summary>The report, and what it shows as drawings.</summary>
    public static (string Report, PlotBook Plots) Run(ModelFolder models, int threads, CancellationToken cancellationToken)
    {
        using var encoder = SentenceEncoder.Load(models, threads);
        var (rows, spoken) = UtteranceTables.ReadTraining(models.FolderPath);
        var trial = new PhraseTrial(new PhraseTrainer(rows, spoken, encoder, cancellationToken), encoder);
        var test = UtteranceTables.Read(models.FolderPath, "test");
        var evaluation = new PhraseEvaluation(trial, cancellationToken);
        evaluation.Line($"## What is said");
        evaluation.Line($"Made by `callquality evaluate phrases --out docs/accuracy.md`: the classifier of utterances; what the data are, and what the figures mean, stands in [accuracy/phrases.md](accuracy/phrases.md). In brackets 95 % of a thousand draws of templates.");
        evaluation.Line($"\nTrained on {rows.Count} utterances of {rows.Select(row => row.Template).Distinct().Count()} templates, tested on {test.Count} of {test.Select(row => row.Template).Distinct().Count()} others.");
        evaluation.Systems("Test text, as written", test);
        evaluation.Systems("Test text, spoken by espeak-ng, telephone band, read by the program's recogniser", UtteranceTables.Read(models.FolderPath, "test-noisy"));
        var held = evaluation.trial.HeldOut(cancellationToken);
        evaluation.Line($"\n### Training text, each template predicted by a model that did not see it\n\n| system | de | en |\n| --- | --- | --- |");
        evaluation.Row("classifier", held);
        var tested = evaluation.trial.Test(UtteranceSystem.Classifier, test, cancellationToken);
        evaluation.Labels(tested, held);
        evaluation.Slips(rows, spoken);
        evaluation.Calibration(tested, held);
        evaluation.Speed(test);
        return (evaluation.report.ToString(), evaluation.plots);
    }

    private void Systems(string title, IReadOnlyList<LabelledUtterance> rows)
    {
        Line($"\n### {title}\n\nMacro F1.\n\n| system | de | en |\n| --- | --- | --- |");
        Row("classifier", trial.Test(UtteranceSystem.Classifier, rows, cancellationToken));
        Row("letters alone", trial.Test(UtteranceSystem.LettersAlone, rows, cancellationToken));
        Row("phrase lists alone", trial.Test(UtteranceSystem.ListsAlone, rows, cancellationToken));
    }

    private void Row(string name, IReadOnlyList<UtteranceGuess> guesses)
    {
        var (german, english) = (Figure(Language.German), Figure(Language.English));
        Line($"| {name} | {german} | {english} |");

        string Figure(Language language) => FigureText.WithInterval(guesses.Where(guess => guess.Row.Language == language), LabelFigures.MacroF1, "0.000");
    }

    private void Labels(IReadOnlyList<UtteranceGuess> test, IReadOnlyList<UtteranceGuess> held)
    {
        Line($"\n### By label\n\nF1 on the test text; and of what is sure enough to be shown on a page: how much of it is right, how much of the label it finds.\n\n| label | de | en | shown, test: right | found | shown, held-out training: right | found |\n| --- | --- | --- | --- | --- | --- | --- |");
        foreach (var label in Enum.GetValues<UtteranceLabel>())
        {
            var (german, english) = (F1(Language.German, label), F1(Language.English, label));
            var shown = label == UtteranceLabel.Neutral ? "– | – | – | –" : $"{Shown(test, label)} | {Shown(held, label)}";
            Line($"| {label.Spelling()} | {german} | {english} | {shown} |");
        }

        var harmless = test.Where(guess => guess.Row.Label == UtteranceLabel.Neutral).ToList();
        Line($"\nOf {harmless.Count} neutral test utterances {harmless.Count(guess => guess.IsShown)} would be shown as something, {harmless.Count(guess => guess.IsShown && guess.Label.IsMistake())} as a mistake.");

        Line($"\n| named a mistake | test | held-out training |\n| --- | --- | --- |");
        Line($"| right | {FigureText.WithInterval(test, LabelFigures.MistakesRight)} | {FigureText.WithInterval(held, LabelFigures.MistakesRight)} |");
        Line($"| found of all mistakes | {FigureText.WithInterval(test, LabelFigures.MistakesFound)} | {FigureText.WithInterval(held, LabelFigures.MistakesFound)} |");

        string F1(Language language, UtteranceLabel label) => FigureText.WithInterval(test.Where(guess => guess.Row.Language == language), rows => LabelFigures.F1(rows, label));
    }

    private void Slips(IReadOnlyList<LabelledUtterance> rows, IReadOnlyList<LabelledUtterance> spoken)
    {
        Line($"\n### Phrase lists: slips of the recogniser forgiven\n\nShare of the training lines in which a list finds a mistake, and finds it only because it forgives a word one edit away or of the same sound. Harmless lines were looked at when the lists were written.\n\n| lines | de | only by forgiving | en | only by forgiving |\n| --- | --- | --- | --- | --- |");
        Rows("harmless, as written", rows, row => row.Label == UtteranceLabel.Neutral);
        Rows("harmless, as the recogniser wrote them", spoken, row => row.Label == UtteranceLabel.Neutral);
        Rows("mistakes, as written", rows, row => row.Label.IsMistake());
        Rows("mistakes, as the recogniser wrote them", spoken, row => row.Label.IsMistake());

        void Rows(string name, IReadOnlyList<LabelledUtterance> table, Func<LabelledUtterance, bool> counts)
        {
            var hits = SlipFigures.Of(table.Where(counts));
            Line($"| {name} | {Figures(Language.German)} | {Figures(Language.English)} |");

            string Figures(Language language)
            {
                var (hit, bySlip) = SlipFigures.Shares(hits.Where(row => row.Row.Language == language));
                return $"{Percent(hit)} | {Percent(bySlip)}";
            }
        }
    }

    private static string Percent((double Value, double Low, double High) share) => Invariant($"{share.Value:0.00 %} ({100 * share.Low:0.00}–{share.High:0.00 %})");

    private void Calibration(IReadOnlyList<UtteranceGuess> test, IReadOnlyList<UtteranceGuess> held)
    {
        Line($"\n### Calibration\n\nExpected calibration error: test {FigureText.WithInterval(test, LabelFigures.CalibrationError, "0.000")}, held-out training {FigureText.WithInterval(held, LabelFigures.CalibrationError, "0.000")}.\n\n| probability | test: utterances | mean | right | held-out: utterances | mean | right |\n| --- | --- | --- | --- | --- | --- | --- |");
        var (bins, others) = (LabelFigures.Reliability(test), LabelFigures.Reliability(held));
        foreach (var (bin, other) in bins.Join(others, bin => bin.From, bin => bin.From, (bin, other) => (bin, other)))
        {
            Line($"| from {bin.From:0.0} | {bin.Count} | {bin.Probability:0.00} | {bin.Right:0.00} | {other.Count} | {other.Probability:0.00} | {other.Right:0.00} |");
        }

        plots.Reliability(
            "Calibration", "reliability", "How often the classifier is right by the probability it gives",
            [.. bins.Select(bin => (bin.Probability, bin.Right))],
            [.. others.Select(bin => (bin.Probability, bin.Right))]);
        Line($"\n![{plots.Plots[^1].Title}]({plots.Plots[^1].File})");
    }

    private static string Shown(IReadOnlyList<UtteranceGuess> guesses, UtteranceLabel label)
    {
        var (shown, right) = LabelFigures.Shown(guesses, label);
        return Invariant($"{right} of {shown} | {right} of {guesses.Count(guess => guess.Row.Label == label)}");
    }

    private void Speed(IReadOnlyList<LabelledUtterance> rows)
    {
        var clock = Stopwatch.StartNew();
        trial.Test(UtteranceSystem.Classifier, rows, cancellationToken);
        Line($"\n### Speed\n\n{rows.Count / clock.Elapsed.TotalSeconds:0} utterances a second, each with what the caller said before, on {Environment.ProcessorCount} cores.");
    }

    private void Line(FormattableString text) => report.Append(Invariant(text)).Append('\n');
}
