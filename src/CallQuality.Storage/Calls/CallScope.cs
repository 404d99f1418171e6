using CallQuality.Storage.Feedback;
using CallQuality.Storage.Scorecards;

namespace CallQuality.Storage.Calls;

/// <summary>Whose calls somebody may see, and what of them. Every question to the database that a user asks goes through one.</summary>
/// <param name="All">Everybody's, those without a known agent too.</param>
/// <param name="AgentId">One agent's.</param>
/// <param name="TeamIds">Those of the agents of some teams.</param>
public sealed record CallScope(bool All, long? AgentId, IReadOnlyList<long> TeamIds)
{
    /// <summary>All calls.</summary>
    public static CallScope Everything { get; } = new(true, null, []);

    /// <summary>No call.</summary>
    public static CallScope Nothing { get; } = new(false, null, []);

    /// <summary>
    /// Scorecards made at this time or later are still their agents' own, UTC; <see langword="null"/> where none are. One without a known
    /// agent has nobody to wait for, and one in which the agent disputes a finding was handed over by that.
    /// </summary>
    public DateTime? HeldBackSince { get; init; }

    /// <summary>Whether results from the voice are kept back.</summary>
    public bool HidesVoice { get; init; }

    /// <summary>Whether agents are called by pseudonyms.</summary>
    public bool HidesNames { get; init; }

    /// <summary>What an agent is called.</summary>
    /// <param name="agentId">The agent; <see langword="null"/> where unknown.</param>
    /// <param name="name">The agent's name; <see langword="null"/> where unknown.</param>
    public string? NameOf(long? agentId, string? name) => HidesNames && agentId is { } id ? PseudonymOf(id) : name;

    /// <summary>What a recording is called: a file's name may hold its agent's.</summary>
    /// <param name="callId">Public id of the call.</param>
    /// <param name="fileName">Name of the file.</param>
    public string FileNameOf(string callId, string fileName) => HidesNames ? callId + Path.GetExtension(fileName) : fileName;

    internal static string PseudonymOf(long agentId) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"Agent {agentId}");

    /// <summary>The calls in reach whose scorecard may be seen or does not exist yet.</summary>
    internal IQueryable<StoredCall> Calls(CallsContext context)
    {
        var calls = CallsOfAgents(context);
        return HeldBackSince is null
            ? calls
            : calls.Where(call => !context.Scorecards.Any(card => card.CallId == call.Id && card.IsCurrent) || Scorecards(context).Any(card => card.CallId == call.Id));
    }

    /// <summary>The calls in reach, also those whose scorecard may not be seen yet: for saying where a call stands.</summary>
    internal IQueryable<StoredCall> CallsOfAgents(CallsContext context) => All
        ? context.Calls
        : context.Calls.Where(call => call.AgentId != null && Agents(context).Any(agent => agent.Id == call.AgentId));

    /// <summary>The current scorecards in reach.</summary>
    internal IQueryable<StoredScorecard> Scorecards(CallsContext context) => AllScorecards(context).Where(card => card.IsCurrent);

    /// <summary>The scorecards in reach, those that newer ones have replaced too.</summary>
    internal IQueryable<StoredScorecard> AllScorecards(CallsContext context)
    {
        IQueryable<StoredScorecard> cards = context.Scorecards;
        if (!All)
        {
            cards = cards.Where(card => card.AgentId != null && Agents(context).Any(agent => agent.Id == card.AgentId));
        }

        return HeldBackSince is not { } since
            ? cards
            : cards.Where(card => card.AgentId == null
                || context.Analyses.Any(row => row.Id == card.AnalysisId && row.EndedAt < since)
                || context.Feedback.Any(row => row.Finding!.AnalysisId == card.AnalysisId && row.State != FeedbackState.Helpful));
    }

    internal IQueryable<Agent> Agents(CallsContext context)
    {
        var (own, teams) = (AgentId ?? 0, TeamIds.ToList());
        return All ? context.Agents : context.Agents.Where(agent => agent.Id == own || teams.Contains(agent.TeamId ?? 0));
    }
}
