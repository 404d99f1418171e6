using CallQuality.Audio;
using CallQuality.Core.Analysis;
using CallQuality.Core.Wording;
using CallQuality.Storage.Calls;
using CallQuality.Storage.Scorecards;
using CallQuality.Storage.Search;
using CallQuality.Storage.Webhooks;
using Microsoft.EntityFrameworkCore;

namespace CallQuality.Storage.Analyses;

/// <summary>A call that this process may work on, as long as it shows signs of life.</summary>
/// <param name="AnalysisId">The analysis.</param>
/// <param name="Mark">What proves the claim.</param>
/// <param name="Attempt">Which try this is, from 1.</param>
/// <param name="Call">The call with its agent.</param>
/// <param name="Heard">What an earlier try saved of <see cref="StageName.Listen"/>; <see langword="null"/> where nothing was.</param>
public sealed record AnalysisClaim(long AnalysisId, string Mark, int Attempt, StoredCall Call, byte[]? Heard);

/// <summary>The queue of calls to analyse: who works on what, and what came of it.</summary>
/// <remarks>
/// A claim is one UPDATE, so two processes never get the same one. Whoever lost a claim, because it was silent for longer than the
/// lease, cannot write any more: every write asks for the claim's mark. Thread-safe.
/// </remarks>
public sealed class AnalysisClaims(CallDatabase database, string worker, TimeSpan lease)
{
    /// <summary>So many tries without a saved stage an analysis has before it ends as failed. From the last of them on, a process of its own should work on the call, and another watch it.</summary>
    public const int MostAttempts = 3;

    /// <summary>So many tries it has where processes were killed and nobody saw the call do it.</summary>
    public const int MostUnseen = 6;

    /// <summary>How long a claim holds without a sign of life.</summary>
    public TimeSpan Lease => lease;

    /// <summary>Claims the next call that waits, those tried least first.</summary>
    /// <param name="versionsId">The versions this process analyses with.</param>
    /// <param name="batchId">The batch to take from; <see langword="null"/> for any.</param>
    /// <returns>The claim; <see langword="null"/> where nothing waits.</returns>
    public AnalysisClaim? Claim(long versionsId, long? batchId)
    {
        var mark = Guid.NewGuid().ToString("N");
        var ofBatch = batchId is null ? "" : "AND EXISTS (SELECT 1 FROM batch_files f WHERE f.call_id = a.call_id AND f.batch_id = {4})";
        var oneEach = database.IsPostgres ? "FOR UPDATE OF a SKIP LOCKED" : "";
        var claim = $$"""
            UPDATE analyses SET state = 'Running', claim = {0}, worker = {1}, lease_until = {2}, attempts = attempts + 1
            WHERE state = 'Queued' AND id = (
                SELECT a.id FROM analyses a WHERE a.versions_id = {3} AND a.state = 'Queued' {{ofBatch}}
                ORDER BY a.attempts, a.id LIMIT 1 {{oneEach}})
            RETURNING id AS "Value"
            """;
        return database.Run(context =>
        {
            object[] values = [mark, worker, database.Now(context) + lease, versionsId, .. batchId is { } id ? [id] : Array.Empty<object>()];
            var claimed = context.Database.SqlQueryRaw<long>(claim, values).ToList();
            return claimed.Count == 0 ? null : Load(context, claimed[0], mark);
        });
    }

    /// <summary>Takes over what another process claimed, which goes on showing signs of life.</summary>
    /// <param name="mark">Mark of its claim.</param>
    /// <param name="versionsId">The versions this process analyses with.</param>
    /// <returns>The claim, now this process's; <see langword="null"/> where it does not hold or asks for other versions.</returns>
    public AnalysisClaim? Adopt(string mark, long versionsId) => database.Run(context =>
    {
        var held = context.Analyses.Where(row => row.State == AnalysisState.Running && row.Claim == mark && row.VersionsId == versionsId);
        return held.ExecuteUpdate(set => set.SetProperty(row => row.Worker, worker)) == 1 ? Load(context, held.Select(row => row.Id).Single(), mark) : null;
    });

    /// <summary>
    /// Puts calls back whose process died: those of this host at once, others when their lease is over. A call that
    /// lost <see cref="MostUnseen"/> of them ends as failed.
    /// </summary>
    /// <returns>How many went back.</returns>
    public int TakeBackFromTheDead() => database.Run(context =>
    {
        var now = database.Now(context);
        string[] dead = [.. context.Analyses.Where(row => row.State == AnalysisState.Running).Select(row => row.Worker!).Distinct().AsEnumerable().Where(WorkerName.IsDead)];
        return TakeBack(context, context.Analyses.Where(row => row.State == AnalysisState.Running && (row.LeaseUntil < now || dead.Contains(row.Worker))), now);
    });

    /// <summary>Puts a call back whose process was killed, as <see cref="TakeBackFromTheDead"/> does.</summary>
    public void TakeBack(AnalysisClaim claim) => database.Run(context => TakeBack(context, Held(context, claim), database.Now(context)));

