using CallQuality.Storage.Scorecards;

namespace CallQuality.Storage.Calls;

/// <summary>Whose calls somebody may see. Every question to the database that a user asks goes through one.</summary>
/// <param name="All">Everybody's, those without a known agent too.</param>
/// <param name="AgentId">One agent's.</param>
/// <param name="TeamIds">Those of the agents of some teams.</param>
public sealed record CallScope(bool All, long? AgentId, IReadOnlyList<long> TeamIds)
{
    /// <summary>All calls.</summary>
    public static CallScope Everything { get; } = new(true, null, []);

    /// <summary>No call.</summary>
    public static CallScope Nothing { get; } = new(false, null, []);

    internal IQueryable<StoredCall> Calls(CallsContext context) => All
        ? context.Calls
        : context.Calls.Where(call => call.AgentId != null && Agents(context).Any(agent => agent.Id == call.AgentId));

    internal IQueryable<StoredScorecard> Scorecards(CallsContext context)
    {
        var current = context.Scorecards.Where(card => card.IsCurrent);
        return All ? current : current.Where(card => card.AgentId != null && Agents(context).Any(agent => agent.Id == card.AgentId));
    }

    internal IQueryable<Agent> Agents(CallsContext context)
    {
        var (own, teams) = (AgentId ?? 0, TeamIds.ToList());
        return All ? context.Agents : context.Agents.Where(agent => agent.Id == own || teams.Contains(agent.TeamId ?? 0));
    }
}
