using System.Globalization;
using CallQuality.Core.Coaching;
using CallQuality.Core.Scoring;
using CallQuality.Portal.Access;
using CallQuality.Portal.Frame;
using CallQuality.Reports.Json;
using CallQuality.Storage.Accounts;
using CallQuality.Storage.Audit;
using CallQuality.Storage.Calls;
using CallQuality.Storage.Coaching;
using CallQuality.Storage.Feedback;
using CallQuality.Storage.Scorecards;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace CallQuality.Portal.Agents;

/// <summary>The agents in reach, and the page of one: trend against the own earlier calls, moments, promises, disputes.</summary>
internal static class AgentEndpoints
{
    private const int UsualDays = 30;
    private const int MostDays = 366;

    // Each is a whole document; a page with more would be slow and say no more.
    private const int MostCalls = 120;
    private const int ShownFeedback = 50;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/agents", (HttpContext http, CallReader calls) => http.Show<AgentsPage>(
            (nameof(AgentsPage.Agents), calls.Agents(http.SignedIn().Scope)),
            (nameof(AgentsPage.Counts), calls.CallCounts(http.SignedIn().Scope)))).For(PortalRole.Supervisor, PortalRole.Quality, PortalRole.Administrator);
        routes.MapGet("/agents/{id:long}", Show);
    }

    private static IResult Show(long id, HttpContext http, AgentQuestions questions, GoalLedger goals, int? days)
    {
        var person = http.SignedIn();
        if (questions.Calls.Agents(person.Scope).FirstOrDefault(row => row.Id == id) is not { } agent)
        {
            return Results.NotFound();
        }

        var (span, now) = (TimeSpan.FromDays(Math.Clamp(days ?? UsualDays, 1, MostDays)), questions.Clock.GetUtcNow().UtcDateTime);
        var report = questions.Report(person.Scope, agent, now - span, now.AddMinutes(1), MostCalls);
        questions.Audit.Note(person.Actor, "agent.view", id.ToString(CultureInfo.InvariantCulture));
        return http.Show<AgentPage>(
            (nameof(AgentPage.AgentId), id),
            (nameof(AgentPage.Goals), goals.OfAgent(person.Scope, id)),
            (nameof(AgentPage.Report), report),
            (nameof(AgentPage.Rubric), questions.Rubric),
            (nameof(AgentPage.Days), (int)span.TotalDays),
            (nameof(AgentPage.Said), questions.Feedback.List(person.Scope, id, ShownFeedback)));
    }
}

/// <summary>What the page of an agent is made from.</summary>
internal sealed class AgentQuestions(CallReader calls, CoachingReader coaching, FeedbackLedger feedback, AuditLog audit, PortalSettings settings)
{
    private readonly PromiseLedger promises = new(settings.Database, document => ScorecardJson.Read(document, ScorecardJson.FileName));

    public CallReader Calls => calls;

    public FeedbackLedger Feedback => feedback;

    public AuditLog Audit => audit;

    public Rubric Rubric => settings.Rubric;

    public TimeProvider Clock { get; } = TimeProvider.System;

    /// <summary>The report of a period beside the agent's own period of the same length before it.</summary>
    public CoachingReport Report(CallScope scope, Agent agent, DateTime from, DateTime until, int mostCalls)
    {
        var scorecards = coaching.Scorecards(scope, agent.Id, from, until, (sha256, fileName, document) =>
            new CoachingCall(ScorecardJson.Read(document, fileName), sha256[..CallReader.IdDigits]), mostCalls);
        return CoachingReport.Of(agent.Name, scorecards, settings.Rubric)
            .Since(coaching.Scores(scope, agent.Id, from - (until - from), from))
            .Following(promises.HistoryOf(scope, scorecards, (sha256, _) => sha256[..CallReader.IdDigits]));
    }
}
