using CallQuality.Core.Mistakes;

namespace CallQuality.Core.Coaching;

/// <summary>What customers were promised and what they missed, over all agents: from it a report knows which promises were complained about.</summary>
/// <remarks>Immutable. Customers are told apart by what the metadata call them; numbers that are withheld are nobody's.</remarks>
public sealed class CustomerHistory
{
    /// <summary>Days after a promise fell due in which a complaint still counts as being about it.</summary>
    public const int DaysOfComplaints = 30;

    // What telephone systems write where the caller's number is not known.
    private static readonly HashSet<string> Nobody = new(StringComparer.OrdinalIgnoreCase)
    {
        "anonymous", "anonym", "unknown", "unbekannt", "private", "privat", "restricted", "unavailable", "withheld", "unterdrückt", "none", "-", "s",
    };

    private readonly Dictionary<(string CallId, int Index), CustomerComplaint> complaints = [];

    /// <summary>Links each complaint with the promise it is most likely about.</summary>
    /// <param name="promises">Promises in any order.</param>
    /// <param name="complaints">Complaints in any order.</param>
    /// <param name="asOf">The time that decides what is still ahead.</param>
    public CustomerHistory(IEnumerable<CustomerPromise> promises, IEnumerable<CustomerComplaint> complaints, DateTimeOffset asOf)
    {
        AsOf = asOf;
        var known = promises.Where(promise => IsSomebody(promise.Customer)).ToLookup(promise => promise.Customer, StringComparer.OrdinalIgnoreCase);
        foreach (var complaint in complaints.OrderBy(complaint => complaint.At).ThenBy(complaint => complaint.Complaint.Start))
        {
            if (About(complaint, known[complaint.Customer]) is { } promise)
            {
                // The first complaint is the one to hear; later ones are about the same.
                this.complaints.TryAdd((promise.CallId, promise.Index), complaint);
            }
        }
    }

    /// <summary>The time that decided what is still ahead.</summary>
    public DateTimeOffset AsOf { get; }

    /// <summary>The history that a run's own calls tell, as of the start of the latest.</summary>
    /// <param name="calls">Calls of all agents.</param>
    public static CustomerHistory Of(IReadOnlyCollection<CoachingCall> calls)
    {
        var dated = calls.Where(call => call.Scorecard.Metadata is { StartedAt: not null, Customer: not null }).ToList();
        return new CustomerHistory(
            dated.SelectMany(call => call.Scorecard.Promises.Select((promise, index) => new CustomerPromise(
                call.Scorecard.CallId, index, call.Scorecard.Metadata.Customer!, call.Scorecard.Metadata.StartedAt!.Value, promise.Kind, promise.Due))),
            dated.SelectMany(call => (call.Scorecard.Complaints ?? []).Select(complaint => new CustomerComplaint(
                call.Scorecard.CallId, call.Scorecard.Metadata.Customer!, call.Scorecard.Metadata.StartedAt!.Value, complaint, call.Scorecard.File, call.Folder))),
            calls.Max(call => call.Scorecard.Metadata.StartedAt) ?? DateTimeOffset.MinValue);
    }

    /// <summary>Whether what the metadata call a customer can be one person.</summary>
    public static bool IsSomebody(string? customer) => customer?.Trim() is { Length: > 0 } name && !Nobody.Contains(name);

    /// <summary>Where a promise stands.</summary>
    /// <param name="call">The call it was made in.</param>
    /// <param name="index">Its place among the call's promises, from 0.</param>
    public PromiseStanding StandingOf(CoachingCall call, int index)
    {
        ArgumentNullException.ThrowIfNull(call);
        var (card, due) = (call.Scorecard, call.Scorecard.Promises[index].Due);
        return card.Metadata.StartedAt is null || !IsSomebody(card.Metadata.Customer) ? PromiseStanding.Unknown
            : complaints.TryGetValue((card.CallId, index), out var complaint) ? new PromiseStanding(PromiseState.ComplainedAbout, complaint)
            : new PromiseStanding(due is null ? PromiseState.NoTimeNamed : due > AsOf ? PromiseState.Open : PromiseState.DuePassed, Complaint: null);
    }

