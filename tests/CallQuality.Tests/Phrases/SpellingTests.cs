using CallQuality.Core.Calls;
using CallQuality.Core.Phrases;

namespace CallQuality.Tests.Phrases;

public class SpellingTests
{
    [TestCase("Straße", "strasse")]
    [TestCase("Don’t", "don't")]
    [TestCase("Café,", "cafe")]
    [TestCase("MÜSSEN!", "müssen")]
    public void Fold_AWord_IsItsPlainForm(string word, string folded) => Assert.That(Spelling.Fold(word), Is.EqualTo(folded));

    [TestCase("zuständig", "zuständige", Language.German)]
    [TestCase("erklärte", "erklärten", Language.German)]
    [TestCase("listening", "listened", Language.English)]
    [TestCase("department", "departments", Language.English)]
    public void Compare_OtherEnding_IsInflected(string pattern, string heard, Language language)
    {
        Assert.That(Spelling.Stem(pattern, language), Is.EqualTo(Spelling.Stem(heard, language)));
        Assert.That(Spelling.Compare(pattern, heard, language, heardIsKnownWord: true), Is.EqualTo(Likeness.Inflected));
    }

    [TestCase("department", "departmend", Language.English)]
    [TestCase("technician", "technishan", Language.English)]
    [TestCase("abteilung", "apteilunk", Language.German)]
    [TestCase("zuständig", "zustendig", Language.German)]
    public void Compare_Slip_IsNearUnlessTheWordIsKnown(string pattern, string heard, Language language)
    {
        Assert.That(Spelling.Compare(pattern, heard, language, heardIsKnownWord: false), Is.EqualTo(Likeness.Near));
        Assert.That(Spelling.Compare(pattern, heard, language, heardIsKnownWord: true), Is.EqualTo(Likeness.None));
    }

    [TestCase("fault", "vault")]
    [TestCase("problem", "program")]
    [TestCase("zuständig", "anständig")]
    [TestCase("rechnung", "richtung")]
    public void Compare_OtherWord_IsNone(string pattern, string heard) =>
        Assert.That(Spelling.Compare(pattern, heard, Language.German, heardIsKnownWord: false), Is.EqualTo(Likeness.None));

    [TestCase("philipp", "filip")]
    [TestCase("maier", "meyer")]
    public void Sound_WordsSaidAlike_HaveOneKey(string a, string b) => Assert.That(Spelling.Sound(a), Is.EqualTo(Spelling.Sound(b)));

    [TestCase("berg", "burg", true)]
    [TestCase("berg", "werk", false)]
    [TestCase("lampe", "rampe", false)]
    public void Sound_FirstLettersAndConsonants_TellWordsApart(string a, string b, bool isSame) =>
        Assert.That(Spelling.Sound(a) == Spelling.Sound(b), Is.EqualTo(isSame));

    [TestCase("form", "form", 0)]
    [TestCase("form", "from", 1)]
    [TestCase("form", "forms", 1)]
    [TestCase("form", "farms", 2)]
    [TestCase("form", "", 3)]
    public void Distance_UpToItsLimit_CountsEdits(string a, string b, int edits) => Assert.That(Spelling.Distance(a, b, limit: 2), Is.EqualTo(edits));
}
