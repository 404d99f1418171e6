using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using CallQuality.Core.Calls;
using CallQuality.IntegrationTests.Storage;
using CallQuality.Reports.Json;
using CallQuality.Storage;
using CallQuality.Storage.Analyses;
using CallQuality.Storage.Batches;
using CallQuality.Storage.Recordings;
using CallQuality.Storage.Scorecards;
using Microsoft.EntityFrameworkCore;

namespace CallQuality.Benchmarks;

/// <summary>PostgreSQL with many calls over two years: reports, a team's scores, import and claims.</summary>
/// <remarks>One real call is analysed and its rows are multiplied: 200 agents in ten teams. Whole scorecards are there for the last 31 days, which the reports read.</remarks>
internal sealed class MillionDrill(string program, string recording, int calls, TextWriter output) : IDisposable
{
    private const int Agents = 200;
    private const int Teams = 10;
    private const int Imports = 10_000;
    private const int ImportsAtOnce = 200;
    private const int Claims = 200;
    private const int Customers = 300_000;
    private static readonly TimeSpan Month = TimeSpan.FromDays(30);
    private readonly string folder = Directory.CreateTempSubdirectory("callquality-million-").FullName;
    private readonly string empty = PostgresServer.Instance.NewDatabase();
    private readonly string address = PostgresServer.Instance.NewDatabase();

    /// <summary>Fills the database and measures.</summary>
    public void Run()
    {
        Start("batch", "run", recording, "--database", empty, "--recordings", At("store"), "--out", At("out"));
        var small = CallDatabase.Open(empty, TimeProvider.System);
        Import(small, 2 * Claims);
        WorkOn(small, "in an empty database");
        Start("batch", "run", recording, "--database", address, "--recordings", At("store"), "--out", At("out"));
        var clock = Stopwatch.StartNew();
        var database = CallDatabase.Open(address, TimeProvider.System);
        using (var context = database.CreateContext())
        {
            context.Database.SetCommandTimeout(TimeSpan.FromMinutes(30));
            Multiply(context);
            output.WriteLine($"{context.Scorecards.Count()} scorecards, {context.Documents.Count()} whole; made in {clock.Elapsed.TotalSeconds:0} s");
        }

        Tell("agent report as a process", 10, index => Start("report", "agent", $"Agent number {1 + (index * 7)}", "--database", address, "--out", At("reports")));
        var (reader, now) = (new CoachingReader(database), DateTime.UtcNow);
        var counts = new HashSet<int>();
        Tell("a team's scores of a month", 200, index => counts.Add(reader.TeamScores(1 + (index % Teams), now - Month, now).CallCount));
        output.WriteLine($"  {counts.Min()} to {counts.Max()} calls each");
        output.WriteLine($"{Imports} files' metadata imported in {Import(database, Imports).TotalSeconds:0.0} s");
        WorkOn(database, "among them");
        PostgresServer.StopInstance();
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private void Multiply(CallsContext context)
    {
        string Columns(string table, string without) => string.Join(", ", context.Database
            .SqlQuery<string>($"SELECT column_name::text AS \"Value\" FROM information_schema.columns WHERE table_name = {table} ORDER BY ordinal_position").AsEnumerable().Except(without.Split(' ')));
        static string Of(string row, string columns) => string.Join(", ", columns.Split(", ").Select(column => $"{row}.{column}"));
        void Fill(string sql) => context.Database.ExecuteSqlRaw(sql);
        var (call, analysis, card) = (Columns("calls", "id sha256 recording_name agent_id started_at customer"), Columns("analyses", "id call_id"), Columns("scorecards", "analysis_id call_id agent_id call_at score_impatience"));
        var (promise, finding) = (Columns("promises", "id analysis_id"), Columns("findings", "id analysis_id"));
        Fill($"INSERT INTO teams (name) SELECT 'Team ' || i FROM generate_series(1, {Teams}) i");
        Fill($"INSERT INTO agents (name, team_id) SELECT 'Agent number ' || i, 1 + i % {Teams} FROM generate_series(1, {Agents}) i");
        var step = (int)(TimeSpan.FromDays(730).TotalSeconds / calls);
        Fill($"INSERT INTO calls ({call}, sha256, recording_name, agent_id, started_at, customer) SELECT {Of("c", call)}, h, h || '.wav', 1 + i % {Agents}, now() - i * interval '{step} seconds', 'C' || i % {Customers} FROM (SELECT i, encode(sha256(i::text::bytea), 'hex') h FROM generate_series(1, {calls - 1}) i) n, calls c WHERE c.id = 1");
        Fill($"INSERT INTO analyses ({analysis}, call_id) SELECT {Of("a", analysis)}, c.id FROM analyses a, calls c WHERE a.id = 1 AND c.id > 1");
        Fill($"INSERT INTO scorecards ({card}, analysis_id, call_id, agent_id, call_at, score_impatience) SELECT {Of("s", card)}, a.id, c.id, c.agent_id, c.started_at, c.id % 101 FROM scorecards s, analyses a JOIN calls c ON c.id = a.call_id WHERE s.analysis_id = 1 AND c.id > 1");
        Fill("INSERT INTO scorecard_documents (analysis_id, packed) SELECT s.analysis_id, d.packed FROM scorecard_documents d, scorecards s WHERE d.analysis_id = 1 AND s.analysis_id > 1 AND s.call_at > now() - interval '31 days'");
        Fill($"INSERT INTO promises ({promise}, analysis_id) SELECT {Of("p", promise)}, s.analysis_id FROM promises p, scorecards s WHERE p.analysis_id = 1 AND s.analysis_id > 1");
        Fill($"INSERT INTO findings ({finding}, analysis_id) SELECT {Of("f", finding)}, s.analysis_id FROM (SELECT * FROM findings WHERE analysis_id = 1 ORDER BY id LIMIT 3) f, scorecards s WHERE s.analysis_id > 1");
        Fill("VACUUM ANALYZE");
    }

    private static TimeSpan Import(CallDatabase database, int files)
    {
        var ledger = new BatchLedger(database, "drill");
        var batch = ledger.Open(["drill"], "drill", database.Read(context => context.Versions.Single().Id)).Id;
        var clock = Stopwatch.StartNew();
        for (var first = 0; first < files; first += ImportsAtOnce)
        {
            string[] paths = [.. Enumerable.Range(first, ImportsAtOnce).Select(number => $"/drill/{number}.wav")];
            _ = ledger.Known(paths);
            ledger.Add(batch, [.. paths.Select(path =>
            {
                var sha256 = Convert.ToHexStringLower(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(path)));
                return new ImportedFile(path, 1, DateTime.UnixEpoch, new KeptRecording(sha256, sha256 + ".wav", 1), new CallMetadata { Agent = "Agent number 3", Customer = path, StartedAt = DateTimeOffset.UtcNow }, null);
            })]);
        }

        return clock.Elapsed;
    }

