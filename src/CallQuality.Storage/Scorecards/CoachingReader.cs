using CallQuality.Core.Mistakes;
using CallQuality.Storage.Calls;
using CallQuality.Storage.House;
using Microsoft.EntityFrameworkCore;

namespace CallQuality.Storage.Scorecards;

/// <summary>Reads a whole scorecard of the database.</summary>
/// <param name="sha256">SHA-256 of the recording.</param>
/// <param name="fileName">Name of the recording.</param>
/// <param name="document">Bytes of its <c>scorecard.json</c>, there for the time of reading.</param>
public delegate T ScorecardReader<out T>(string sha256, string fileName, ReadOnlySpan<byte> document);

/// <summary>Scores by mistake of one agent.</summary>
public sealed class AgentScores : Dictionary<Mistake, IReadOnlyList<int>>;

/// <summary>What coaching reports ask of the database: the current scorecard of each call, by agent or team and time.</summary>
/// <remarks>Thread-safe. A period includes its start and not its end; a call whose start is unknown counts when it was imported.</remarks>
/// <param name="database">The calls.</param>
/// <param name="redaction">Takes out what a scope keeps back.</param>
public sealed class CoachingReader(CallDatabase database, Redaction redaction)
{
    /// <summary>For whoever reads everything and nothing else.</summary>
    public CoachingReader(CallDatabase database)
        : this(database, Redaction.OfNothing)
    {
    }

    /// <summary>The agents with scorecards in a period, by name.</summary>
    public IReadOnlyList<Agent> Agents(DateTime start, DateTime until) => database.Read(context => context.Agents.AsNoTracking()
        .Where(agent => context.Scorecards.Any(card => card.AgentId == agent.Id && card.IsCurrent && card.CallAt >= start && card.CallAt < until))
        .OrderBy(agent => agent.Name).ToList());

    /// <summary>An agent by name; <see langword="null"/> where there is none.</summary>
    public Agent? Agent(string name) => database.Read(context => context.Agents.AsNoTracking().FirstOrDefault(agent => agent.Name == name));

    /// <summary>A team by name; <see langword="null"/> where there is none.</summary>
    public Team? Team(string name) => database.Read(context => context.Teams.AsNoTracking().FirstOrDefault(team => team.Name == name));

    /// <summary>An agent's scorecards of a period, in no particular order.</summary>
    /// <param name="scope">Who asks.</param>
    /// <param name="agentId">The agent.</param>
    /// <param name="start">Start of the period.</param>
    /// <param name="until">End of the period.</param>
    /// <param name="read">Reads them, several at a time.</param>
    /// <param name="most">At most so many, the latest.</param>
    public IReadOnlyList<T> Scorecards<T>(CallScope scope, long agentId, DateTime start, DateTime until, ScorecardReader<T> read, int most = int.MaxValue)
    {
        ArgumentNullException.ThrowIfNull(scope);
        ArgumentNullException.ThrowIfNull(read);
        var rows = database.Read(context =>
            (from card in Of(context, scope, start, until).Where(card => card.AgentId == agentId).OrderByDescending(card => card.CallAt).Take(most)
             join call in context.Calls on card.CallId equals call.Id
             join document in context.Documents on card.AnalysisId equals document.AnalysisId
             select new { call.Sha256, call.FileName, document.Packed }).ToList());
        return [.. rows.AsParallel().Select(row => Packing.Unpack(row.Packed, document => read(
            row.Sha256, scope.FileNameOf(row.Sha256[..CallReader.IdDigits], row.FileName), redaction.Document(scope, agentId, document))))];
    }

    /// <summary>An agent's scores of a period.</summary>
    public AgentScores Scores(CallScope scope, long agentId, DateTime start, DateTime until)
    {
        ArgumentNullException.ThrowIfNull(scope);
        return ScoresOf(database.Read(context => Of(context, scope, start, until).Where(card => card.AgentId == agentId).ToList()).Select(redaction.Cards(scope)));
    }

    /// <summary>A 1 for each of an agent's calls of a period in which a strength was heard, a 0 for each other.</summary>
    public IReadOnlyList<int> Heard(CallScope scope, long agentId, string strength, DateTime start, DateTime until)
    {
        ArgumentNullException.ThrowIfNull(scope);
        return database.Read(context => Of(context, scope, start, until).Where(card => card.AgentId == agentId)
            .Select(card => context.Findings.Any(finding => finding.AnalysisId == card.AnalysisId && finding.Subject == strength) ? 1 : 0).ToList());
    }

    /// <summary>The scores of a team's agents in a period, one entry an agent, and its calls, those that could not be scored apart.</summary>
    public (IReadOnlyList<AgentScores> Agents, int CallCount, int UnscoredCount) TeamScores(long teamId, DateTime start, DateTime until)
    {
        var cards = database.Read(context => OfTeam(context, teamId, start, until).ToList());
        return ([.. cards.GroupBy(card => card.AgentId).Select(ScoresOf)], cards.Count, cards.Count(card => card.OverallScore is null));
    }

    /// <summary>The same scores by the agents' names, and whether the house allows a report to show those; without that no name is read.</summary>
    public (IReadOnlyDictionary<string, IReadOnlyDictionary<Mistake, IReadOnlyList<int>>> Agents, bool IsAllowed) NamedTeamScores(long teamId, DateTime start, DateTime until)
    {
        if (!database.Read(HouseRules.Of).TeamNames)
        {
            return (new Dictionary<string, IReadOnlyDictionary<Mistake, IReadOnlyList<int>>>(), false);
        }

        var (names, cards) = database.Read(context => (
            context.Agents.Where(agent => agent.TeamId == teamId).ToDictionary(agent => agent.Id, agent => agent.Name), OfTeam(context, teamId, start, until).ToList()));
        return (cards.GroupBy(card => names[card.AgentId!.Value])
            .ToDictionary(group => group.Key, IReadOnlyDictionary<Mistake, IReadOnlyList<int>> (group) => ScoresOf(group)), true);
    }

    /// <summary>Puts agents into teams; both are added where they are new.</summary>
    public void SetTeams(IReadOnlyList<(string Agent, string Team)> members) => database.Run(context =>
    {
        foreach (var (agentName, teamName) in members)
        {
            var team = context.Teams.FirstOrDefault(row => row.Name == teamName) ?? context.Teams.Add(new Team { Name = teamName }).Entity;
            var agent = context.Agents.FirstOrDefault(row => row.Name == agentName) ?? context.Agents.Add(new Agent { Name = agentName }).Entity;
            agent.Team = team;
            context.SaveChanges();
        }
    });

    private static IQueryable<StoredScorecard> OfTeam(CallsContext context, long teamId, DateTime start, DateTime until) => Of(context, CallScope.Everything, start, until)
        .Where(card => context.Agents.Any(agent => agent.Id == card.AgentId && agent.TeamId == teamId));

    private static IQueryable<StoredScorecard> Of(CallsContext context, CallScope scope, DateTime start, DateTime until) =>
        scope.Scorecards(context).AsNoTracking().Where(card => card.CallAt >= start && card.CallAt < until);

    private static AgentScores ScoresOf(IEnumerable<StoredScorecard> cards)
    {
        var list = cards.ToList();
        var scores = new AgentScores();
        foreach (var mistake in Enum.GetValues<Mistake>())
        {
            scores.Add(mistake, [.. list.Select(card => card.ScoreOf(mistake)).OfType<int>()]);
        }

        return scores;
    }
}
