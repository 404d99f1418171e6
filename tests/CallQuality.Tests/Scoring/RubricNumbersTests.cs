using CallQuality.Core.Scoring;

namespace CallQuality.Tests.Scoring;

public class RubricNumbersTests
{
    [Test]
    public void Of_TheShippedRubric_NamesEveryNumberWithItsUnitAndNoWords()
    {
        var fields = RubricNumbers.Of(RubricText.Shipped);

        Assert.Multiple(() =>
        {
            Assert.That(fields, Does.Contain(new RubricField("mistakes.TooFast.measures.wordsPerMinute.good.de", "160", "words/min")));
            Assert.That(fields, Does.Contain(new RubricField("mistakes.TooFast.measures.wordsPerMinute.weight", "1", "")));
            Assert.That(fields, Does.Contain(new RubricField("gates.minSnrDb.value", "10", "dB")));
            Assert.That(fields, Does.Contain(new RubricField("severity.none", "85", "")));
            Assert.That(fields.Select(field => field.Path).Where(path => path.Contains("source") || path.Contains("unit") || path is "version" or "schema"), Is.Empty);
            Assert.That(fields.Select(field => field.Path), Is.Unique);
        });
    }

    [Test]
    public void With_OtherNumbers_ChangesThemAloneAndLeavesComments()
    {
        var changed = RubricNumbers.With(RubricText.Shipped, "house 2", new Dictionary<string, string>
        {
            ["mistakes.TooFast.measures.wordsPerMinute.good.de"] = "150",
            ["gates.minSnrDb.value"] = "12.5",
            ["severity.none"] = "85",
            ["mistakes.NoSuch.weight"] = "3",
        });

        var (before, after) = (RubricText.Shipped.Split('\n'), changed.Split('\n'));
        Assert.That(after, Has.Length.EqualTo(before.Length));
        Assert.That(before.Zip(after).Count(pair => pair.First != pair.Second), Is.EqualTo(3), "version and two numbers");
        var rubric = Rubric.Parse(changed, "rubric.yaml");
        Assert.That(rubric.Version, Is.EqualTo("house 2"));
        Assert.That(rubric.Gates.MinSnrDb, Is.EqualTo(12.5));
        Assert.That(RubricNumbers.Of(changed).Single(field => field.Path == "mistakes.TooFast.measures.wordsPerMinute.good.de").Text, Is.EqualTo("150"));
    }

    [TestCase("6,5")]
    [TestCase("")]
    [TestCase("1 } evil: {")]
    public void With_WhatIsNoNumber_GivesARubricThatNamesTheLine(string typed)
    {
        var changed = RubricNumbers.With(RubricText.Shipped, "2", new Dictionary<string, string> { ["gates.minSnrDb.value"] = typed });

        var error = Assert.Throws<RubricException>(() => Rubric.Parse(changed, "rubric.yaml"));
        Assert.That(error!.Errors.Single().Key, Is.EqualTo("gates.minSnrDb.value"));
        Assert.That(changed.Split('\n')[error.Errors.Single().Line - 1], Does.Contain("minSnrDb"));
    }

    [Test]
    public void With_AVersionOfAnySigns_IsReadBackAsItWasTyped([Values("a\"b", "c: d # e", "x\\y")] string version) =>
        Assert.That(Rubric.Parse(RubricNumbers.With(RubricText.Shipped, version, new Dictionary<string, string>()), "rubric.yaml").Version, Is.EqualTo(version));

    [Test]
    public void OfAndWith_WhatIsNoYaml_FindNothingAndChangeNothing([Values("a: [", "", "]")] string text)
    {
        Assert.That(RubricNumbers.Of(text), Is.Empty);
        Assert.That(RubricNumbers.With(text, "2", new Dictionary<string, string> { ["a"] = "1" }), Is.EqualTo(text));
    }
}
