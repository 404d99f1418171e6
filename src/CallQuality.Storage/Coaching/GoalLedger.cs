using CallQuality.Core.Coaching;
using CallQuality.Core.Mistakes;
using CallQuality.Storage.Calls;
using CallQuality.Storage.Scorecards;
using Microsoft.EntityFrameworkCore;

namespace CallQuality.Storage.Coaching;

/// <summary>A goal as pages show it.</summary>
/// <param name="Goal">The goal with its steps.</param>
/// <param name="Names">Who did the steps, by key of the user.</param>
/// <param name="Progress">How the calls have been since; <see langword="null"/> where the reader may not see that.</param>
public sealed record ListedGoal(Goal Goal, IReadOnlyDictionary<long, string> Names, GoalProgress? Progress);

/// <summary>Goals that supervisors and agents agree, and what agents have read.</summary>
/// <remarks>Thread-safe. What is out of the asker's reach is not told from what is not there.</remarks>
public sealed class GoalLedger(CallDatabase database, CoachingReader coaching)
{
    private static readonly TimeSpan TimeBefore = TimeSpan.FromDays(90);

    /// <summary>Writes a goal down for the agent to confirm.</summary>
    /// <param name="scope">Who asks.</param>
    /// <param name="userId">The user who asks.</param>
    /// <param name="goal">The goal; its start is set here.</param>
    /// <returns>Its key; <see langword="null"/> where the agent is out of reach or the subject may not be seen.</returns>
    public long? Propose(CallScope scope, long userId, Goal goal)
    {
        ArgumentNullException.ThrowIfNull(scope);
        ArgumentNullException.ThrowIfNull(goal);
        return database.Run<long?>(context =>
        {
            if (!Redaction.Shows(scope, goal.Subject) || !scope.Agents(context).Any(agent => agent.Id == goal.AgentId))
            {
                return null;
            }

            goal.Id = 0;
            goal.Steps.Clear();
            goal.StartedAt = database.Now(context);
            context.Goals.Add(goal);
            Move(context, goal, userId, GoalState.Proposed, "");
            return goal.Id;
        });
    }

    /// <summary>The agent's word on an own goal that is open.</summary>
    /// <param name="agentId">The agent.</param>
    /// <param name="userId">The agent's user.</param>
    /// <param name="goalId">The goal.</param>
    /// <param name="confirms">Whether the agent confirms it.</param>
    /// <param name="text">What the agent writes.</param>
    /// <returns>Whether there is such a goal.</returns>
    public bool Reply(long agentId, long userId, long goalId, bool confirms, string text) => database.Run(context =>
    {
        if (Open(context).FirstOrDefault(goal => goal.Id == goalId && goal.AgentId == agentId) is not { } goal)
        {
            return false;
        }

        Move(context, goal, userId, confirms ? GoalState.Confirmed : GoalState.Answered, text);
        return true;
    });

    /// <summary>Whose an open goal in reach is; <see langword="null"/> where there is none.</summary>
    public long? AgentOf(CallScope scope, long goalId) => database.Read(context =>
        Open(context).Where(goal => goal.Id == goalId && scope.Agents(context).Any(agent => agent.Id == goal.AgentId)).Select(goal => (long?)goal.AgentId).FirstOrDefault());

    /// <summary>Closes an open goal in reach.</summary>
    /// <returns>Whether there was one.</returns>
    public bool Close(CallScope scope, long userId, long goalId, bool isReached, string text) => database.Run(context =>
    {
        if (Open(context).FirstOrDefault(goal => goal.Id == goalId && scope.Agents(context).Any(agent => agent.Id == goal.AgentId)) is not { } goal)
        {
            return false;
        }

        Move(context, goal, userId, isReached ? GoalState.Reached : GoalState.NotReached, text);
        return true;
    });

    /// <summary>An agent's goals, open ones first, newest first.</summary>
    public IReadOnlyList<ListedGoal> OfAgent(CallScope scope, long agentId)
    {
        ArgumentNullException.ThrowIfNull(scope);
        var (goals, names, now) = database.Read(context =>
        {
            var found = context.Goals.AsNoTracking().Include(goal => goal.Steps).Where(goal => goal.AgentId == agentId && scope.Agents(context).Any(agent => agent.Id == agentId)).ToList();
            var users = found.SelectMany(goal => goal.Steps).Select(step => step.UserId).Distinct().ToList();
            return (found, context.Users.Where(user => users.Contains(user.Id)).ToDictionary(user => user.Id, user => scope.NameOf(user.AgentId, user.UserName)!), database.Now(context));
        });
        return [.. goals.OrderBy(IsClosed).ThenByDescending(goal => goal.Id).Select(goal => new ListedGoal(goal, names, Redaction.Shows(scope, goal.Subject) ? ProgressOf(scope, goal, now) : null))];
    }

    /// <summary>The agent's word that the present scorecard of an own call was read; said twice, the first counts.</summary>
    /// <returns>Whether there is such a call.</returns>
    public bool Acknowledge(long agentId, long userId, string callId) => database.Run(context =>
    {
        var own = new CallScope(All: false, agentId, []);
        var analysis = CallReader.OfId(own.Calls(context), callId).SelectMany(call => own.Scorecards(context).Where(card => card.CallId == call.Id)).Select(card => (long?)card.AnalysisId).FirstOrDefault();
        if (analysis is { } id && !context.Acknowledgements.Any(row => row.AnalysisId == id))
        {
            context.Acknowledgements.Add(new Acknowledgement { AnalysisId = id, UserId = userId, At = database.Now(context) });
            context.SaveChanges();
        }

        return analysis is not null;
    });

    /// <summary>Whether a goal is closed.</summary>
    public static bool IsClosed(Goal goal)
    {
        ArgumentNullException.ThrowIfNull(goal);
        return goal.State is GoalState.Reached or GoalState.NotReached;
    }

    private static IQueryable<Goal> Open(CallsContext context) =>
        context.Goals.Include(goal => goal.Steps).Where(goal => goal.State == GoalState.Proposed || goal.State == GoalState.Confirmed);

    private GoalProgress ProgressOf(CallScope scope, Goal goal, DateTime now)
    {
        var end = IsClosed(goal) ? goal.Steps.Max(step => step.At) : now;
        return Enum.TryParse<Mistake>(goal.Subject, out var mistake)
            ? GoalProgress.Of(
                coaching.Scores(scope, goal.AgentId, goal.StartedAt - TimeBefore, goal.StartedAt)[mistake],
                coaching.Scores(scope, goal.AgentId, goal.StartedAt, end)[mistake],
                ScoreSeries.MedianOf)
            : GoalProgress.Of(
                coaching.Heard(scope, goal.AgentId, goal.Subject, goal.StartedAt - TimeBefore, goal.StartedAt),
                coaching.Heard(scope, goal.AgentId, goal.Subject, goal.StartedAt, end),
                heard => heard.Average() * 100);
    }

    private void Move(CallsContext context, Goal goal, long userId, GoalState kind, string text)
    {
        goal.State = kind == GoalState.Answered ? goal.State : kind;
        goal.Steps.Add(new GoalStep { At = database.Now(context), UserId = userId, Kind = kind, Text = text });
        context.SaveChanges();
    }
}
