using CallQuality.Storage.Analyses;
using CallQuality.Storage.Calls;

namespace CallQuality.Storage.Webhooks;

/// <summary>Puts what happened to calls beside it, for whoever sends it on.</summary>
internal static class WebhookOutbox
{
    /// <summary>Adds a delivery for each webhook that is to be told, inside the unit of work in which it happened.</summary>
    /// <param name="context">The unit of work.</param>
    /// <param name="analysisId">The analysis that ended.</param>
    /// <param name="state">How.</param>
    /// <param name="now">When, UTC.</param>
    public static void Add(CallsContext context, long analysisId, AnalysisState state, DateTime now)
    {
        var kind = state switch
        {
            AnalysisState.Done => WebhookEvents.Analysed,
            AnalysisState.Rejected => WebhookEvents.Rejected,
            AnalysisState.Failed => WebhookEvents.Failed,
            _ => WebhookEvents.None,
        };
        // Few houses have more than a handful, and the events of one are a list of words in its row.
        var hooks = context.Set<Webhook>().ToList().Where(hook => kind != WebhookEvents.None && hook.Events.HasFlag(kind)).ToList();
        if (hooks.Count == 0)
        {
            return;
        }

        var callId = context.Analyses.Where(row => row.Id == analysisId).Select(row => row.Call!.Sha256).Single()[..CallReader.IdDigits];
        context.Set<WebhookDelivery>().AddRange(hooks.Select(hook => new WebhookDelivery
        {
            WebhookId = hook.Id,
            Event = kind,
            AnalysisId = analysisId,
            CallId = callId,
            CreatedAt = now,
            State = DeliveryState.Waiting,
            DueAt = now,
        }));
        context.SaveChanges();
    }
}