    // All that a call asks of the database, from its claim to its scorecard; the analysis itself takes no time.
    private void WorkOn(CallDatabase database, string where)
    {
        var claims = new AnalysisClaims(database, "drill/1/1", TimeSpan.FromMinutes(2));
        var versions = database.Read(context => context.Versions.Single().Id);
        var bytes = new BatchReader(database).Document(database.Read(context => context.Scorecards.Min(row => row.AnalysisId)));
        var card = ScorecardJson.Read(bytes, ScorecardJson.FileName);
        Tell($"a call's work on the database, {where}", Claims, _ =>
        {
            var claim = claims.Claim(versions, batchId: null)!;
            claims.SaveHeard(claim, bytes, new Dictionary<StageName, double> { [StageName.Listen] = 1 });
            claims.Complete(claim, card, bytes, new Dictionary<StageName, double> { [StageName.Judge] = 0 });
        });
    }

    private void Tell(string what, int times, Action<int> work)
    {
        var all = new double[times];
        for (var index = 0; index < times; index++)
        {
            var clock = Stopwatch.StartNew();
            work(index);
            all[index] = clock.Elapsed.TotalMilliseconds;
        }

        Array.Sort(all);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what}: {times} times, median {all[times / 2]:0} ms, 95 % {all[(int)(0.95 * (times - 1))]:0} ms, longest {all[^1]:0} ms"));
    }

    private void Start(params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true })!;
        process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{arguments[0]} ended with {process.ExitCode}");
        }
    }

    private string At(string name) => Path.Combine(folder, name);
}
