using CallQuality.Inference.Whisper;

namespace CallQuality.Tests.Inference.Whisper;

public class MelBandsTests
{
    // From openai/whisper's mel_filters.npz: the first band has one bin, at 40 Hz.
    [Test]
    public void Create_Eighty_BeginsLikeTheOriginal()
    {
        var (first, weights) = MelBands.Create(80, 201, 16000)[0];

        Assert.That(first, Is.EqualTo(1));
        Assert.That(weights, Is.EqualTo(new[] { 0.02486259f }).Within(1e-6f));
    }

    [TestCase(80)]
    [TestCase(128)]
    public void Create_AnyCount_CoversTheSpectrumInOrder(int count)
    {
        var bands = MelBands.Create(count, 201, 16000);

        Assert.That(bands, Has.Length.EqualTo(count));
        Assert.That(bands.Select(band => band.First), Is.Ordered);
        Assert.That(bands[^1].First + bands[^1].Weights.Length, Is.InRange(199, 201));
    }
}
