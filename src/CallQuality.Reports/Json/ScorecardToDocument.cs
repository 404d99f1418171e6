using CallQuality.Audio;
using CallQuality.Audio.Line;
using CallQuality.Core.Analysis;
using CallQuality.Core.Calls;
using CallQuality.Core.Dialogue;
using CallQuality.Core.Measurement;
using CallQuality.Core.Mistakes;
using CallQuality.Core.Transcription;

namespace CallQuality.Reports.Json;

/// <summary>Puts a scorecard into the shape of its file.</summary>
internal sealed class ScorecardToDocument(Scorecard card, Language language)
{
    private readonly Dictionary<Word, int> wordIndex = Index(card.Transcript.Words);
    private readonly Dictionary<Turn, int> turnIndex = Index(card.Dialogue.Turns);

    /// <summary>The document.</summary>
    public ScorecardDocument Convert() => new(
        ScorecardJson.SchemaName,
        Call(),
        new LinePart(
            Line(card.AgentLine, card.AgentLineUsable),
            card.CustomerLine is null ? null : Line(card.CustomerLine, card.CustomerLineUsable ?? false)),
        new TranscriptPart([.. card.Transcript.Words.Select(WordOf)], [.. card.Dialogue.Turns.Select(TurnOf)]),
        Dialogue(card.Dialogue),
        new MeasurementsPart(SideOf(card.Agent), card.Customer is null ? null : SideOf(card.Customer)),
        [.. card.Mistakes.Select(MistakeOf)],
        [.. card.Strengths.Select(strength => new StrengthPart(strength.Strength.ToString(), [.. strength.Findings.Select(FindingOf)]))],
        [.. card.Promises.Select(PromiseOf)],
        new OverallPart(card.OverallScore, Number(card.OverallConfidence)),
        new VersionsPart(
            card.Versions.Program,
            card.Versions.Rubric,
            new SortedDictionary<string, string>(card.Versions.Models.ToDictionary(), StringComparer.Ordinal)),
        card.Reactions is { } reactions ? ReactionsOf(reactions) : null,
        card.Complaints is { } complaints ? [.. complaints.Select(ComplaintOf)] : null);

    private static Dictionary<T, int> Index<T>(IReadOnlyList<T> items)
        where T : notnull
    {
        var index = new Dictionary<T, int>(items.Count);
        for (var i = 0; i < items.Count; i++)
        {
            index.TryAdd(items[i], i);
        }

        return index;
    }

    private static double Seconds(TimeSpan time) => Math.Round(time.TotalSeconds, 3);

    private static double? Number(double? value) => value is { } known && double.IsFinite(known) ? Math.Round(known, 4) + 0.0 : null;

    private static string Id(Side side) => side == Side.Agent ? "agent" : "customer";

    private static TextPart Both(Bilingual text) => new(text.German, text.English);

    private CallPart Call() => new(
        card.CallId,
        card.File,
        card.Sha256,
        card.Metadata.StartedAt,
        Seconds(card.Duration),
        card.Source.ChannelCount,
        card.Source.SampleRateHz,
        card.Source.Container,
        card.Source.Codec,
        card.Source.BitsPerSample,
        card.Transcript.LanguageCode,
        card.Transcript.LanguageCode is null ? null : Number(card.Transcript.LanguageConfidence),
        card.Metadata.Agent,
        card.Metadata.Customer,
        card.Metadata.Queue,
        AgentSide(),
        Both(card.Sides.DecidedBy),
        card.Sides.AgentChannel,
        card.Sides.CustomerChannel,
        card.Sides.Separation switch { Separation.Stereo => "stereo", Separation.Diarised => "diarised", _ => "single" },
        card.Metadata.Language?.Code(),
        card.Metadata.AgentChannel,
        [.. card.Notices.Select(Both)]);

    private string AgentSide() => card.Sides.Separation == Separation.Stereo
        ? card.Sides.AgentChannel == 0 ? "left" : "right"
        : card.Sides.AgentChannel == 0 ? "speakerA" : "speakerB";

    private static LineSidePart Line(LineQuality line, bool usable) => new(
        Number(line.LevelDbfs),
        Number(line.NoiseDbfs),
        Number(line.SnrDb),
        Number(line.ClippedRatio),
        line is { LowEdgeHz: { } low, HighEdgeHz: { } high } ? Number(high - low) : null,
        Number(line.LowEdgeHz),
        Number(line.HighEdgeHz),
        Number(line.DropoutRatio),
        Number(line.HumDb),
        usable);

    private WordPart WordOf(Word word) => new(
        Id(card.Sides.SideOf(word.Channel)),
        word.Text,
        Seconds(word.Start),
        Seconds(word.End),
        Number(word.Confidence) ?? 0,
        word.Channel);

    private TurnPart TurnOf(Turn turn) => new(
        Id(turn.Side),
        Seconds(turn.Start),
        Seconds(turn.End),
        turn.Text,
        [.. turn.Words.Where(wordIndex.ContainsKey).Select(word => wordIndex[word])]);