    /// <summary>Puts files that wait under other versions under these: after an update of the program or a change of the yardstick, nobody else would take them.</summary>
    /// <param name="source">The batches' source whose files are meant.</param>
    /// <param name="versionsId">The versions.</param>
    /// <returns>How many calls.</returns>
    public int Reassign(string source, long versionsId)
    {
        IQueryable<Analysis> Waiting(CallsContext context) => context.Analyses.Where(row => row.State == AnalysisState.Queued && row.VersionsId != versionsId
            && context.BatchFiles.Any(file => file.CallId == row.CallId && context.Batches.Any(batch => batch.Id == file.BatchId && batch.Sources == source))
            && !context.Analyses.Any(other => other.CallId == row.CallId && other.VersionsId == versionsId));

        // Asked every few seconds; nearly always there is nothing to write.
        return !database.Read(context => Waiting(context).Any()) ? 0 : database.Run(context =>
        {
            var waiting = Waiting(context);
            // What was heard was heard by other models, maybe.
            context.Stages.Where(stage => waiting.Any(row => row.Id == stage.AnalysisId)).ExecuteDelete();
            return waiting.ExecuteUpdate(set => set.SetProperty(row => row.VersionsId, versionsId).SetProperty(row => row.Attempts, 0));
        });
    }

    /// <summary>Shows that this process lives.</summary>
    /// <returns>Whether the claim still holds.</returns>
    public bool Renew(AnalysisClaim claim) => database.Run(context =>
    {
        var until = database.Now(context) + lease;
        return Held(context, claim).ExecuteUpdate(set => set.SetProperty(row => row.LeaseUntil, until)) == 1;
    });

    /// <summary>Saves what <see cref="StageName.Listen"/> found out. From here on the tries count anew.</summary>
    /// <returns>Whether the claim still holds.</returns>
    public bool SaveHeard(AnalysisClaim claim, byte[] heard, IReadOnlyDictionary<StageName, double> elapsedSeconds) => database.Run(context =>
    {
        if (Held(context, claim).ExecuteUpdate(set => set.SetProperty(row => row.Attempts, 1)) != 1)
        {
            return false;
        }

        WriteStages(context, claim, elapsedSeconds, Packing.Pack(heard));
        return true;
    });

    /// <summary>Ends an analysis with its scorecard.</summary>
    /// <param name="claim">The claim.</param>
    /// <param name="card">The result.</param>
    /// <param name="document">The bytes of its <c>scorecard.json</c>.</param>
    /// <param name="elapsedSeconds">Steps that were not saved yet.</param>
    /// <returns>Whether the claim still held; if not, nothing was written: somebody else has the call.</returns>
    public bool Complete(AnalysisClaim claim, Scorecard card, byte[] document, IReadOnlyDictionary<StageName, double> elapsedSeconds) => database.Run(context =>
    {
        if (!End(context, claim, AnalysisState.Done, card.WhyNotScorable))
        {
            // Our own commit may have come through although its answer got lost.
            return context.Analyses.Any(row => row.Id == claim.AnalysisId && row.State == AnalysisState.Done && row.Claim == claim.Mark);
        }

        context.Scorecards.Where(row => row.CallId == claim.Call.Id && row.IsCurrent).ExecuteUpdate(set => set.SetProperty(row => row.IsCurrent, false));
        context.Scorecards.Add(StoredScorecard.Of(claim.AnalysisId, claim.Call.Id, claim.Call.AgentId, claim.Call.StartedAt ?? claim.Call.ImportedAt, card));
        context.Documents.Add(new ScorecardDocument { AnalysisId = claim.AnalysisId, Packed = Packing.Pack(document) });
        WriteStages(context, claim, elapsedSeconds, heard: null);
        WordIndex.Add(database, context, claim.AnalysisId, card);
        context.Stages.Where(row => row.AnalysisId == claim.AnalysisId).ExecuteUpdate(set => set.SetProperty(row => row.Document, (byte[]?)null));
        return true;
    });

    /// <summary>Ends an analysis because the recording cannot be analysed.</summary>
    /// <returns>Whether the claim still held.</returns>
    public bool Reject(AnalysisClaim claim, Bilingual reason) => database.Run(context => End(context, claim, AnalysisState.Rejected, reason));

    /// <summary>Notes a failure on our side: the call goes back to the end of the queue, or ends as failed after the last try.</summary>
    /// <returns>Whether that was the last try; <see langword="null"/> where the claim was lost.</returns>
    public bool? Fail(AnalysisClaim claim, Bilingual reason)
    {
        ArgumentNullException.ThrowIfNull(claim);
        return database.Run<bool?>(context =>
        {
            if (claim.Attempt >= MostAttempts)
            {
                return End(context, claim, AnalysisState.Failed, reason) ? true : null;
            }

            Held(context, claim).ExecuteUpdate(set => set.SetProperty(row => row.ReasonGerman, reason.German).SetProperty(row => row.ReasonEnglish, reason.English));
            return Requeue(Held(context, claim), attemptsBack: 0) == 1 ? false : null;
        });
    }

