using System.Collections.Frozen;
using CallQuality.Audio;
using CallQuality.Audio.Line;
using CallQuality.Core.Calls;
using CallQuality.Core.Dialogue;
using CallQuality.Core.Measurement;
using CallQuality.Core.Mistakes;
using CallQuality.Core.Scoring;
using CallQuality.Core.Transcription;
using CallQuality.Core.Utterances;
using CallQuality.Core.Wording;

namespace CallQuality.Core.Analysis;

/// <summary>The one pipeline: a recording goes in, a scorecard with its evidence comes out.</summary>
/// <remarks>As thread-safe as its detector and transcriber. The same recording, metadata and versions give the same scorecard.</remarks>
public sealed class CallAnalyzer(
    IVoiceActivityDetector voiceActivity, ITranscriber transcriber, IUtteranceClassifier utterances, AllDetectors detectors, Rubric rubric)
{
    /// <summary>Model role to its name and hash, as it stands in every scorecard.</summary>
    public IReadOnlyDictionary<string, string> ModelVersions { get; } = new Dictionary<string, string>
    {
        ["transcription"] = transcriber.ModelVersion,
        ["voiceActivity"] = voiceActivity.ModelVersion,
        ["utterances"] = utterances.ModelVersion,
    }.ToFrozenDictionary();

    /// <summary>Analyses one call.</summary>
    /// <param name="recording">The sound.</param>
    /// <param name="metadata">What is known besides; may be empty.</param>
    /// <param name="wishes">What the user set for this run; it goes before the metadata.</param>
    /// <param name="progress">Told the share that is done, 0 to 1; may be <see langword="null"/>.</param>
    /// <param name="cancellationToken">Ends the work at the next decoder step.</param>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public CallAnalysis Analyze(
        Recording recording, CallMetadata metadata, CallWishes wishes, IProgress<double>? progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(metadata);
        ArgumentNullException.ThrowIfNull(wishes);
        var heard = Listen(recording, metadata, wishes, progress, cancellationToken);
        return Judge(recording, heard, metadata, wishes, cancellationToken);
    }

    /// <summary>The first and long part of <see cref="Analyze"/>: finds speech and writes it down.</summary>
    /// <param name="recording">The sound.</param>
    /// <param name="metadata">What is known besides; may be empty.</param>
    /// <param name="wishes">What the user set for this run; it goes before the metadata.</param>
    /// <param name="progress">Told the share that is done, 0 to 1; may be <see langword="null"/>.</param>
    /// <param name="cancellationToken">Ends the work at the next decoder step.</param>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public HeardSpeech Listen(
        Recording recording, CallMetadata metadata, CallWishes wishes, IProgress<double>? progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(recording);
        ArgumentNullException.ThrowIfNull(metadata);
        ArgumentNullException.ThrowIfNull(wishes);
        utterances.Prepare();

        // Beside voice activity, which keeps one core busy.
        var sounds = Task.Run(() => recording.Channels.Select(samples => SoundFrames.Of(samples, recording.SampleRateHz)).ToArray(), cancellationToken);
        var speech = voiceActivity.Detect(recording, cancellationToken);
        var transcript = transcriber.Transcribe(recording, speech, ContextOf(metadata, wishes), progress, cancellationToken);
        return new HeardSpeech(speech, transcript) { Sounds = sounds.GetAwaiter().GetResult() };
    }

    /// <summary>The second part of <see cref="Analyze"/>: measures, findings, scores.</summary>
    /// <param name="recording">The sound.</param>
    /// <param name="heard">What <see cref="Listen"/> gave for it, now or in an earlier try.</param>
    /// <param name="metadata">What is known besides; may be empty.</param>
    /// <param name="wishes">What the user set for this run; it goes before the metadata.</param>
    /// <param name="cancellationToken">Ends the work between two measures.</param>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public CallAnalysis Judge(Recording recording, HeardSpeech heard, CallMetadata metadata, CallWishes wishes, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(recording);
        ArgumentNullException.ThrowIfNull(heard);
        ArgumentNullException.ThrowIfNull(metadata);
        ArgumentNullException.ThrowIfNull(wishes);
        var speech = heard.Speech;
        var sides = AgentSide.Decide(wishes.AgentChannel, metadata, heard.Transcript, speech, ChannelSimilarity.Of(recording));
        var transcript = InLanguageOf(sides.AgentChannel, heard.Transcript);
        var dialogue = DialogueBuilder.Build(transcript, speech, sides);

        // Tempo needs syllables, and syllables a language: of a third language the measures are shown and nothing is scored.
        var language = LanguageCodes.FromCode(transcript.LanguageCode) ?? Language.English;
        var (agent, customer) = BothSides(recording, heard.Sounds, transcript, dialogue, sides, language, cancellationToken);
        var evidence = new CallEvidence
        {
            Language = language,
            Metadata = metadata,
            Duration = recording.Duration,
            Sides = sides,
            AgentLine = agent.Line,
            CustomerLine = customer?.Line,
            Transcript = transcript,
            Dialogue = dialogue,
            Readings = ReadingsOf(transcript, dialogue, cancellationToken),
            Agent = agent.Voice.Measurements,
            Customer = customer?.Voice.Measurements,
        };
        var card = Judged(evidence, Path.GetFileName(recording.Path), recording.Sha256, recording.Source, NoticesOf(recording, evidence));
        return new CallAnalysis(card, recording, agent.Voice.Pitch, customer?.Voice.Pitch);
    }

    /// <summary>Reads the utterances of a call whose scorecard was made before: nearly all of the time that <see cref="Rejudge"/> would take.</summary>
    /// <param name="card">The scorecard.</param>
    /// <param name="cancellationToken">Ends the work between two batches.</param>
    /// <returns>What <see cref="Rejudge"/> asks for; the same for each rubric, as long as the phrase lists are the same.</returns>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public IReadOnlyList<UtteranceReading> Read(Scorecard card, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(card);
        return ReadingsOf(card.Transcript, card.Dialogue, cancellationToken);
    }

    /// <summary>Judges a call anew whose scorecard was made before, maybe by another yardstick: from its words and measures, without the sound.</summary>
    /// <param name="card">The scorecard. Where it was read from its file, times and numbers are rounded as they are there.</param>
    /// <param name="readings">What <see cref="Read"/> gave for this very scorecard.</param>
    public Scorecard Rejudge(Scorecard card, IReadOnlyList<UtteranceReading> readings)
    {
        ArgumentNullException.ThrowIfNull(card);
        var evidence = new CallEvidence
        {
            Language = LanguageCodes.FromCode(card.Transcript.LanguageCode) ?? Language.English,
            Metadata = card.Metadata,
            Duration = card.Duration,
            Sides = card.Sides,
            AgentLine = card.AgentLine,
            CustomerLine = card.CustomerLine,
            Transcript = card.Transcript,
            Dialogue = card.Dialogue,
            Readings = readings,
            Agent = card.Agent,
            Customer = card.Customer,
        };
        return Judged(evidence, card.File, card.Sha256, card.Source, card.Notices);
    }

    // Names alone help little and cost words elsewhere (docs/accuracy.md), so they are shown only with a list that was asked for.
    private static SpeechContext ContextOf(CallMetadata metadata, CallWishes wishes) => new()
    {
        Language = wishes.Language ?? metadata.Language,
        Vocabulary = wishes.Vocabulary.Count == 0 ? [] : [.. NamesIn(metadata), .. wishes.Vocabulary],
    };

    // A number that stands for a person is never said as it is written.
    private static IEnumerable<string> NamesIn(CallMetadata metadata) =>
        new[] { metadata.Agent, metadata.Customer }.OfType<string>().Where(name => name.Any(char.IsLetter) && !name.Any(char.IsDigit));

    /// <summary>The agent is scored, so the call's language is the agent's.</summary>
    private static Transcript InLanguageOf(int channel, Transcript transcript) => channel < transcript.ChannelLanguages.Count
        ? transcript with { LanguageCode = transcript.ChannelLanguages[channel].Code, LanguageConfidence = transcript.ChannelLanguages[channel].Confidence }
        : transcript;

    private static IReadOnlyList<Bilingual> NoticesOf(Recording recording, CallEvidence evidence)
    {
        var own = evidence.Transcript.LanguageCode;
        return evidence.Sides.CustomerChannel is { } channel && evidence.Transcript.LanguageCodeOf(channel) is { } other && other != own
            ? [.. recording.Notices, Texts.Both("sides.otherLanguage", own, other)]
            : recording.Notices;
    }

    /// <summary>Adds to a scorecard that was made before what a page draws beside it: the sound and the pitch.</summary>
    /// <param name="recording">The sound the scorecard was made from.</param>
    /// <param name="card">The scorecard.</param>
    /// <param name="cancellationToken">Ends the work between two measures.</param>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static CallAnalysis Redraw(Recording recording, Scorecard card, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(recording);
        ArgumentNullException.ThrowIfNull(card);
        var language = LanguageCodes.FromCode(card.Transcript.LanguageCode) ?? Language.English;
        var (agent, customer) = BothSides(recording, null, card.Transcript, card.Dialogue, card.Sides, language, cancellationToken);
        return new CallAnalysis(card, recording, agent.Voice.Pitch, customer?.Voice.Pitch);
    }

    private static (MeasuredSide Agent, MeasuredSide? Customer) BothSides(
        Recording recording, IReadOnlyList<SoundFrames>? sounds, Transcript transcript, CallDialogue dialogue, CallSides sides, Language language, CancellationToken cancellationToken)
    {
        MeasuredSide Measure(Side side, int channel, Language language) =>
            SideOf(side, channel, recording, sounds?[channel] ?? SoundFrames.Of(recording.Channels[channel], recording.SampleRateHz), transcript, dialogue, language, cancellationToken);
        var customer = sides.CustomerChannel is not { } other ? null
            : Task.Run(() => Measure(Side.Customer, other, LanguageCodes.FromCode(transcript.LanguageCodeOf(other)) ?? language), cancellationToken);
        var agent = Measure(Side.Agent, sides.AgentChannel, language);
        return (agent, customer?.GetAwaiter().GetResult());
    }

    private static MeasuredSide SideOf(
        Side side, int channel, Recording recording, SoundFrames sound, Transcript transcript, CallDialogue dialogue, Language language, CancellationToken cancellationToken)
    {
        var speech = side == Side.Agent ? dialogue.AgentSpeech : dialogue.CustomerSpeech;
        var line = new LineMeter(recording.SampleRateHz).Measure(recording.Channels[channel], [.. speech.Select(segment => (segment.Start, segment.End))]);
        cancellationToken.ThrowIfCancellationRequested();
        var words = transcript.Words.Where(word => word.Channel == channel).ToList();
        return new MeasuredSide(line, SideMeter.Measure(sound, side, words, dialogue, language, cancellationToken));
    }

    private static IReadOnlyList<MistakeResult> OtherLanguage(Transcript transcript)
    {
        var reason = transcript.LanguageCode is { } code ? Texts.Both("gate.language", code) : Texts.Both("gate.noSpeech");
        return [.. Enum.GetValues<Mistake>().Select(mistake => MistakeResult.NotScorable(mistake, reason, []))];
    }

    // Of a third language nothing is read, nor of what was hardly recognised.
    private IReadOnlyList<UtteranceReading> ReadingsOf(Transcript transcript, CallDialogue dialogue, CancellationToken cancellationToken) =>
        LanguageCodes.FromCode(transcript.LanguageCode) is { } language ? utterances.Read([.. Utterance.Of(dialogue).Where(utterance => utterance.IsCertain)], detectors.Phrases.For(language), cancellationToken) : [];

    private Scorecard Judged(CallEvidence evidence, string file, string sha256, SourceFormat source, IReadOnlyList<Bilingual> notices)
    {
        var isScored = LanguageCodes.FromCode(evidence.Transcript.LanguageCode) is not null;
        var mistakes = isScored ? detectors.Judge(evidence, rubric) : OtherLanguage(evidence.Transcript);
        var (score, confidence) = OverallScore.Of(mistakes, rubric);
        var promises = isScored ? detectors.Promises(evidence) : [];
        return new Scorecard
        {
            CallId = sha256[..16],
            File = file,
            Sha256 = sha256,
            Duration = evidence.Duration,
            Source = source,
            Notices = notices,
            Metadata = evidence.Metadata,
            Sides = evidence.Sides,
            AgentLine = evidence.AgentLine,
            AgentLineUsable = Gatekeeper.IsUsable(evidence.AgentLine, rubric),
            CustomerLine = evidence.CustomerLine,
            CustomerLineUsable = evidence.CustomerLine is { } line ? Gatekeeper.IsUsable(line, rubric) : null,
            Transcript = evidence.Transcript,
            Dialogue = evidence.Dialogue,
            Agent = evidence.Agent,
            Customer = evidence.Customer,
            Mistakes = mistakes,
            Strengths = isScored ? detectors.Strengths(evidence, promises) : [.. Enum.GetValues<Strength>().Select(strength => new StrengthResult(strength, []))],
            Promises = promises,
            Complaints = isScored ? detectors.Complaints(evidence) : [],
            Reactions = isScored ? detectors.Reactions(evidence) : null,
            OverallScore = score,
            OverallConfidence = confidence,
            Versions = new Versions(ProgramVersion.Current, rubric.Version, ModelVersions),
        };
    }

    private sealed record MeasuredSide(LineQuality Line, SideVoice Voice);
}
