using System.Diagnostics;
using System.Globalization;
using CallQuality.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;

namespace CallQuality.Benchmarks;

/// <summary>The portal with many calls in its database and many readers: how long pages take, and how much memory the server.</summary>
/// <remarks>
/// One real call is analysed and its rows are multiplied in SQLite; the newest <see cref="WithDocument"/> have a whole scorecard. What is
/// drawn of a call is made when its page is opened first and kept; each is opened once before readers come.
/// </remarks>
internal sealed class PortalLoad(string program, string recording, TextWriter output) : IDisposable
{
    private const int Agents = 200;
    private const int WithDocument = 50;
    private const int Readers = 200;
    private const string Search = "/calls?words=router+Monday&said=Customer";
    private static readonly TimeSpan Length = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan LongestThought = TimeSpan.FromSeconds(10);
    private readonly string folder = Directory.CreateTempSubdirectory("callquality-load-").FullName;
    private readonly List<(string Page, double Milliseconds, bool IsRight)> answers = [];

    public async Task RunAsync(int calls)
    {
        Analyse();
        var ids = Multiply(calls);
        await using var portal = await ServedPortal.StartAsync(program, folder, Readers);
        await AskAsync(portal.Http, "first page", "/calls");
        Tell($"first page with {calls} calls, nothing asked before");
        foreach (var id in ids)
        {
            await AskAsync(portal.Http, "call, first time", $"/calls/{id}");
        }

        await AloneAsync(portal.Http, ids);
        Tell("each page alone, ten times");
        await OpenInChromiumAsync(portal, ids);
        Tell("a call's page in Chromium until it plays by keyboard, ten calls");
        await Task.WhenAll(Enumerable.Range(0, Readers).Select(reader => ReadAsync(portal.Http, ids, reader)));
        Tell($"{Readers} readers for {Length.TotalSeconds} s, each asking every {LongestThought.TotalSeconds / 2} s on average");
        await output.WriteLineAsync($"server: {await portal.PeakAsync()} KiB at the peak");
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private void Analyse()
    {
        using var analysis = Process.Start(program, ["batch", "run", recording, "--database", Path.Combine(folder, "callquality.db"), "--recordings", Path.Combine(folder, "recordings"), "--out", Path.Combine(folder, "out")]);
        analysis.WaitForExit();
    }

    private List<string> Multiply(int calls)
    {
        using var context = CallDatabase.Open(Path.Combine(folder, "callquality.db"), TimeProvider.System).CreateContext();
        context.Database.SetCommandTimeout(TimeSpan.FromMinutes(10));
        void Run(string sql) => context.Database.ExecuteSqlRaw(sql);
        string Columns(string table, string without) => string.Join(", ", context.Database.SqlQuery<string>($"SELECT name AS \"Value\" FROM pragma_table_info({table})").AsEnumerable().Except(without.Split(' ')));
        var (call, analysis, card) = (Columns("calls", "id sha256 agent_id started_at"), Columns("analyses", "id call_id"), Columns("scorecards", "analysis_id call_id agent_id call_at know_it_all"));
        Run($"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {Agents}) INSERT INTO agents (name) SELECT 'Agent number ' || i FROM n");
        Run($"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {calls - 1}) INSERT INTO calls ({call}, sha256, agent_id, started_at) SELECT {call}, lower(hex(randomblob(32))), 1 + i % {Agents}, datetime('2026-11-25', '-' || i || ' minutes') FROM n, calls WHERE calls.id = 1");
        static string Of(string row, string columns) => string.Join(", ", columns.Split(", ").Select(column => $"{row}.{column}"));
        Run($"INSERT INTO analyses ({analysis}, call_id) SELECT {Of("a", analysis)}, c.id FROM analyses a, calls c WHERE a.id = 1 AND c.id > 1");
        Run($"INSERT INTO scorecards ({card}, analysis_id, call_id, agent_id, call_at) SELECT {Of("s", card)}, a.id, c.id, c.agent_id, c.started_at FROM scorecards s, analyses a JOIN calls c ON c.id = a.call_id WHERE s.analysis_id = 1 AND c.id > 1");
        Run($"INSERT INTO scorecard_documents (analysis_id, packed) SELECT a.id, d.packed FROM scorecard_documents d, analyses a WHERE d.analysis_id = 1 AND a.call_id BETWEEN 2 AND {WithDocument}");
        Run("INSERT INTO call_words (rowid, agent, customer) SELECT s.analysis_id, w.agent, w.customer FROM call_words w, scorecards s WHERE w.rowid = 1 AND s.analysis_id > 1");
        Run("ANALYZE");
        return [.. context.Calls.Where(row => row.Id <= WithDocument).Select(row => row.Sha256).AsEnumerable().Select(sha256 => sha256[..16])];
    }

    // Interactive: the sound has begun, by the key that starts it; what a reader waits for before anything can be done.
    private async Task OpenInChromiumAsync(ServedPortal portal, List<string> ids)
    {
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = "/usr/bin/chromium", Args = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--autoplay-policy=no-user-gesture-required"] });
        var context = await browser.NewContextAsync(new BrowserNewContextOptions { BaseURL = portal.Http.BaseAddress!.AbsoluteUri });
        await context.AddCookiesAsync(portal.Cookies.Select(cookie => new Microsoft.Playwright.Cookie { Name = cookie.Name, Value = cookie.Value, Url = portal.Http.BaseAddress.AbsoluteUri }));
        var page = await context.NewPageAsync();
        // Readers come from the list.
        await page.GotoAsync("/calls");
        foreach (var id in ids.Take(10))
        {
            var clock = Stopwatch.StartNew();
            await page.GotoAsync($"/calls/{id}", new PageGotoOptions { WaitUntil = WaitUntilState.DOMContentLoaded });
            await page.Keyboard.PressAsync(" ");
            while (!await page.EvaluateAsync<bool>("document.querySelector('#audio').currentTime > 0"))
            {
                await Task.Delay(TimeSpan.FromMilliseconds(10));
            }

            answers.Add(("call", clock.Elapsed.TotalMilliseconds, true));
        }
    }

    private async Task AloneAsync(HttpClient http, List<string> ids)
    {
        foreach (var (page, address) in new[] { ("calls", "/calls"), ("calls of an agent", "/calls?agent=7"), ("search", Search), ("call", $"/calls/{ids[^1]}"), ("agents", "/agents"), ("upload", "/upload") })
        {
            for (var time = 0; time < 10; time++)
            {
                await AskAsync(http, page, address);
            }
        }
    }

    private async Task ReadAsync(HttpClient http, List<string> ids, int reader)
    {
#pragma warning disable CA5394 // No secrets: what is read and when.
        var random = new Random(reader);
        var clock = Stopwatch.StartNew();
        await Task.Delay(random.NextDouble() * LongestThought);
        while (clock.Elapsed < Length)
        {
            var (page, address) = random.Next(10) switch
            {
                < 3 => ("calls", "/calls"),
                < 5 => ("calls of an agent", string.Create(CultureInfo.InvariantCulture, $"/calls?agent={1 + random.Next(Agents)}")),
                < 6 => ("search", Search),
                < 9 => ("call", $"/calls/{ids[random.Next(ids.Count)]}"),
                _ => ("agents", "/agents"),
            };
            await AskAsync(http, page, address);
            await Task.Delay(random.NextDouble() * LongestThought);
        }
#pragma warning restore CA5394
    }

    private async Task AskAsync(HttpClient http, string page, string address)
    {
        var clock = Stopwatch.StartNew();
        using var answer = await http.GetAsync(address);
        _ = await answer.Content.ReadAsByteArrayAsync();
        lock (answers)
        {
            answers.Add((page, clock.Elapsed.TotalMilliseconds, answer.IsSuccessStatusCode));
        }
    }

    private void Tell(string title)
    {
        output.WriteLine(title);
        foreach (var group in answers.GroupBy(answer => answer.Page).Append(answers.GroupBy(_ => "all").First()))
        {
            double[] times = [.. group.Select(answer => answer.Milliseconds).Order()];
            output.WriteLine($"  {group.Key}: {times.Length} answers, {group.Count(answer => !answer.IsRight)} wrong; median {times[times.Length / 2]:0} ms, 95 % {times[(int)(0.95 * (times.Length - 1))]:0} ms, longest {times[^1]:0} ms");
        }

        answers.Clear();
    }
}
