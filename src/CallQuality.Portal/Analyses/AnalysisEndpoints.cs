using CallQuality.Portal.Access;
using CallQuality.Portal.Frame;
using CallQuality.Storage;
using CallQuality.Storage.Accounts;
using CallQuality.Storage.Analyses;
using CallQuality.Storage.Batches;
using CallQuality.Storage.Calls;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace CallQuality.Portal.Analyses;

/// <summary>How the analysis of all calls stands: processes, batches, what failed; batches are retried and called off here.</summary>
internal static class AnalysisEndpoints
{
    private const int ShownBatches = 10;
    private const int ShownCalls = 50;

    public static void Map(IEndpointRouteBuilder routes)
    {
        PortalRole[] running = [PortalRole.Quality, PortalRole.Administrator];
        routes.MapGet("/analyses", (HttpContext http, AnalysisOverview overview, BatchReader batches, CallReader calls) => http.Show<AnalysesPage>(
            (nameof(AnalysesPage.Queue), overview.Read()),
            (nameof(AnalysesPage.Batches), batches.Latest(ShownBatches).Select(batch => (batch, batches.States(batch.Id))).ToList()),
            (nameof(AnalysesPage.InHand), calls.In(http.SignedIn().Scope, [AnalysisState.Running], ShownCalls)),
            (nameof(AnalysesPage.WithoutResult), calls.In(http.SignedIn().Scope, [AnalysisState.Failed, AnalysisState.Rejected], ShownCalls)))).For(running);
        routes.MapPost("/analyses/{batch:long}/retry", (long batch, HttpContext http, CallDatabase database, AnalysisBoard board) =>
        {
            var found = Ledger(database, http).Retry(batch) is not null;
            board.Ring();
            return found ? Answers.GoTo("/analyses") : Results.NotFound();
        }).For(running);
        routes.MapPost("/analyses/{batch:long}/cancel", (long batch, HttpContext http, CallDatabase database) =>
            Ledger(database, http).Cancel(batch) is null ? Results.NotFound() : Answers.GoTo("/analyses")).For(running);
    }

    private static BatchLedger Ledger(CallDatabase database, HttpContext http) => new(database, http.SignedIn().Actor);
}
