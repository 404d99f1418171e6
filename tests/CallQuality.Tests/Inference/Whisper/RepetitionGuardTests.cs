using CallQuality.Inference.Whisper;

namespace CallQuality.Tests.Inference.Whisper;

public class RepetitionGuardTests
{
    [Test]
    public void AtEnd_FewRepeats_AreSpeech()
    {
        Assert.That(RepetitionGuard.AtEnd([7, 8, 5, 5, 5, 5, 5, 5]).Times, Is.Zero);
        Assert.That(RepetitionGuard.AtEnd([1, 2, 3, 1, 2, 3, 1, 2, 3]).Times, Is.Zero);
    }

    [TestCase(1, 16)]
    [TestCase(3, 6)]
    [TestCase(10, 4)]
    public void AtEnd_Loop_IsFound(int period, int times)
    {
        int[] tokens = [90, 91, .. Enumerable.Range(0, period * times).Select(i => i % period)];

        Assert.That(RepetitionGuard.AtEnd(tokens), Is.EqualTo((period, times)));
        Assert.That(RepetitionGuard.LengthWithoutLoop(tokens), Is.EqualTo(2 + period));
    }
}
