using System.Diagnostics;
using CallQuality.IntegrationTests.Storage;
using CallQuality.Storage;
using CallQuality.Storage.Analyses;

namespace CallQuality.Benchmarks;

/// <summary>A batch of short calls whose processes are killed at random moments, held against one that nobody disturbed.</summary>
/// <remarks>The calls are cut from the samples, 30 to 38 s each. The program is the real one, with the real models.</remarks>
internal sealed class KillDrill(string program, string samples, int calls, int kills, TextWriter output) : IDisposable
{
    private const int Workers = 3;
    private const int Seed = 8;
    private static readonly TimeSpan LongestRest = TimeSpan.FromMinutes(30);
    private readonly string folder = Directory.CreateTempSubdirectory("callquality-drill-").FullName;

    /// <summary>Disturbs SQLite with one process, then PostgreSQL with a run and three workers, or only the one named; returns whether all came out as undisturbed.</summary>
    public bool Run(string[] only)
    {
        ShortCalls.Make(samples, At("calls"), calls);
        var clock = Stopwatch.StartNew();
        using (var calm = Start(BatchRun("calm", At("calm.db"))))
        {
            calm.WaitForExit();
        }

        output.WriteLine($"undisturbed: {calls} calls in {clock.Elapsed.TotalSeconds:0} s");
        var pause = clock.Elapsed / kills;
        var isRight = only is ["postgres"] || OnSqlite(pause);
        isRight &= only is ["sqlite"] || OnPostgres(pause);
        PostgresServer.StopInstance();
        return isRight;
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private bool OnSqlite(TimeSpan meanPause)
    {
        var (clock, random, killed) = (Stopwatch.StartNew(), Chance(), 0);
        while (killed < kills)
        {
            using var run = Start(BatchRun("sqlite", At("calls.db")));
            if (run.WaitForExit(meanPause * random.Next(0, 2000) / 1000))
            {
                break;
            }

            run.Kill();
            run.WaitForExit();
            killed++;
        }

        return Check("sqlite", At("calls.db"), killed, restarts: 0, clock);
    }

    private bool OnPostgres(TimeSpan meanPause)
    {
        var address = PostgresServer.Instance.NewDatabase();
        var (clock, random, killed, restarts) = (Stopwatch.StartNew(), Chance(), 0, 0);
        string[][] commands = [BatchRun("postgres", address), .. Enumerable.Repeat<string[]>(["worker", "--database", address, "--recordings", At("postgres-store"), "--threads", "1", "--lease", "10", "--log", At("log")], Workers)];
        Process[] processes = [.. commands.Select(Start)];
        while (killed < kills && !processes[0].WaitForExit(meanPause * random.Next(0, 2000) / 1000))
        {
            var which = random.Next(processes.Length);
            End(processes[which]);
            if (++killed == kills / 3 || killed == 2 * kills / 3)
            {
                PostgresServer.Instance.Restart();
                restarts++;
            }

            processes[which] = Start(commands[which]);
        }

        // Two runs never write into one folder; the workers stay.
        End(processes[0]);
        var isRight = Check("postgres", address, killed, restarts, clock);
        Array.ForEach(processes[1..], End);
        return isRight;
    }

    // The last run is left alone; then everything must be there, once.
    private bool Check(string name, string address, int killed, int restarts, Stopwatch clock)
    {
        using var last = Start(BatchRun(name, address));
        var told = new List<string>();
        last.ErrorDataReceived += (_, line) => told.Add(line.Data ?? "");
        var hasEnded = last.WaitForExit(LongestRest);
        using var context = CallDatabase.Open(address, TimeProvider.System).CreateContext();
        var (done, cards, perCall) = (context.Analyses.Count(row => row.State == AnalysisState.Done), context.Scorecards.Count(), context.Scorecards.Select(row => row.CallId).Distinct().Count());
        var workers = context.Analyses.Select(row => row.Worker).Distinct().Count();
        var (calm, disturbed) = (Scorecards("calm"), Scorecards(name));
        var different = calm.Count(card => !disturbed.TryGetValue(card.Key, out var other) || !card.Value.AsSpan().SequenceEqual(other));
        string[] stored = Directory.GetFiles(At(name + "-store"), "*", SearchOption.AllDirectories);
        var orphans = stored.Select(path => Path.GetFileName(path)).Except(context.Calls.Select(call => call.RecordingName)).Count();
        var parts = Directory.GetFileSystemEntries(At(name), "*.part", SearchOption.AllDirectories).Length;
        output.WriteLine($"{name}: {killed} kills, {restarts} restarts of the server, {workers} processes ended calls, {clock.Elapsed.TotalSeconds:0} s");
        output.WriteLine($"  last run ended {(hasEnded ? $"with {last.ExitCode}" : "not")}; {done} done, {cards} scorecards of {perCall} calls, {different} other than undisturbed");
        foreach (var row in context.Analyses.Where(row => row.State != AnalysisState.Done))
        {
            output.WriteLine($"  | analysis {row.Id}: {row.State}, try {row.Attempts}, {row.Reason?.English}");
        }

        told.ForEach(line => output.WriteLine($"  | {line}"));
        output.WriteLine($"  {stored.Length} files in the store, {orphans} orphans, {parts} half-written results");
        return hasEnded && last.ExitCode == 0 && done == calls && cards == calls && perCall == calls && calm.Count == calls && disturbed.Count == calls && different == 0 && stored.Length == calls && orphans == 0 && parts == 0;
    }

    private Dictionary<string, byte[]> Scorecards(string name) => Directory.GetFiles(At(name), "scorecard.json", SearchOption.AllDirectories)
        .ToDictionary(path => Path.GetFileName(Path.GetDirectoryName(path)!), File.ReadAllBytes);

    private string[] BatchRun(string name, string database) =>
        ["batch", "run", At("calls"), "--out", At(name), "--database", database, "--recordings", At(name + "-store"), "--threads", "1", "--lease", "10", "--format", "json"];

    private string At(string name) => Path.Combine(folder, name);

    private static void End(Process process)
    {
        process.Kill();
        process.WaitForExit();
        process.Dispose();
    }

    private Process Start(params string[] arguments)
    {
        var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }

#pragma warning disable CA5394 // No secrets: when to kill.
    private static Random Chance() => new(Seed);
#pragma warning restore CA5394
}
