using CallQuality.Core.Batches;
using CallQuality.Storage.Analyses;
using CallQuality.Storage.Scorecards;
using Microsoft.EntityFrameworkCore;

namespace CallQuality.Storage.Batches;

/// <summary>A call of a batch that has a scorecard.</summary>
/// <param name="AnalysisId">The analysis.</param>
/// <param name="Sha256">SHA-256 of the recording.</param>
/// <param name="RecordingName">Name of the recording in the store.</param>
/// <param name="FileName">The file's name as it was first imported.</param>
public sealed record ScoredCall(long AnalysisId, string Sha256, string RecordingName, string FileName);

/// <summary>Reads batches: where they stand, and what came of each file.</summary>
/// <remarks>Thread-safe. Lists are read in pages, so that memory does not grow with the batch.</remarks>
public sealed class BatchReader(CallDatabase database)
{
    private const int PageRows = 500;

    /// <summary>How many of a batch's calls wait, are being worked on, and have ended.</summary>
    public (int Waiting, int Running, int Ended) Progress(long batchId)
    {
        var states = States(batchId);
        var (waiting, running) = (states.GetValueOrDefault(AnalysisState.Queued), states.GetValueOrDefault(AnalysisState.Running));
        return (waiting, running, states.Values.Sum() - waiting - running);
    }

    /// <summary>A batch's calls by where they stand; without the files that were rejected before there was a call.</summary>
    public IReadOnlyDictionary<AnalysisState, int> States(long batchId) => database.Read(context => BatchLedger.AnalysesOf(context, batchId)
        .GroupBy(row => row.State).Select(group => new { group.Key, Count = group.Count() }).ToDictionary(row => row.Key, row => row.Count));

    /// <summary>The latest batches, newest first.</summary>
    public IReadOnlyList<Batch> Latest(int count) => database.Read(context => context.Batches.AsNoTracking().OrderByDescending(row => row.Id).Take(count).ToList());

    /// <summary>A batch; <see langword="null"/> where there is none of that number.</summary>
    public Batch? Find(long batchId) => database.Read(context => context.Batches.AsNoTracking().FirstOrDefault(row => row.Id == batchId));

    /// <summary>Sums a batch up.</summary>
    /// <exception cref="InvalidOperationException">There is no such batch.</exception>
    public BatchSummary Summary(long batchId) => database.Read(context =>
    {
        var batch = context.Batches.AsNoTracking().Single(row => row.Id == batchId);
        var versions = context.Versions.AsNoTracking().Single(row => row.Id == batch.VersionsId);
        var analyses = BatchLedger.AnalysesOf(context, batchId);
        var cards = context.Scorecards.Where(card => analyses.Any(row => row.Id == card.AnalysisId));
        var stages = context.Stages.Where(stage => analyses.Any(row => row.Id == stage.AnalysisId))
            .GroupBy(stage => stage.Name)
            .Select(group => new { group.Key, Count = group.Count(), Total = group.Sum(stage => stage.ElapsedSeconds), Longest = group.Max(stage => stage.ElapsedSeconds) })
            .ToList();
        return new BatchSummary
        {
            Number = batchId,
            StartedAt = batch.StartedAt,
            EndedAt = batch.EndedAt,
            IsCancelled = batch.State == BatchState.Cancelled,
            Versions = [versions.Program, versions.Rubric, .. versions.Models.Split('\n')],
            Files = Rows(context, batchId).Select(row => new { row.State, row.HasScore }).GroupBy(row => row).Select(group => new { group.Key, Count = group.Count() }).AsEnumerable()
                .GroupBy(row => OutcomeOf(row.Key.State, row.Key.HasScore)).ToDictionary(group => group.Key, group => group.Sum(row => row.Count)),
            CallCount = analyses.Count(),
            DurationSeconds = cards.Sum(card => card.DurationSeconds),
            Stages = [.. stages.OrderBy(stage => stage.Key).Select(stage => new StageTime(stage.Key.ToString(), stage.Count, stage.Total, stage.Longest))],
        };
    });

    /// <summary>The files of a batch in the order in which they were found.</summary>
    /// <param name="batchId">The batch.</param>
    /// <param name="outcomes">Only those that ended so; <see langword="null"/> for all.</param>
    /// <param name="folderOf">Folder of a call's files by SHA-256 and file name.</param>
    public IEnumerable<BatchEntry> Entries(long batchId, IReadOnlyCollection<BatchOutcome>? outcomes, Func<string, string, string?> folderOf) =>
        Paged(after => database.Read(context => Rows(context, batchId).Where(row => row.FileId > after).OrderBy(row => row.FileId).Take(PageRows).ToList()), row => row.FileId)
            .Select(row => EntryOf(row, folderOf))
            .Where(entry => outcomes is null || outcomes.Contains(entry.Outcome));

