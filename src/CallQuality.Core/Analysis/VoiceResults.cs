using CallQuality.Core.Measurement;
using CallQuality.Core.Mistakes;
using CallQuality.Core.Scoring;
using CallQuality.Core.Wording;

namespace CallQuality.Core.Analysis;

/// <summary>Which results come from the agent's voice, and a scorecard without them: in training-only mode the agent alone sees them.</summary>
public static class VoiceResults
{
    /// <summary>The mistakes that are judged from the voice; the others from words and timing.</summary>
    public static IReadOnlyList<Mistake> Mistakes { get; } = [Mistake.TonelessVoice, Mistake.HarriedDelivery, Mistake.UnclearArticulation, Mistake.TooFast];

    /// <summary>A scorecard that says nothing of the voice: its mistakes are not scored and say why, its measures are unknown, and the overall score is that of the rest.</summary>
    /// <param name="card">The whole scorecard.</param>
    /// <param name="rubric">Whose weights make the overall score.</param>
    public static Scorecard Without(Scorecard card, Rubric rubric)
    {
        ArgumentNullException.ThrowIfNull(card);
        var reason = Texts.Both("report.voice.keptBack");
        List<MistakeResult> mistakes = [.. card.Mistakes.Select(result => Mistakes.Contains(result.Mistake) ? MistakeResult.NotScorable(result.Mistake, reason, []) : result)];
        var (score, confidence) = OverallScore.Of(mistakes, rubric);
        return card with
        {
            Mistakes = mistakes,
            OverallScore = score,
            OverallConfidence = confidence,
            Agent = Without(card.Agent),
            Customer = card.Customer is { } customer ? Without(customer) : null,
        };
    }

    private static SideMeasurements Without(SideMeasurements side) => new()
    {
        // Named one by one: a measure that is added later is kept back until somebody lists it here.
        SpeechSeconds = side.SpeechSeconds,
        ResponseGapMedianSeconds = side.ResponseGapMedianSeconds,
        Interruptions = side.Interruptions,
        Backchannels = side.Backchannels,
        TalkRatio = side.TalkRatio,
        Questions = side.Questions,
        LongestMonologueSeconds = side.LongestMonologueSeconds,
        PitchMedianHz = null,
        PitchSpreadSemitones = null,
        PitchRangeSemitones = null,
        LoudnessSpreadDb = null,
        ArticulationRateSyllablesPerSecond = null,
        SpeechRateSyllablesPerSecond = null,
        WordsPerMinute = null,
        PauseRatio = null,
        PauseMedianSeconds = null,
        LongestRunSyllables = null,
        TempoTrendRatio = null,
        WordCertainty = null,
        NucleiRatio = null,
        ModulationDepth = null,
        Clarity = null,
        Windows = [],
    };
}
