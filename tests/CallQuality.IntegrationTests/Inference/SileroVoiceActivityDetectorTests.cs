using CallQuality.Inference.VoiceActivity;

namespace CallQuality.IntegrationTests.Inference;

public class SileroVoiceActivityDetectorTests
{
    // ONNX Runtime against the package's TorchScript differs by up to 1.5e-6; other CPUs sum in another order.
    private const float Tolerance = 2e-4f;

    [TestCase(16000, 1, "test-probs-16k.f32")]
    [TestCase(8000, 2, "test-probs-8k.f32")]
    public void Probabilities_TestVector_AreThoseOfThePackage(int sampleRateHz, int step, string expectedFile)
    {
        var samples = TestVectors.Floats("silero-vad/test-audio.f32").Where((_, i) => i % step == 0).ToArray();
        using var detector = SileroVoiceActivityDetector.Load(TestVectors.Models);

        var found = detector.Probabilities([samples], sampleRateHz, default)[0];

        var expected = TestVectors.Floats("silero-vad/" + expectedFile);
        // The reference leaves out the last, unfinished window.
        Assert.That(found, Has.Length.EqualTo(expected.Length + 1));
        Assert.That(found[..^1], Is.EqualTo(expected).Within(Tolerance));
    }

    [Test]
    public void Probabilities_TwoChannels_AreThoseOfEachAlone()
    {
        var first = TestVectors.Floats("silero-vad/test-audio.f32");
        var second = first.Reverse().ToArray();
        using var detector = SileroVoiceActivityDetector.Load(TestVectors.Models);

        var together = detector.Probabilities([first, second], 16000, default);

        Assert.That(together[0], Is.EqualTo(detector.Probabilities([first], 16000, default)[0]).Within(1e-6f));
        Assert.That(together[1], Is.EqualTo(detector.Probabilities([second], 16000, default)[0]).Within(1e-6f));
    }
}
