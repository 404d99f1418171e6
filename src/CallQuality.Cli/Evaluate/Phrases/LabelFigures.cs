using CallQuality.Core.Agreement;
using CallQuality.Core.Utterances;
using CallQuality.Inference.Phrases;

namespace CallQuality.Cli.Evaluate.Phrases;

/// <summary>How guesses agree with true labels.</summary>
internal static class LabelFigures
{
    private const int Bins = 10;

    /// <summary>Mean of all labels' F1. A label that is neither there nor guessed counts as 0.</summary>
    public static double MacroF1(IReadOnlyCollection<UtteranceGuess> guesses) => Enum.GetValues<UtteranceLabel>().Average(label => F1(guesses, label));

    /// <summary>Harmonic mean of precision and recall of a label; 0 where it is neither there nor guessed.</summary>
    public static double F1(IReadOnlyCollection<UtteranceGuess> guesses, UtteranceLabel label)
    {
        var right = guesses.Count(guess => guess.Label == label && guess.Row.Label == label);
        var said = guesses.Count(guess => guess.Label == label) + guesses.Count(guess => guess.Row.Label == label);
        return said == 0 ? 0 : 2.0 * right / said;
    }

    /// <summary>Of what is sure enough to be shown as a mistake, the share that is right; NaN where nothing is shown.</summary>
    public static double MistakesRight(IReadOnlyCollection<UtteranceGuess> guesses) => ShareRight(guesses, guess => guess.IsShown && guess.Label.IsMistake());

    /// <summary>Of the mistakes, the share that is shown as what it is; NaN where there is none.</summary>
    public static double MistakesFound(IReadOnlyCollection<UtteranceGuess> guesses) => ShareRight(guesses, guess => guess.Row.Label.IsMistake());

    /// <summary>How many guesses are sure enough to be shown as a label, and how many of them are right.</summary>
    public static (int Shown, int Right) Shown(IReadOnlyCollection<UtteranceGuess> guesses, UtteranceLabel label)
    {
        var shown = guesses.Where(guess => guess.IsShown && guess.Label == label).ToList();
        return (shown.Count, shown.Count(guess => guess.Row.Label == label));
    }

    /// <summary>A figure with the 95 % interval of drawing templates, not rows: rows of a template are alike.</summary>
    public static (double Value, double Low, double High) WithInterval(IEnumerable<UtteranceGuess> guesses, Func<IReadOnlyCollection<UtteranceGuess>, double> figure) => Bootstrap.Interval(
        [.. guesses.GroupBy(guess => guess.Row.Template).Select(group => group.ToList())],
        templates => figure([.. templates.SelectMany(template => template)]));

    /// <summary>Guesses by probability in bins of a tenth: lower end, count, mean probability, share that is right.</summary>
    public static IReadOnlyList<(double From, int Count, double Probability, double Right)> Reliability(IReadOnlyCollection<UtteranceGuess> guesses) =>
    [
        .. guesses.GroupBy(guess => Math.Min(Bins - 1, (int)(guess.Probability * Bins))).OrderBy(bin => bin.Key)
            .Select(bin => ((double)bin.Key / Bins, bin.Count(), bin.Average(guess => guess.Probability), bin.Average(guess => guess.Label == guess.Row.Label ? 1.0 : 0))),
    ];

    /// <summary>Expected calibration error: the bins' mean distance between probability and share right, by count. 0 is perfect.</summary>
    public static double CalibrationError(IReadOnlyCollection<UtteranceGuess> guesses) =>
        Reliability(guesses).Sum(bin => bin.Count * Math.Abs(bin.Probability - bin.Right)) / guesses.Count;

    private static double ShareRight(IReadOnlyCollection<UtteranceGuess> guesses, Func<UtteranceGuess, bool> counts)
    {
        var (all, right) = (guesses.Count(counts), guesses.Count(guess => counts(guess) && guess.IsShown && guess.Label == guess.Row.Label));
        return right / (double)all;
    }
}
