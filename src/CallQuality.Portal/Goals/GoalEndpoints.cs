using System.Globalization;
using CallQuality.Core.Mistakes;
using CallQuality.Core.Wording;
using CallQuality.Portal.Access;
using CallQuality.Portal.Frame;
using CallQuality.Storage.Accounts;
using CallQuality.Storage.Audit;
using CallQuality.Storage.Coaching;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace CallQuality.Portal.Goals;

/// <summary>Goals on an agent's page, and the agent's word that a scorecard was read.</summary>
internal static class GoalEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        PortalRole[] agreeing = [PortalRole.Supervisor, PortalRole.Quality, PortalRole.Administrator];
        routes.MapPost("/agents/{id:long}/goals", ProposeAsync).For(agreeing);
        routes.MapPost("/goals/{id:long}", ReplyAsync).For(PortalRole.Agent);
        routes.MapPost("/goals/{id:long}/close", CloseAsync).For(agreeing);
        routes.MapPost("/calls/{callId}/read", Acknowledge).For(PortalRole.Agent);
    }

    private static async Task<IResult> ProposeAsync(long id, HttpContext http, GoalLedger goals, AuditLog audit)
    {
        var (form, person) = (await http.Request.ReadFormAsync(), http.SignedIn());
        var (subject, wish) = (form["subject"].ToString(), form["wish"].ToString().Trim());
        var target = FormValues.Score(form["target"]);
        var isKnown = IsNameOf<Mistake>(subject) || IsNameOf<Strength>(subject);
        if (!isKnown || FormValues.Day(form["due"]) is not { } due
            || (target is null && wish.Length == 0) || wish.Length > Answers.LongestText)
        {
            return http.Say(StatusCodes.Status400BadRequest, Texts.Get(Answers.LanguageOf(http), "portal.goal.title"), Texts.Get(Answers.LanguageOf(http), "portal.goal.incomplete"));
        }

        var goal = new Goal { AgentId = id, Subject = subject, TargetScore = target, Wish = wish, DueOn = due, StartedAt = default, State = GoalState.Proposed };
        if (goals.Propose(person.Scope, person.Id, goal) is not { } key)
        {
            return Results.NotFound();
        }

        Note(http, audit, "goal.propose", key);
        return Back(id);
    }

    private static async Task<IResult> ReplyAsync(long id, HttpContext http, GoalLedger goals, AuditLog audit)
    {
        var (form, person) = (await http.Request.ReadFormAsync(), http.SignedIn());
        var (confirms, text) = (form["say"] == "confirm", form["text"].ToString().Trim());
        if (text.Length > Answers.LongestText || (!confirms && text.Length == 0))
        {
            return Results.BadRequest();
        }

        if (person.AgentId is not { } own || !goals.Reply(own, person.Id, id, confirms, text))
        {
            return Results.NotFound();
        }

        Note(http, audit, confirms ? "goal.confirm" : "goal.answer", id);
        return Back(own);
    }

    private static async Task<IResult> CloseAsync(long id, HttpContext http, GoalLedger goals, AuditLog audit)
    {
        var (form, person) = (await http.Request.ReadFormAsync(), http.SignedIn());
        var text = form["text"].ToString().Trim();
        if (goals.AgentOf(person.Scope, id) is not { } agent)
        {
            return Results.NotFound();
        }

        if (form["result"].ToString() is not ("reached" or "notReached") || text.Length > Answers.LongestText)
        {
            return Results.BadRequest();
        }

        var isReached = form["result"] == "reached";
        if (!goals.Close(person.Scope, person.Id, id, isReached, text))
        {
            return Results.NotFound();
        }

        Note(http, audit, isReached ? "goal.reached" : "goal.notReached", id);
        return Back(agent);
    }

    private static IResult Acknowledge(string callId, HttpContext http, GoalLedger goals, AuditLog audit)
    {
        var person = http.SignedIn();
        if (person.AgentId is not { } own || !goals.Acknowledge(own, person.Id, callId))
        {
            return Results.NotFound();
        }

        audit.Note(person.Actor, "call.read", callId);
        return Answers.GoTo($"/calls/{callId}");
    }

    private static bool IsNameOf<T>(string name)
        where T : struct, Enum => Enum.GetNames<T>().Contains(name);

    private static IResult Back(long agentId) => Answers.GoTo(string.Create(CultureInfo.InvariantCulture, $"/agents/{agentId}#agreed"));

    private static void Note(HttpContext http, AuditLog audit, string action, long goalId) =>
        audit.Note(http.SignedIn().Actor, action, string.Create(CultureInfo.InvariantCulture, $"goal {goalId}"));
}
