using CallQuality.Core.Mistakes;

namespace CallQuality.Core.Coaching;

/// <summary>A team's scores as distributions. It ranks nobody: each agent counts once, by the median of the own calls.</summary>
public sealed record TeamReport
{
    /// <summary>Fewest agents of whom anything is shown: with fewer, a distribution would name them.</summary>
    public const int LeastAgents = 5;

    /// <summary>The team's name.</summary>
    public required string Team { get; init; }

    /// <summary>Agents with at least <see cref="CoachingReport.LeastCalls"/> scored calls.</summary>
    public required int AgentCount { get; init; }

    /// <summary>All calls of the team with a scorecard, also of agents with too few of them.</summary>
    public required int CallCount { get; init; }

    /// <summary>Calls in which no mistake could be scored.</summary>
    public required int UnscoredCount { get; init; }

    /// <summary>The eight mistakes, in the order of <see cref="Mistake"/>; empty with fewer than <see cref="LeastAgents"/> agents.</summary>
    public required IReadOnlyList<TeamSpread> Mistakes { get; init; }

    /// <summary>The agents that count, by name; empty unless names were asked for and the house allows them.</summary>
    public IReadOnlyList<TeamAgent> Named { get; init; } = [];

    /// <summary>Whether names were asked for and the house does not allow them.</summary>
    public bool NamesRefused { get; init; }

    /// <summary>This report with names, where the house allows them; else it says that they were refused.</summary>
    /// <param name="scores">Scores by mistake and agent's name.</param>
    /// <param name="isAllowed">Whether the house allows names in a team's report.</param>
    public TeamReport WithNames(IReadOnlyDictionary<string, IReadOnlyDictionary<Mistake, IReadOnlyList<int>>> scores, bool isAllowed)
    {
        ArgumentNullException.ThrowIfNull(scores);
        return !isAllowed ? this with { NamesRefused = true } : this with
        {
            Named =
            [
                .. scores.OrderBy(agent => agent.Key, StringComparer.OrdinalIgnoreCase)
                    .Where(agent => agent.Value.Values.Any(list => list.Count >= CoachingReport.LeastCalls))
                    .Select(agent => new TeamAgent(agent.Key, [.. Enum.GetValues<Mistake>().Select(mistake => MedianOf(agent.Value[mistake]))])),
            ],
        };
    }

    /// <summary>Sums up.</summary>
    /// <param name="team">The team's name.</param>
    /// <param name="agents">Scores by mistake, one entry an agent.</param>
    /// <param name="callCount">All calls with a scorecard.</param>
    /// <param name="unscoredCount">Calls in which no mistake could be scored.</param>
    public static TeamReport Of(string team, IReadOnlyList<IReadOnlyDictionary<Mistake, IReadOnlyList<int>>> agents, int callCount, int unscoredCount)
    {
        ArgumentNullException.ThrowIfNull(agents);
        var known = agents.Where(scores => scores.Values.Any(list => list.Count >= CoachingReport.LeastCalls)).ToList();
        return new TeamReport
        {
            Team = team,
            AgentCount = known.Count,
            CallCount = callCount,
            UnscoredCount = unscoredCount,
            Mistakes = known.Count < LeastAgents ? [] : [.. Enum.GetValues<Mistake>().Select(mistake => SpreadOf(mistake, known)).OfType<TeamSpread>()],
        };
    }

    private static double? MedianOf(IReadOnlyList<int> scores) => scores.Count < CoachingReport.LeastCalls ? null : ScoreSeries.MedianOf(scores);

    private static TeamSpread? SpreadOf(Mistake mistake, List<IReadOnlyDictionary<Mistake, IReadOnlyList<int>>> agents)
    {
        double[] medians =
        [
            .. agents.Select(scores => MedianOf(scores[mistake])).OfType<double>().Order(),
        ];
        return medians.Length < LeastAgents ? null : new TeamSpread(
            mistake, medians.Length, ScoreSeries.Quantile(medians, 0.25)!.Value, ScoreSeries.Quantile(medians, 0.5)!.Value, ScoreSeries.Quantile(medians, 0.75)!.Value);
    }
}

/// <summary>How the agents' medians of one mistake are spread.</summary>
/// <param name="Mistake">Which mistake.</param>
/// <param name="AgentCount">Agents that count.</param>
/// <param name="LowerQuartile">A quarter of them is below, 0 to 100.</param>
/// <param name="Median">Half of them is below.</param>
/// <param name="UpperQuartile">A quarter of them is above.</param>
public sealed record TeamSpread(Mistake Mistake, int AgentCount, double LowerQuartile, double Median, double UpperQuartile);

/// <summary>An agent of a team.</summary>
/// <param name="Name">The agent's name.</param>
/// <param name="Medians">Medians of the eight mistakes in the order of <see cref="Mistake"/>, 0 to 100; <see langword="null"/> below <see cref="CoachingReport.LeastCalls"/> scores.</param>
public sealed record TeamAgent(string Name, IReadOnlyList<double?> Medians);
