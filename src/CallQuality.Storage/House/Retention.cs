using CallQuality.Storage.Analyses;
using CallQuality.Storage.Audit;
using CallQuality.Storage.Calls;
using CallQuality.Storage.Recordings;
using Microsoft.EntityFrameworkCore;

namespace CallQuality.Storage.House;

/// <summary>Deletes what is older than the house keeps it. The audit stays, and names each call.</summary>
/// <remarks>Thread-safe; may be stopped at any time and goes on at the next run. A call counts from its start or, where that is unknown, from its import.</remarks>
/// <param name="database">The calls.</param>
/// <param name="recordings">Their recordings.</param>
/// <param name="forget">Removes what else was made of a recording, by the call's public id.</param>
public sealed class Retention(CallDatabase database, IRecordingStore recordings, Action<string> forget)
{
    private const int CallsAtOnce = 200;
    private const string Actor = "retention";

    /// <summary>Deletes what is due.</summary>
    /// <returns>How many recordings and how many whole calls.</returns>
    /// <exception cref="IOException">A recording cannot be deleted.</exception>
    public (int Recordings, int Calls) Run(CancellationToken cancellationToken)
    {
        var settings = database.Read(HouseRules.Of);
        var calls = settings.CallDays is { } days ? EachDue(days, context => context.Calls, Remove, cancellationToken) : 0;
        var sounds = settings.RecordingDays is { } kept
            ? EachDue(kept, context => context.Calls.Where(call => call.RecordingRemovedAt == null), RemoveRecording, cancellationToken)
            : 0;
        return (sounds, calls);
    }

    private int EachDue(int days, Func<CallsContext, IQueryable<StoredCall>> of, Action<StoredCall> remove, CancellationToken cancellationToken)
    {
        for (var count = 0; ;)
        {
            var due = database.Run(context =>
            {
                var before = database.Now(context).AddDays(-days);
                // What waits or is being analysed is still needed; its turn comes when that has ended.
                return of(context).AsNoTracking()
                    .Where(call => (call.StartedAt ?? call.ImportedAt) < before)
                    .Where(call => !context.Analyses.Any(row => row.CallId == call.Id && (row.State == AnalysisState.Queued || row.State == AnalysisState.Running)))
                    .OrderBy(call => call.Id).Take(CallsAtOnce).ToList();
            });
            foreach (var call in due)
            {
                cancellationToken.ThrowIfCancellationRequested();
                // The file first: a row that is left leads here again, a file that is left would never be found.
                recordings.Remove(call.RecordingName);
                forget(call.CallId);
                remove(call);
                count++;
            }

            if (due.Count == 0)
            {
                return count;
            }
        }
    }

    private void Remove(StoredCall call) => database.Run(context =>
    {
        context.Calls.Where(row => row.Id == call.Id).ExecuteDelete();
        Note(context, "retention.call", call);
    });

    private void RemoveRecording(StoredCall call) => database.Run(context =>
    {
        var now = database.Now(context);
        context.Calls.Where(row => row.Id == call.Id).ExecuteUpdate(set => set.SetProperty(row => row.RecordingRemovedAt, now));
        Note(context, "retention.recording", call);
    });

    private void Note(CallsContext context, string action, StoredCall call)
    {
        AuditLog.Add(database, context, Actor, action, call.CallId);
        context.SaveChanges();
    }
}
