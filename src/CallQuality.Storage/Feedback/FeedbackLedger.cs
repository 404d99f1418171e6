using CallQuality.Storage.Calls;
using CallQuality.Storage.House;
using CallQuality.Storage.Scorecards;
using Microsoft.EntityFrameworkCore;

namespace CallQuality.Storage.Feedback;

/// <summary>An agent's word on a finding as lists show it.</summary>
/// <param name="Feedback">The word with its finding and steps.</param>
/// <param name="CallId">Public id of the call.</param>
/// <param name="FileName">Name of the recording.</param>
/// <param name="Agent">Name of the agent.</param>
/// <param name="Score">The machine's score of the mistake; <see langword="null"/> where it has none.</param>
public sealed record ListedFeedback(FindingFeedback Feedback, string CallId, string FileName, string Agent, int? Score);

/// <summary>What agents say of findings and what they are answered.</summary>
/// <remarks>Thread-safe. What is out of the asker's reach is not told from what is not there.</remarks>
public sealed class FeedbackLedger(CallDatabase database)
{
    /// <summary>The agent's word on a finding of an own call: marks it as helpful or disputes it.</summary>
    /// <param name="agentId">The agent.</param>
    /// <param name="userId">The agent's user.</param>
    /// <param name="findingId">The finding.</param>
    /// <param name="proposedScore">Score proposed by a dispute; <see langword="null"/> to mark as helpful.</param>
    /// <param name="reason">Reason of a dispute.</param>
    /// <returns>Whether there is such a finding in a call of this agent, it had no dispute yet, and somebody may answer one: of results that the agent alone sees there is none.</returns>
    public bool Say(long agentId, long userId, long findingId, int? proposedScore, string reason) => database.Run(context =>
    {
        var isOwn = context.Findings.Any(finding => finding.Id == findingId && context.Scorecards.Any(card => card.AnalysisId == finding.AnalysisId && card.AgentId == agentId));
        var feedback = context.Feedback.Include(row => row.Steps).FirstOrDefault(row => row.FindingId == findingId);
        var isUnseen = proposedScore is not null && HouseRules.Of(context).TrainingOnly && Redaction.VoiceSubjects.Contains(context.Findings.Where(row => row.Id == findingId).Select(row => row.Subject).FirstOrDefault());
        if (!isOwn || isUnseen || feedback is { State: not FeedbackState.Helpful })
        {
            return false;
        }

        if (feedback is null)
        {
            feedback = new FindingFeedback { FindingId = findingId, AgentId = agentId, State = FeedbackState.Helpful };
            context.Feedback.Add(feedback);
        }

        feedback.ProposedScore = proposedScore;
        Move(context, feedback, userId, proposedScore is null ? FeedbackState.Helpful : FeedbackState.Disputed, reason);
        return true;
    });

    /// <summary>Moves a dispute on.</summary>
    /// <returns>Whether there is such a dispute in reach that is still open.</returns>
    public bool Answer(CallScope scope, long userId, long feedbackId, FeedbackState state, string text) => database.Run(context =>
    {
        var open = Open(context, scope).Include(row => row.Steps).FirstOrDefault(row => row.Id == feedbackId);
        if (open is null || state is not (FeedbackState.TakenUp or FeedbackState.Accepted or FeedbackState.Declined))
        {
            return false;
        }

        Move(context, open, userId, state, text);
        return true;
    });

    /// <summary>The words on the findings of a scorecard, by key of the finding.</summary>
    public IReadOnlyDictionary<long, FindingFeedback> OfScorecard(long analysisId) => database.Read(context =>
        context.Feedback.AsNoTracking().Include(row => row.Steps).Where(row => row.Finding!.AnalysisId == analysisId).ToDictionary(row => row.FindingId));

    /// <summary>Disputes in reach, open ones first, newest first.</summary>
    /// <param name="scope">Who asks.</param>
    /// <param name="agentId">One agent's, with those marked as helpful; <see langword="null"/> for the disputes of all in reach.</param>
    /// <param name="take">At most.</param>
    public IReadOnlyList<ListedFeedback> List(CallScope scope, long? agentId, int take) => database.Read(context =>
        (from row in InReach(context, scope).AsNoTracking().Include(row => row.Finding).Include(row => row.Steps)
         where agentId == null ? row.State != FeedbackState.Helpful : row.AgentId == agentId
         join agent in context.Agents on row.AgentId equals agent.Id
         join card in context.Scorecards on row.Finding!.AnalysisId equals card.AnalysisId
         join call in context.Calls on card.CallId equals call.Id
         orderby row.State == FeedbackState.Disputed || row.State == FeedbackState.TakenUp descending, row.Id descending
         select new { row, call.Sha256, call.FileName, agent.Name, card }).Take(take).AsEnumerable()
        .Select(found => new ListedFeedback(
            found.row,
            found.Sha256[..CallReader.IdDigits],
            scope.FileNameOf(found.Sha256[..CallReader.IdDigits], found.FileName),
            scope.NameOf(found.row.AgentId, found.Name)!,
            ScoreOf(found.card, found.row.Finding!.Subject))).ToList());

    /// <summary>How many disputes in reach wait for an answer.</summary>
    public int OpenCount(CallScope scope) => database.Read(context => Open(context, scope).Count());

    private static IQueryable<FindingFeedback> InReach(CallsContext context, CallScope scope)
    {
        var hidden = scope.HidesVoice ? Redaction.VoiceSubjects.ToList() : [];
        return context.Feedback.Where(row => !hidden.Contains(row.Finding!.Subject) && scope.AllScorecards(context).Any(card => card.AnalysisId == row.Finding!.AnalysisId));
    }

    private static IQueryable<FindingFeedback> Open(CallsContext context, CallScope scope) =>
        InReach(context, scope).Where(row => row.State == FeedbackState.Disputed || row.State == FeedbackState.TakenUp);

    private static int? ScoreOf(StoredScorecard card, string subject) => Enum.TryParse<Core.Mistakes.Mistake>(subject, out var mistake) ? card.ScoreOf(mistake) : null;

    private void Move(CallsContext context, FindingFeedback feedback, long userId, FeedbackState state, string text)
    {
        feedback.State = state;
        feedback.Steps.Add(new FeedbackStep { At = database.Now(context), UserId = userId, State = state, Text = text });
        context.SaveChanges();
    }
}