    /// <summary>Ends an analysis as failed because the process that had taken the claim over died by itself, whichever try this was.</summary>
    /// <returns>Whether it did; not where the claim was lost, or no other process had taken it over yet.</returns>
    public bool GiveUp(AnalysisClaim claim, Bilingual reason) => database.Run(context =>
        End(context, Held(context, claim).Where(row => row.Worker != worker), claim.AnalysisId, AnalysisState.Failed, reason, database.Now(context)));

    /// <summary>What became of a claim that was left to another process.</summary>
    /// <returns>How the analysis ended by it, and why; <see cref="AnalysisState.Running"/> while it holds, <see cref="AnalysisState.Queued"/> where the call went back or to somebody else.</returns>
    public (AnalysisState State, Bilingual? Reason) Outcome(AnalysisClaim claim) => database.Read(context =>
        context.Analyses.AsNoTracking().SingleOrDefault(row => row.Id == claim.AnalysisId && row.Claim == claim.Mark) is { } row
            ? (row.State, row.Reason) : (AnalysisState.Queued, null));

    /// <summary>Gives a call back that was not finished because the user stopped the program; the try does not count.</summary>
    public void Release(AnalysisClaim claim) => database.Run(context => Requeue(Held(context, claim), attemptsBack: 1));

    /// <summary>Notes how long a step after the end took.</summary>
    public void NoteStage(AnalysisClaim claim, StageName stage, TimeSpan elapsed) =>
        database.Run(context => WriteStages(context, claim, new Dictionary<StageName, double> { [stage] = elapsed.TotalSeconds }, heard: null));

    private static int TakeBack(CallsContext context, IQueryable<Analysis> lost, DateTime now)
    {
        var reason = Texts.Both("storage.diedTooOften", MostUnseen);
        foreach (var id in lost.Where(row => row.Attempts >= MostUnseen).Select(row => row.Id).ToList())
        {
            // Somebody else may have looked at the same moment; one of us tells it.
            End(context, lost.Where(row => row.Id == id), id, AnalysisState.Failed, reason, now);
        }

        return Requeue(lost, attemptsBack: 0);
    }

    private static int Requeue(IQueryable<Analysis> rows, int attemptsBack) => rows.ExecuteUpdate(set => set
        .SetProperty(row => row.State, AnalysisState.Queued)
        .SetProperty(row => row.Attempts, row => row.Attempts - attemptsBack)
        .SetProperty(row => row.Claim, (string?)null)
        .SetProperty(row => row.LeaseUntil, (DateTime?)null));

    private static IQueryable<Analysis> Held(CallsContext context, AnalysisClaim claim) =>
        context.Analyses.Where(row => row.Id == claim.AnalysisId && row.State == AnalysisState.Running && row.Claim == claim.Mark);

    private bool End(CallsContext context, AnalysisClaim claim, AnalysisState state, Bilingual? reason) =>
        End(context, Held(context, claim), claim.AnalysisId, state, reason, database.Now(context));

    // The mark stays, so that a repeated end recognises its own.
    private static bool End(CallsContext context, IQueryable<Analysis> running, long id, AnalysisState state, Bilingual? reason, DateTime now)
    {
        var (german, english) = (reason?.German, reason?.English);
        var ended = running.ExecuteUpdate(set => set
            .SetProperty(row => row.State, state)
            .SetProperty(row => row.EndedAt, now)
            .SetProperty(row => row.LeaseUntil, (DateTime?)null)
            .SetProperty(row => row.ReasonGerman, german)
            .SetProperty(row => row.ReasonEnglish, english)) == 1;
        if (ended)
        {
            WebhookOutbox.Add(context, id, state, now);
        }

        return ended;
    }

    private static AnalysisClaim Load(CallsContext context, long id, string mark)
    {
        var row = context.Analyses.AsNoTracking().Include(analysis => analysis.Call!.Agent).Single(analysis => analysis.Id == id);
        var heard = context.Stages.Where(stage => stage.AnalysisId == id && stage.Name == StageName.Listen).Select(stage => stage.Document).FirstOrDefault();
        return new AnalysisClaim(id, mark, row.Attempts, row.Call!, heard is null ? null : Packing.Unpack(heard));
    }

    private static void WriteStages(CallsContext context, AnalysisClaim claim, IReadOnlyDictionary<StageName, double> elapsedSeconds, byte[]? heard)
    {
        var names = elapsedSeconds.Keys.ToList();
        context.Stages.Where(row => row.AnalysisId == claim.AnalysisId && names.Contains(row.Name)).ExecuteDelete();
        context.Stages.AddRange(elapsedSeconds.Select(stage => new AnalysisStage
        {
            AnalysisId = claim.AnalysisId,
            Name = stage.Key,
            ElapsedSeconds = stage.Value,
            Document = stage.Key == StageName.Listen ? heard : null,
        }));
        context.SaveChanges();
    }
}
