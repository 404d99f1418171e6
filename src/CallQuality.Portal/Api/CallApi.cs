using System.ComponentModel;
using System.Globalization;
using System.Text.Json.Nodes;
using CallQuality.Core.Wording;
using CallQuality.Portal.Analyses;
using CallQuality.Portal.Frame;
using CallQuality.Portal.Uploads;
using CallQuality.Storage.Analyses;
using CallQuality.Storage.ApiKeys;
using CallQuality.Storage.Audit;
using CallQuality.Storage.Calls;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace CallQuality.Portal.Api;

/// <summary>Calls for programs: hand one in, ask where it stands, fetch its scorecard, list them. What is out of a key's reach is not found.</summary>
internal static class CallApi
{
    private const int UsualPageSize = 50;
    private const int MostPageSize = 200;
    private const int LastPage = 100_000;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/api/calls", TakeAsync).ForKeys(ApiScopes.WriteCalls).WithMetadata(new RequestSizeLimitAttribute(CallIntake.MostRequestBytes)).DescribeIntake();
        routes.MapGet("/api/calls", List).ForKeys(ApiScopes.ReadResults);
        routes.MapGet("/api/calls/{id}", Stand).ForKeys(ApiScopes.WriteCalls | ApiScopes.ReadResults);
        routes.MapGet("/api/calls/{id}/scorecard", Scorecard).ForKeys(ApiScopes.ReadResults);
    }

    [EndpointName("takeCall")]
    [EndpointSummary("Hand in a call")]
    [EndpointDescription("Sends one recording with what is known about it; it is analysed on this server. The same recording again is recognised by its bytes and gives the id it has.")]
    [ProducesResponseType<TakenCall>(StatusCodes.Status202Accepted, Description = "The call is new and waits for its analysis; Location says where to ask how it stands.")]
    [ProducesResponseType<TakenCall>(StatusCodes.Status200OK, Description = "The recording was there before.")]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status400BadRequest, "application/problem+json", Description = "The request breaks off or is no valid form.")]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status413PayloadTooLarge, "application/problem+json", Description = "The recording is larger than 3 GB.")]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status415UnsupportedMediaType, "application/problem+json", Description = "The body is neither a form nor a recording.")]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status422UnprocessableEntity, "application/problem+json", Description = "The recording or a field is not taken; detail says which and why.")]
    private static async Task<IResult> TakeAsync(HttpContext http, CallIntake intake, UploadImport import, AuditLog audit)
    {
        var (caller, path) = (http.Caller(), intake.NewPath());
        try
        {
            if (http.Request.ContentLength > CallIntake.MostRequestBytes)
            {
                return http.Refuse(StatusCodes.Status413PayloadTooLarge, UploadImport.TooLarge("file"));
            }

            var call = await CallIntake.ReadAsync(http.Request, path, http.RequestAborted);
            if (import.Refuse(call, caller.Reach) is { } reason)
            {
                return http.Refuse(StatusCodes.Status422UnprocessableEntity, reason);
            }

            var whole = Path.ChangeExtension(path, Path.GetExtension(call.Name).ToLowerInvariant());
            File.Move(path, whole);
            path = whole;
            var taken = import.Take(path, call, caller.Reach, CancellationToken.None);
            return taken.CallId is { } id ? Tell(http, audit, id, isNew: taken.Problem is null) : http.Refuse(StatusCodes.Status422UnprocessableEntity, taken.Problem!.Value);
        }
        catch (RefusedRequestException refusal)
        {
            return http.Refuse(refusal.Status, refusal.Text);
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static IResult Tell(HttpContext http, AuditLog audit, string id, bool isNew)
    {
        var taken = new TakenCall { Id = id, Status = AddressOf(id) };
        if (!isNew)
        {
            return Results.Ok(taken);
        }

        audit.Note(http.Caller().Actor, "call.upload", id);
        return Results.Accepted(taken.Status, taken);
    }

    [EndpointName("listCalls")]
    [EndpointSummary("List analysed calls")]
    [EndpointDescription("Calls with a scorecard in the key's reach, the newest first. Those whose scorecard the house still shows to its agent alone are left out.")]
    [ProducesResponseType<CallEntries>(StatusCodes.Status200OK, Description = "One page of calls.")]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status400BadRequest, "application/problem+json", Description = "A parameter is not what it should be; detail says which.")]
    private static IResult List(
        HttpContext http,
        CallReader calls,
        PortalSettings settings,
        [Description("Not before: a day such as 2026-11-25 (from its midnight at the server) or a time such as 2026-11-25T14:30:00Z.")] string? from,
        [Description("Before: a day (until its midnight, so without that day) or a time.")] string? to,
        [Description("Name of one agent, as the house names them or as the pseudonym that this list shows.")] string? agent,
        [Description("Number of the page, from 1.")] int? page,
        [Description("Most calls on a page, 1 to 200; 50 where nothing is said.")] int? pageSize)
    {
        if (!TryTime(from, out var start) || !TryTime(to, out var end))
        {
            return http.Refuse(StatusCodes.Status400BadRequest, Texts.Both("api.list.time"));
        }

        if (page is < 1 or > LastPage || pageSize is < 1 or > MostPageSize)
        {
            return http.Refuse(StatusCodes.Status400BadRequest, Texts.Both("api.list.page", LastPage, MostPageSize));
        }

        var (reach, number, size) = (http.Caller().Reach, page ?? 1, pageSize ?? UsualPageSize);
        // Agents are numbered from 1: a name that nobody in reach has finds no call.
        var agentId = agent is null ? (long?)null : calls.Agents(reach).FirstOrDefault(row => row.Name == agent)?.Id ?? 0;
        var (rows, total) = calls.List(reach, new CallFilter(agentId, start, end, null, settings.Rubric.Bands.Slight, Words: null), (number - 1) * size, size);
        return Results.Ok(new CallEntries
        {
            Calls = [.. rows.Select(EntryOf)],
            Page = number,
            PageSize = size,
            Total = total,
            Next = (long)number * size < total ? "/api/calls" + http.Request.QueryString.Value.WithPage(number + 1) : null,
        });
    }

    [EndpointName("getCall")]
    [EndpointSummary("Ask where a call stands")]
    [EndpointDescription("The state of the call's latest analysis.")]
    [ProducesResponseType<CallStatus>(StatusCodes.Status200OK, Description = "Where the call stands.")]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status404NotFound, "application/problem+json", Description = "There is no such call in the key's reach.")]
    private static IResult Stand(HttpContext http, [Description("Id of the call.")] string id, CallReader calls, AnalysisBoard board)
    {
        if (calls.Standing(http.Caller().Reach, [id]) is not [var standing])
        {
            return http.Refuse(StatusCodes.Status404NotFound, Texts.Both("api.call.missing"));
        }

        var analysis = standing.Analysis;
        // While an analysis waits for another try, what the last one failed of explains nothing yet.
        var explains = analysis.State is not (AnalysisState.Queued or AnalysisState.Running) && !standing.IsHeldBack;
        return Results.Ok(new CallStatus
        {
            Id = id,
            State = standing.IsHeldBack ? ApiCallState.HeldBack : Enum.Parse<ApiCallState>(analysis.State.ToString()),
            Stage = analysis.State == AnalysisState.Running ? calls.StageUnderWay(analysis.Id).ToString() : null,
            ShareDone = board.ShareOf(id),
            Reason = explains ? analysis.Reason?.In(Preferences.WantedOf(http.Request)) : null,
            Scorecard = analysis.State == AnalysisState.Done && !standing.IsHeldBack ? AddressOf(id) + "/scorecard" : null,
        });
    }

    [EndpointName("getScorecard")]
    [EndpointSummary("Fetch a scorecard")]
    [EndpointDescription("The scorecard as scorecard.json has it. It only grows: properties may come, none goes.")]
    [ProducesResponseType<JsonObject>(StatusCodes.Status200OK, "application/json", Description = "A document of the schema callquality.scorecard/1, without what the house keeps back.")]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status404NotFound, "application/problem+json", Description = "There is no such call in the key's reach, or no scorecard that may be shown yet.")]
    private static IResult Scorecard(HttpContext http, [Description("Id of the call.")] string id, CallReader calls, AuditLog audit)
    {
        if (calls.Find(http.Caller().Reach, id) is not { Card: not null } found)
        {
            return http.Refuse(StatusCodes.Status404NotFound, Texts.Both("api.call.noScorecard"));
        }

        audit.Note(http.Caller().Actor, "call.document", id);
        return Results.Bytes(found.Document, "application/json");
    }

    private static CallEntry EntryOf(ListedCall row) => new()
    {
        Id = row.CallId,
        StartedAt = new DateTimeOffset(row.Card.CallAt).ToOffset(TimeSpan.FromMinutes(row.OffsetMinutes)),
        DurationSeconds = row.Card.DurationSeconds,
        Agent = row.Agent,
        Language = row.Card.Language,
        OverallScore = row.Card.OverallScore,
        Scorecard = AddressOf(row.CallId) + "/scorecard",
    };

    private static string AddressOf(string id) => "/api/calls/" + id;

    private static bool TryTime(string? text, out DateTime? time)
    {
        time = FormValues.Day(text) is { } day
            ? FormValues.StartOf(day)
            : DateTimeOffset.TryParseExact(text, ["yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK"], CultureInfo.InvariantCulture, DateTimeStyles.AssumeLocal, out var at) ? at.UtcDateTime : null;
        return time is not null || string.IsNullOrEmpty(text);
    }

    private static string WithPage(this string? query, int page)
    {
        var values = Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(query);
        values["page"] = page.ToString(CultureInfo.InvariantCulture);
        return QueryString.Create(values).ToString();
    }
}
