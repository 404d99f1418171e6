using CallQuality.Audio;
using CallQuality.Core.Calls;

namespace CallQuality.Tests.Calls;

public class ChannelSimilarityTests
{
    [Test]
    public void Of_SameSignalAtAnyGainAndPolarity_IsOne()
    {
        var noise = Noise(1);

        Assert.That(ChannelSimilarity.Of(Two(noise, [.. noise.Select(sample => -0.25f * sample)])), Is.EqualTo(1).Within(1e-6));
    }

    [Test]
    public void Of_TwoSignals_IsNearNothing() =>
        Assert.That(ChannelSimilarity.Of(Two(Noise(1), Noise(2))), Is.LessThan(0.02));

    [Test]
    public void Of_HalfTheOther_IsTheCosineOfTheMix()
    {
        var (own, other) = (Noise(1), Noise(2));
        float[] mix = [.. own.Zip(other, (a, b) => a + b)];

        // Equal powers: the mix points half way between the two, at 45 degrees.
        Assert.That(ChannelSimilarity.Of(Two(own, mix)), Is.EqualTo(Math.Sqrt(0.5)).Within(0.02));
    }

    [Test]
    public void Of_SilentChannelOrMono_IsUnknown()
    {
        Assert.That(ChannelSimilarity.Of(Two(Noise(1), new float[32_000])), Is.Null);
        Assert.That(ChannelSimilarity.Of(Of([Noise(1)])), Is.Null);
    }

    private static float[] Noise(int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, 32_000).Select(_ => (float)(random.NextDouble() - 0.5))];
    }

    private static Recording Two(float[] left, float[] right) => Of([left, right]);

    private static Recording Of(float[][] channels) => new()
    {
        Path = "made.wav",
        Sha256 = new string('0', 64),
        SampleRateHz = 8000,
        Channels = channels,
        Source = new SourceFormat("wav", "pcm_s16le", 8000, channels.Length, 16),
        Notices = [],
    };
}
