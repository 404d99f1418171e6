using CallQuality.Core.Calls;
using CallQuality.Core.Utterances;
using CallQuality.Tests.Mistakes;

namespace CallQuality.Tests.Utterances;

/// <summary>How turns are cut into what the classifier decides on, and what stands before.</summary>
public class UtteranceTests
{
    [Test]
    public void Of_Sentences_AreCutAndShortOnesGoWithTheNext()
    {
        var utterances = Of(new MadeCall(Language.English).Customer("It broke.").Agent("Right. I have your order here. It was sent on Monday."));

        Assert.That(utterances.Select(utterance => utterance.Text), Is.EqualTo(new[] { "Right. I have your order here.", "It was sent on Monday." }));
        Assert.That(utterances.Select(utterance => utterance.FirstWord), Is.EqualTo(new[] { 0, 6 }));
    }

    [TestCase("Good morning, Mr. Miles. I'm sorry to hear that.", "Good morning, Mr. Miles.|I'm sorry to hear that.")]
    [TestCase("It costs ca. 3. Euros a month. That is all.", "It costs ca. 3. Euros a month.|That is all.")]
    public void Of_WordsCutShort_EndNoSentence(string line, string sentences) =>
        Assert.That(Of(new MadeCall(Language.English).Customer("It broke.").Agent(line)).Select(utterance => utterance.Text), Is.EqualTo(sentences.Split('|')));

    [Test]
    public void Of_OpeningOfTheCall_FollowsNobody()
    {
        var utterances = Of(new MadeCall(Language.English).Agent("Good morning, Huber and Sons.").Customer("My pump is broken.").Agent("I will look it up."));

        Assert.That(utterances.Select(utterance => utterance.FollowsCaller), Is.EqualTo(new[] { false, true }));
        Assert.That(utterances.Select(utterance => utterance.Before), Is.EqualTo(new[] { "", "My pump is broken." }));
    }

    [Test]
    public void Of_LongAccount_IsGivenWithItsLastEightWords() =>
        Assert.That(Of(new MadeCall(Language.English).Customer("one two three four five six seven eight nine.").Agent("I will look it up.")).Single().Before, Is.EqualTo("two three four five six seven eight nine."));

    [Test]
    public void Of_SentencesLongAfterTheCallersWords_HaveNoneBefore()
    {
        var utterances = Of(new MadeCall(Language.English).Customer("My pump is broken.").Agent("The first part is long.", seconds: 15).Agent("The second part is long.").Agent("The third part is here.", gap: 15));

        Assert.That(utterances.Select(utterance => utterance.Before.Length > 0), Is.EqualTo(new[] { true, false, false }));
        Assert.That(utterances.Select(utterance => utterance.FollowsCaller), Is.All.True);
    }

    private static IReadOnlyList<Utterance> Of(MadeCall call) => Utterance.Of(call.Evidence().Dialogue);
}
