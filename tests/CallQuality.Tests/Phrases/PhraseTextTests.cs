using CallQuality.Core.Calls;
using CallQuality.Core.Phrases;

namespace CallQuality.Tests.Phrases;

public class PhraseTextTests
{
    private static readonly PhraseEntry Entry = new()
    {
        Category = PhraseCategory.BrushOff,
        Pattern = "(das|so etwas) macht der Peter",
        Weight = 0.6,
        Example = "Das macht der Peter.",
        Counter = "Peter: 'das' mache ich.",
        Better = "Ich verbinde Sie mit Peter.",
        Unless = ["gern"],
        NegationBlocks = false,
        CountsInQuestion = true,
        Origin = "",
    };

    [Test]
    public void With_APhrase_IsReadBackAsItWasWritten()
    {
        var book = PhraseBook.Parse(PhraseText.With(PhraseText.Empty(Language.German, "house"), Entry), "house.yaml");

        var read = book.Own("house.yaml").Single();
        Assert.That(read with { Origin = "", Unless = Entry.Unless }, Is.EqualTo(Entry));
        Assert.That(read.Unless, Is.EqualTo(Entry.Unless));
        Assert.That(PhraseProbe.Faults(book, "house.yaml"), Is.Empty);
    }

    [Test]
    public void With_FurtherPhrases_GoUnderTheirCategoriesAndLeaveCommentsAlone()
    {
        var text = PhraseText.With(PhraseText.Empty(Language.German, "1"), Entry).Replace("  BrushOff:", "  # ours\n  BrushOff:", StringComparison.Ordinal);
        text = PhraseText.With(text, Entry with { Category = PhraseCategory.Thanks, Pattern = "vergelts Gott", Example = "Vergelts Gott!", Better = null });
        text = PhraseText.With(text, Entry with { Pattern = "frag den Karl", Example = "Frag den Karl." });

        var book = PhraseBook.Parse(text, "house.yaml");
        Assert.That(book.Own("house.yaml").Select(entry => (entry.Category, entry.Pattern)), Is.EqualTo(new[]
        {
            (PhraseCategory.BrushOff, Entry.Pattern), (PhraseCategory.BrushOff, "frag den Karl"), (PhraseCategory.Thanks, "vergelts Gott"),
        }));
        Assert.That(text, Does.Contain("# ours"));
    }

    [Test]
    public void WithVersion_AnyList_ChangesThatLineAlone()
    {
        var text = PhraseText.With(PhraseText.Empty(Language.English, "1"), Entry);

        Assert.That(PhraseText.WithVersion(text, "it's 2"), Is.EqualTo(text.Replace("version: '1'", "version: 'it''s 2'", StringComparison.Ordinal)));
        Assert.That(PhraseBook.Parse(PhraseText.WithVersion(text, "it's 2"), "a.yaml").Version, Does.EndWith("+it's 2"));
    }

    [Test]
    public void Faults_ExampleMissedAndCounterFound_AreNamedWithTheirLines()
    {
        var text = PhraseText.With(PhraseText.Empty(Language.German, "1"), Entry with { Example = "Das macht die Petra.", Counter = "Das macht der Peter." });

        var faults = PhraseProbe.Faults(PhraseBook.Parse(text, "house.yaml"), "house.yaml");
        Assert.That(faults.Select(fault => fault.English), Is.EqualTo(new[]
        {
            "house.yaml, line 5: '(das|so etwas) macht der Peter' does not find its own example: 'Das macht die Petra.'.",
            "house.yaml, line 5: '(das|so etwas) macht der Peter' finds its counter-example too: 'Das macht der Peter.'.",
        }));
    }
}