    // Of the promises that were due, first those of what is missed, then the latest: a customer speaks of the last word that was given.
    private static CustomerPromise? About(CustomerComplaint complaint, IEnumerable<CustomerPromise> promises) => promises
        .Where(promise => promise.CallId != complaint.CallId && promise.At < complaint.At && Fits(complaint.Complaint.Kind, promise.Kind))
        .Where(promise => complaint.At - Latest(promise.At, promise.Due) is var late && late >= TimeSpan.Zero && late <= TimeSpan.FromDays(DaysOfComplaints))
        .OrderByDescending(promise => IsExactly(complaint.Complaint.Kind, promise.Kind))
        .ThenByDescending(promise => promise.At)
        .ThenByDescending(promise => promise.Index)
        .FirstOrDefault();

    private static DateTimeOffset Latest(DateTimeOffset at, DateTimeOffset? due) => due > at ? due.Value : at;

    private static bool Fits(ComplaintKind missed, PromiseKind promised) => missed switch
    {
        ComplaintKind.Callback => promised != PromiseKind.SendInformation,
        ComplaintKind.Delivery => promised != PromiseKind.Callback,
        _ => true,
    };

    private static bool IsExactly(ComplaintKind missed, PromiseKind promised) =>
        (missed, promised) is (ComplaintKind.Callback, PromiseKind.Callback) or (ComplaintKind.Delivery, PromiseKind.SendInformation);
}

/// <summary>A promise as a customer's history knows it.</summary>
/// <param name="CallId">The call it was made in.</param>
/// <param name="Index">Its place among the call's promises, from 0.</param>
/// <param name="Customer">To whom.</param>
/// <param name="At">Start of the call.</param>
/// <param name="Kind">What kind.</param>
/// <param name="Due">When it falls due; <see langword="null"/> where no time was named.</param>
public sealed record CustomerPromise(string CallId, int Index, string Customer, DateTimeOffset At, PromiseKind Kind, DateTimeOffset? Due);

/// <summary>A complaint as a customer's history knows it.</summary>
/// <param name="CallId">The call it was made in.</param>
/// <param name="Customer">By whom.</param>
/// <param name="At">Start of the call.</param>
/// <param name="Complaint">What was said.</param>
/// <param name="File">Name of the call's file; <see langword="null"/> where the reader may not open the call: then nothing but its day is shown.</param>
/// <param name="Folder">Folder of the call's results, as in <see cref="CoachingCall"/>.</param>
public sealed record CustomerComplaint(string CallId, string Customer, DateTimeOffset At, PromiseComplaint Complaint, string? File, string? Folder);

/// <summary>What later calls tell of a promise. That it was kept no call can tell.</summary>
public enum PromiseState
{
    /// <summary>The customer missed it in a later call.</summary>
    ComplainedAbout,

    /// <summary>Its time is over, and no later call of the customer was heard to miss it.</summary>
    DuePassed,

    /// <summary>No time was named, and no later call of the customer was heard to miss it.</summary>
    NoTimeNamed,

    /// <summary>Its time lies ahead.</summary>
    Open,

    /// <summary>Customer or day of the call are unknown: a later call could not be told.</summary>
    CannotTell,
}

/// <summary>Where a promise stands.</summary>
/// <param name="State">What later calls tell.</param>
/// <param name="Complaint">The first call that missed it; <see langword="null"/> without one.</param>
public sealed record PromiseStanding(PromiseState State, CustomerComplaint? Complaint)
{
    /// <summary>Nothing can be told.</summary>
    public static PromiseStanding Unknown { get; } = new(PromiseState.CannotTell, Complaint: null);
}
