using System.Globalization;
using System.Threading.RateLimiting;
using CallQuality.Storage.ApiKeys;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.DependencyInjection;

namespace CallQuality.Portal.Api;

/// <summary>Marks an endpoint that keys open, and nothing else: no cookie, so nothing that another page could make a browser send.</summary>
/// <param name="Scopes">A key needs one of them.</param>
internal sealed record KeyEndpoint(ApiScopes Scopes);

/// <summary>Who may use the endpoints for programs, and how often.</summary>
internal static class ApiAccess
{
    /// <summary>Requests that one key may make in a minute; that many again for all requests without a good key from one address.</summary>
    public const int RequestsAMinute = 300;

    private const string LimitName = "api";

    /// <summary>Adds the keys' scheme.</summary>
    public static void AddApiKeys(this IServiceCollection parts)
    {
        parts.AddAuthentication().AddScheme<AuthenticationSchemeOptions, ApiKeySignIn>(ApiKeySignIn.SchemeName, null);
        parts.AddSingleton<ApiKeyLedger>().AddSingleton<CallIntake>();
    }

    /// <summary>Adds the limit on requests of one key.</summary>
    public static void AddApiLimit(this RateLimiterOptions limits)
    {
        limits.AddPolicy(LimitName, http => RateLimitPartition.GetFixedWindowLimiter(
            http.Features.Get<ApiCaller>()?.Actor ?? http.Connection.RemoteIpAddress?.ToString() ?? "",
            _ => new FixedWindowRateLimiterOptions { PermitLimit = RequestsAMinute, Window = TimeSpan.FromMinutes(1) }));
        limits.OnRejected = async (context, _) =>
        {
            if (context.Lease.TryGetMetadata(MetadataName.RetryAfter, out var pause))
            {
                context.HttpContext.Response.Headers.RetryAfter = Math.Ceiling(pause.TotalSeconds).ToString(CultureInfo.InvariantCulture);
            }

            if (IsForKeys(context.HttpContext))
            {
                await context.HttpContext.RefuseBy(StatusCodes.Status429TooManyRequests).ExecuteAsync(context.HttpContext);
            }
        };
    }

    /// <summary>Reads the key before requests are counted, so that each key is counted by itself.</summary>
    public static void UseApiKeys(this IApplicationBuilder app) => app.Use(async (http, next) =>
    {
        if (IsForKeys(http))
        {
            await http.AuthenticateAsync(ApiKeySignIn.SchemeName);
        }

        await next(http);
    });

    /// <summary>Opens an endpoint to keys with one of some scopes and to nobody else.</summary>
    public static TBuilder ForKeys<TBuilder>(this TBuilder endpoint, ApiScopes scopes)
        where TBuilder : IEndpointConventionBuilder => endpoint.WithMetadata(new KeyEndpoint(scopes)).RequireRateLimiting(LimitName)
            .RequireAuthorization(policy => policy.AddAuthenticationSchemes(ApiKeySignIn.SchemeName).RequireClaim(ApiKeySignIn.ScopeClaim, ApiScopeNames.Of(scopes)));

    /// <summary>Whether the endpoint of a request is one that keys open.</summary>
    public static bool IsForKeys(HttpContext http) => http.GetEndpoint()?.Metadata.GetMetadata<KeyEndpoint>() is not null;
}
