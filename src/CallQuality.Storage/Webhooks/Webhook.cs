using CallQuality.Storage.Analyses;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CallQuality.Storage.Webhooks;

/// <summary>What webhooks tell of.</summary>
[Flags]
public enum WebhookEvents
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>A call has a scorecard.</summary>
    Analysed = 1,

    /// <summary>A recording cannot be analysed.</summary>
    Rejected = 2,

    /// <summary>The analysis of a call went wrong on our side, for the last time.</summary>
    Failed = 4,
}

/// <summary>How the sending of an event stands.</summary>
public enum DeliveryState
{
    /// <summary>Waits for its next try.</summary>
    Waiting,

    /// <summary>The receiver took it.</summary>
    Delivered,

    /// <summary>All tries failed; it is sent again only when somebody asks for it.</summary>
    Dead,
}

/// <summary>Why a try failed.</summary>
public enum DeliveryProblem
{
    /// <summary>The receiver answered with another status than 200 to 299.</summary>
    Status,

    /// <summary>No answer came in time.</summary>
    TimedOut,

    /// <summary>There was no connection.</summary>
    NotReached,

    /// <summary>The name leads to an address of this machine or the house's own network, which the portal was not told to allow.</summary>
    AddressRefused,

    /// <summary>The secret cannot be read any more: the portal's keys were replaced.</summary>
    SecretLost,
}

/// <summary>An address that is told when something has become of a call.</summary>
public sealed class Webhook
{
    /// <summary>Key.</summary>
    public long Id { get; set; }

    /// <summary>Where to, with <c>http</c> or <c>https</c>.</summary>
    public required string Address { get; set; }

    /// <summary>What the receiver proves the sender by, sealed with the portal's keys.</summary>
    public required string SealedSecret { get; set; }

    /// <summary>What it is told of.</summary>
    public required WebhookEvents Events { get; set; }

    /// <summary>When it was made, UTC.</summary>
    public required DateTime CreatedAt { get; set; }
}

/// <summary>An event for one webhook, from the moment it happened until it was taken or given up.</summary>
/// <remarks>Written in the same transaction as what it tells of, so that neither exists without the other.</remarks>
public sealed class WebhookDelivery
{
    /// <summary>Key.</summary>
    public long Id { get; set; }

    /// <summary>The webhook.</summary>
    public required long WebhookId { get; set; }

    /// <summary>The webhook; loaded on demand only.</summary>
    public Webhook? Webhook { get; set; }

    /// <summary>What happened.</summary>
    public required WebhookEvents Event { get; set; }

    /// <summary>The analysis it happened to; with its call the delivery goes too.</summary>
    public required long AnalysisId { get; set; }

    /// <summary>Public id of the call.</summary>
    public required string CallId { get; set; }

    /// <summary>When it happened, UTC.</summary>
    public required DateTime CreatedAt { get; set; }

    /// <summary>How it stands.</summary>
    public required DeliveryState State { get; set; }

    /// <summary>Tries so far.</summary>
    public int Attempts { get; set; }

    /// <summary>When it is tried next, UTC; while a try is under way, when it is taken for lost.</summary>
    public required DateTime DueAt { get; set; }

    /// <summary>When the last try ended, UTC; <see langword="null"/> before.</summary>
    public DateTime? TriedAt { get; set; }

    /// <summary>Why the last try failed; <see langword="null"/> where none did.</summary>
    public DeliveryProblem? Problem { get; set; }

    /// <summary>HTTP status of the last answer; <see langword="null"/> where there was none.</summary>
    public int? Status { get; set; }
}

/// <summary>The table of webhooks.</summary>
internal sealed class WebhookTable : IEntityTypeConfiguration<Webhook>
{
    public void Configure(EntityTypeBuilder<Webhook> builder) => builder.ToTable("webhooks");
}

/// <summary>The table of deliveries.</summary>
internal sealed class WebhookDeliveryTable : IEntityTypeConfiguration<WebhookDelivery>
{
    public void Configure(EntityTypeBuilder<WebhookDelivery> builder)
    {
        // The order in which they are sent.
        builder.ToTable("webhook_deliveries").HasIndex(row => new { row.State, row.DueAt });
        builder.HasOne(row => row.Webhook).WithMany().HasForeignKey(row => row.WebhookId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<Analysis>().WithMany().HasForeignKey(row => row.AnalysisId).OnDelete(DeleteBehavior.Cascade);
    }
}
