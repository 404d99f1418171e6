using CallQuality.Audio;
using CallQuality.Core.Calls;
using CallQuality.Storage.Analyses;
using CallQuality.Storage.Audit;
using CallQuality.Storage.Calls;
using CallQuality.Storage.Recordings;
using Microsoft.EntityFrameworkCore;

namespace CallQuality.Storage.Batches;

/// <summary>A file that was looked at for a batch.</summary>
/// <param name="Path">Full path.</param>
/// <param name="Bytes">Its length.</param>
/// <param name="ModifiedAt">When it was last written, UTC.</param>
/// <param name="Kept">The recording in the store; <see langword="null"/> where the file was rejected.</param>
/// <param name="Metadata">What is known besides.</param>
/// <param name="Problem">Why it was rejected; <see langword="null"/> where it was not.</param>
public sealed record ImportedFile(string Path, long Bytes, DateTime ModifiedAt, KeptRecording? Kept, CallMetadata Metadata, Bilingual? Problem);

/// <summary>A file as a batch saw it: with the same length and time it need not be read again.</summary>
/// <param name="Path">Full path.</param>
/// <param name="Bytes">Its length.</param>
/// <param name="ModifiedAt">When it was last written, UTC.</param>
/// <param name="Kept">The recording it turned out to be.</param>
public sealed record KnownFile(string Path, long Bytes, DateTime ModifiedAt, KeptRecording Kept);

/// <summary>Batches and their files.</summary>
/// <remarks>Thread-safe; everything may run twice.</remarks>
public sealed class BatchLedger(CallDatabase database, string worker)
{
    private static readonly CallMetadata Unknown = new();

    /// <summary>The key of a set of versions; it is added where it is new.</summary>
    public long VersionsId(AnalysisVersions versions)
    {
        ArgumentNullException.ThrowIfNull(versions);
        return database.Run(context =>
        {
            if (context.Versions.FirstOrDefault(row => row.Fingerprint == versions.Fingerprint) is { } known)
            {
                return known.Id;
            }

            versions.Id = 0;
            context.Versions.Add(versions);
            context.SaveChanges();
            return versions.Id;
        });
    }

    /// <summary>The open batch over the same sources, folder and versions, or a new one.</summary>
    /// <param name="sources">Full paths.</param>
    /// <param name="outputFolder">Full path.</param>
    /// <param name="versionsId">The versions.</param>
    /// <returns>Key of the batch, and whether it was there before.</returns>
    public (long Id, bool WasOpen) Open(IEnumerable<string> sources, string outputFolder, long versionsId)
    {
        var lines = string.Join('\n', sources);
        return database.Run(context =>
        {
            var open = context.Batches.Where(row => row.Sources == lines && row.OutputFolder == outputFolder && row.VersionsId == versionsId && row.State == BatchState.Open)
                .OrderByDescending(row => row.Id).FirstOrDefault();
            if (open is not null)
            {
                Note(context, "batch.continue", open.Id);
                return (open.Id, true);
            }

            var batch = new Batch { Sources = lines, OutputFolder = outputFolder, VersionsId = versionsId, State = BatchState.Open, StartedAt = database.Now(context) };
            context.Batches.Add(batch);
            context.SaveChanges();
            Note(context, "batch.start", batch.Id);
            return (batch.Id, false);
        });
    }

    /// <summary>Those of the files that some batch has seen before, as they were then.</summary>
    /// <param name="paths">Full paths; some hundreds at a time.</param>
    public IReadOnlyDictionary<string, KnownFile> Known(IReadOnlyList<string> paths) => database.Run(context =>
        (from file in context.BatchFiles
         where paths.Contains(file.Path)
         join call in context.Calls on file.CallId equals call.Id
         orderby file.Id
         select new KnownFile(file.Path, file.Bytes, file.ModifiedAt, new KeptRecording(call.Sha256, call.RecordingName, call.Bytes))).ToList())
        .GroupBy(file => file.Path).ToDictionary(group => group.Key, group => group.Last(), StringComparer.Ordinal);

    /// <summary>Takes files into a batch: their calls are added or found, and queued unless they were analysed with the batch's versions before.</summary>
    /// <remarks>Until a call has a scorecard, the metadata of its last import count; after that, those it was analysed with.</remarks>
    public void Add(long batchId, IReadOnlyList<ImportedFile> files)
    {
        ArgumentNullException.ThrowIfNull(files);
        database.Run(context =>
        {
            var now = database.Now(context);
            var agents = AgentsOf(context, files);
            var calls = CallsOf(context, files, agents, now);
            var paths = files.Select(file => file.Path).ToList();
            var there = context.BatchFiles.Where(row => row.BatchId == batchId && paths.Contains(row.Path)).ToDictionary(row => row.Path, StringComparer.Ordinal);
            foreach (var file in files)
            {
                if (!there.TryGetValue(file.Path, out var row))
                {
                    row = new BatchFile { BatchId = batchId, Path = file.Path, Bytes = 0, ModifiedAt = now, CallId = null };
                    context.BatchFiles.Add(row);
                }

                row.Bytes = file.Bytes;
                row.ModifiedAt = file.ModifiedAt;
                row.CallId = file.Kept is { } kept ? calls[kept.Sha256].Id : null;
                row.ReasonGerman = file.Problem?.German;
                row.ReasonEnglish = file.Problem?.English;
            }

            QueueAll(context, batchId, calls.Values.Select(call => call.Id).ToList(), now);
            context.SaveChanges();
        });
    }

