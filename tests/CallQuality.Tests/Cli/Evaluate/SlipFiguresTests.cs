using CallQuality.Cli.Evaluate.Phrases;
using CallQuality.Core.Calls;
using CallQuality.Core.Utterances;
using CallQuality.Inference.Phrases;

namespace CallQuality.Tests.Cli.Evaluate;

public class SlipFiguresTests
{
    private const string Listed = "That's not my department, I'm afraid.";
    private const string Misheard = "That's not my departmend, I'm afraid.";
    private const string Harmless = "The blue light shows that it is on.";

    [TestCase(Listed, true, true)]
    [TestCase(Misheard, true, false)]
    [TestCase(Harmless, false, false)]
    public void Of_ALine_TellsWhatOnlyForgivingFound(string text, bool isHit, bool isHitExactly)
    {
        var row = SlipFigures.Of([Row(text, "one")]).Single();

        Assert.That((row.IsHit, row.IsHitExactly), Is.EqualTo((isHit, isHitExactly)));
    }

    [Test]
    public void Shares_KnownLines_AreCountedOverTemplates()
    {
        var rows = SlipFigures.Of([Row(Listed, "one"), Row(Misheard, "two"), Row(Harmless, "three"), Row(Harmless, "four")]);

        var (hit, bySlip) = SlipFigures.Shares(rows);

        Assert.That((hit.Value, bySlip.Value), Is.EqualTo((0.5, 0.25)));
        Assert.That(hit.Low, Is.LessThan(0.5));
        Assert.That(hit.High, Is.GreaterThan(0.5));
    }

    private static LabelledUtterance Row(string text, string template) =>
        new() { Text = text, Before = "", Label = UtteranceLabel.Neutral, Language = Language.English, Template = template };
}
