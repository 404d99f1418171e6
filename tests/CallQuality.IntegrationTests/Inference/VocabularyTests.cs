using CallQuality.Core.Calls;
using CallQuality.Core.Transcription;
using CallQuality.Inference.VoiceActivity;
using CallQuality.Inference.Whisper;

namespace CallQuality.IntegrationTests.Inference;

/// <summary>Context words help where they are said, and are never heard where they are not.</summary>
[Parallelizable]
public sealed class VocabularyTests : IDisposable
{
    private static readonly string[] Names = ["Jana Brückner", "Lindhof Haustechnik", "Emily Hartwell", "Brightwell Broadband", "Quentalo"];

    private readonly SileroVoiceActivityDetector detector = SileroVoiceActivityDetector.Load(TestVectors.Models);
    private readonly WhisperTranscriber transcriber = WhisperTranscriber.Load(TestVectors.Models, new WhisperOptions());

    [TestCase("Guten Tag, hier ist Jana Brückner von der Firma Lindhof Haustechnik. Was kann ich für Sie tun?", "de+m3", Language.German, "Brückner|Lindhof|Haustechnik")]
    [TestCase("Good morning, Brightwell Broadband, Emily Hartwell speaking.", "en-gb+f2", Language.English, "Brightwell")]
    [TestCase("Hello, I bought a router and a Quentalo cable last week. The router is fine, but the Quentalo cable is too short.", "en-gb+f2", Language.English, "Quentalo")]
    public void Transcribe_TermsThatAreSaid_AreRightOnlyWithContextWords(string text, string voice, Language language, string terms)
    {
        var sound = MadeSpeech.Say(text, voice);

        var (without, with) = (Words(sound, language, []), Words(sound, language, Names));

        Assert.That(terms.Split('|').Where(term => without.Contains(term)), Is.Empty, string.Join(' ', without));
        Assert.That(terms.Split('|').Where(term => !with.Contains(term)), Is.Empty, string.Join(' ', with));
    }

    /// <summary>A greeting that consists of the context words looks to the recogniser as if it had been written down already.</summary>
    [TestCase("Good morning, Emily Hartwell speaking, from Brightwell Broadband. How can I help you today?", "en-gb+f2", Language.English)]
    [TestCase("Grumps und Söhne, Sonja Müller-Lüdenscheid, guten Tag. Womit kann ich Ihnen helfen?", "de+f2", Language.German)]
    public void Transcribe_GreetingOfContextWords_LosesNothing(string text, string voice, Language language)
    {
        var sound = MadeSpeech.Say(text, voice);

        var (without, with) = (Words(sound, language, []), Words(sound, language, ["Grumps und Söhne", "Sonja Müller-Lüdenscheid", "Emily Hartwell", "Brightwell Broadband"]));

        Assert.That(with, Has.Count.GreaterThanOrEqualTo(without.Count - 2), string.Join(' ', with));
    }

    [TestCase("de+m3", Language.German, "Ich habe gestern bei Ihnen angerufen, und seitdem geht das Licht im Keller nicht mehr. Können Sie mir bitte jemanden schicken? Am liebsten am Vormittag.")]
    [TestCase("en-us+m3", Language.English, "I called you yesterday because the light in the kitchen is broken. Could you please send somebody? The best time would be in the morning.")]
    public void Transcribe_OtherSpeech_NeverHasThem(string voice, Language language, string text)
    {
        var words = Words(MadeSpeech.Say(text, voice), language, Names);

        Assert.That(words, Has.Count.GreaterThan(15));
        Assert.That(words.Intersect(Names.SelectMany(name => name.Split(' '))), Is.Empty);
    }

    [TestCaseSource(typeof(MadeSignals), nameof(MadeSignals.Names))]
    public void Transcribe_NoSpeech_NeverHasThem(string signal)
    {
        var recording = MadeSpeech.Recording(MadeSignals.Of(signal));
        SpeechSegment[][] all = [[new SpeechSegment(TimeSpan.Zero, recording.Duration)]];

        foreach (var language in new[] { Language.German, Language.English })
        {
            var transcript = transcriber.Transcribe(recording, all, new SpeechContext { Language = language, Vocabulary = Names }, null, default);

            Assert.That(transcript.Words.Select(word => word.Text), Is.Empty);
        }
    }

    public void Dispose()
    {
        transcriber.Dispose();
        detector.Dispose();
    }

    private List<string> Words(float[] sound, Language language, IReadOnlyList<string> vocabulary)
    {
        var recording = MadeSpeech.Recording(sound);
        var context = new SpeechContext { Language = language, Vocabulary = vocabulary };
        var transcript = transcriber.Transcribe(recording, detector.Detect(recording, default), context, null, default);
        return [.. transcript.Words.Select(word => word.Text.Trim('.', ',', '!', '?'))];
    }
}
