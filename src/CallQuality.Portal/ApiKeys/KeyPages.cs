using System.Globalization;
using CallQuality.Core.Wording;
using CallQuality.Portal.Access;
using CallQuality.Portal.Api;
using CallQuality.Portal.Frame;
using CallQuality.Storage.Accounts;
using CallQuality.Storage.ApiKeys;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace CallQuality.Portal.ApiKeys;

/// <summary>Keys for programs, kept by the administrator.</summary>
internal static class KeyPages
{
    private const int LongestName = 100;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/keys", (HttpContext http, ApiKeyLedger keys, TimeProvider clock) => Page(http, keys, clock)).For(PortalRole.Administrator);
        routes.MapPost("/keys", AddAsync).For(PortalRole.Administrator);
        routes.MapPost("/keys/{id:long}/revoke", (long id, HttpContext http, ApiKeyLedger keys) =>
            keys.Revoke(http.SignedIn().Actor, id) ? Answers.GoTo("/keys") : Results.NotFound()).For(PortalRole.Administrator);
    }

    private static RazorComponentResult<KeysPage> Page(HttpContext http, ApiKeyLedger keys, TimeProvider clock, string? problem = null, (string Name, string Text)? made = null) =>
        http.Show<KeysPage>(
            problem is null ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest,
            (nameof(KeysPage.Keys), keys.All()),
            (nameof(KeysPage.Teams), keys.Teams()),
            (nameof(KeysPage.Now), clock.GetUtcNow().UtcDateTime),
            (nameof(KeysPage.Problem), problem),
            (nameof(KeysPage.Made), made));

    private static async Task<IResult> AddAsync(HttpContext http, ApiKeyLedger keys, TimeProvider clock)
    {
        var form = await http.Request.ReadFormAsync();
        var (name, scopes) = (form["name"].ToString().Trim(), ApiScopeNames.Parse(form["scope"]));
        var teamId = long.TryParse(form["team"], NumberStyles.None, CultureInfo.InvariantCulture, out var team) ? team : (long?)null;
        var isTeamWrong = teamId is null ? form["team"].ToString().Length > 0 : keys.Teams().All(row => row.Id != teamId);
        if (name.Length is 0 or > LongestName || scopes == ApiScopes.None || FormValues.Number(form["days"], 1, ApiKeyLedger.MostDays) is not { } days || isTeamWrong)
        {
            return Page(http, keys, clock, Texts.Get(Answers.LanguageOf(http), "portal.keys.wrong", ApiKeyLedger.MostDays));
        }

        if (teamId is not null && scopes.HasFlag(ApiScopes.ManageWebhooks))
        {
            return Page(http, keys, clock, Texts.Get(Answers.LanguageOf(http), "portal.keys.hooksNeedAll"));
        }

        var (_, text) = keys.Add(http.SignedIn().Actor, name, scopes, teamId, days);
        return Page(http, keys, clock, made: (name, text));
    }
}
