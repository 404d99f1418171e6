using CallQuality.Storage.Webhooks;

namespace CallQuality.Portal.Webhooks;

/// <summary>What receivers call the events.</summary>
internal static class WebhookEventNames
{
    /// <summary>The events with their names.</summary>
    public static IReadOnlyList<(WebhookEvents Event, string Name)> All { get; } =
        [(WebhookEvents.Analysed, "call.analysed"), (WebhookEvents.Rejected, "call.rejected"), (WebhookEvents.Failed, "call.failed")];

    /// <summary>The name of one event.</summary>
    public static string NameOf(WebhookEvents kind) => All.Single(pair => pair.Event == kind).Name;

    /// <summary>The names of some events.</summary>
    public static IEnumerable<string> Of(WebhookEvents events) => All.Where(pair => events.HasFlag(pair.Event)).Select(pair => pair.Name);

    /// <summary>The events of some names; <see langword="null"/> where one is none.</summary>
    public static WebhookEvents? Parse(IEnumerable<string?> names) => names.Aggregate(
        (WebhookEvents?)WebhookEvents.None, (events, name) => All.Any(pair => pair.Name == name) ? events | All.Single(pair => pair.Name == name).Event : null);
}
