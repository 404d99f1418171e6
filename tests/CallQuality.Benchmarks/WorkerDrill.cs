using System.Diagnostics;
using System.Globalization;
using CallQuality.Cli.Batch;
using CallQuality.Core.Calls;
using CallQuality.IntegrationTests.Storage;
using CallQuality.Reports.Json;
using CallQuality.Storage;
using CallQuality.Storage.Analyses;
using CallQuality.Storage.Batches;
using CallQuality.Storage.Recordings;
using Microsoft.EntityFrameworkCore;

namespace CallQuality.Benchmarks;

/// <summary>Simulated workers on one PostgreSQL: the analysis is a sleep; claims, heartbeats, reading the recording, the saved stage and the scorecard with all its rows are real.</summary>
internal static class WorkerDrill
{
    private const int CallsPerWorker = 40;
    private const int DecimalsShown = 2;
    private static readonly int[] WorkerCounts = [1, 4, 16];
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(120);

    /// <summary>Measures the throughput of 1, 4 and 16 processes.</summary>
    /// <param name="program">The built <c>callquality</c>: it analyses one call whose results all others get.</param>
    /// <param name="recording">That call.</param>
    /// <param name="seconds">How long an analysis sleeps.</param>
    /// <param name="output">Where to tell.</param>
    public static void Run(string program, string recording, double seconds, TextWriter output)
    {
        var folder = Directory.CreateTempSubdirectory("callquality-workers-").FullName;
        var one = 0.0;
        foreach (var count in WorkerCounts)
        {
            var address = PostgresServer.Instance.NewDatabase();
            var (calls, store) = (count * CallsPerWorker, Path.Combine(folder, $"store-{count}"));
            Fill(program, recording, address, store, Path.Combine(folder, $"out-{count}"), calls);
            Process[] workers = [.. Enumerable.Range(0, count).Select(_ => Process.Start(Environment.ProcessPath!, ["sleeper", address, store, seconds.ToString(CultureInfo.InvariantCulture)]))];
            foreach (var worker in workers)
            {
                worker.WaitForExit();
                worker.Dispose();
            }

            using var context = CallDatabase.Open(address, TimeProvider.System).CreateContext();
            DateTime[] ended = [.. context.Analyses.Where(row => row.State == AnalysisState.Done && row.CallId > 1).Select(row => row.EndedAt!.Value)];
            Array.Sort(ended);
            // Between the first and the last tenth: while some still start or have ended already, not all are at work.
            var (from, to) = (ended.Length / 10, ended.Length - 1 - (ended.Length / 10));
            var rate = (to - from) / (ended[to] - ended[from]).TotalSeconds;
            one = count == 1 ? rate : one;
            output.WriteLine($"{count} workers: {ended.Length} of {calls} calls, {Math.Round(rate, DecimalsShown)} calls a second, {Math.Round(rate / one, DecimalsShown)} times one worker");
        }

        PostgresServer.StopInstance();
        Directory.Delete(folder, recursive: true);
    }

    /// <summary>Is a worker until nothing waits.</summary>
    public static void Sleep(string address, string store, double seconds)
    {
        var database = CallDatabase.Open(address, TimeProvider.System);
        var claims = new AnalysisClaims(database, WorkerName.OfThisProcess, Lease);
        var recordings = new RecordingFolder(store);
        var bytes = new BatchReader(database).Document(database.Read(context => context.Scorecards.Min(row => row.AnalysisId)));
        var card = ScorecardJson.Read(bytes, ScorecardJson.FileName);
        using var asleep = new ManualResetEventSlim();
        var versions = database.Read(context => context.Versions.Single().Id);
        while (claims.Claim(versions, batchId: null) is { } claim)
        {
            using var heart = new Heartbeat(claims, claim, CancellationToken.None);
            using var file = recordings.Open(claim.Call.RecordingName);
            _ = CallWork.ReadRecording(file.Path, claim.Call.Sha256, claim.Call.FileName, heart.Token);
            asleep.Wait(TimeSpan.FromSeconds(seconds * 0.9), CancellationToken.None);
            claims.SaveHeard(claim, bytes, new Dictionary<StageName, double> { [StageName.Listen] = seconds });
            asleep.Wait(TimeSpan.FromSeconds(seconds * 0.1), CancellationToken.None);
            claims.Complete(claim, card with { CallId = claim.Call.CallId }, ScorecardJson.ToBytes(card, Language.German), new Dictionary<StageName, double> { [StageName.Judge] = 0 });
        }
    }

    // One real call, then so many others of other bytes: a sample more of silence each.
    private static void Fill(string program, string recording, string address, string store, string results, int calls)
    {
        using (var analysis = Process.Start(program, ["batch", "run", recording, "--database", address, "--recordings", store, "--out", results]))
        {
            analysis.WaitForExit();
        }

        var (database, kept) = (CallDatabase.Open(address, TimeProvider.System), new RecordingFolder(store));
        var ledger = new BatchLedger(database, "drill");
        var versions = database.Read(context => context.Versions.AsNoTracking().Single());
        var batch = ledger.Open(["drill"], "drill", versions.Id).Id;
        var sound = File.ReadAllBytes(recording);
        var copy = Path.Combine(store, "copy.wav");
        var files = new List<ImportedFile>();
        for (var number = 0; number < calls; number++)
        {
            // The last samples are the only ones that differ.
            BitConverter.TryWriteBytes(sound.AsSpan(sound.Length - sizeof(int)), number);
            File.WriteAllBytes(copy, sound);
            var recordingKept = kept.Keep(copy, CancellationToken.None);
            files.Add(new ImportedFile($"drill/{number}.wav", sound.Length, DateTime.UnixEpoch, recordingKept, new CallMetadata { Agent = $"Agent {number % 20}" }, null));
        }

        File.Delete(copy);
        ledger.Add(batch, files);
    }
}
