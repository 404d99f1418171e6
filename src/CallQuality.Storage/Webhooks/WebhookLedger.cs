using System.Globalization;
using CallQuality.Storage.Audit;
using Microsoft.EntityFrameworkCore;

namespace CallQuality.Storage.Webhooks;

/// <summary>A webhook with how its deliveries stand.</summary>
/// <param name="Webhook">The webhook.</param>
/// <param name="Waiting">How many wait.</param>
/// <param name="Delivered">How many were taken, of those still kept.</param>
/// <param name="Dead">How many were given up.</param>
public sealed record WebhookStanding(Webhook Webhook, int Waiting, int Delivered, int Dead);

/// <summary>Keeps webhooks and their deliveries.</summary>
/// <remarks>Thread-safe, and for several processes at once. A delivery may be sent twice, never lost: what a process that died had taken is due again after the lease.</remarks>
public sealed class WebhookLedger(CallDatabase database)
{
    /// <summary>How long a try may take before it is taken for lost.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromMinutes(2);

    private const string WebhookName = "webhook";
    private static readonly TimeSpan DeliveredKept = TimeSpan.FromDays(30);
    private static readonly TimeSpan DeadKept = TimeSpan.FromDays(90);

    /// <summary>Adds a webhook.</summary>
    /// <param name="actor">Who, as the audit names users and keys.</param>
    /// <param name="address">Where to.</param>
    /// <param name="sealedSecret">Its secret, sealed.</param>
    /// <param name="events">What it is told of.</param>
    public Webhook Add(string actor, string address, string sealedSecret, WebhookEvents events) => database.Run(context =>
    {
        var hook = new Webhook { Address = address, SealedSecret = sealedSecret, Events = events, CreatedAt = database.Now(context) };
        context.Set<Webhook>().Add(hook);
        context.SaveChanges();
        Note(context, actor, "webhook.add", WebhookName, hook.Id);
        return hook;
    });

    /// <summary>Removes a webhook with its deliveries.</summary>
    /// <returns>Whether there was one.</returns>
    public bool Remove(string actor, long id) => database.Run(context =>
    {
        if (context.Set<Webhook>().Where(row => row.Id == id).ExecuteDelete() == 0)
        {
            return false;
        }

        Note(context, actor, "webhook.remove", WebhookName, id);
        return true;
    });

    /// <summary>All webhooks in the order they were made.</summary>
    public IReadOnlyList<WebhookStanding> All() => database.Read(context =>
    {
        var counts = context.Set<WebhookDelivery>().GroupBy(row => new { row.WebhookId, row.State }).Select(group => new { group.Key, Count = group.Count() }).ToList();
        int Count(long id, DeliveryState state) => counts.FirstOrDefault(row => row.Key.WebhookId == id && row.Key.State == state)?.Count ?? 0;
        return context.Set<Webhook>().AsNoTracking().OrderBy(row => row.Id).AsEnumerable()
            .Select(hook => new WebhookStanding(hook, Count(hook.Id, DeliveryState.Waiting), Count(hook.Id, DeliveryState.Delivered), Count(hook.Id, DeliveryState.Dead))).ToList();
    });

    /// <summary>Deliveries that were given up or whose last try failed, with their webhooks, the newest first.</summary>
    /// <param name="take">How many.</param>
    public IReadOnlyList<WebhookDelivery> InTrouble(int take) => database.Read(context => context.Set<WebhookDelivery>().AsNoTracking().Include(row => row.Webhook)
        .Where(row => row.State == DeliveryState.Dead || (row.State == DeliveryState.Waiting && row.Problem != null)).OrderByDescending(row => row.Id).Take(take).ToList());

