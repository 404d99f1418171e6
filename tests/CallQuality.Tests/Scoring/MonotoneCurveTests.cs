using CallQuality.Core.Scoring;
using FsCheck;
using FsCheck.Fluent;

namespace CallQuality.Tests.Scoring;

public class MonotoneCurveTests
{
    [TestCase(0, 0)]
    [TestCase(25, 10)]
    [TestCase(50, 20)]
    [TestCase(75, 60)]
    [TestCase(100, 100)]
    [TestCase(-5, 0)]
    [TestCase(120, 100)]
    public void At_BetweenPoints_IsOnTheLine(double score, double calibrated) =>
        Assert.That(new MonotoneCurve([(0, 0), (50, 20), (100, 100)]).At(score), Is.EqualTo(calibrated).Within(1e-12));

    [Test]
    public void Fit_RatingsOnAFallingStretch_PoolsThem()
    {
        // 40 and 60 were rated the wrong way round; together they are 50 rated 45.
        var curve = MonotoneCurve.Fit([(20, 10), (40, 50), (60, 40), (80, 90)], smallestPool: 1);

        Assert.That(curve.Points, Is.EqualTo(new[] { (0.0, 0.0), (20.0, 10.0), (50.0, 45.0), (80.0, 90.0), (100.0, 100.0) }));
    }

    [Test]
    public void Fit_FewRatings_ShareAPoint()
    {
        var curve = MonotoneCurve.Fit([(30, 20), (40, 30), (50, 40), (90, 70)], smallestPool: 3);

        // The last one alone is too few; it joins the others.
        Assert.That(curve.Points, Is.EqualTo(new[] { (0.0, 0.0), (52.5, 40.0), (100.0, 100.0) }));
    }

    [Test]
    public void Fit_AnyRatings_NeverFallsAndKeepsItsEnds()
    {
        var pairs = ArbMap.Default.GeneratorFor<int>().Where(number => number is >= 0 and <= 100).Two().ListOf();
        Prop.ForAll(pairs.ToArbitrary(), list =>
        {
            var curve = MonotoneCurve.Fit(list.Select(pair => ((double)pair.Item1, (double)pair.Item2)), smallestPool: 2);
            var values = Enumerable.Range(0, 101).Select(score => curve.At(score)).ToList();
            return values[0] == 0 && values[^1] == 100 && values.Zip(values.Skip(1)).All(pair => pair.First <= pair.Second + 1e-9) && MonotoneCurve.IsValid(curve.Points);
        }).QuickCheckThrowOnFailure();
    }

    [Test]
    public void Constructor_FallingPoints_IsRefused() =>
        Assert.That(() => new MonotoneCurve([(0, 0), (50, 60), (70, 50), (100, 100)]), Throws.ArgumentException);
}
