using CallQuality.Cli.Commands;
using CallQuality.Core.Analysis;
using CallQuality.Core.Calls;
using CallQuality.Core.Mistakes;
using CallQuality.Core.Scoring;
using CallQuality.Core.Wording;
using CallQuality.Core.Yardsticks;
using CallQuality.Inference.ModelFiles;
using CallQuality.Inference.Phrases;
using CallQuality.Inference.VoiceActivity;
using CallQuality.Inference.Whisper;

namespace CallQuality.Cli.Analyze;

/// <summary>The analyser with everything it needs loaded: models, rubric, phrase lists.</summary>
internal sealed class AnalysisEngine : IDisposable
{
    private readonly SileroVoiceActivityDetector voiceActivity;
    private readonly WhisperTranscriber transcriber;
    private readonly PhraseClassifier classifier;

    private readonly CompanyProfile? company;

    private AnalysisEngine(
        SileroVoiceActivityDetector voiceActivity, WhisperTranscriber transcriber, PhraseClassifier classifier, CompanyProfile? company,
        IReadOnlyDictionary<YardstickPart, YardstickText> files, Yardstick yardstick)
    {
        this.voiceActivity = voiceActivity;
        this.transcriber = transcriber;
        this.classifier = classifier;
        this.company = company;
        Files = files;
        Yardstick = yardstick;
        Analyzer = By(Yardstick);
    }

    /// <summary>The files that were named and, beside them, what ships with the program.</summary>
    public Yardstick Yardstick { get; }

    /// <summary>Judges by <see cref="Yardstick"/>.</summary>
    public CallAnalyzer Analyzer { get; }

    /// <summary>The rubric and the phrase list that were named, by part.</summary>
    public IReadOnlyDictionary<YardstickPart, YardstickText> Files { get; }

    /// <summary>Model role to its name and hash, as in the versions of a scorecard.</summary>
    public IReadOnlyDictionary<string, string> ModelVersions => Analyzer.ModelVersions;

    /// <summary>Verifies and loads everything, but goes on opening the recogniser while the first call is looked at.</summary>
    /// <exception cref="ModelFileException">A model is missing or not the one the manifest names.</exception>
    /// <exception cref="RubricException">The rubric file is not valid.</exception>
    /// <exception cref="MetadataException">The company's profile is not valid.</exception>
    /// <exception cref="UsageException">A file named by the user cannot be read.</exception>
    public static AnalysisEngine Open(AnalysisSettings settings, CancellationToken cancellationToken)
    {
        var files = settings.ReadYardstick();
        var company = settings.CompanyFile is { } profile ? CompanyProfile.Parse(ReadText(profile), profile) : null;
        var models = ModelFolder.Locate(settings.ModelFolder);
        cancellationToken.ThrowIfCancellationRequested();
        var transcriber = WhisperTranscriber.Load(models, new WhisperOptions { Threads = settings.Threads });
        try
        {
            var voiceActivity = SileroVoiceActivityDetector.Load(models);
            var classifier = PhraseClassifier.Load(models, settings.Threads);
            return new AnalysisEngine(voiceActivity, transcriber, classifier, company, files, Yardstick.Shipped.With(files));
        }
        catch
        {
            // A process must not end while its recogniser is being opened on another thread: the native library would crash.
            transcriber.Dispose();
            throw;
        }
    }

    /// <summary>The same models with another yardstick.</summary>
    public CallAnalyzer By(Yardstick yardstick) => new(voiceActivity, transcriber, classifier, new AllDetectors(yardstick.Phrases, company), yardstick.Rubric);

    /// <summary>Waits until all is loaded that every call needs; else the first call waits.</summary>
    /// <exception cref="ModelFileException">A graph cannot be run or does not fit the others.</exception>
    public void WaitUntilReady() => transcriber.WaitUntilOpen();

    public void Dispose()
    {
        transcriber.Dispose();
        voiceActivity.Dispose();
        classifier.Dispose();
    }

    /// <summary>A text file the user named.</summary>
    /// <exception cref="UsageException">It is missing or cannot be read.</exception>
    internal static string ReadText(string path)
    {
        if (!File.Exists(path))
        {
            throw new UsageException(Texts.Both("cli.error.missingFile", path));
        }

        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new UsageException(Texts.Both("cli.error.unreadableFile", path, error.Message));
        }
    }
}
