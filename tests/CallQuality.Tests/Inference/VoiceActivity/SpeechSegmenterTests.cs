using CallQuality.Inference.VoiceActivity;

namespace CallQuality.Tests.Inference.VoiceActivity;

public class SpeechSegmenterTests
{
    private const int Window = 256;
    private const int RateHz = 8000;

    [Test]
    public void Segment_OneStretch_IsPaddedByThirtyMilliseconds()
    {
        // 20 windows of 32 ms from window 10 on.
        var segments = Segment([.. Enumerable.Repeat(0.1f, 10), .. Enumerable.Repeat(0.9f, 20), .. Enumerable.Repeat(0.1f, 10)]);

        Assert.That(segments, Has.Count.EqualTo(1));
        Assert.That(segments[0].Start.TotalSeconds, Is.EqualTo(0.32 - 0.03).Within(1e-6));
        Assert.That(segments[0].End.TotalSeconds, Is.EqualTo(0.96 + 0.03).Within(1e-6));
    }

    [Test]
    public void Segment_ShortSound_IsDropped() =>
        Assert.That(Segment([.. Enumerable.Repeat(0.1f, 10), .. Enumerable.Repeat(0.9f, 7), .. Enumerable.Repeat(0.1f, 10)]), Is.Empty);

    [Test]
    public void Segment_ShortGap_IsClosed() =>
        Assert.That(
            Segment([.. Enumerable.Repeat(0.9f, 20), 0.1f, 0.1f, 0.1f, .. Enumerable.Repeat(0.9f, 20), .. Enumerable.Repeat(0.1f, 10)]),
            Has.Count.EqualTo(1));

    [Test]
    public void Segment_BetweenOffAndOn_KeepsStateButDoesNotBegin()
    {
        Assert.That(Segment([.. Enumerable.Repeat(0.4f, 40)]), Is.Empty);
        Assert.That(Segment([.. Enumerable.Repeat(0.9f, 5), .. Enumerable.Repeat(0.4f, 35)])[0].End.TotalSeconds, Is.EqualTo(40 * 0.032).Within(1e-6));
    }

    [FsCheck.NUnit.Property]
    public bool Segment_AnyProbabilities_GivesOrderedSeparateStretchesInside(byte[] values)
    {
        var probabilities = values.Select(value => value / 255f).ToArray();
        var total = probabilities.Length * (long)Window;
        var segments = SpeechSegmenter.Segment(probabilities, Window, total, RateHz);
        return segments.All(s => s.Start >= TimeSpan.Zero && s.End > s.Start && s.End.TotalSeconds <= (double)total / RateHz)
            && segments.Zip(segments.Skip(1)).All(pair => pair.First.End <= pair.Second.Start);
    }

    private static IReadOnlyList<CallQuality.Core.Transcription.SpeechSegment> Segment(float[] probabilities) =>
        SpeechSegmenter.Segment(probabilities, Window, probabilities.Length * Window, RateHz);
}
