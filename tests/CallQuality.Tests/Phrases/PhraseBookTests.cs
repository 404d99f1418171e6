using CallQuality.Core.Calls;
using CallQuality.Core.Phrases;


namespace CallQuality.Tests.Phrases;

public class PhraseBookTests
{
    private static IEnumerable<TestCaseData> Entries() =>
        new[] { Language.German, Language.English }
            .SelectMany(language => PhraseBook.BuiltIn(language).Entries.Select(entry => (Language: language, Entry: entry)))
            .Select(item => new TestCaseData(item.Language, item.Entry).SetArgDisplayNames(item.Entry.Origin));

    [TestCaseSource(nameof(Entries))]
    public void Find_ExampleAndCounterExampleOfAnEntry_MatchAndDoNot(Language language, PhraseEntry entry)
    {
        Assert.That(Hits(language, entry, entry.Example), Is.Not.Empty, $"{entry.Pattern} on: {entry.Example}");
        Assert.That(Hits(language, entry, entry.Counter), Is.Empty, $"{entry.Pattern} on: {entry.Counter}");
    }

    [Test]
    public void Parse_UserFile_AddsToTheBuiltInList()
    {
        const string yaml = """
            version: house-1
            language: de
            phrases:
              BrushOff:
                - pattern: 'da schau her'
                  weight: 0.5
                  example: 'Da schau her.'
                  counter: 'Da schaue ich nach.'
                  better: 'Ich sehe nach.'
            """;

        var book = PhraseBook.Parse(yaml, "house.yaml");

        Assert.Multiple(() =>
        {
            Assert.That(book.Entries, Has.Count.EqualTo(PhraseBook.BuiltIn(Language.German).Entries.Count + 1));
            Assert.That(book.Version, Does.EndWith("+house-1"));
            Assert.That(book.Find(SpokenLine.Words("Na da schau her."), PhraseCategory.BrushOff), Has.Count.EqualTo(1));
        });
    }

    [TestCase("version: '1'\nlanguage: fr\nphrases: {}", 2, "language")]
    [TestCase("version: '1'\nlanguage: de\nphrases:\n  Nonsense: []", 4, "heading")]
    [TestCase("version: '1'\nlanguage: de\nphrases:\n  Thanks:\n    - pattern: '(a'\n      weight: 1\n      example: a\n      counter: b", 5, "lacks")]
    [TestCase("version: '1'\nlanguage: de\nphrases:\n  Thanks:\n    - pattern: a\n      weight: 2\n      example: a\n      counter: b", 6, "weight")]
    [TestCase("version: '1'\nlanguage: de\nphrases:\n  Urging:\n    - pattern: a\n      weight: 1\n      example: a\n      counter: b", 5, "better")]
    [TestCase("version: '1'\nlanguage: de\nphrases:\n  Thanks:\n    - pattern: a\n      wait: 1", 6, "key")]
    [TestCase("version: '1'\nlanguage: de\nphrases:\n  Thanks:\n    - pattern: a\n      weight: 1\n      counter: b", 5, "example")]
    [TestCase("- no\n- list", 1, "expected")]
    public void Parse_BrokenFile_NamesTheLine(string yaml, long line, string says)
    {
        var error = Assert.Throws<PhraseBookException>(() => PhraseBook.Parse(yaml, "house.yaml"));

        Assert.That(error!.Line, Is.EqualTo(line));
        Assert.That(error.Text.English, Does.StartWith("house.yaml, line").And.Contain(says));
    }

    [TestCase(Language.German)]
    [TestCase(Language.English)]
    public void BuiltIn_MistakesOfWords_HaveFortyEntriesEach(Language language)
    {
        var count = PhraseBook.BuiltIn(language).Entries.CountBy(entry => entry.Category).ToDictionary();

        Assert.Multiple(() =>
        {
            Assert.That(count[PhraseCategory.Contradiction] + count[PhraseCategory.Lecturing], Is.GreaterThanOrEqualTo(40));
            Assert.That(count[PhraseCategory.Urging], Is.GreaterThanOrEqualTo(30));
            Assert.That(count[PhraseCategory.BrushOff], Is.GreaterThanOrEqualTo(38));
        });
    }

    private static IReadOnlyList<PhraseMatch> Hits(Language language, PhraseEntry entry, string sentence) =>
        PhraseBook.BuiltIn(language).Only(entry).Find(SpokenLine.Words(sentence));
}
