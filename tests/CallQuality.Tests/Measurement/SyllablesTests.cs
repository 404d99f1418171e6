using CallQuality.Core.Calls;
using CallQuality.Core.Measurement;
using FsCheck;
using FsCheck.Fluent;

namespace CallQuality.Tests.Measurement;

public class SyllablesTests
{
    [Test]
    public void Count_GermanWords_MatchTheirPronunciation() => Check(GermanSyllableWords.All, Language.German);

    [Test]
    public void Count_EnglishWords_MatchTheirPronunciation() => Check(EnglishSyllableWords.All, Language.English);

    [Test]
    public void Count_ReferenceGreeting_HasTwentySevenSyllables()
    {
        const string greeting = "Herzlich willkommen bei Grumps + Söhne, mein Name ist Sonja Müller-Lüdenscheid, was kann ich für Sie tun?";

        Assert.That(Syllables.Count(greeting, Language.German), Is.EqualTo(27));
    }

    [TestCase("")]
    [TestCase("  ")]
    [TestCase(" – , … ")]
    public void Count_NoWord_IsZero(string text) => Assert.That(Syllables.Count(text, Language.German), Is.Zero);

    [Test]
    public void Count_TextOfWords_IsTheSumOfItsWords() => Prop.ForAll(
        Gen.Elements(GermanSyllableWords.All).ArrayOf().ToArbitrary(),
        rows => Syllables.Count(string.Join(' ', rows.Select(row => row.Word)), Language.German) == rows.Sum(row => Syllables.Count(row.Word, Language.German)))
        .QuickCheckThrowOnFailure();

    [Test]
    public void Count_PunctuationAndCapitals_ChangeNothing() => Prop.ForAll(
        Gen.Elements(EnglishSyllableWords.All.Where(row => row.Word.All(char.IsAsciiLetterLower) && row.Word.Length > 5).ToArray()).ToArbitrary(),
        row => Syllables.Count($"\"{char.ToUpperInvariant(row.Word[0])}{row.Word[1..]},\"", Language.English) == row.Syllables)
        .QuickCheckThrowOnFailure();

    private static void Check((string Word, int Syllables)[] words, Language language)
    {
        var wrong = words.Where(row => Syllables.Count(row.Word, language) != row.Syllables)
            .Select(row => $"{row.Word}: {Syllables.Count(row.Word, language)} instead of {row.Syllables}");

        Assert.That(words, Has.Length.GreaterThanOrEqualTo(300));
        Assert.That(wrong, Is.Empty);
    }
}
