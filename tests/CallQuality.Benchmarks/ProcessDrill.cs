using System.Diagnostics;
using CallQuality.Core.Calls;
using CallQuality.IntegrationTests.Storage;
using CallQuality.Storage;
using CallQuality.Storage.Analyses;
using CallQuality.Storage.Batches;
using CallQuality.Storage.Recordings;
using Microsoft.EntityFrameworkCore;

namespace CallQuality.Benchmarks;

/// <summary>The same calls analysed by one worker with all threads, then by four workers that share them, on one PostgreSQL; everything is real.</summary>
internal sealed class ProcessDrill(string program, string samples, int calls, TextWriter output) : IDisposable
{
    private const int Threads = 4;
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);
    private readonly string folder = Directory.CreateTempSubdirectory("callquality-processes-").FullName;

    /// <summary>Measures one, four, one and four again, so that a machine that becomes slower is seen.</summary>
    public void Run()
    {
        ShortCalls.Make(samples, At("calls"), calls + 1);
        foreach (var (count, round) in new[] { (1, 1), (Threads, 1), (1, 2), (Threads, 2) })
        {
            var rate = Rate(count, $"{count}-{round}");
            output.WriteLine($"{count} processes of {Threads / count} threads: {rate * 3600:0} calls an hour");
        }

        PostgresServer.StopInstance();
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private double Rate(int processes, string name)
    {
        var address = PostgresServer.Instance.NewDatabase();
        var database = Fill(address, At(name));
        Process[] workers = [.. Enumerable.Range(0, processes).Select(_ => Process.Start(new ProcessStartInfo(
            program, ["worker", "--database", address, "--recordings", At(name), "--threads", $"{Threads / processes}", "--log", At("log")]) { RedirectStandardOutput = true })!)];
        using var pause = new ManualResetEventSlim();
        while (database.Read(context => context.Analyses.Any(row => row.State == AnalysisState.Queued || row.State == AnalysisState.Running)))
        {
            pause.Wait(Look);
        }

        foreach (var worker in workers)
        {
            worker.Kill();
            worker.WaitForExit();
            worker.Dispose();
        }

        using var after = database.CreateContext();
        DateTime[] ended = [.. after.Analyses.Where(row => row.CallId > 1).Select(row => row.EndedAt!.Value)];
        Array.Sort(ended);
        // While some still load or have nothing left to do, not all are at work.
        var (from, to) = (ended.Length / 5, ended.Length - 1 - (ended.Length / 10));
        return (to - from) / (ended[to] - ended[from]).TotalSeconds;
    }

    // The program itself analyses the first call, so that its versions are known.
    private CallDatabase Fill(string address, string store)
    {
        using (var first = Process.Start(new ProcessStartInfo(program, ["batch", "run", At("calls/call-000.wav"), "--database", address, "--recordings", store, "--out", store + "-out"]) { RedirectStandardOutput = true })!)
        {
            first.WaitForExit();
        }

        var (database, kept) = (CallDatabase.Open(address, TimeProvider.System), new RecordingFolder(store));
        var ledger = new BatchLedger(database, "drill");
        var batch = ledger.Open(["drill"], "drill", database.Read(context => context.Versions.AsNoTracking().Single().Id)).Id;
        ledger.Add(batch, [.. Directory.GetFiles(At("calls")).Order(StringComparer.Ordinal).Skip(1).Select(path =>
            new ImportedFile(path, new FileInfo(path).Length, DateTime.UnixEpoch, kept.Keep(path, CancellationToken.None), new CallMetadata(), null))]);
        return database;
    }

    private string At(string name) => Path.Combine(folder, name);
}