    /// <summary>The calls of a batch that have a scorecard.</summary>
    public IEnumerable<ScoredCall> Scored(long batchId) => Paged(
        after => database.Read(context => BatchLedger.AnalysesOf(context, batchId)
            .Where(row => row.State == AnalysisState.Done && row.Id > after)
            .OrderBy(row => row.Id)
            .Take(PageRows)
            .Select(row => new ScoredCall(row.Id, row.Call!.Sha256, row.Call.RecordingName, row.Call.FileName))
            .ToList()),
        call => call.AnalysisId);

    /// <summary>The bytes of a scorecard's <c>scorecard.json</c>.</summary>
    /// <exception cref="InvalidOperationException">There is no such scorecard.</exception>
    public byte[] Document(long analysisId) =>
        Packing.Unpack(database.Read(context => context.Documents.Where(row => row.AnalysisId == analysisId).Select(row => row.Packed).Single()));

    private static IEnumerable<T> Paged<T>(Func<long, List<T>> read, Func<T, long> key)
    {
        for (var after = 0L; read(after) is { Count: > 0 } page; after = key(page[^1]))
        {
            foreach (var row in page)
            {
                yield return row;
            }
        }
    }

    // Left joins: a file may have no call, a call no scorecard.
    private static IQueryable<FileRow> Rows(CallsContext context, long batchId) =>
        from file in context.BatchFiles.AsNoTracking()
        where file.BatchId == batchId
        join batch in context.Batches on file.BatchId equals batch.Id
        from call in context.Calls.Where(row => row.Id == file.CallId).DefaultIfEmpty()
        from analysis in context.Analyses.Where(row => row.CallId == file.CallId && row.VersionsId == batch.VersionsId).DefaultIfEmpty()
        from card in context.Scorecards.Where(row => row.AnalysisId == analysis!.Id).DefaultIfEmpty()
        select new FileRow
        {
            FileId = file.Id,
            Path = file.Path,
            Sha256 = call!.Sha256,
            FileName = call.FileName,
            State = analysis == null ? null : analysis.State,
            HasScore = card!.OverallScore != null,
            OverallScore = card.OverallScore,
            DurationSeconds = card == null ? null : card.DurationSeconds,
            German = file.ReasonGerman ?? analysis!.ReasonGerman,
            English = file.ReasonEnglish ?? analysis!.ReasonEnglish,
        };

    private static BatchEntry EntryOf(FileRow row, Func<string, string, string?> folderOf)
    {
        var outcome = OutcomeOf(row.State, row.HasScore);
        var isScored = outcome is BatchOutcome.Done or BatchOutcome.NotScorable;
        return new BatchEntry
        {
            Path = row.Path,
            CallId = row.Sha256?[..16],
            Outcome = outcome,
            Reason = outcome is BatchOutcome.Done or BatchOutcome.Waiting || row.German is null || row.English is null ? null : new Audio.Bilingual(row.German, row.English),
            OverallScore = row.OverallScore,
            DurationSeconds = row.DurationSeconds,
            ResultFolder = isScored ? folderOf(row.Sha256!, row.FileName!) : null,
        };
    }

    private static BatchOutcome OutcomeOf(AnalysisState? state, bool hasScore) => state switch
    {
        AnalysisState.Done => hasScore ? BatchOutcome.Done : BatchOutcome.NotScorable,
        null or AnalysisState.Rejected => BatchOutcome.Rejected,
        AnalysisState.Failed => BatchOutcome.Failed,
        AnalysisState.Cancelled => BatchOutcome.Cancelled,
        _ => BatchOutcome.Waiting,
    };

    private sealed record FileRow
    {
        public required long FileId { get; init; }

        public required string Path { get; init; }

        public required string? Sha256 { get; init; }

        public required string? FileName { get; init; }

        public required AnalysisState? State { get; init; }

        public required bool HasScore { get; init; }

        public required int? OverallScore { get; init; }

        public required double? DurationSeconds { get; init; }

        public required string? German { get; init; }

        public required string? English { get; init; }
    }
}
