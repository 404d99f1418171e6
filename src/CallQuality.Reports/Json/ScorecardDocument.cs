namespace CallQuality.Reports.Json;

// The shape of scorecard.json, schema callquality.scorecard/1. Public by contract and only ever grows: the order of the
// properties is the order in the file. What the JSON Schema file beside this one says of a member is not repeated here.
internal sealed record ScorecardDocument(
    string Schema,
    CallPart Call,
    LinePart Line,
    TranscriptPart Transcript,
    DialoguePart Dialogue,
    MeasurementsPart Measurements,
    IReadOnlyList<MistakePart> Mistakes,
    IReadOnlyList<StrengthPart> Strengths,
    IReadOnlyList<PromisePart> Promises,
    OverallPart Overall,
    VersionsPart Versions,
    ReactionsPart? Reactions,
    IReadOnlyList<ComplaintPart>? Complaints = null);

internal sealed record TextPart(string De, string En);

internal sealed record CallPart(
    string Id,
    string File,
    string Sha256,
    DateTimeOffset? StartedAt,
    double DurationSeconds,
    int Channels,
    int SampleRateHz,
    string Container,
    string Codec,
    int BitsPerSample,
    string? Language,
    double? LanguageConfidence,
    string? Agent,
    string? Customer,
    string? Queue,
    string AgentSide,
    TextPart AgentSideDecidedBy,
    int AgentChannel,
    int? CustomerChannel,
    string Separation,
    string? StatedLanguage,
    int? StatedAgentChannel,
    IReadOnlyList<TextPart> Notices);

internal sealed record LinePart(LineSidePart Agent, LineSidePart? Customer);

internal sealed record LineSidePart(
    double? LevelDbfs,
    double? NoiseDbfs,
    double? SnrDb,
    double? ClippedRatio,
    double? BandwidthHz,
    double? LowEdgeHz,
    double? HighEdgeHz,
    double? DropoutRatio,
    double? HumDb,
    bool Usable);

internal sealed record TranscriptPart(IReadOnlyList<WordPart> Words, IReadOnlyList<TurnPart> Turns);

internal sealed record WordPart(string Side, string Text, double StartSeconds, double EndSeconds, double Confidence, int Channel);

internal sealed record TurnPart(string Side, double StartSeconds, double EndSeconds, string Text, IReadOnlyList<int> Words);

internal sealed record SpanPart(double StartSeconds, double EndSeconds);

internal sealed record PausePart(string Side, double StartSeconds, double EndSeconds);

internal sealed record OverlapPart(string StartedBy, double StartSeconds, double EndSeconds);

internal sealed record CutInPart(string By, double AtSeconds, int InterruptedTurn, int InterruptingTurn);

internal sealed record ResponseGapPart(string By, double StartSeconds, double GapSeconds, int AnswerTurn);

internal sealed record SpeechPart(IReadOnlyList<SpanPart> Agent, IReadOnlyList<SpanPart> Customer);

internal sealed record DialoguePart(
    SpeechPart Speech,
    IReadOnlyList<PausePart> Pauses,
    IReadOnlyList<OverlapPart> Overlaps,
    IReadOnlyList<CutInPart> CutIns,
    IReadOnlyList<TurnPart> Backchannels,
    IReadOnlyList<ResponseGapPart> ResponseGaps);

internal sealed record MeasurementsPart(SidePart Agent, SidePart? Customer);

internal sealed record SidePart(
    double SpeechSeconds,
    double? PitchMedianHz,
    double? PitchSpreadSemitones,
    double? PitchRangeSemitones,
    double? LoudnessSpreadDb,
    double? ArticulationRateSyllablesPerSecond,
    double? SpeechRateSyllablesPerSecond,
    double? WordsPerMinute,
    double? PauseRatio,
    double? PauseMedianSeconds,
    int? LongestRunSyllables,
    double? MeanRunSyllables,
    double? TempoTrendRatio,
    double? ResponseGapMedianSeconds,
    int? Interruptions,
    int? Backchannels,
    double? TalkRatio,
    int? Questions,
    double? LongestMonologueSeconds,
    double? WordCertainty,
    double? NucleiRatio,
    double? ModulationDepth,
    double? Clarity,
    IReadOnlyList<WindowPart> Windows);

internal sealed record WindowPart(
    double StartSeconds,
    double EndSeconds,
    double SpeechSeconds,
    double? PitchSpreadSemitones,
    double? PitchRangeSemitones,
    double? LoudnessSpreadDb,
    double? ArticulationRateSyllablesPerSecond,
    double? WordsPerMinute,
    double? PauseRatio,
    double? WordCertainty,
    double? NucleiRatio,
    string Quote);

internal sealed record MistakePart(
    string Id,
    string Status,
    string? Reason,
    TextPart? Reasons,
    int? Score,
    string? Severity,
    double? Confidence,
    IReadOnlyList<FindingPart> Findings,
    IReadOnlyList<ReadingPart> Readings);

internal sealed record FindingPart(
    double StartSeconds,
    double EndSeconds,
    string? Quote,
    string Measure,
    double Value,
    string Norm,
    double? NormMin,
    double? NormMax,
    string Unit,
    string Source,
    double Weight,
    string Explanation,
    TextPart Explanations,
    string Advice,
    TextPart Advices);

internal sealed record ReadingPart(
    string Measure,
    double? Value,
    string Norm,
    double? NormMin,
    double? NormMax,
    string Unit,
    string Source,
    double? PartialScore);

internal sealed record StrengthPart(string Id, IReadOnlyList<FindingPart> Findings);

internal sealed record ComplaintPart(double StartSeconds, double EndSeconds, string Quote, string Kind);

internal sealed record PromisePart(double StartSeconds, double EndSeconds, string Quote, string Kind, string? DueQuote, DateTimeOffset? Due, string? Who = null);

internal sealed record ReactionsPart(
    double? MatterStatedSeconds,
    double? SecondsToUnderstanding,
    double? SecondsToOffer,
    HeardPart? Understanding,
    HeardPart? Offer,
    HeardPart? Greeting,
    IReadOnlyList<HoldPart> Holds);

internal sealed record HeardPart(double StartSeconds, double EndSeconds, string Quote);

internal sealed record HoldPart(double StartSeconds, double EndSeconds, bool Announced);

internal sealed record OverallPart(int? Score, double? Confidence);

internal sealed record VersionsPart(string Program, string Rubric, IReadOnlyDictionary<string, string> Models);
