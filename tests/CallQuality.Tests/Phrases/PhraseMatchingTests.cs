using CallQuality.Core.Calls;
using CallQuality.Core.Phrases;

namespace CallQuality.Tests.Phrases;

public class PhraseMatchingTests
{
    [TestCase("Da irren Sie sich.", "plain")]
    [TestCase("Äh, da irren Sie sich aber.", "filler before")]
    [TestCase("Da, ähm, irren Sie halt sich.", "fillers between")]
    [TestCase("da irren sie sich", "no capitals, no full stop")]
    public void Find_FillersAndTheirLike_AreSkipped(string line, string what) =>
        Assert.That(German(line, PhraseCategory.Contradiction), Is.Not.Empty, what);

    [TestCase("Da kann ich leider nichts machen.")]
    [TestCase("Ich kann da nichts machen.")]
    [TestCase("Da kann man halt nix machen.")]
    public void Find_WordOrderAndDialect_AreTolerated(string line) => Assert.That(German(line, PhraseCategory.BrushOff), Is.Not.Empty);

    [Test]
    public void Find_RecogniserSlip_MatchesWithLessCertainty()
    {
        var found = German("Dafür bin ich leider nicht zustendig.", PhraseCategory.BrushOff);

        Assert.That(found, Has.Count.EqualTo(1));
        Assert.That(found[0].Certainty, Is.LessThan(1).And.GreaterThan(0.8));
    }

    [Test]
    public void Find_SplitCompound_MatchesTheWholeWord() =>
        Assert.That(German("Ich werde Sie morgen zurück rufen.", PhraseCategory.CallbackPromise), Is.Not.Empty);

    [TestCase("that's not my department")]
    [TestCase("That is really not my department.")]
    [TestCase("That's, you know, not my department.")]
    public void Find_ContractionsAndFillers_AreOneWording(string line) =>
        Assert.That(PhraseBook.BuiltIn(Language.English).Find(SpokenLine.Words(line), PhraseCategory.BrushOff), Is.Not.Empty);

    [Test]
    public void Find_Match_QuotesTheExactWordsWithTheirTimes()
    {
        var words = SpokenLine.Words("Also gut, da irren Sie sich, Herr Berger.", startSeconds: 12);

        var match = PhraseBook.BuiltIn(Language.German).Find(words, PhraseCategory.Contradiction).Single();

        Assert.Multiple(() =>
        {
            Assert.That(match.Quote, Is.EqualTo("da irren Sie sich"));
            Assert.That(match.Start, Is.EqualTo(words[2].Start));
            Assert.That(match.End, Is.EqualTo(words[5].End));
        });
    }

    [Test]
    public void Find_PhraseOverAFullStop_IsNoPhrase() =>
        Assert.That(German("Da irren. Sie sich ein Bild machen.", PhraseCategory.Contradiction), Is.Empty);

    [Test]
    public void Find_LongSilenceInside_EndsTheSentence()
    {
        IReadOnlyList<Core.Transcription.Word> words = [.. SpokenLine.Words("Da irren"), .. SpokenLine.Words("Sie sich", startSeconds: 4)];

        Assert.That(PhraseBook.BuiltIn(Language.German).Find(words, PhraseCategory.Contradiction), Is.Empty);
    }

    [Test]
    public void Find_TagQuestion_StillCounts() =>
        Assert.That(German("Ich rufe Sie bis 15 Uhr zurück, ja?", PhraseCategory.CallbackPromise), Is.Not.Empty);

    [Test]
    public void Find_Question_IsNoPromise() =>
        Assert.That(German("Und ich rufe Sie dann zurück oder wie machen wir das?", PhraseCategory.CallbackPromise), Is.Empty);

    private static IReadOnlyList<PhraseMatch> German(string line, PhraseCategory category) =>
        PhraseBook.BuiltIn(Language.German).Find(SpokenLine.Words(line), category);
}