    /// <summary>Ends a batch.</summary>
    public void Finish(long batchId) => database.Run(context =>
    {
        var now = database.Now(context);
        var ended = context.Batches.Where(row => row.Id == batchId && row.State == BatchState.Open)
            .ExecuteUpdate(set => set.SetProperty(row => row.State, BatchState.Finished).SetProperty(row => row.EndedAt, now));
        if (ended == 1)
        {
            Note(context, "batch.finish", batchId);
        }
    });

    /// <summary>Calls a batch off: what waits is not analysed any more; what is being analysed is finished.</summary>
    /// <returns>How many calls were called off; <see langword="null"/> where there is no such open batch.</returns>
    public int? Cancel(long batchId) => database.Run<int?>(context =>
    {
        var now = database.Now(context);
        var ended = context.Batches.Where(row => row.Id == batchId && row.State == BatchState.Open)
            .ExecuteUpdate(set => set.SetProperty(row => row.State, BatchState.Cancelled).SetProperty(row => row.EndedAt, now));
        if (ended == 0)
        {
            return null;
        }

        Note(context, "batch.cancel", batchId);
        return AnalysesOf(context, batchId).Where(row => row.State == AnalysisState.Queued)
            .ExecuteUpdate(set => set.SetProperty(row => row.State, AnalysisState.Cancelled).SetProperty(row => row.EndedAt, now));
    });

    /// <summary>Queues the failed and cancelled calls of a batch again and opens it.</summary>
    /// <returns>How many calls; <see langword="null"/> where there is no such batch.</returns>
    public int? Retry(long batchId) => database.Run<int?>(context =>
    {
        if (context.Batches.FirstOrDefault(row => row.Id == batchId) is not { } batch)
        {
            return null;
        }

        batch.State = BatchState.Open;
        batch.EndedAt = null;
        Note(context, "batch.retry", batchId);
        return Requeue(AnalysesOf(context, batchId).Where(row => row.State == AnalysisState.Failed || row.State == AnalysisState.Cancelled));
    });

    /// <summary>The analyses that a batch is about: its calls with its versions.</summary>
    internal static IQueryable<Analysis> AnalysesOf(CallsContext context, long batchId)
    {
        var versions = context.Batches.Where(batch => batch.Id == batchId).Select(batch => batch.VersionsId);
        return context.Analyses.Where(row => versions.Contains(row.VersionsId)
            && context.BatchFiles.Any(file => file.BatchId == batchId && file.CallId == row.CallId));
    }

    private static int Requeue(IQueryable<Analysis> rows) => rows.ExecuteUpdate(set => set
        .SetProperty(row => row.State, AnalysisState.Queued)
        .SetProperty(row => row.Attempts, 0)
        .SetProperty(row => row.Claim, (string?)null)
        .SetProperty(row => row.EndedAt, (DateTime?)null));

    private static Dictionary<string, long> AgentsOf(CallsContext context, IReadOnlyList<ImportedFile> files)
    {
        var names = files.Select(file => file.Metadata.Agent).OfType<string>().Distinct().ToList();
        var agents = context.Agents.Where(agent => names.Contains(agent.Name)).ToList();
        var missing = names.Except(agents.Select(agent => agent.Name)).Select(name => new Agent { Name = name }).ToList();
        context.Agents.AddRange(missing);
        context.SaveChanges();
        return agents.Concat(missing).ToDictionary(agent => agent.Name, agent => agent.Id, StringComparer.Ordinal);
    }

    private static Dictionary<string, StoredCall> CallsOf(CallsContext context, IReadOnlyList<ImportedFile> files, Dictionary<string, long> agents, DateTime now)
    {
        var hashes = files.Select(file => file.Kept?.Sha256).OfType<string>().Distinct().ToList();
        var calls = context.Calls.Where(call => hashes.Contains(call.Sha256)).ToDictionary(call => call.Sha256, StringComparer.Ordinal);
        var ids = calls.Values.Select(call => call.Id).ToList();
        var judged = context.Scorecards.Where(card => ids.Contains(card.CallId)).Select(card => card.CallId).ToHashSet();
        foreach (var file in files)
        {
            if (file.Kept is not { } kept)
            {
                continue;
            }

            if (!calls.TryGetValue(kept.Sha256, out var call))
            {
                call = new StoredCall { Sha256 = kept.Sha256, RecordingName = kept.Name, FileName = Path.GetFileName(file.Path), Bytes = kept.Bytes, ImportedAt = now };
                calls.Add(call.Sha256, call);
                context.Calls.Add(call);
            }

            // Whoever brings a recording again has put it back into the store.
            call.RecordingRemovedAt = null;

            // A copy of which nothing is known does not make us forget.
            if (!judged.Contains(call.Id) && file.Metadata != Unknown)
            {
                call.Take(file.Metadata, file.Metadata.Agent is { } agent ? agents[agent] : null);
            }
        }

        context.SaveChanges();
        return calls;
    }

    private static void QueueAll(CallsContext context, long batchId, List<long> callIds, DateTime now)
    {
        var versions = context.Batches.Where(batch => batch.Id == batchId).Select(batch => batch.VersionsId).Single();
        var present = context.Analyses.Where(row => row.VersionsId == versions && callIds.Contains(row.CallId));
        Requeue(present.Where(row => row.State == AnalysisState.Cancelled));
        var missing = callIds.Except(present.Select(row => row.CallId).ToList());
        context.Analyses.AddRange(missing.Select(call => new Analysis { CallId = call, VersionsId = versions, State = AnalysisState.Queued, QueuedAt = now }));
    }

    private void Note(CallsContext context, string action, long batchId)
    {
        AuditLog.Add(database, context, worker, action, $"batch {batchId}");
        context.SaveChanges();
    }
}
