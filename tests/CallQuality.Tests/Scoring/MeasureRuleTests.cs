using CallQuality.Core.Calls;
using CallQuality.Core.Mistakes;
using CallQuality.Core.Scoring;
using FsCheck;
using FsCheck.Fluent;

namespace CallQuality.Tests.Scoring;

public class MeasureRuleTests
{
    private static readonly MeasureRule Rule = new()
    {
        Id = "rate", Good = 6, Half = 7, Bad = 9, Weight = 1, NormMin = 5, NormMax = 6.5, Unit = "syll/s", Source = "P",
    };

    private static readonly MeasureRule Falling = Rule with { Good = 0.14, Half = 0.08, Bad = 0.03, NormMin = 0.10, NormMax = null, Unit = "share" };

    [TestCase(5, 100)]
    [TestCase(6, 100)]
    [TestCase(6.5, 75)]
    [TestCase(7, 50)]
    [TestCase(8, 25)]
    [TestCase(9, 0)]
    [TestCase(12, 0)]
    public void PartialScore_MoreIsWorse_RunsThroughTheAnchors(double value, double expected) =>
        Assert.That(Rule.PartialScore(value), Is.EqualTo(expected).Within(1e-9));

    [TestCase(0.2, 100)]
    [TestCase(0.14, 100)]
    [TestCase(0.11, 75)]
    [TestCase(0.08, 50)]
    [TestCase(0.03, 0)]
    [TestCase(0, 0)]
    public void PartialScore_LessIsWorse_RunsThroughTheAnchors(double value, double expected) =>
        Assert.That(Falling.PartialScore(value), Is.EqualTo(expected).Within(1e-9));

    [TestCase(6.5, false)]
    [TestCase(6.6, true)]
    [TestCase(4.0, false)]
    public void IsBeyondNorm_MoreIsWorse_LooksAtTheUpperEndOnly(double value, bool expected) =>
        Assert.That(Rule.IsBeyondNorm(value), Is.EqualTo(expected));

    [TestCase(0.10, false)]
    [TestCase(0.09, true)]
    public void IsBeyondNorm_LessIsWorse_LooksAtTheLowerEnd(double value, bool expected) =>
        Assert.That(Falling.IsBeyondNorm(value), Is.EqualTo(expected));

    [Test]
    public void PartialScore_Unknown_IsRefused() =>
        Assert.That(() => Rule.PartialScore(double.NaN), Throws.InstanceOf<ArgumentOutOfRangeException>());

    [FsCheck.NUnit.Property(MaxTest = 500)]
    public Property PartialScore_EveryShippedRule_NeverRisesTowardsBad() => Prop.ForAll(
        Gen.Elements(ShippedRules()).ToArbitrary(),
        Gen.Choose(-2000, 3000).ToArbitrary(),
        Gen.Choose(0, 2000).ToArbitrary(),
        (rule, at, further) =>
        {
            double Value(int permille) => rule!.Good + ((rule.Bad - rule.Good) * permille / 1000);
            var (before, after) = (rule!.PartialScore(Value(at)), rule.PartialScore(Value(at + further)));
            Assert.That(after, Is.LessThanOrEqualTo(before + 1e-9).And.InRange(0, 100));
        });

    private static MeasureRule[] ShippedRules() =>
    [
        .. from mistake in Enum.GetValues<Mistake>()
           from language in Enum.GetValues<Language>()
           from id in Rubric.Default.For(mistake).MeasureIds
           select Rubric.Default.For(mistake).Measure(id, language),
    ];
}
