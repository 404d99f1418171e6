using CallQuality.Core.Transcription;
using CallQuality.Inference.VoiceActivity;

namespace CallQuality.IntegrationTests.Inference;

[Parallelizable]
public sealed class SileroVoiceActivityDetectorTests : IDisposable
{
    // ONNX Runtime against the package's TorchScript differs by up to 1.5e-6; other CPUs sum in another order.
    private const float Tolerance = 2e-4f;

    private readonly SileroVoiceActivityDetector detector = SileroVoiceActivityDetector.Load(TestVectors.Models);

    [Test]
    public void Probabilities_TestVector_AreThoseOfThePackage()
    {
        var samples = TestVectors.Floats("silero-vad/test-audio.f32");

        var found = detector.Probabilities([new WideChannel(samples, 16000, factor: 1)], default)[0];

        var expected = TestVectors.Floats("silero-vad/test-probs-16k.f32");
        // The reference leaves out the last, unfinished window.
        Assert.That(found, Has.Length.EqualTo(expected.Length + 1));
        Assert.That(found[..^1], Is.EqualTo(expected).Within(Tolerance));
    }

    [Test]
    public void Probabilities_TwoChannels_AreThoseOfEachAlone()
    {
        var first = TestVectors.Floats("silero-vad/test-audio.f32");
        var second = first.Reverse().ToArray();

        var together = detector.Probabilities([Channel(first), Channel(second)], default);

        Assert.That(together[0], Is.EqualTo(detector.Probabilities([Channel(first)], default)[0]).Within(1e-6f));
        Assert.That(together[1], Is.EqualTo(detector.Probabilities([Channel(second)], default)[0]).Within(1e-6f));
    }

    /// <summary>A caller near full scale and one 40 dB below are heard alike: the model alone loses some of either.</summary>
    [TestCase(2)]
    [TestCase(0.02f)]
    public void Detect_LoudOrQuietSpeech_FindsTheSame(float factor)
    {
        var said = MadeSpeech.Say("Good morning. My order has not arrived, and nobody told me why.", "en-us+f2");
        float[] sound = [.. MadeSpeech.Silence(1), .. said, .. MadeSpeech.Silence(2), .. said, .. MadeSpeech.Silence(1)];

        var plain = Detect(sound);
        var other = Detect(Array.ConvertAll(sound, sample => Math.Clamp(factor * sample, -1, 1)));

        Assert.That(Seconds(plain), Is.InRange(1.2 * said.Length / MadeSpeech.RateHz, 2.1 * said.Length / MadeSpeech.RateHz));
        Assert.That(Seconds(other), Is.EqualTo(Seconds(plain)).Within(5).Percent);
    }

    [TestCaseSource(typeof(MadeSignals), nameof(MadeSignals.Names))]
    public void Detect_NoSpeech_FindsLittle(string signal)
    {
        var sound = MadeSignals.Of(signal);

        Assert.That(Seconds(Detect(sound)), Is.LessThan(0.1 * sound.Length / MadeSpeech.RateHz));
    }

    public void Dispose() => detector.Dispose();

    private static WideChannel Channel(float[] samples) => new(samples, 16000);

    private static double Seconds(IReadOnlyList<SpeechSegment> speech) => speech.Sum(segment => segment.Duration.TotalSeconds);

    private IReadOnlyList<SpeechSegment> Detect(float[] sound) => detector.Detect(MadeSpeech.Recording(sound), default)[0];
}
