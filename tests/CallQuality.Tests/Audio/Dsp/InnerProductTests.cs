using CallQuality.Audio.Dsp;

namespace CallQuality.Tests.Audio.Dsp;

public class InnerProductTests
{
    [Test]
    public void Of_AnyLength_IsTheSumOfProducts([Range(0, 70)] int length)
    {
        var random = new Random(length);
        var first = Enumerable.Range(0, length).Select(_ => (float)(random.NextDouble() - 0.5)).ToArray();
        var second = Enumerable.Range(0, length).Select(_ => (float)(random.NextDouble() - 0.5)).ToArray();
        var expected = first.Zip(second).Sum(pair => (double)pair.First * pair.Second);

        Assert.That(InnerProduct.Of(first, second), Is.EqualTo(expected).Within(1e-5));
    }

    [Test]
    public void Of_UnlikeLengths_Throws() =>
        Assert.That(() => InnerProduct.Of(new float[3], new float[4]), Throws.TypeOf<ArgumentOutOfRangeException>());
}
