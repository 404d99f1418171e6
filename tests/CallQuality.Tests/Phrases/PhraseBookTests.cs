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
    public void Find_ExampleOfEveryEntry_Matches(Language language, PhraseEntry entry) =>
        Assert.That(Hits(language, entry, entry.Example), Is.Not.Empty, $"{entry.Pattern} on: {entry.Example}");

    [TestCaseSource(nameof(Entries))]
    public void Find_CounterExampleOfEveryEntry_DoesNotMatch(Language language, PhraseEntry entry) =>
        Assert.That(Hits(language, entry, entry.Counter), Is.Empty, $"{entry.Pattern} on: {entry.Counter}");

    private static IReadOnlyList<PhraseMatch> Hits(Language language, PhraseEntry entry, string sentence) =>
        PhraseBook.BuiltIn(language).Only(entry).Find(SpokenLine.Words(sentence));
}