    private DialoguePart Dialogue(CallDialogue dialogue) => new(
        new SpeechPart(Spans(dialogue.AgentSpeech), Spans(dialogue.CustomerSpeech)),
        [.. dialogue.Pauses.Select(pause => new PausePart(Id(pause.Side), Seconds(pause.Start), Seconds(pause.End)))],
        [.. dialogue.Overlaps.Select(overlap => new OverlapPart(Id(overlap.StartedBy), Seconds(overlap.Start), Seconds(overlap.End)))],
        [.. dialogue.CutIns.Select(cutIn => new CutInPart(
            Id(cutIn.By), Seconds(cutIn.At), turnIndex[cutIn.Interrupted], turnIndex[cutIn.Interrupting]))],
        [.. dialogue.Backchannels.Select(backchannel => TurnOf(backchannel.Turn))],
        [.. dialogue.ResponseGaps.Select(gap => new ResponseGapPart(
            Id(gap.By), Seconds(gap.Start), Seconds(gap.Gap), turnIndex[gap.Answer]))]);

    private static IReadOnlyList<SpanPart> Spans(IReadOnlyList<SpeechSegment> segments) =>
        [.. segments.Select(segment => new SpanPart(Seconds(segment.Start), Seconds(segment.End)))];

    private static SidePart SideOf(SideMeasurements side) => new(
        Number(side.SpeechSeconds) ?? 0,
        Number(side.PitchMedianHz),
        Number(side.PitchSpreadSemitones),
        Number(side.PitchRangeSemitones),
        Number(side.LoudnessSpreadDb),
        Number(side.ArticulationRateSyllablesPerSecond),
        Number(side.SpeechRateSyllablesPerSecond),
        Number(side.WordsPerMinute),
        Number(side.PauseRatio),
        Number(side.PauseMedianSeconds),
        side.LongestRunSyllables,
        Number(side.MeanRunSyllables),
        Number(side.TempoTrendRatio),
        Number(side.ResponseGapMedianSeconds),
        side.Interruptions,
        side.Backchannels,
        Number(side.TalkRatio),
        side.Questions,
        Number(side.LongestMonologueSeconds),
        Number(side.WordCertainty),
        Number(side.NucleiRatio),
        Number(side.ModulationDepth),
        Number(side.Clarity),
        [.. side.Windows.Select(WindowOf)]);

    private static WindowPart WindowOf(VoiceWindow window) => new(
        Seconds(window.Start),
        Seconds(window.End),
        Number(window.SpeechSeconds) ?? 0,
        Number(window.PitchSpreadSemitones),
        Number(window.PitchRangeSemitones),
        Number(window.LoudnessSpreadDb),
        Number(window.ArticulationRateSyllablesPerSecond),
        Number(window.WordsPerMinute),
        Number(window.PauseRatio),
        Number(window.WordCertainty),
        Number(window.NucleiRatio),
        window.Quote);

    private MistakePart MistakeOf(MistakeResult result) => new(
        result.Mistake.ToString(),
        result.Status.ToString(),
        result.Reason is { } reason ? In(reason) : null,
        result.Reason is { } both ? Both(both) : null,
        result.Score,
        result.Severity?.ToString(),
        Number(result.Confidence),
        [.. result.Findings.Select(FindingOf)],
        [.. result.Readings.Select(ReadingOf)]);

    private FindingPart FindingOf(Finding finding) => new(
        Seconds(finding.Start),
        Seconds(finding.End),
        finding.Quote,
        finding.Measure,
        Number(finding.Value) ?? 0,
        NormText.Invariant(finding.Norm),
        Number(finding.Norm.Min),
        Number(finding.Norm.Max),
        finding.Norm.Unit,
        finding.Norm.Source,
        Number(finding.Weight) ?? 0,
        In(finding.Explanation),
        Both(finding.Explanation),
        In(finding.Advice),
        Both(finding.Advice));

    private static ReadingPart ReadingOf(MeasureReading reading) => new(
        reading.Measure,
        Number(reading.Value),
        NormText.Invariant(reading.Norm),
        Number(reading.Norm.Min),
        Number(reading.Norm.Max),
        reading.Norm.Unit,
        reading.Norm.Source,
        Number(reading.PartialScore));

    private static ComplaintPart ComplaintOf(PromiseComplaint complaint) => new(Seconds(complaint.Start), Seconds(complaint.End), complaint.Quote, complaint.Kind.ToString());

    private static PromisePart PromiseOf(Promise promise) => new(
        Seconds(promise.Start),
        Seconds(promise.End),
        promise.Quote,
        promise.Kind.ToString(),
        promise.DueQuote,
        promise.Due,
        promise.Who);

    private static ReactionsPart ReactionsOf(ReactionTimes reactions) => new(
        reactions.MatterStated is { } stated ? Seconds(stated) : null,
        Number(reactions.SecondsToUnderstanding),
        Number(reactions.SecondsToOffer),
        HeardOf(reactions.Understanding),
        HeardOf(reactions.Offer),
        HeardOf(reactions.Greeting),
        [.. reactions.Holds.Select(hold => new HoldPart(Seconds(hold.Start), Seconds(hold.End), hold.IsAnnounced))]);

    private static HeardPart? HeardOf(HeardWords? words) => words is null ? null : new HeardPart(Seconds(words.Start), Seconds(words.End), words.Quote);

    private string In(Bilingual text) => language == Language.German ? text.German : text.English;
}
