using System.Security.Claims;
using System.Text.Encodings.Web;
using CallQuality.Core.Wording;
using CallQuality.Portal.Access;
using CallQuality.Storage.ApiKeys;
using CallQuality.Storage.Calls;
using CallQuality.Storage.House;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CallQuality.Portal.Api;

/// <summary>Lets programs in that show a key: <c>Authorization: Bearer cq_…</c>.</summary>
/// <remarks>The key, its scopes and the house's rules are read anew at every request.</remarks>
internal sealed class ApiKeySignIn(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logs, UrlEncoder encoder, ApiKeyLedger keys, HouseRules house)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logs, encoder)
{
    public const string SchemeName = "ApiKey";
    public const string ScopeClaim = "scope";
    private const string Bearer = "Bearer ";
    private const string NoKey = "api.key.missing";
    private const int LongestKey = 100;

    protected override Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var shown = Request.Headers.Authorization.ToString();
        return Task.FromResult(shown.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase) ? Recognise(shown[Bearer.Length..].Trim()) : AuthenticateResult.NoResult());
    }

    protected override async Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        var result = await HandleAuthenticateOnceSafeAsync();
        Response.Headers.WWWAuthenticate = "Bearer";
        await Context.Refuse(StatusCodes.Status401Unauthorized, Texts.Both(result.Failure?.Message ?? NoKey)).ExecuteAsync(Context);
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties)
    {
        var needed = Context.GetEndpoint()?.Metadata.GetMetadata<KeyEndpoint>()?.Scopes ?? ApiScopes.None;
        return Context.Refuse(StatusCodes.Status403Forbidden, Texts.Both("api.key.scope", string.Join(" / ", ApiScopeNames.Of(needed)))).ExecuteAsync(Context);
    }

    private AuthenticateResult Recognise(string text)
    {
        var now = TimeProvider.GetUtcNow().UtcDateTime;
        if (text.Length > LongestKey || keys.Find(text) is not { } key)
        {
            return AuthenticateResult.Fail("api.key.unknown");
        }

        if (key.RevokedAt is not null)
        {
            return AuthenticateResult.Fail("api.key.revoked");
        }

        if (key.ExpiresAt <= now)
        {
            return AuthenticateResult.Fail("api.key.expired");
        }

        keys.NoteUse(key, now);
        // A program talks with nobody, so even one that reaches a single team has no need of names that the house hides.
        var reach = Person.KeptBack(key.TeamId is { } team ? new CallScope(All: false, AgentId: null, [team]) : CallScope.Everything, house.Read(), now, hidesNames: true);
        Context.Features.Set(new ApiCaller(key.Id, key.Scopes, reach));
        var identity = new ClaimsIdentity([.. ApiScopeNames.Of(key.Scopes).Select(name => new Claim(ScopeClaim, name))], SchemeName);
        return AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), SchemeName));
    }
}
