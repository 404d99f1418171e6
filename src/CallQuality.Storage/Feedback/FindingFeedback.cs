using CallQuality.Storage.Scorecards;

namespace CallQuality.Storage.Feedback;

/// <summary>Where an agent's word on a finding stands.</summary>
public enum FeedbackState
{
    /// <summary>Marked as helpful; nothing to answer.</summary>
    Helpful,

    /// <summary>Disputed, not looked at yet.</summary>
    Disputed,

    /// <summary>Somebody is looking at it.</summary>
    TakenUp,

    /// <summary>The dispute was right.</summary>
    Accepted,

    /// <summary>The finding stays.</summary>
    Declined,
}

/// <summary>What an agent said of a finding, and what was answered.</summary>
public sealed class FindingFeedback
{
    /// <summary>Key.</summary>
    public long Id { get; set; }

    /// <summary>The finding; at most one word on each.</summary>
    public required long FindingId { get; set; }

    /// <summary>The finding; loaded on demand only.</summary>
    public StoredFinding? Finding { get; set; }

    /// <summary>The agent whose call it is.</summary>
    public required long AgentId { get; set; }

    /// <summary>Where it stands.</summary>
    public required FeedbackState State { get; set; }

    /// <summary>Score of the mistake that the agent proposes, 0 to 100; <see langword="null"/> unless disputed.</summary>
    public int? ProposedScore { get; set; }

    /// <summary>Every step so far, oldest first; loaded on demand only.</summary>
    public List<FeedbackStep> Steps { get; } = [];
}

/// <summary>One step of a dispute: who moved it where, when, and with which words.</summary>
public sealed class FeedbackStep
{
    /// <summary>Key.</summary>
    public long Id { get; set; }

    /// <summary>What it is a step of.</summary>
    public long FeedbackId { get; set; }

    /// <summary>When, UTC.</summary>
    public required DateTime At { get; set; }

    /// <summary>Who.</summary>
    public required long UserId { get; set; }

    /// <summary>Where it stood afterwards.</summary>
    public required FeedbackState State { get; set; }

    /// <summary>Reason or answer; may be empty.</summary>
    public required string Text { get; set; }
}
