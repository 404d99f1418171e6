using System.Globalization;
using CallQuality.Core.Analysis;
using CallQuality.Core.Calls;
using CallQuality.Core.Mistakes;
using CallQuality.Core.Wording;
using CallQuality.Portal.Access;
using CallQuality.Portal.Frame;
using CallQuality.Reports.Json;
using CallQuality.Reports.Scorecards;
using CallQuality.Storage.Accounts;
using CallQuality.Storage.Audit;
using CallQuality.Storage.Calls;
using CallQuality.Storage.Feedback;
using CallQuality.Storage.Search;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace CallQuality.Portal.Calls;

/// <summary>The list of calls, the page of a call, its sound and its document. What the reader may not see is not found.</summary>
internal static class CallEndpoints
{
    private const int PageCalls = 50;

    // Their documents are read for what was said around.
    private const int PageFound = 20;
    private const int MostMoments = 3;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/", (HttpContext http) => Answers.GoTo(http.SignedIn().AgentId is { } own ? string.Create(CultureInfo.InvariantCulture, $"/agents/{own}") : "/calls"));
        routes.MapGet("/calls", List);
        routes.MapGet("/calls/{callId}", Show);
        // Coaching pages name a call's page by its folder and file, wherever they stand.
        routes.MapGet($"/calls/{{callId}}/{ScorecardPage.FileName}", Show);
        routes.MapGet("/calls/{callId}/sound", Sound);
        routes.MapGet($"/calls/{{callId}}/{ScorecardJson.FileName}", Document);
        routes.MapPost("/calls/{callId}/findings/{findingId:long}", SayAsync).For(PortalRole.Agent);
    }

    private static RazorComponentResult<CallsPage> List(HttpContext http, CallReader calls, PortalSettings settings, AuditLog audit, [AsParameters] Asked asked)
    {
        var person = http.SignedIn();
        var filter = asked.Filter(settings.Rubric.Bands.Slight);
        var number = Math.Clamp(asked.Page ?? 1, 1, 100_000);
        var pageCalls = filter.Words is null ? PageCalls : PageFound;
        var (rows, total) = calls.List(person.Scope, filter, (number - 1) * pageCalls, pageCalls);
        if (filter.Words is not null)
        {
            audit.Note(person.Actor, "search.words", "calls", total.ToString(CultureInfo.InvariantCulture));
        }

        return http.Show<CallsPage>(
            (nameof(CallsPage.Calls), rows),
            (nameof(CallsPage.Moments), filter.Words is { } words ? MomentsOf(words, calls.Documents(person.Scope, rows)) : new Dictionary<long, IReadOnlyList<SearchMoment>>()),
            (nameof(CallsPage.Total), total),
            (nameof(CallsPage.Number), number),
            (nameof(CallsPage.Last), Math.Max(1, (total + pageCalls - 1) / pageCalls)),
            (nameof(CallsPage.Filter), filter),
            (nameof(CallsPage.Rubric), settings.Rubric),
            (nameof(CallsPage.Agents), person.MayUpload ? calls.Agents(person.Scope) : []));
    }

    private static IResult Show(string callId, HttpContext http, CallReader calls, Playback playback, FeedbackLedger feedback, AuditLog audit)
    {
        var person = http.SignedIn();
        if (calls.Find(person.Scope, callId) is not { } found)
        {
            return Results.NotFound();
        }

        var words = Answers.LanguageOf(http);
        if (found.Card is null)
        {
            return http.Say(StatusCodes.Status200OK, found.Call.FileName, Texts.Get(words, "portal.call.unfinished"));
        }

        audit.Note(person.Actor, "call.view", callId);
        var call = ShownOf(found);
        var drawing = playback.Drawing(call, http.RequestAborted);
        drawing = person.Scope.HidesVoice ? drawing with { PitchMovement = null, PitchMedian = null } : drawing;
        return http.Show<CallPage>(
            (nameof(CallPage.View), new ScorecardView(call.Card, drawing, words, $"/calls/{callId}/sound")),
            (nameof(CallPage.CallId), callId),
            (nameof(CallPage.ReadAt), found.ReadAt),
            (nameof(CallPage.Stored), found.Card.Findings),
            (nameof(CallPage.Feedback), feedback.OfScorecard(found.Card.AnalysisId)),
            (nameof(CallPage.IsOwn), person.AgentId is { } own && own == found.Card.AgentId));
    }

    private static IResult Sound(string callId, HttpContext http, CallReader calls, Playback playback, AuditLog audit)
    {
        if (calls.Find(http.SignedIn().Scope, callId) is not { Card: not null } found)
        {
            return Results.NotFound();
        }

        // A browser asks for many pieces of one listening; the first counts.
        if (http.Request.Headers.Range.ToString() is "" or "bytes=0-")
        {
            audit.Note(http.SignedIn().Actor, "call.listen", callId);
        }

        try
        {
            return Results.File(playback.Sound(ShownOf(found), http.RequestAborted), "audio/wav", enableRangeProcessing: true);
        }
        catch (FileNotFoundException)
        {
            return Results.NotFound();
        }
    }

    private static IResult Document(string callId, HttpContext http, CallReader calls, AuditLog audit)
    {
        if (calls.Find(http.SignedIn().Scope, callId) is not { Card: not null } found)
        {
            return Results.NotFound();
        }

        audit.Note(http.SignedIn().Actor, "call.document", callId);
        return Results.Bytes(found.Document, "application/json");
    }

    private static async Task<IResult> SayAsync(string callId, long findingId, HttpContext http, CallReader calls, FeedbackLedger feedback, AuditLog audit)
    {
        var person = http.SignedIn();
        var form = await http.Request.ReadFormAsync();
        var isDispute = form["say"] == "dispute";
        var (reason, score) = (form["reason"].ToString().Trim(), FormValues.Score(form["score"]));
        if (isDispute && (score is null || reason.Length is 0 or > Answers.LongestText))
        {
            return http.Say(StatusCodes.Status400BadRequest, Texts.Get(Answers.LanguageOf(http), "portal.dispute.title"), Texts.Get(Answers.LanguageOf(http), "portal.dispute.incomplete"));
        }

        if (person.AgentId is not { } own || calls.Find(person.Scope, callId) is not { Card: { } card } || card.Findings.TrueForAll(finding => finding.Id != findingId)
            || !feedback.Say(own, person.Id, findingId, isDispute ? score : null, isDispute ? reason : ""))
        {
            return Results.NotFound();
        }

        audit.Note(person.Actor, isDispute ? "finding.dispute" : "finding.helpful", callId, findingId.ToString(CultureInfo.InvariantCulture));
        return Answers.GoTo(string.Create(CultureInfo.InvariantCulture, $"/calls/{callId}?finding={findingId}#finding-{findingId}"));
    }

    private static Dictionary<long, IReadOnlyList<SearchMoment>> MomentsOf(SearchQuery words, IReadOnlyDictionary<long, byte[]> documents) => documents.ToDictionary(
        document => document.Key,
        document => (IReadOnlyList<SearchMoment>)[.. MomentsIn(words, ScorecardJson.Read(document.Value, ScorecardJson.FileName)).Take(MostMoments)]);

    private static IEnumerable<SearchMoment> MomentsIn(SearchQuery words, Scorecard card) => words.MomentsIn(card.Transcript, card.Sides);

    private static ShownCall ShownOf(WholeCall found) => new(
        found.Call.CallId, found.Card!.AnalysisId, found.Call.RecordingName, ScorecardJson.Read(found.Document, found.Call.FileName));

    /// <summary>What a list was asked for, as the address has it.</summary>
    private sealed record Asked(long? Agent, string? From, string? Until, string? Mistake, string? Words, string? Said, int? Page)
    {
        public CallFilter Filter(int below) => new(
            Agent,
            FormValues.Day(From) is { } from ? FormValues.StartOf(from) : null,
            FormValues.Day(Until) is { } until ? FormValues.StartOf(until.AddDays(1)) : null,
            Enum.TryParse<Mistake>(Mistake, out var mistake) && Enum.IsDefined(mistake) ? mistake : null,
            below,
            SearchQuery.Of(Words, Enum.TryParse<Side>(Said, out var side) && Enum.IsDefined(side) ? side : null));
    }
}
