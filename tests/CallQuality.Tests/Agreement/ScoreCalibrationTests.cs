using CallQuality.Core.Agreement;
using CallQuality.Core.Mistakes;
using CallQuality.Core.Scoring;

namespace CallQuality.Tests.Agreement;

public class ScoreCalibrationTests
{
    /// <summary>People who give half of what the machine gives up to 80: a curve finds it, on calls it has not seen as well.</summary>
    [Test]
    public void Of_PeopleWhoAreSterner_GivesTheirCurve()
    {
        var calls = Enumerable.Range(0, 80).Select(index => new RatedCall(index + 1, [Math.Min((index + 1) / 2, 40), Math.Min((index + 2) / 2, 40)])).ToList();

        var calibration = ScoreCalibration.Of(Mistake.KnowItAll, calls, Rubric.Default);

        Assert.That(calibration.Ratings, Is.EqualTo(160));
        Assert.That(calibration.ErrorBefore, Is.EqualTo(20).Within(1));
        Assert.That(calibration.ErrorAfter, Is.LessThan(2));
        Assert.That(calibration.Curve!.At(40), Is.EqualTo(20).Within(2));
        Assert.That(calibration.Curve.At(100), Is.EqualTo(100), "no sign of a mistake stays 100");
    }

    [Test]
    public void Of_PeopleWhoAgree_LeavesTheCurve()
    {
        var calls = Enumerable.Range(0, 60).Select(index => new RatedCall(index + 20, [index + 20])).ToList();

        Assert.That(ScoreCalibration.Of(Mistake.TooFast, calls, Rubric.Default), Has.Property(nameof(ScoreCalibration.Curve)).Null.And.Property(nameof(ScoreCalibration.ErrorBefore)).EqualTo(0).Within(1e-9));
    }

    [Test]
    public void Of_TooFewCalls_FitsNothing()
    {
        var calls = Enumerable.Range(0, ScoreCalibration.LeastCalls - 1).Select(index => new RatedCall(80, [10, 20, 30])).ToList();

        Assert.That(ScoreCalibration.Of(Mistake.TooFast, calls, Rubric.Default), Has.Property(nameof(ScoreCalibration.Curve)).Null.And.Property(nameof(ScoreCalibration.ErrorAfter)).Null);
    }

    [Test]
    public void With_Curves_ChangesThoseLinesAlone()
    {
        var curve = new MonotoneCurve([(0, 0), (42.5, 30), (100, 100)]);

        var text = RubricText.With(RubricText.Shipped, "2026.12", new Dictionary<Mistake, MonotoneCurve> { [Mistake.KnowItAll] = curve })!;

        var (before, after) = (RubricText.Shipped.Split('\n'), text.Split('\n'));
        Assert.That(after.Except(before), Is.EqualTo(new[] { "version: \"2026.12\"", "    curve: { 0: 0, 42.5: 30, 100: 100 }" }));
        Assert.That(after, Has.Length.EqualTo(before.Length + 1));
        Assert.That(RubricText.With(text, "2027.1", new Dictionary<Mistake, MonotoneCurve> { [Mistake.KnowItAll] = MonotoneCurve.Identity })!.Split('\n'), Has.Length.EqualTo(after.Length), "a curve is replaced");
        Assert.That(Rubric.Parse(text, "new").For(Mistake.KnowItAll).Curve.At(42.5), Is.EqualTo(30));
        Assert.That(Rubric.Parse(text, "new").For(Mistake.TooFast).Curve, Is.EqualTo(MonotoneCurve.Identity));
    }

    [TestCase("curve: { 0: 0, 50: 60, 70: 50, 100: 100 }")]
    [TestCase("curve: { 10: 0, 100: 100 }")]
    [TestCase("curve: { 0: 0, 50: 120, 100: 100 }")]
    [TestCase("curve: { 0: 0, half: 50, 100: 100 }")]
    [TestCase("curve: straight")]
    public void Parse_NotACurve_NamesTheLine(string line)
    {
        var text = RubricText.Shipped.Replace("  TooFast:\n", $"  TooFast:\n    {line}\n", StringComparison.Ordinal);

        var error = Assert.Throws<RubricException>(() => Rubric.Parse(text, "mine.yaml"))!;

        Assert.That(error.Errors, Has.Count.EqualTo(1));
        Assert.That(error.Errors[0].Line, Is.EqualTo(Array.IndexOf(text.Split('\n'), "    " + line) + 1));
        Assert.That(error.Errors[0].Key, Does.StartWith("mistakes.TooFast.curve"));
    }

    [Test]
    public void Then_TwoCurves_IsOneAfterTheOther()
    {
        var (first, second) = (new MonotoneCurve([(0, 0), (50, 20), (100, 100)]), new MonotoneCurve([(0, 0), (60, 30), (100, 100)]));

        var both = first.Then(second);

        Assert.That(Enumerable.Range(0, 101).Select(score => both.At(score) - second.At(first.At(score))), Is.All.EqualTo(0).Within(0.2));
    }
}
