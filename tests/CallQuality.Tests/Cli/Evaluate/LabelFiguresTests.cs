using CallQuality.Cli.Evaluate.Phrases;
using CallQuality.Core.Calls;
using CallQuality.Core.Utterances;
using CallQuality.Inference.Phrases;

namespace CallQuality.Tests.Cli.Evaluate;

public class LabelFiguresTests
{
    // Know-it-all: two of three found, one neutral line taken for it; the surest wrong guess is not sure enough to be shown.
    private static readonly UtteranceGuess[] Guesses =
    [
        Guess(UtteranceLabel.KnowItAll, UtteranceLabel.KnowItAll, 0.95, isShown: true),
        Guess(UtteranceLabel.KnowItAll, UtteranceLabel.KnowItAll, 0.75, isShown: false),
        Guess(UtteranceLabel.KnowItAll, UtteranceLabel.Neutral, 0.65, isShown: false),
        Guess(UtteranceLabel.Neutral, UtteranceLabel.KnowItAll, 0.95, isShown: true),
        Guess(UtteranceLabel.Neutral, UtteranceLabel.Neutral, 0.95, isShown: false),
    ];

    [Test]
    public void F1_KnownGuesses_IsTheHarmonicMean()
    {
        Assert.That(LabelFigures.F1(Guesses, UtteranceLabel.KnowItAll), Is.EqualTo(2 * 2 / 6.0).Within(1e-12));
        Assert.That(LabelFigures.F1(Guesses, UtteranceLabel.Neutral), Is.EqualTo(2 * 1 / 4.0).Within(1e-12));
        Assert.That(LabelFigures.F1(Guesses, UtteranceLabel.Promise), Is.Zero);
        Assert.That(LabelFigures.MacroF1(Guesses), Is.EqualTo(((4 / 6.0) + 0.5) / UtteranceLabels.Count).Within(1e-12));
    }

    [Test]
    public void Mistakes_KnownGuesses_CountWhatIsShownAlone()
    {
        Assert.That(LabelFigures.MistakesRight(Guesses), Is.EqualTo(0.5));
        Assert.That(LabelFigures.MistakesFound(Guesses), Is.EqualTo(1 / 3.0).Within(1e-12));
    }

    [Test]
    public void CalibrationError_KnownGuesses_IsTheBinsMeanDistance() =>
        // From 0.9: three at 0.95, two right; 0.75 right; 0.65 wrong.
        Assert.That(LabelFigures.CalibrationError(Guesses), Is.EqualTo(((3 * Math.Abs(0.95 - (2 / 3.0))) + 0.25 + 0.65) / 5).Within(1e-9));

    [Test]
    public void WithInterval_RowsOfOneTemplate_AreDrawnTogether()
    {
        var alike = Guesses.Select(guess => guess with { Row = guess.Row with { Template = "one" } });
        var apart = Guesses.Select((guess, index) => guess with { Row = guess.Row with { Template = $"{index}" } });

        var (value, low, high) = LabelFigures.WithInterval(alike, LabelFigures.MacroF1);
        var wide = LabelFigures.WithInterval(apart, LabelFigures.MacroF1);

        Assert.That((low, high), Is.EqualTo((value, value)));
        Assert.That(wide.Low, Is.LessThan(value));
        Assert.That(wide.High, Is.GreaterThan(value));
    }

    private static UtteranceGuess Guess(UtteranceLabel truth, UtteranceLabel guessed, double probability, bool isShown) => new(
        new LabelledUtterance { Text = "", Before = "", Label = truth, Language = Language.German, Template = "" }, guessed, probability, isShown);
}
