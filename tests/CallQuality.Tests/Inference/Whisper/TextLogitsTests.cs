using CallQuality.Inference.Whisper;

namespace CallQuality.Tests.Inference.Whisper;

public class TextLogitsTests
{
    [TestCase(1)]
    [TestCase(16)]
    [TestCase(51865)]
    public void Probability_AnySize_IsTheSoftmax(int size)
    {
        var random = new Random(size);
        var logits = Enumerable.Range(0, size).Select(_ => (float)(40 * (random.NextDouble() - 0.5))).ToArray();
        logits[size / 2] = 60;
        var sum = logits.Sum(value => Math.Exp(value - 60.0));

        Assert.That(TextLogits.Probability(logits, size / 2), Is.EqualTo(1 / sum).Within(1e-5));
        Assert.That(TextLogits.Probability(logits, 0), Is.EqualTo(Math.Exp(logits[0] - 60.0) / sum).Within(1e-5));
    }

    [Test]
    public void Probability_SuppressedTokens_TakeNothing()
    {
        var logits = Enumerable.Repeat(float.NegativeInfinity, 100).ToArray();
        logits[7] = logits[98] = 3;

        Assert.That(TextLogits.Probability(logits, 7), Is.EqualTo(0.5).Within(1e-6));
        Assert.That(TextLogits.Probability(logits, 8), Is.Zero);
    }
}
