using CallQuality.Audio;
using CallQuality.Audio.Line;
using CallQuality.Core.Analysis;
using CallQuality.Core.Calls;
using CallQuality.Core.Dialogue;
using CallQuality.Core.Measurement;
using CallQuality.Core.Mistakes;
using CallQuality.Core.Transcription;

namespace CallQuality.Reports.Json;

/// <summary>Makes a scorecard of what its file says.</summary>
internal static class DocumentToScorecard
{
    /// <summary>The scorecard.</summary>
    /// <exception cref="ArgumentException">A name or an index in the document has no meaning.</exception>
    public static Scorecard Convert(ScorecardDocument document)
    {
        var transcript = TranscriptOf(document);
        return new Scorecard
        {
            CallId = document.Call.Id,
            File = document.Call.File,
            Sha256 = document.Call.Sha256,
            Duration = Time(document.Call.DurationSeconds),
            Source = new SourceFormat(
                document.Call.Container, document.Call.Codec, document.Call.SampleRateHz, document.Call.Channels, document.Call.BitsPerSample),
            Notices = [.. document.Call.Notices.Select(Both)],
            Metadata = MetadataOf(document.Call),
            Sides = SidesOf(document.Call),
            AgentLine = LineOf(document.Line.Agent),
            AgentLineUsable = document.Line.Agent.Usable,
            CustomerLine = document.Line.Customer is null ? null : LineOf(document.Line.Customer),
            CustomerLineUsable = document.Line.Customer?.Usable,
            Transcript = transcript,
            Dialogue = DialogueOf(document, transcript.Words),
            Agent = SideOf(document.Measurements.Agent),
            Customer = document.Measurements.Customer is null ? null : SideOf(document.Measurements.Customer),
            Mistakes = [.. document.Mistakes.Select(MistakeOf)],
            Strengths = [.. document.Strengths.Select(part => new StrengthResult(Enum.Parse<Strength>(part.Id), [.. part.Findings.Select(FindingOf)]))],
            Promises = [.. document.Promises.Select(PromiseOf)],
            Complaints = document.Complaints is { } complaints ? [.. complaints.Select(ComplaintOf)] : null,
            Reactions = document.Reactions is { } reactions ? ReactionsOf(reactions) : null,
            OverallScore = document.Overall.Score,
            OverallConfidence = document.Overall.Confidence,
            Versions = new Versions(document.Versions.Program, document.Versions.Rubric, document.Versions.Models),
        };
    }

    private static TimeSpan Time(double seconds) => TimeSpan.FromSeconds(seconds);

    private static Bilingual Both(TextPart text) => new(text.De, text.En);

    private static Side SideNamed(string id) => id switch
    {
        "agent" => Side.Agent,
        "customer" => Side.Customer,
        _ => throw new ArgumentException($"\"{id}\" is no side"),
    };

    private static CallMetadata MetadataOf(CallPart call) => new()
    {
        Agent = call.Agent,
        Customer = call.Customer,
        StartedAt = call.StartedAt,
        AgentChannel = call.StatedAgentChannel,
        Language = LanguageCodes.FromCode(call.StatedLanguage),
        Queue = call.Queue,
    };

    private static CallSides SidesOf(CallPart call) => new()
    {
        AgentChannel = call.AgentChannel,
        CustomerChannel = call.CustomerChannel,
        Separation = call.Separation switch { "stereo" => Separation.Stereo, "diarised" => Separation.Diarised, _ => Separation.Single },
        DecidedBy = Both(call.AgentSideDecidedBy),
    };

    private static LineQuality LineOf(LineSidePart line) => new()
    {
        LevelDbfs = line.LevelDbfs,
        NoiseDbfs = line.NoiseDbfs,
        SnrDb = line.SnrDb,
        ClippedRatio = line.ClippedRatio ?? double.NaN,
        DropoutRatio = line.DropoutRatio ?? double.NaN,
        LowEdgeHz = line.LowEdgeHz,
        HighEdgeHz = line.HighEdgeHz,
        HumDb = line.HumDb,
    };

    private static Transcript TranscriptOf(ScorecardDocument document) => new()
    {
        LanguageCode = document.Call.Language,
        LanguageConfidence = document.Call.LanguageConfidence ?? 0,
        Words =
        [
            .. document.Transcript.Words.Select(word => new Word
            {
                Channel = word.Channel,
                Text = word.Text,
                Start = Time(word.StartSeconds),
                End = Time(word.EndSeconds),
                Confidence = word.Confidence,
            }),
        ],
    };

    private static Turn TurnOf(TurnPart turn, IReadOnlyList<Word> words) => new()
    {
        Side = SideNamed(turn.Side),
        Start = Time(turn.StartSeconds),
        End = Time(turn.EndSeconds),
        Words = [.. turn.Words.Select(index => words[index])],
    };

    private static CallDialogue DialogueOf(ScorecardDocument document, IReadOnlyList<Word> words)
    {
        var part = document.Dialogue;
        var turns = document.Transcript.Turns.Select(turn => TurnOf(turn, words)).ToList();
        return new CallDialogue
        {
            Turns = turns,
            Pauses = [.. part.Pauses.Select(pause => new Pause(SideNamed(pause.Side), Time(pause.StartSeconds), Time(pause.EndSeconds)))],
            Overlaps = [.. part.Overlaps.Select(overlap => new Overlap(Time(overlap.StartSeconds), Time(overlap.EndSeconds), SideNamed(overlap.StartedBy)))],
            CutIns = [.. part.CutIns.Select(cutIn => new CutIn(
                SideNamed(cutIn.By), Time(cutIn.AtSeconds), turns[cutIn.InterruptedTurn], turns[cutIn.InterruptingTurn]))],
            Backchannels = [.. part.Backchannels.Select(turn => new Backchannel(TurnOf(turn, words)))],
            ResponseGaps = [.. part.ResponseGaps.Select(gap => new ResponseGap(
                SideNamed(gap.By), Time(gap.StartSeconds), Time(gap.GapSeconds), turns[gap.AnswerTurn]))],
            AgentSpeech = SegmentsOf(part.Speech.Agent),
            CustomerSpeech = SegmentsOf(part.Speech.Customer),
        };
    }

