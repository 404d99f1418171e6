using CallQuality.Core.Agreement;
using CallQuality.Core.Scoring;

namespace CallQuality.Tests.Agreement;

public class AgreementMeasuresTests
{
    private static readonly AgreementMeasures Measures = new(Rubric.Default);

    /// <summary>The six subjects and four judges of Shrout and Fleiss 1979, table 2, times ten; they give ICC(1,1) = .17.</summary>
    [Test]
    public void AmongPeople_ShroutAndFleissExample_GivesTheirCorrelation()
    {
        int[][] judged = [[90, 20, 50, 80], [60, 10, 30, 20], [80, 40, 60, 80], [70, 10, 20, 60], [100, 50, 60, 90], [60, 20, 40, 70]];

        var agreement = Measures.AmongPeople(judged.Select(scores => new RatedCall(null, scores)));

        Assert.That(agreement.Calls, Is.EqualTo(6));
        Assert.That(agreement.Intraclass.Value, Is.EqualTo(0.17).Within(0.005));
        Assert.That(agreement.Intraclass.Low, Is.LessThan(0.17));
        Assert.That(agreement.Intraclass.High, Is.GreaterThan(0.17));
    }

    /// <summary>Two raters, bands none, none, severe, severe, slight against none, slight, severe, clear, slight, by hand.</summary>
    [Test]
    public void AmongPeople_FivePairs_GivesKappaOfTheirBands()
    {
        int[][] pairs = [[90, 95], [90, 75], [10, 20], [10, 60], [75, 80]];

        var kappa = Measures.AmongPeople(pairs.Select(pair => new RatedCall(null, pair))).Kappa.Value;

        // Observed 2 x (1 + 1) / 10. Of ten bands both ways: none 3, slight 3, clear 1, severe 3; expected the mean of squared distances.
        double[] share = [0.3, 0.3, 0.1, 0.3];
        var expected = (from a in Enumerable.Range(0, 4) from b in Enumerable.Range(0, 4) select share[a] * share[b] * (a - b) * (a - b)).Sum();
        Assert.That(kappa, Is.EqualTo(1 - (0.4 / expected)).Within(1e-12));
    }

    [Test]
    public void WithMachine_MachineTenPointsMilder_IsTheDifference()
    {
        var calls = Enumerable.Range(0, 20).Select(index => new RatedCall((index * 4) + 10, [index * 4, index * 4])).ToList();

        var agreement = Measures.WithMachine(calls);

        Assert.That(agreement.Difference, Is.EqualTo(new AgreementFigure(10, 10, 10)));
        Assert.That(agreement.Intraclass.Value, Is.InRange(0.9, 0.99));
        Assert.That(Measures.WithMachine(calls), Is.EqualTo(agreement), "the same ratings give the same interval");
    }

    [Test]
    public void AmongPeople_FewerThanFiveCalls_SaysNothing()
    {
        var agreement = Measures.AmongPeople(Enumerable.Range(0, 9).Select(index => new RatedCall(50, index < 4 ? [10 * index, 90] : [80])));

        Assert.That(agreement.Calls, Is.EqualTo(4));
        Assert.That(agreement.Kappa, Is.EqualTo(AgreementFigure.Unknown));
    }

    [Test]
    public void AmongPeople_AllAlike_SaysNothing() =>
        Assert.That(Measures.AmongPeople(Enumerable.Repeat(new RatedCall(null, [100, 100]), 30)).Kappa, Is.EqualTo(AgreementFigure.Unknown));
}
