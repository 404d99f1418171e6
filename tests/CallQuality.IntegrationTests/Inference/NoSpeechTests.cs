using CallQuality.Core.Calls;
using CallQuality.Core.Transcription;
using CallQuality.Inference.VoiceActivity;
using CallQuality.Inference.Whisper;

namespace CallQuality.IntegrationTests.Inference;

/// <summary>What a telephone sounds like when nobody speaks gives no words.</summary>
[Parallelizable]
public sealed class NoSpeechTests : IDisposable
{
    private readonly SileroVoiceActivityDetector detector = SileroVoiceActivityDetector.Load(TestVectors.Models);
    private readonly WhisperTranscriber transcriber = WhisperTranscriber.Load(TestVectors.Models, new WhisperOptions());

    [TestCaseSource(typeof(MadeSignals), nameof(MadeSignals.Names))]
    public void Transcribe_NoSpeech_GivesNoWords(string signal)
    {
        var recording = MadeSpeech.Recording(MadeSignals.Of(signal), MadeSignals.Of(signal));

        var transcript = transcriber.Transcribe(recording, detector.Detect(recording, default), SpeechContext.Unknown, null, default);

        Assert.That(transcript.Words.Select(word => word.Text), Is.Empty);
    }

    /// <summary>The recogniser's own gates hold even where voice activity would have taken everything for speech.</summary>
    [TestCaseSource(typeof(MadeSignals), nameof(MadeSignals.Names))]
    public void Transcribe_NoSpeechGivenAsSpeech_GivesNoWords(string signal)
    {
        var recording = MadeSpeech.Recording(MadeSignals.Of(signal));
        SpeechSegment[][] all = [[new SpeechSegment(TimeSpan.Zero, recording.Duration)]];

        foreach (var language in new Language?[] { null, Language.German, Language.English })
        {
            var transcript = transcriber.Transcribe(recording, all, new SpeechContext { Language = language }, null, default);

            Assert.That(transcript.Words.Select(word => word.Text), Is.Empty, $"{language}");
        }
    }

    /// <summary>Sounds between speech take no word away and add none.</summary>
    [Test]
    public void Transcribe_SpeechAroundHoldMusic_GivesTheSpeechAlone()
    {
        var said = MadeSpeech.Say("Please hold the line, I will ask my colleague about the order.", "en-us+m3");
        var after = MadeSpeech.Say("Thank you for waiting, the order is on its way.", "en-us+m3");
        var music = MadeSignals.Of("hold music")[..(15 * MadeSpeech.RateHz)];
        var recording = MadeSpeech.Recording([.. said, .. MadeSpeech.Silence(1), .. music, .. MadeSpeech.Silence(1), .. after]);

        var transcript = transcriber.Transcribe(
            recording, detector.Detect(recording, default), new SpeechContext { Language = Language.English }, null, default);

        var (end, start) = ((double)said.Length / MadeSpeech.RateHz, (double)(recording.Channels[0].Length - after.Length) / MadeSpeech.RateHz);
        Assert.That(transcript.Words.Where(word => word.End.TotalSeconds > end + 0.5 && word.Start.TotalSeconds < start - 0.5), Is.Empty);
        Assert.That(transcript.Words.Count(word => word.End.TotalSeconds <= end + 0.5), Is.InRange(10, 14));
        Assert.That(transcript.Words.Count(word => word.Start.TotalSeconds >= start - 0.5), Is.InRange(8, 12));
    }

    public void Dispose()
    {
        transcriber.Dispose();
        detector.Dispose();
    }
}
