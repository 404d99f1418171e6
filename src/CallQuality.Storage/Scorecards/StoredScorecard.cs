using CallQuality.Core.Analysis;
using CallQuality.Core.Mistakes;

namespace CallQuality.Storage.Scorecards;

/// <summary>A scorecard as lists and reports ask for it; the whole is its <see cref="ScorecardDocument"/>.</summary>
/// <remarks>The eight scores are columns: a team's page reads all of a month, and one row a call keeps that in one index.</remarks>
public sealed class StoredScorecard
{
    /// <summary>Key: the analysis that made it.</summary>
    public required long AnalysisId { get; set; }

    /// <summary>The call.</summary>
    public required long CallId { get; set; }

    /// <summary>The agent; <see langword="null"/> where unknown.</summary>
    public required long? AgentId { get; set; }

    /// <summary>Whether it is the call's latest; exactly one of a call's scorecards is.</summary>
    public required bool IsCurrent { get; set; }

    /// <summary>When the call began or, where that is unknown, was imported; UTC.</summary>
    public required DateTime CallAt { get; set; }

    /// <summary>Length of the call.</summary>
    public required double DurationSeconds { get; set; }

    /// <summary>ISO 639-1 code of the call's language; <see langword="null"/> without speech.</summary>
    public required string? Language { get; set; }

    /// <summary>Overall score, 0 to 100; <see langword="null"/> where no mistake could be scored.</summary>
    public required int? OverallScore { get; set; }

    /// <summary>How sure the overall score is, 0 to 1.</summary>
    public required double? OverallConfidence { get; set; }

    /// <summary>Score of <see cref="Mistake.TonelessVoice"/>, 0 to 100; <see langword="null"/> where not scorable.</summary>
    public int? TonelessVoice { get; set; }

    /// <summary>Score of <see cref="Mistake.IndifferentManner"/>.</summary>
    public int? IndifferentManner { get; set; }

    /// <summary>Score of <see cref="Mistake.Impatience"/>.</summary>
    public int? Impatience { get; set; }

    /// <summary>Score of <see cref="Mistake.OverlongGreeting"/>.</summary>
    public int? OverlongGreeting { get; set; }

    /// <summary>Score of <see cref="Mistake.HarriedDelivery"/>.</summary>
    public int? HarriedDelivery { get; set; }

    /// <summary>Score of <see cref="Mistake.UnclearArticulation"/>.</summary>
    public int? UnclearArticulation { get; set; }

    /// <summary>Score of <see cref="Mistake.TooFast"/>.</summary>
    public int? TooFast { get; set; }

    /// <summary>Score of <see cref="Mistake.KnowItAll"/>.</summary>
    public int? KnowItAll { get; set; }

    /// <summary>Score of a mistake, 0 to 100; <see langword="null"/> where not scorable.</summary>
    public int? ScoreOf(Mistake mistake) => mistake switch
    {
        Mistake.TonelessVoice => TonelessVoice,
        Mistake.IndifferentManner => IndifferentManner,
        Mistake.Impatience => Impatience,
        Mistake.OverlongGreeting => OverlongGreeting,
        Mistake.HarriedDelivery => HarriedDelivery,
        Mistake.UnclearArticulation => UnclearArticulation,
        Mistake.TooFast => TooFast,
        Mistake.KnowItAll => KnowItAll,
        _ => throw new ArgumentOutOfRangeException(nameof(mistake), mistake, "found no such mistake, expected one of the eight"),
    };

    /// <summary>The evidence; loaded on demand only.</summary>
    public List<StoredFinding> Findings { get; } = [];

    /// <summary>What the agent promised; loaded on demand only.</summary>
    public List<StoredPromise> Promises { get; } = [];

    /// <summary>Where the caller missed what was promised earlier; loaded on demand only.</summary>
    public List<StoredComplaint> Complaints { get; } = [];

    /// <summary>Whether complaints were looked for. In scorecards from before they are, a <see cref="PromiseLedger"/> looks for them when it comes by.</summary>
    public bool ComplaintsKnown { get; set; }

