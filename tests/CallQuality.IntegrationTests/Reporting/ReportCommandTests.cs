using System.Text.Json.Nodes;
using CallQuality.Core.Calls;
using CallQuality.Core.Mistakes;
using CallQuality.IntegrationTests.Pipeline;
using CallQuality.IntegrationTests.Storage;
using CallQuality.Reports.Json;
using CallQuality.Storage.Analyses;
using CallQuality.Storage.House;

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

    [Test]
    public void Team_Names_AreShownOnlyWhereTheHouseAllowsThem()
    {
        var rules = new HouseRules(store.Database);
        string[] month = ["--from", "2026-11-01", "--to", "2026-11-30"];

        var refused = Report(["team", "Nord", .. month, "--names", "--out", "refused"]);
        var refusedText = string.Concat(Directory.GetFiles(files.At("refused")).Select(File.ReadAllText));
        Assert.That(refused.ExitCode, Is.Zero, refused.Error);
        Assert.That(refused.Output, Does.Contain("the house rules do not allow them"));
        Assert.That(refusedText, Does.Contain("the house rules do not allow them").And.Not.Contain("Jana").And.Not.Contain("Zoe"));

        rules.Change("user 1", new HouseSettings { TeamNames = true });
        var allowed = Report(["team", "Nord", .. month, "--names", "--out", "allowed"]);
        var unasked = Report(["team", "Nord", .. month, "--out", "unasked"]);
        rules.Change("user 1", new HouseSettings());

        Assert.That(allowed.Output + unasked.Output, Does.Not.Contain("do not allow"));
        var named = JsonNode.Parse(File.ReadAllBytes(files.At("allowed/team-nord.json")))!["named"]!.AsArray();
        Assert.That(named.Select(row => (string?)row!["agent"]), Is.EqualTo(new[] { "Ida", "Jana", "Ole", "Piet", "Zoe" }));
        Assert.That((double)named[1]!["medians"]!["Impatience"]!, Is.EqualTo(72.5));
        Assert.That(File.ReadAllText(files.At("allowed/team-nord.html")), Does.Contain("Jana"));
        Assert.That(File.ReadAllText(files.At("unasked/team-nord.html")), Does.Not.Contain("Jana"));
        Assert.That(store.Ask(context => context.Audit.Count(entry => entry.Action == "settings.teamNames")), Is.EqualTo(2));
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
