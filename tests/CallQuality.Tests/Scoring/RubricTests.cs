using CallQuality.Core.Calls;
using CallQuality.Core.Mistakes;
using CallQuality.Core.Scoring;

namespace CallQuality.Tests.Scoring;

public class RubricTests
{
    [Test]
    public void Default_AllEightMistakes_HaveMeasuresInBothLanguages()
    {
        foreach (var mistake in Enum.GetValues<Mistake>())
        {
            var rules = Rubric.Default.For(mistake);
            Assert.That(rules.MeasureIds, Is.Not.Empty, mistake.ToString());
            foreach (var id in rules.MeasureIds)
            {
                Assert.That(rules.Measure(id, Language.German).Unit, Is.EqualTo(rules.Measure(id, Language.English).Unit));
            }
        }
    }

    [Test]
    public void Setting_LanguagesDiffer_GivesEachItsOwn()
    {
        var rules = Rubric.Default.For(Mistake.TooFast);
        Assert.That(rules.Setting("windowRateSyllablesPerSecond", Language.German), Is.EqualTo(6.5));
        Assert.That(rules.Setting("windowRateSyllablesPerSecond", Language.English), Is.EqualTo(6.0));
    }

    [Test]
    public void Parse_ShippedText_GivesTheShippedRubric()
    {
        var parsed = Rubric.Parse(RubricReader.ShippedText(), "mine.yaml");
        Assert.That(parsed.Version, Is.EqualTo(Rubric.Default.Version));
        Assert.That(parsed.For(Mistake.TooFast).Measure("wordsPerMinute", Language.English), Is.EqualTo(Rubric.Default.For(Mistake.TooFast).Measure("wordsPerMinute", Language.English)));
    }

    [TestCase(100, Severity.None)]
    [TestCase(85, Severity.None)]
    [TestCase(84, Severity.Slight)]
    [TestCase(70, Severity.Slight)]
    [TestCase(69, Severity.Clear)]
    [TestCase(40, Severity.Clear)]
    [TestCase(39, Severity.Severe)]
    [TestCase(0, Severity.Severe)]
    public void SeverityOf_EdgesOfBands_BelongToTheBandAbove(int score, Severity expected) =>
        Assert.That(Rubric.Default.SeverityOf(score), Is.EqualTo(expected));
}
