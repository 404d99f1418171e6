using System.Globalization;
using CallQuality.Inference.Phrases;

namespace CallQuality.Cli.Evaluate.Phrases;

/// <summary>Figures as reports write them.</summary>
internal static class FigureText
{
    /// <summary>A figure with its 95 % interval in brackets, such as <c>0.84 (0.83–0.85)</c>.</summary>
    public static string WithInterval(IEnumerable<UtteranceGuess> guesses, Func<IReadOnlyCollection<UtteranceGuess>, double> figure, string format = "0.00")
    {
        var (value, low, high) = LabelFigures.WithInterval(guesses, figure);
        return $"{Number(value)} ({Number(low)}–{Number(high)})";

        string Number(double number) => number.ToString(format, CultureInfo.InvariantCulture);
    }
}
