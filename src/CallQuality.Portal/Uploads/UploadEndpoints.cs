using System.Globalization;
using CallQuality.Audio;
using CallQuality.Core.Calls;
using CallQuality.Core.Wording;
using CallQuality.Portal.Access;
using CallQuality.Portal.Analyses;
using CallQuality.Portal.Frame;
using CallQuality.Reports.Metadata;
using CallQuality.Storage.Accounts;
using CallQuality.Storage.Audit;
using CallQuality.Storage.Calls;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace CallQuality.Portal.Uploads;

/// <summary>
/// The page for uploads, and what its script talks to: begin a file, ask how much arrived, send a piece that begins there, finish.
/// A connection that broke goes on at the offset the server names.
/// </summary>
internal static class UploadEndpoints
{
    /// <summary>Header with the place in the file.</summary>
    public const string OffsetHeader = "Upload-Offset";

    private const int ShownCalls = 30;
    private const int MostAsked = 200;

    public static void Map(IEndpointRouteBuilder routes)
    {
        PortalRole[] uploaders = [PortalRole.Supervisor, PortalRole.Quality, PortalRole.Administrator];
        routes.MapGet("/upload", (HttpContext http, CallReader calls) => http.Show<UploadPage>(
            (nameof(UploadPage.Agents), calls.Agents(http.SignedIn().Scope)),
            (nameof(UploadPage.Waiting), calls.Unfinished(http.SignedIn().Scope, ShownCalls)))).For(uploaders);
        routes.MapPost("/api/uploads", Begin).For(uploaders);
        routes.MapPost("/api/metadata", ReadTableAsync).For(uploaders);
        routes.MapMethods("/api/uploads/{id}", ["HEAD"], TellOffset).For(uploaders);
        routes.MapPatch("/api/uploads/{id}", AppendAsync).For(uploaders);
        routes.MapPost("/api/uploads/{id}/finish", Finish).For(uploaders);
        routes.MapDelete("/api/uploads/{id}", (string id, HttpContext http, UploadFolder folder) =>
        {
            if (folder.Find(id, http.SignedIn().Id) is null)
            {
                return Results.NotFound();
            }

            folder.Remove(id);
            return Results.NoContent();
        }).For(uploaders);
        routes.MapGet("/api/calls/standing", Standing);
    }

    private static IResult Begin(UploadRequest request, HttpContext http, UploadFolder folder, UploadImport import)
    {
        if (import.Refuse(request, http.SignedIn().Scope) is { } reason)
        {
            return Results.Json(new { problem = Say(http, reason) }, statusCode: StatusCodes.Status422UnprocessableEntity);
        }

        return Results.Json(new { id = folder.Begin(new Upload(http.SignedIn().Id, request)) }, statusCode: StatusCodes.Status201Created);
    }

    // The browser keeps the rows and sends each with its recording; nothing of the table stays here.
    private static async Task<IResult> ReadTableAsync(HttpContext http, string? name)
    {
        using var table = new MemoryStream();
        await http.Request.Body.CopyToAsync(table, http.RequestAborted);
        table.Position = 0;
        try
        {
            var rows = MetadataCsv.Read(table, name ?? "CSV", TimeZoneInfo.Local);
            // A browser tells no folders: of two recordings with one name nobody could say which row is whose.
            if (rows.GroupBy(row => NameIn(row.File)).FirstOrDefault(group => group.Count() > 1) is { } twice)
            {
                return Results.Json(new { problem = Say(http, Texts.Both("portal.upload.sameName", name ?? "CSV", twice.Key)) }, statusCode: StatusCodes.Status422UnprocessableEntity);
            }

            return Results.Json(rows.Select(row => new
            {
                file = NameIn(row.File),
                agent = row.Metadata.Agent,
                customer = row.Metadata.Customer,
                startedAt = row.Metadata.StartedAt?.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzzz", CultureInfo.InvariantCulture),
                channel = row.Metadata.AgentChannel switch { 0 => "left", 1 => "right", _ => null },
                language = row.Metadata.Language?.Code(),
                queue = row.Metadata.Queue,
            }));
        }
        catch (MetadataException error)
        {
            return Results.Json(new { problem = Say(http, error.Text) }, statusCode: StatusCodes.Status422UnprocessableEntity);
        }
    }

    private static string NameIn(string path) => path.Replace('\\', '/').Split('/')[^1];

    private static IResult TellOffset(string id, HttpContext http, UploadFolder folder)
    {
        if (folder.Find(id, http.SignedIn().Id) is null)
        {
            return Results.NotFound();
        }

        return WithOffset(http, folder, id, StatusCodes.Status200OK);
    }

    private static async Task<IResult> AppendAsync(string id, HttpContext http, UploadFolder folder)
    {
        if (folder.Find(id, http.SignedIn().Id) is not { } upload)
        {
            return Results.NotFound();
        }

        if (!long.TryParse(http.Request.Headers[OffsetHeader], NumberStyles.None, CultureInfo.InvariantCulture, out var offset))
        {
            return Results.BadRequest();
        }

        var end = await folder.AppendAsync(id, upload, offset, http.Request.Body, http.RequestAborted);
        return WithOffset(http, folder, id, end is null ? StatusCodes.Status409Conflict : StatusCodes.Status204NoContent);
    }

    private static IResult Finish(string id, HttpContext http, UploadFolder folder, UploadImport import, AuditLog audit)
    {
        if (folder.Find(id, http.SignedIn().Id) is not { } upload)
        {
            return Results.NotFound();
        }

        if (folder.OffsetOf(id) != upload.Request.Bytes)
        {
            return WithOffset(http, folder, id, StatusCodes.Status409Conflict);
        }

        var result = import.Take(folder.Whole(id, upload), upload.Request, http.SignedIn().Scope, CancellationToken.None);
        folder.Remove(id);
        if (result.Problem is { } problem)
        {
            return Results.Json(new { problem = Say(http, problem) }, statusCode: StatusCodes.Status422UnprocessableEntity);
        }

        audit.Note(http.SignedIn().Actor, "call.upload", result.CallId!);
        return Results.Json(new { call = result.CallId });
    }

    private static IResult Standing(HttpContext http, string[] call, CallReader calls, AnalysisBoard board) =>
        Results.Json(calls.Standing(http.SignedIn().Scope, [.. call.Take(MostAsked)]).Select(row => new
        {
            call = row.CallId,
            state = row.IsHeldBack ? "HeldBack" : row.Analysis.State.ToString(),
            share = board.ShareOf(row.CallId),
            text = StandingText.Of(row, board.ShareOf(row.CallId), Answers.LanguageOf(http)),
        }));

    private static IResult WithOffset(HttpContext http, UploadFolder folder, string id, int status)
    {
        http.Response.Headers[OffsetHeader] = folder.OffsetOf(id).ToString(CultureInfo.InvariantCulture);
        return Results.StatusCode(status);
    }

    private static string Say(HttpContext http, Bilingual text) => text.In(Answers.LanguageOf(http));
}