    /// <summary>The rows of a scorecard, findings and promises with it.</summary>
    internal static StoredScorecard Of(long analysisId, long callId, long? agentId, DateTime callAt, Scorecard card)
    {
        int? Score(Mistake mistake) => card.Mistakes.FirstOrDefault(result => result.Mistake == mistake)?.Score;
        var stored = new StoredScorecard
        {
            AnalysisId = analysisId,
            CallId = callId,
            AgentId = agentId,
            IsCurrent = true,
            CallAt = callAt,
            DurationSeconds = card.Duration.TotalSeconds,
            Language = card.Transcript.LanguageCode,
            OverallScore = card.OverallScore,
            OverallConfidence = card.OverallConfidence,
            TonelessVoice = Score(Mistake.TonelessVoice),
            IndifferentManner = Score(Mistake.IndifferentManner),
            Impatience = Score(Mistake.Impatience),
            OverlongGreeting = Score(Mistake.OverlongGreeting),
            HarriedDelivery = Score(Mistake.HarriedDelivery),
            UnclearArticulation = Score(Mistake.UnclearArticulation),
            TooFast = Score(Mistake.TooFast),
            KnowItAll = Score(Mistake.KnowItAll),
        };
        stored.Findings.AddRange(card.Mistakes.SelectMany(result => result.Findings.Select(finding => StoredFinding.Of(result.Mistake.ToString(), finding))));
        stored.Findings.AddRange(card.Strengths.SelectMany(result => result.Findings.Select(finding => StoredFinding.Of(result.Strength.ToString(), finding))));
        stored.Promises.AddRange(card.Promises.Select(StoredPromise.Of));
        stored.Complaints.AddRange((card.Complaints ?? []).Select(StoredComplaint.Of));
        stored.ComplaintsKnown = card.Complaints is not null;
        return stored;
    }
}

/// <summary>The whole scorecard, as <c>scorecard.json</c> has it. Apart from <see cref="StoredScorecard"/>, so that lists do not read it.</summary>
public sealed class ScorecardDocument
{
    /// <summary>Key: the analysis that made it.</summary>
    public required long AnalysisId { get; set; }

    /// <summary>The file's bytes, packed; see <see cref="Packing"/>.</summary>
    public required byte[] Packed { get; set; }
}

/// <summary>One piece of evidence of a scorecard.</summary>
public sealed class StoredFinding
{
    /// <summary>Key.</summary>
    public long Id { get; set; }

    /// <summary>The scorecard.</summary>
    public long AnalysisId { get; set; }

    /// <summary>Id of the mistake or strength, as in <c>scorecard.json</c>.</summary>
    public required string Subject { get; set; }

    /// <summary>From the recording's start.</summary>
    public required double StartSeconds { get; set; }

    /// <summary>From the recording's start.</summary>
    public required double EndSeconds { get; set; }

    /// <summary>Id of the measure.</summary>
    public required string Measure { get; set; }

    /// <summary>The value, in the measure's unit.</summary>
    public required double Value { get; set; }

    /// <summary>How much it matters, 0 to 1.</summary>
    public required double Weight { get; set; }

    /// <summary>What was said there; <see langword="null"/> where no word was recognised.</summary>
    public required string? Quote { get; set; }

    internal static StoredFinding Of(string subject, Finding finding) => new()
    {
        Subject = subject,
        StartSeconds = finding.Start.TotalSeconds,
        EndSeconds = finding.End.TotalSeconds,
        Measure = finding.Measure,
        Value = finding.Value,
        Weight = finding.Weight,
        Quote = finding.Quote,
    };
}

/// <summary>Something the agent promised in a call.</summary>
public sealed class StoredPromise
{
    /// <summary>Key.</summary>
    public long Id { get; set; }

    /// <summary>The scorecard.</summary>
    public long AnalysisId { get; set; }

    /// <summary>From the recording's start.</summary>
    public required double StartSeconds { get; set; }

    /// <summary>Word for word.</summary>
    public required string Quote { get; set; }

    /// <summary>What kind.</summary>
    public required PromiseKind Kind { get; set; }

    /// <summary>When it falls due, UTC; <see langword="null"/> where the words name no time.</summary>
    public required DateTime? DueAt { get; set; }

    /// <summary>When somebody marked it as kept, UTC; <see langword="null"/> while it is open.</summary>
    public DateTime? KeptAt { get; set; }

    internal static StoredPromise Of(Promise promise) => new()
    {
        StartSeconds = promise.Start.TotalSeconds,
        Quote = promise.Quote,
        Kind = promise.Kind,
        DueAt = promise.Due?.UtcDateTime,
    };
}

/// <summary>Where a caller missed what was promised earlier.</summary>
public sealed class StoredComplaint
{
    /// <summary>Key.</summary>
    public long Id { get; set; }

    /// <summary>The scorecard.</summary>
    public long AnalysisId { get; set; }

    /// <summary>From the recording's start.</summary>
    public required double StartSeconds { get; set; }

    /// <summary>From the recording's start.</summary>
    public required double EndSeconds { get; set; }

    /// <summary>The sentence, word for word.</summary>
    public required string Quote { get; set; }

    /// <summary>What is missed.</summary>
    public required ComplaintKind Kind { get; set; }

    internal static StoredComplaint Of(PromiseComplaint complaint) => new()
    {
        StartSeconds = complaint.Start.TotalSeconds,
        EndSeconds = complaint.End.TotalSeconds,
        Quote = complaint.Quote,
        Kind = complaint.Kind,
    };
}
