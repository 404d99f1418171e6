using CallQuality.Core.Analysis;
using CallQuality.Core.Mistakes;
using CallQuality.Core.Scoring;
using CallQuality.Storage.Calls;

namespace CallQuality.Storage.Scorecards;

/// <summary>Takes out of what is read from the database whatever the reader's scope keeps back. The readers of calls apply it; no page has to.</summary>
/// <remarks>Thread-safe.</remarks>
/// <param name="rubric">Whose weights make an overall score of what is left.</param>
/// <param name="rewrite">Reads a <c>scorecard.json</c>, changes it and writes it again; given by whoever knows its form.</param>
public sealed class Redaction(Func<Rubric> rubric, Func<byte[], Func<Scorecard, Scorecard>, byte[]> rewrite)
{
    /// <summary>For readers from whom nothing is kept back; fails for others.</summary>
    public static Redaction OfNothing { get; } = new(() => Rubric.Default, (_, _) => throw new InvalidOperationException("no way was given to take anything out of a scorecard"));

    /// <summary>Whether a finding may be shown.</summary>
    /// <param name="scope">Who asks.</param>
    /// <param name="subject">Id of its mistake or strength.</param>
    public static bool Shows(CallScope scope, string subject)
    {
        ArgumentNullException.ThrowIfNull(scope);
        return !scope.HidesVoice || !VoiceSubjects.Contains(subject);
    }

    /// <summary>Ids of the mistakes that are judged from the voice, as findings have them.</summary>
    internal static IReadOnlyList<string> VoiceSubjects { get; } = [.. VoiceResults.Mistakes.Select(mistake => mistake.ToString())];

    /// <summary>A scorecard's document as the scope may have it; the very bytes where nothing is kept back.</summary>
    internal ReadOnlySpan<byte> Document(CallScope scope, long? agentId, ReadOnlySpan<byte> document)
    {
        if (!scope.HidesVoice && !scope.HidesNames)
        {
            return document;
        }

        return rewrite(document.ToArray(), card =>
        {
            var shown = scope.HidesVoice ? VoiceResults.Without(card, rubric()) : card;
            return scope.HidesNames
                ? shown with { File = scope.FileNameOf(card.CallId, card.File), Metadata = card.Metadata with { Agent = scope.NameOf(agentId, card.Metadata.Agent) } }
                : shown;
        });
    }

    /// <summary>What makes of scorecards' rows what the scope may have. They must not be tracked: they are changed.</summary>
    internal Func<StoredScorecard, StoredScorecard> Cards(CallScope scope)
    {
        if (!scope.HidesVoice)
        {
            return card => card;
        }

        // Asked once for all of them: it is looked up in the database.
        var weights = rubric();
        return card =>
        {
            card.TonelessVoice = card.HarriedDelivery = card.UnclearArticulation = card.TooFast = null;
            card.Findings.RemoveAll(finding => !Shows(scope, finding.Subject));
            card.OverallScore = OverallScore.Of([.. Enum.GetValues<Mistake>().Select(mistake => (mistake, card.ScoreOf(mistake)))], weights);
            card.OverallConfidence = null;
            return card;
        };
    }
}
