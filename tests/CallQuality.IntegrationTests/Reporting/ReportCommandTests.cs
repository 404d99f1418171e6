using System.Text.Json.Nodes;
using CallQuality.Core.Calls;
using CallQuality.Core.Mistakes;
using CallQuality.IntegrationTests.Pipeline;
using CallQuality.IntegrationTests.Storage;
using CallQuality.Reports.Json;
using CallQuality.Storage.Analyses;

namespace CallQuality.IntegrationTests.Reporting;

/// <summary><c>report agent|team|members</c> over a database with made-up scorecards, on both kinds of database.</summary>
[Parallelizable]
[TestFixture(TestStore.Sqlite)]
[TestFixture(TestStore.Postgres)]
public class ReportCommandTests(string kind)
{
    private TestStore store = null!;
    private TestFiles files = null!;

    [OneTimeSetUp]
    public void FillTheDatabase()
    {
        (store, files) = (new TestStore(kind), new TestFiles());
        var versions = store.Versions();
        var batch = store.Batch(versions);
        string[] agents = ["Jana", "Piet", "Ida", "Ole", "Zoe"];
        foreach (var (agent, rank) in agents.Select((agent, rank) => (agent, rank)))
        {
            // October is the period before, November the one reported.
            for (var call = 0; call < 6; call++)
            {
                AddCall(batch, versions, agent, new DateTimeOffset(2026, 10, 5 + call, 9, 0, 0, TimeSpan.Zero), 40 + rank + call);
                AddCall(batch, versions, agent, new DateTimeOffset(2026, 11, 5 + call, 9, 0, 0, TimeSpan.Zero), 70 + rank + call);
            }
        }

        File.WriteAllText(files.At("teams.csv"), "agent,team\nJana,Nord\nPiet,Nord\nIda,Nord\nOle,Nord\nZoe,Nord\n");
        Assert.That(Report("members", "teams.csv").Output, Does.Contain("5 agents assigned"));
    }

    [OneTimeTearDown]
    public void RemoveTheDatabase()
    {
        store.Dispose();
        files.Dispose();
    }

    [Test]
    public void Agent_Period_CountsItsCallsAndComparesWithTheOneBefore()
    {
        var run = Report("agent", "Jana", "--from", "2026-11-01", "--to", "2026-11-30", "--out", "one");

        Assert.That(run.ExitCode, Is.Zero, run.Error);
        var data = JsonNode.Parse(File.ReadAllBytes(files.At("one/agent-jana.json")))!;
        Assert.That((string?)data["agent"], Is.EqualTo("Jana"));
        Assert.That(data["calls"]!.AsArray(), Has.Count.EqualTo(6));
        var change = data["changes"]!.AsArray().Single(row => (string?)row!["id"] == "Impatience")!;
        Assert.That((double)change["medianBefore"]!, Is.EqualTo(42.5));
        Assert.That((double)change["difference"]!, Is.EqualTo(30));
        Assert.That((bool)change["isClear"]!, Is.True);
        Assert.That(data["promises"]!.AsArray().Select(row => (string?)row!["state"]), Is.All.EqualTo("CannotTell").And.Not.Empty);
        Assert.That(File.ReadAllLines(files.At("one/agent-jana-promises.csv")), Has.Length.EqualTo(13));
        Assert.That(File.ReadAllText(files.At("one/agent-jana.html")), Does.Contain("Since the period before").And.Not.Contain("Piet"));
        Assert.That(File.ReadAllLines(files.At("one/agent-jana.csv")), Has.Length.EqualTo(9));
    }

    [Test]
    public void Agent_WithoutAName_WritesEveryAgent()
    {
        var run = Report("agent", "--from", "2026-11-01", "--to", "2026-11-30", "--out", "all");

        Assert.That(run.ExitCode, Is.Zero, run.Error);
        Assert.That(Directory.GetFiles(files.At("all"), "*.html"), Has.Length.EqualTo(5));
    }

    [Test]
    public void Team_FiveAgents_IsADistributionWithoutNames()
    {
        var run = Report("team", "Nord", "--from", "2026-11-01", "--to", "2026-11-30", "--out", "team");

        Assert.That(run.ExitCode, Is.Zero, run.Error);
        var text = string.Concat(Directory.GetFiles(files.At("team")).Select(File.ReadAllText));
        var data = JsonNode.Parse(File.ReadAllBytes(files.At("team/team-nord.json")))!;
        Assert.That((int)data["calls"]!, Is.EqualTo(30));
        var spread = data["mistakes"]!.AsArray().Single(row => (string?)row!["id"] == "Impatience")!;
        Assert.That(new[] { (double)spread["lowerQuartile"]!, (double)spread["median"]!, (double)spread["upperQuartile"]! }, Is.EqualTo(new[] { 73.5, 74.5, 75.5 }));
        Assert.That(text, Does.Not.Contain("Jana").And.Not.Contain("Zoe"));
    }

    [TestCase("The database knows no agent 'Nobody'", "agent", "Nobody")]
    [TestCase("The database knows no team 'West'", "team", "West")]
    [TestCase("The option --from wants a day", "agent", "Jana", "--from", "yesterday")]
    [TestCase("The first day 2026-12-01 is after the last 2026-11-01", "agent", "Jana", "--from", "2026-12-01", "--to", "2026-11-01")]
    [TestCase("nowhere.csv: there is no such file", "members", "nowhere.csv")]
    public void Report_WrongUsage_IsOneSentenceAndTwo(string sentence, params string[] arguments)
    {
        var run = Report(arguments);

        Assert.That(run.Error, Does.Contain(sentence));
        Assert.That(run.ExitCode, Is.EqualTo(2));
    }

    private CallQualityProgram.Outcome Report(params string[] arguments) =>
        CallQualityProgram.Run(files.Folder, ["report", .. arguments, "--database", store.Address]);

    private void AddCall(long batch, long versions, string agent, DateTimeOffset start, int impatience)
    {
        var metadata = new CallMetadata { Agent = agent, StartedAt = start };
        store.Ledger.Add(batch, [TestStore.ImportedFile($"{agent} {start:O}", metadata: metadata)]);
        var claim = store.Claims().Claim(versions, batch)!;
        var card = TestStore.Card() with { Metadata = metadata };
        card = card with { Mistakes = [.. card.Mistakes.Select(result => result.Mistake == Mistake.Impatience ? result with { Score = impatience } : result)] };
        store.Claims().Complete(claim, card, ScorecardJson.ToBytes(card, Language.German), new Dictionary<StageName, double>());
    }
}
