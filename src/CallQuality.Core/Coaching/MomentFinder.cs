using CallQuality.Core.Calls;
using CallQuality.Core.Measurement;
using CallQuality.Core.Mistakes;

namespace CallQuality.Core.Coaching;

/// <summary>Picks the moments to listen to: where a mistake is heard most, and where the same agent shows how it is done.</summary>
internal static class MomentFinder
{
    /// <summary>The strongest finding of the lowest-scored call that has one.</summary>
    public static CoachingMoment? Worst(MistakeSeries series)
    {
        foreach (var point in series.Series.Points.OrderBy(point => point.Score))
        {
            if (ResultOf(point, series.Mistake).Findings is [var finding, ..])
            {
                return new CoachingMoment(point.Call, finding.Start, finding.End, finding.Quote, finding.Explanation);
            }
        }

        return null;
    }

    /// <summary>
    /// From the best-scored calls downwards: the greeting, the stretch of speech nearest to the norm, or a strength that is
    /// the mistake's opposite. Never from a call in which the mistake is clear.
    /// </summary>
    public static CoachingMoment? Best(MistakeSeries series) => series.Series.Points
        .Where(point => ResultOf(point, series.Mistake).Severity is Severity.None or Severity.Slight)
        .OrderByDescending(point => point.Score)
        .Select(point => In(point.Call, series.Mistake))
        .FirstOrDefault(moment => moment is not null);

    private static MistakeResult ResultOf(ScorePoint point, Mistake mistake) =>
        point.Call.Scorecard.Mistakes.First(result => result.Mistake == mistake);

    private static CoachingMoment? In(CoachingCall call, Mistake mistake) => mistake switch
    {
        Mistake.TonelessVoice => Window(call, window => window.PitchSpreadSemitones),
        Mistake.TooFast => Window(call, window => -window.ArticulationRateSyllablesPerSecond),
        Mistake.HarriedDelivery => Window(call, window => window.PauseRatio),
        Mistake.UnclearArticulation => Window(call, window => window.WordCertainty),
        Mistake.OverlongGreeting => Greeting(call),
        Mistake.IndifferentManner => Strong(call, Strength.ListensAndAsks) ?? Strong(call, Strength.ShowsRespect),
        Mistake.Impatience => Strong(call, Strength.ListensAndAsks) ?? Strong(call, Strength.SolvesTogether),
        _ => Strong(call, Strength.SolvesTogether) ?? Strong(call, Strength.ShowsRespect),
    };

    // The best stretch that is not among the findings of any mistake: nobody should practise from a moment that cost points elsewhere.
    private static CoachingMoment? Window(CoachingCall call, Func<VoiceWindow, double?> merit)
    {
        var findings = call.Scorecard.Mistakes.SelectMany(result => result.Findings).ToList();
        var best = call.Scorecard.Agent.Windows
            .Where(window => merit(window) is not null && findings.TrueForAll(finding => finding.End <= window.Start || finding.Start >= window.End))
            .MaxBy(merit);
        return best is null ? null : new CoachingMoment(call, best.Start, best.End, best.Quote.Length == 0 ? null : best.Quote, null);
    }

    private static CoachingMoment? Greeting(CoachingCall call) =>
        call.Scorecard.Dialogue.Turns.FirstOrDefault(turn => turn.Side == Side.Agent) is { Words.Count: > 0 } turn
            ? new CoachingMoment(call, turn.Start, turn.End, turn.Text, null)
            : null;

    private static CoachingMoment? Strong(CoachingCall call, Strength strength) =>
        call.Scorecard.Strengths.FirstOrDefault(result => result.Strength == strength)?.Findings is [var finding, ..]
            ? new CoachingMoment(call, finding.Start, finding.End, finding.Quote, finding.Explanation)
            : null;
}
