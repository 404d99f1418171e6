using CallQuality.Audio;
using CallQuality.Core.Analysis;
using CallQuality.Core.Calls;
using CallQuality.Core.Mistakes;
using CallQuality.Core.Phrases;
using CallQuality.Core.Scoring;
using CallQuality.Inference.Phrases;
using CallQuality.Inference.VoiceActivity;
using CallQuality.Inference.Whisper;

namespace CallQuality.IntegrationTests.Inference;

/// <summary>The whole analysis with the real models, for calls of synthetic voices.</summary>
internal sealed class SpokenCalls : IDisposable
{
    private readonly SileroVoiceActivityDetector detector = SileroVoiceActivityDetector.Load(TestVectors.Models);
    private readonly WhisperTranscriber transcriber = WhisperTranscriber.Load(TestVectors.Models, new WhisperOptions());
    private readonly PhraseClassifier classifier = PhraseClassifier.Load(TestVectors.Models, threads: 2);

    /// <summary>The scorecard of a recording whose agent is on the left.</summary>
    public Scorecard Analyze(Recording recording, Language? language = null)
    {
        var analyzer = new CallAnalyzer(detector, transcriber, classifier, new AllDetectors(PhraseBooks.BuiltIn), Rubric.Default);
        return analyzer.Analyze(recording, new CallMetadata(), new CallWishes { AgentChannel = 0, Language = language }, null, default).Scorecard;
    }

    /// <summary>Fails unless what was said at one of some paces comes out right: another processor's recogniser may misread the very words that matter.</summary>
    public static void AssertAtOnePace<T>(IEnumerable<int> paces, Func<int, T> analyze, Func<T, bool> isRight, Func<T, string> told)
    {
        var wrong = new List<string>();
        foreach (var outcome in paces.Select(analyze))
        {
            if (isRight(outcome))
            {
                return;
            }

            wrong.Add(told(outcome));
        }

        Assert.Fail(string.Join("\n\n", wrong));
    }

    public void Dispose()
    {
        classifier.Dispose();
        transcriber.Dispose();
        detector.Dispose();
    }
}
