using CallQuality.Portal.Access;
using CallQuality.Portal.Frame;
using CallQuality.Storage.Accounts;
using CallQuality.Storage.Audit;
using CallQuality.Storage.Feedback;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace CallQuality.Portal.Disputes;

/// <summary>The queue of disputes and their answers.</summary>
internal static class DisputeEndpoints
{
    private const int Shown = 100;

    public static void Map(IEndpointRouteBuilder routes)
    {
        PortalRole[] answering = [PortalRole.Supervisor, PortalRole.Quality, PortalRole.Administrator];
        routes.MapGet("/disputes", (HttpContext http, FeedbackLedger feedback) => http.Show<DisputesPage>(
            (nameof(DisputesPage.Disputes), feedback.List(http.SignedIn().Scope, agentId: null, Shown)))).For(answering);
        routes.MapPost("/disputes/{id:long}", AnswerAsync).For(answering);
    }

    private static async Task<IResult> AnswerAsync(long id, HttpContext http, FeedbackLedger feedback, AuditLog audit)
    {
        var form = await http.Request.ReadFormAsync();
        var text = form["text"].ToString().Trim();
        if (!Enum.TryParse<FeedbackState>(form["state"], out var state) || text.Length > Answers.LongestText)
        {
            return Results.BadRequest();
        }

        if (!feedback.Answer(http.SignedIn().Scope, http.SignedIn().Id, id, state, text))
        {
            return Results.NotFound();
        }

        audit.Note(http.SignedIn().Actor, "dispute.answer", $"dispute {id}", state.ToString());
        return Answers.GoTo("/disputes");
    }
}
