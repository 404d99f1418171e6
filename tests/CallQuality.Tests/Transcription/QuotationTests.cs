using CallQuality.Core.Transcription;

namespace CallQuality.Tests.Transcription;

public class QuotationTests
{
    [TestCase("Guten Tag, Jana Brückner.", "Guten Tag, Jana Brückner.")]
    [TestCase("?Art ?sie speaking. How can I help you?", "… speaking. How can I help you?")]
    [TestCase("One ?doubtful word stays in it.", "One ?doubtful word stays in it.")]
    [TestCase("It ends in a ?gas ?king", "It ends in a …")]
    [TestCase("?All ?of ?it is unsure.", "?All ?of ?it is unsure.")]
    [TestCase("", "")]
    public void Of_WordsOfDifferentCertainty_LeavesOutWhatIsGuessed(string marked, string expected)
    {
        var words = marked.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select((text, i) => new Word
        {
            Channel = 0,
            Text = text.TrimStart('?'),
            Start = TimeSpan.FromSeconds(i),
            End = TimeSpan.FromSeconds(i + 1),
            Confidence = text.StartsWith('?') ? 0.49 : 0.5,
        });

        Assert.That(Quotation.Of(words), Is.EqualTo(expected.Replace(" ?", " ", StringComparison.Ordinal).TrimStart('?')));
    }
}