    /// <summary>Lets a delivery that was given up begin again.</summary>
    /// <returns>Whether there is one.</returns>
    public bool SendAgain(string actor, long id) => database.Run(context =>
    {
        var now = database.Now(context);
        if (context.Set<WebhookDelivery>().Where(row => row.Id == id && row.State == DeliveryState.Dead).ExecuteUpdate(set => set
            .SetProperty(row => row.State, DeliveryState.Waiting)
            .SetProperty(row => row.Attempts, 0)
            .SetProperty(row => row.DueAt, now)) == 0)
        {
            return false;
        }

        Note(context, actor, "webhook.sendAgain", "delivery", id);
        return true;
    });

    /// <summary>Takes the delivery that has been due longest.</summary>
    /// <returns>It with its webhook, this try counted; <see langword="null"/> where none is due, or somebody else was faster.</returns>
    public WebhookDelivery? Claim() => database.Run(context =>
    {
        var now = database.Now(context);
        var next = context.Set<WebhookDelivery>().AsNoTracking().Include(row => row.Webhook).Where(row => row.State == DeliveryState.Waiting && row.DueAt <= now)
            .OrderBy(row => row.DueAt).ThenBy(row => row.Id).FirstOrDefault();
        if (next is null || context.Set<WebhookDelivery>().Where(row => row.Id == next.Id && row.State == DeliveryState.Waiting && row.Attempts == next.Attempts)
            .ExecuteUpdate(set => set.SetProperty(row => row.DueAt, now + Lease).SetProperty(row => row.Attempts, row => row.Attempts + 1)) == 0)
        {
            return null;
        }

        next.Attempts++;
        return next;
    });

    /// <summary>Notes that the receiver took a delivery.</summary>
    public void Delivered(WebhookDelivery delivery, int status) => database.Run(context =>
    {
        var now = database.Now(context);
        Held(context, delivery).ExecuteUpdate(set => set
            .SetProperty(row => row.State, DeliveryState.Delivered)
            .SetProperty(row => row.TriedAt, now)
            .SetProperty(row => row.Problem, (DeliveryProblem?)null)
            .SetProperty(row => row.Status, status));
    });

    /// <summary>Notes that a try failed.</summary>
    /// <param name="delivery">The delivery as it was taken.</param>
    /// <param name="problem">Why.</param>
    /// <param name="status">HTTP status of the answer; <see langword="null"/> where there was none.</param>
    /// <param name="pause">After which time it is tried again; <see langword="null"/> to give it up.</param>
    public void Failed(WebhookDelivery delivery, DeliveryProblem problem, int? status, TimeSpan? pause) => database.Run(context =>
    {
        var now = database.Now(context);
        var (state, due) = (pause is null ? DeliveryState.Dead : DeliveryState.Waiting, now + (pause ?? TimeSpan.Zero));
        Held(context, delivery).ExecuteUpdate(set => set
            .SetProperty(row => row.State, state)
            .SetProperty(row => row.DueAt, due)
            .SetProperty(row => row.TriedAt, now)
            .SetProperty(row => row.Problem, problem)
            .SetProperty(row => row.Status, status));
    });

    /// <summary>Removes what was delivered more than 30 days ago, or given up more than 90 days ago.</summary>
    public void Sweep() => database.Run(context =>
    {
        var now = database.Now(context);
        var (delivered, dead) = (now - DeliveredKept, now - DeadKept);
        context.Set<WebhookDelivery>().Where(row => (row.State == DeliveryState.Delivered && row.TriedAt < delivered) || (row.State == DeliveryState.Dead && row.TriedAt < dead)).ExecuteDelete();
    });

    // Whoever was silent for longer than the lease does not write over the next try.
    private static IQueryable<WebhookDelivery> Held(CallsContext context, WebhookDelivery delivery) =>
        context.Set<WebhookDelivery>().Where(row => row.Id == delivery.Id && row.State == DeliveryState.Waiting && row.Attempts == delivery.Attempts);

    private void Note(CallsContext context, string actor, string action, string kind, long id)
    {
        AuditLog.Add(database, context, actor, action, string.Create(CultureInfo.InvariantCulture, $"{kind} {id}"));
        context.SaveChanges();
    }
}