    private static IReadOnlyList<SpeechSegment> SegmentsOf(IReadOnlyList<SpanPart> spans) =>
        [.. spans.Select(span => new SpeechSegment(Time(span.StartSeconds), Time(span.EndSeconds)))];

    private static SideMeasurements SideOf(SidePart side) => new()
    {
        SpeechSeconds = side.SpeechSeconds,
        PitchMedianHz = side.PitchMedianHz,
        PitchSpreadSemitones = side.PitchSpreadSemitones,
        PitchRangeSemitones = side.PitchRangeSemitones,
        LoudnessSpreadDb = side.LoudnessSpreadDb,
        ArticulationRateSyllablesPerSecond = side.ArticulationRateSyllablesPerSecond,
        SpeechRateSyllablesPerSecond = side.SpeechRateSyllablesPerSecond,
        WordsPerMinute = side.WordsPerMinute,
        PauseRatio = side.PauseRatio,
        PauseMedianSeconds = side.PauseMedianSeconds,
        LongestRunSyllables = side.LongestRunSyllables,
        MeanRunSyllables = side.MeanRunSyllables,
        TempoTrendRatio = side.TempoTrendRatio,
        ResponseGapMedianSeconds = side.ResponseGapMedianSeconds,
        Interruptions = side.Interruptions,
        Backchannels = side.Backchannels,
        TalkRatio = side.TalkRatio,
        Questions = side.Questions,
        LongestMonologueSeconds = side.LongestMonologueSeconds,
        WordCertainty = side.WordCertainty,
        NucleiRatio = side.NucleiRatio,
        ModulationDepth = side.ModulationDepth,
        Clarity = side.Clarity,
        Windows = [.. side.Windows.Select(WindowOf)],
    };

    private static VoiceWindow WindowOf(WindowPart window) => new()
    {
        Start = Time(window.StartSeconds),
        End = Time(window.EndSeconds),
        SpeechSeconds = window.SpeechSeconds,
        PitchSpreadSemitones = window.PitchSpreadSemitones,
        PitchRangeSemitones = window.PitchRangeSemitones,
        LoudnessSpreadDb = window.LoudnessSpreadDb,
        ArticulationRateSyllablesPerSecond = window.ArticulationRateSyllablesPerSecond,
        WordsPerMinute = window.WordsPerMinute,
        PauseRatio = window.PauseRatio,
        WordCertainty = window.WordCertainty,
        NucleiRatio = window.NucleiRatio,
        Quote = window.Quote,
    };

    private static MistakeResult MistakeOf(MistakePart part) => new()
    {
        Mistake = Enum.Parse<Mistake>(part.Id),
        Status = Enum.Parse<ScoreStatus>(part.Status),
        Reason = part.Reasons is null ? null : Both(part.Reasons),
        Score = part.Score,
        Severity = part.Severity is null ? null : Enum.Parse<Severity>(part.Severity),
        Confidence = part.Confidence,
        Findings = [.. part.Findings.Select(FindingOf)],
        Readings = [.. part.Readings.Select(reading => new MeasureReading(
            reading.Measure, reading.Value, new Norm(reading.NormMin, reading.NormMax, reading.Unit, reading.Source), reading.PartialScore))],
    };

    private static Finding FindingOf(FindingPart part) => new()
    {
        Start = Time(part.StartSeconds),
        End = Time(part.EndSeconds),
        Quote = part.Quote,
        Measure = part.Measure,
        Value = part.Value,
        Norm = new Norm(part.NormMin, part.NormMax, part.Unit, part.Source),
        Explanation = Both(part.Explanations),
        Advice = Both(part.Advices),
        Weight = part.Weight,
    };

    private static ReactionTimes ReactionsOf(ReactionsPart part) => new()
    {
        MatterStated = part.MatterStatedSeconds is { } stated ? Time(stated) : null,
        SecondsToUnderstanding = part.SecondsToUnderstanding,
        SecondsToOffer = part.SecondsToOffer,
        Understanding = HeardOf(part.Understanding),
        Offer = HeardOf(part.Offer),
        Greeting = HeardOf(part.Greeting),
        Holds = [.. part.Holds.Select(hold => new Hold(Time(hold.StartSeconds), Time(hold.EndSeconds), hold.Announced))],
    };

    private static HeardWords? HeardOf(HeardPart? part) => part is null ? null : new HeardWords(Time(part.StartSeconds), Time(part.EndSeconds), part.Quote);

    private static PromiseComplaint ComplaintOf(ComplaintPart part) => new(Time(part.StartSeconds), Time(part.EndSeconds), part.Quote, Enum.Parse<ComplaintKind>(part.Kind));

    private static Promise PromiseOf(PromisePart part) => new()
    {
        Start = Time(part.StartSeconds),
        End = Time(part.EndSeconds),
        Quote = part.Quote,
        Who = part.Who,
        Kind = Enum.Parse<PromiseKind>(part.Kind),
        DueQuote = part.DueQuote,
        Due = part.Due,
    };
}
