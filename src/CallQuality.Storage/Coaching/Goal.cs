namespace CallQuality.Storage.Coaching;

/// <summary>Where a goal stands, and what a step of it was.</summary>
public enum GoalState
{
    /// <summary>Written down by the supervisor; the agent has not confirmed it yet.</summary>
    Proposed,

    /// <summary>The agent wrote something; the goal stands as before. Only steps are of this kind.</summary>
    Answered,

    /// <summary>Confirmed by the agent.</summary>
    Confirmed,

    /// <summary>Closed as reached.</summary>
    Reached,

    /// <summary>Closed as not reached.</summary>
    NotReached,
}

/// <summary>Something supervisor and agent agreed to work on.</summary>
public sealed class Goal
{
    /// <summary>Key.</summary>
    public long Id { get; set; }

    /// <summary>Whose goal it is.</summary>
    public required long AgentId { get; set; }

    /// <summary>Id of the mistake or strength.</summary>
    public required string Subject { get; set; }

    /// <summary>Score to come to, 0 to 100; <see langword="null"/> where the sentence says it all.</summary>
    public int? TargetScore { get; set; }

    /// <summary>What was agreed, as a sentence; may be empty beside a score.</summary>
    public required string Wish { get; set; }

    /// <summary>Until when.</summary>
    public required DateOnly DueOn { get; set; }

    /// <summary>When it was written down, UTC.</summary>
    public required DateTime StartedAt { get; set; }

    /// <summary>Where it stands.</summary>
    public required GoalState State { get; set; }

    /// <summary>Every step so far; loaded on demand only.</summary>
    public List<GoalStep> Steps { get; } = [];
}

/// <summary>One step of a goal: who did what, when, and with which words.</summary>
public sealed class GoalStep
{
    /// <summary>Key.</summary>
    public long Id { get; set; }

    /// <summary>The goal.</summary>
    public long GoalId { get; set; }

    /// <summary>When, UTC.</summary>
    public required DateTime At { get; set; }

    /// <summary>Who.</summary>
    public required long UserId { get; set; }

    /// <summary>What it was.</summary>
    public required GoalState Kind { get; set; }

    /// <summary>What was written; may be empty.</summary>
    public required string Text { get; set; }
}

/// <summary>An agent's word that a scorecard was read.</summary>
public sealed class Acknowledgement
{
    /// <summary>Key: the scorecard's analysis.</summary>
    public required long AnalysisId { get; set; }

    /// <summary>The agent's user.</summary>
    public required long UserId { get; set; }

    /// <summary>When, UTC.</summary>
    public required DateTime At { get; set; }
}
