using CallQuality.Core.Calls;
using CallQuality.Core.Wording;
using CallQuality.Storage.Analyses;
using CallQuality.Storage.Calls;

namespace CallQuality.Portal.Uploads;

/// <summary>Where a call stands, in words.</summary>
public static class StandingText
{
    /// <summary>The sentence.</summary>
    /// <param name="standing">Where it stands.</param>
    /// <param name="share">Share that is done; <see langword="null"/> where unknown.</param>
    /// <param name="language">Language of the sentence.</param>
    public static string Of(CallStanding standing, double? share, Language language)
    {
        ArgumentNullException.ThrowIfNull(standing);
        var reason = standing.Analysis.Reason?.In(language);
        return standing.Analysis.State switch
        {
            AnalysisState.Done when standing.IsHeldBack => Texts.Get(language, "portal.standing.heldBack"),
            AnalysisState.Running when share is { } done => Texts.Get(language, "portal.standing.share", Math.Round(done * 100)),
            AnalysisState.Running => Texts.Get(language, "portal.standing.running"),
            AnalysisState.Done when standing.OverallScore is { } score => Texts.Get(language, "portal.standing.done", score),
            AnalysisState.Done => reason ?? Texts.Get(language, "portal.standing.notScorable"),
            AnalysisState.Queued => Texts.Get(language, "portal.standing.waiting"),
            _ => reason ?? Texts.Get(language, "portal.standing.ended"),
        };
    }
}
