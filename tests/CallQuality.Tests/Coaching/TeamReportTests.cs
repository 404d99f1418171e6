using CallQuality.Core.Coaching;
using CallQuality.Core.Mistakes;

namespace CallQuality.Tests.Coaching;

public class TeamReportTests
{
    [Test]
    public void Of_FiveAgents_EachCountsOnceByTheOwnMedian()
    {
        // The first has many calls and must not outweigh the others.
        var agents = new[] { Agent(10, calls: 100), Agent(20), Agent(30), Agent(40), Agent(50) };

        var report = TeamReport.Of("Nord", agents, callCount: 120, unscoredCount: 3);

        Assert.That(report.Mistakes, Has.Count.EqualTo(8));
        Assert.That(report.Mistakes[0], Is.EqualTo(new TeamSpread(Mistake.TonelessVoice, 5, 20, 30, 40)));
    }

    [Test]
    public void Of_FourAgentsWithEnoughCalls_ShowsNoDistribution()
    {
        var report = TeamReport.Of("Nord", [Agent(10), Agent(20), Agent(30), Agent(40), Agent(50, calls: 4)], callCount: 24, unscoredCount: 0);

        Assert.That(report.AgentCount, Is.EqualTo(4));
        Assert.That(report.Mistakes, Is.Empty);
    }

    [Test]
    public void WithNames_Allowed_ListsAgentsWithEnoughCallsByName()
    {
        var agents = new Dictionary<string, IReadOnlyDictionary<Mistake, IReadOnlyList<int>>> { ["Zoe"] = Agent(90), ["Ida"] = Agent(10), ["Ole"] = Agent(50, calls: 4) };

        var report = TeamReport.Of("Nord", [.. agents.Values], callCount: 14, unscoredCount: 0).WithNames(agents, isAllowed: true);

        Assert.That(report.NamesRefused, Is.False);
        Assert.That(report.Named.Select(agent => (agent.Name, agent.Medians[0])), Is.EqualTo(new[] { ("Ida", (double?)10), ("Zoe", 90) }));
    }

    [Test]
    public void WithNames_NotAllowed_SaysSoAndNamesNobody()
    {
        var agents = new Dictionary<string, IReadOnlyDictionary<Mistake, IReadOnlyList<int>>> { ["Zoe"] = Agent(90) };

        var report = TeamReport.Of("Nord", [.. agents.Values], callCount: 5, unscoredCount: 0).WithNames(agents, isAllowed: false);

        Assert.That(report.NamesRefused, Is.True);
        Assert.That(report.Named, Is.Empty);
    }

    private static Dictionary<Mistake, IReadOnlyList<int>> Agent(int score, int calls = 5) =>
        Enum.GetValues<Mistake>().ToDictionary(mistake => mistake, _ => (IReadOnlyList<int>)[.. Enumerable.Repeat(score, calls)]);
}
