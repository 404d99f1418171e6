using CallQuality.Core.Wording;

namespace CallQuality.Tests.Wording;

public class TextsTests
{
    [Test]
    public void All_EveryKey_HasBothLanguages()
    {
        Assert.That(Texts.All, Is.Not.Empty);
        Assert.That(Texts.All.Where(entry => string.IsNullOrWhiteSpace(entry.Value.German) || string.IsNullOrWhiteSpace(entry.Value.English)), Is.Empty);
    }
}
