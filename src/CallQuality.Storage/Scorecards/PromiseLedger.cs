using CallQuality.Core.Analysis;
using CallQuality.Core.Coaching;
using CallQuality.Core.Mistakes;
using CallQuality.Storage.Calls;
using Microsoft.EntityFrameworkCore;

namespace CallQuality.Storage.Scorecards;

/// <summary>What customers were promised and what they missed later, over all agents and calls.</summary>
/// <remarks>
/// Thread-safe. Promises and complaints are rows of the current scorecards; which belong together is worked out anew at each
/// question, so that it does not matter in which order calls are analysed, analysed again or deleted.
/// </remarks>
/// <param name="database">The calls.</param>
/// <param name="read">Reads a <c>scorecard.json</c>; given by whoever knows its form.</param>
public sealed class PromiseLedger(CallDatabase database, Func<byte[], Scorecard> read)
{
    private const int CustomersAtOnce = 500;

    // A complaint may be about an older promise than those that are asked for, and is then not about them.
    private static readonly TimeSpan TimeBefore = TimeSpan.FromDays(2 * CustomerHistory.DaysOfComplaints);

    /// <summary>The history of the customers of some calls.</summary>
    /// <param name="scope">Who asks. Calls out of reach count too, but are not named.</param>
    /// <param name="calls">The calls whose promises are asked for.</param>
    /// <param name="folderOf">Folder of a call's results by SHA-256 and file name; <see langword="null"/> where there is none.</param>
    public CustomerHistory HistoryOf(CallScope scope, IReadOnlyCollection<CoachingCall> calls, Func<string, string, string?> folderOf)
    {
        ArgumentNullException.ThrowIfNull(scope);
        ArgumentNullException.ThrowIfNull(calls);
        ArgumentNullException.ThrowIfNull(folderOf);
        var promising = calls.Select(call => call.Scorecard).Where(card => card.Promises.Count > 0 && CustomerHistory.IsSomebody(card.Metadata.Customer)).ToList();
        var start = ((promising.Min(card => card.Metadata.StartedAt) ?? DateTimeOffset.MinValue.Add(TimeBefore)) - TimeBefore).UtcDateTime;
        var now = database.Read(database.Now);
        List<CustomerPromise> promises = [];
        List<CustomerComplaint> complaints = [];
        foreach (var customers in promising.Select(card => card.Metadata.Customer!).Distinct(StringComparer.Ordinal).Chunk(CustomersAtOnce))
        {
            CatchUp(customers, start);
            var (made, missed) = database.Read(context => (PromisesTo(context, customers, start), ComplaintsOf(context, scope, customers, start)));
            promises.AddRange(made);
            complaints.AddRange(missed.Select(row => new CustomerComplaint(
                row.Sha256[..CallReader.IdDigits],
                row.Customer!,
                new DateTimeOffset(row.StartedAt!.Value).ToOffset(TimeSpan.FromMinutes(row.OffsetMinutes)),
                new PromiseComplaint(TimeSpan.FromSeconds(row.Complaint.StartSeconds), TimeSpan.FromSeconds(row.Complaint.EndSeconds), row.Complaint.Quote, row.Complaint.Kind),
                row.IsInReach ? scope.FileNameOf(row.Sha256[..CallReader.IdDigits], row.FileName) : null,
                row.IsInReach ? folderOf(row.Sha256, row.FileName) : null)));
        }

        return new CustomerHistory(promises, complaints, new DateTimeOffset(now).ToLocalTime());
    }

    private static List<CustomerPromise> PromisesTo(CallsContext context, string[] customers, DateTime start) =>
        (from call in Since(context, customers, start)
         join card in context.Scorecards on call.Id equals card.CallId
         where card.IsCurrent
         join promise in context.Promises on card.AnalysisId equals promise.AnalysisId
         orderby promise.Id
         select new { call.Sha256, call.Customer, call.StartedAt, promise.Kind, promise.DueAt }).AsEnumerable()
        .GroupBy(row => row.Sha256)
        .SelectMany(group => group.Select((row, index) => new CustomerPromise(
            row.Sha256[..CallReader.IdDigits], index, row.Customer!, new DateTimeOffset(row.StartedAt!.Value), row.Kind, row.DueAt is { } due ? new DateTimeOffset(due) : null)))
        .ToList();

    private static List<ComplaintRow> ComplaintsOf(CallsContext context, CallScope scope, string[] customers, DateTime start) =>
        (from call in Since(context, customers, start)
         join card in context.Scorecards on call.Id equals card.CallId
         where card.IsCurrent
         join complaint in context.Complaints.AsNoTracking() on card.AnalysisId equals complaint.AnalysisId
         select new ComplaintRow(call.Sha256, call.FileName, call.Customer, call.StartedAt, call.StartedAtOffsetMinutes, complaint, scope.Scorecards(context).Any(row => row.AnalysisId == card.AnalysisId)))
        .ToList();

    private static IQueryable<StoredCall> Since(CallsContext context, string[] customers, DateTime start) =>
        context.Calls.AsNoTracking().Where(call => customers.Contains(call.Customer) && call.StartedAt >= start);

    // No migration can do this: what a caller said is in the documents, and the lists that understand it are not in the database.
    private void CatchUp(string[] customers, DateTime start)
    {
        var unread = database.Read(context =>
            (from call in Since(context, customers, start)
             join card in context.Scorecards on call.Id equals card.CallId
             where card.IsCurrent && !card.ComplaintsKnown
             join document in context.Documents on card.AnalysisId equals document.AnalysisId
             select new { card.AnalysisId, document.Packed }).ToList());
        foreach (var card in unread)
        {
            var found = ComplaintFinder.Find(read(Packing.Unpack(card.Packed)));
            database.Run(context =>
            {
                // Whoever sets the mark adds the rows; somebody else may have come by.
                if (context.Scorecards.Where(row => row.AnalysisId == card.AnalysisId && !row.ComplaintsKnown).ExecuteUpdate(set => set.SetProperty(row => row.ComplaintsKnown, true)) == 1)
                {
                    context.Complaints.AddRange(found.Select(StoredComplaint.Of).Select(row =>
                    {
                        row.AnalysisId = card.AnalysisId;
                        return row;
                    }));
                    context.SaveChanges();
                }
            });
        }
    }

    private sealed record ComplaintRow(string Sha256, string FileName, string? Customer, DateTime? StartedAt, int OffsetMinutes, StoredComplaint Complaint, bool IsInReach);
}
