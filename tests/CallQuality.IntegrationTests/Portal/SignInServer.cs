using System.Collections.Concurrent;
using System.Security.Claims;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using OpenIddict.Abstractions;
using OpenIddict.Server.AspNetCore;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace CallQuality.IntegrationTests.Portal;

/// <summary>A real OpenID Connect server (OpenIddict), at which whoever comes is the person that the test says.</summary>
internal sealed class SignInServer : IAsyncDisposable
{
    public const string ClientId = "callquality";
    public const string ClientSecret = "known to both";
    private readonly RsaSecurityKey key = new(RSA.Create(2048)) { KeyId = "tests" };
    private WebApplication app = null!;

    /// <summary>The person: subject and claims.</summary>
    public (string Subject, (string Type, string Value)[] Claims) Person { get; set; }

    /// <summary>What happens to the identity token on its way; <see langword="null"/> for nothing.</summary>
    public Func<string, string>? Tampering { get; set; }

    /// <summary>Requests as they came to the authorisation endpoint.</summary>
    public ConcurrentQueue<string> Requests { get; } = new();

    public string Address => app.Urls.Single();

    public static async Task<SignInServer> StartAsync()
    {
        var server = new SignInServer();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddOpenIddict().AddServer(server.Configure);
        server.app = builder.Build();
        server.app.Use(server.TamperAsync);
        server.app.UseAuthentication();
        server.app.MapGet("/authorize", server.AuthorizeAsync);
        server.app.MapGet("/leave", () => Results.SignOut(authenticationSchemes: [OpenIddictServerAspNetCoreDefaults.AuthenticationScheme]));
        await server.app.StartAsync();
        return server;
    }

    /// <summary>The token with some of its claims changed, signed by the server itself or by somebody else.</summary>
    public string Signed(string token, string claim, string value, bool byOurKey = true)
    {
        var payload = JsonNode.Parse(Base64UrlEncoder.Decode(token.Split('.')[1]))!;
        payload[claim] = value;
        var signer = byOurKey ? key : new RsaSecurityKey(RSA.Create(2048)) { KeyId = "tests" };
        return new JsonWebTokenHandler().CreateToken(payload.ToJsonString(), new SigningCredentials(signer, SecurityAlgorithms.RsaSha256));
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private void Configure(OpenIddictServerBuilder server)
    {
        server.SetAuthorizationEndpointUris("authorize").SetTokenEndpointUris("token").SetEndSessionEndpointUris("leave");
        server.AllowAuthorizationCodeFlow().RequireProofKeyForCodeExchange();
        server.AddSigningKey(key).AddEphemeralEncryptionKey().DisableAccessTokenEncryption();
        server.RegisterScopes("profile");
        // Without a store of its own; what it would look up there is checked here.
        server.EnableDegradedMode();
        server.AddEventHandler<ValidateAuthorizationRequestContext>(check => check.UseInlineHandler(context =>
        {
            if (context.ClientId != ClientId || !context.RedirectUri!.EndsWith("/sign-in/callback", StringComparison.Ordinal))
            {
                context.Reject("invalid_client");
            }

            return default;
        }));
        server.AddEventHandler<ValidateTokenRequestContext>(check => check.UseInlineHandler(context =>
        {
            if (context.ClientId != ClientId || context.ClientSecret != ClientSecret)
            {
                context.Reject("invalid_client");
            }

            return default;
        }));
        server.AddEventHandler<ValidateEndSessionRequestContext>(check => check.UseInlineHandler(_ => default));
        server.UseAspNetCore().EnableAuthorizationEndpointPassthrough().EnableEndSessionEndpointPassthrough().DisableTransportSecurityRequirement();
    }

    private Task AuthorizeAsync(HttpContext http)
    {
        Requests.Enqueue(http.Request.QueryString.Value!);
        var identity = new ClaimsIdentity(OpenIddictServerAspNetCoreDefaults.AuthenticationScheme);
        identity.AddClaim(new Claim("sub", Person.Subject));
        identity.AddClaims(Person.Claims.Select(claim => new Claim(claim.Type, claim.Value)));
        identity.SetDestinations(_ => [OpenIddictConstants.Destinations.IdentityToken]);
        var principal = new ClaimsPrincipal(identity);
        principal.SetScopes(http.GetOpenIddictServerRequest()!.GetScopes());
        return http.SignInAsync(OpenIddictServerAspNetCoreDefaults.AuthenticationScheme, principal);
    }

    private async Task TamperAsync(HttpContext http, RequestDelegate next)
    {
        if (Tampering is null || http.Request.Path != "/token")
        {
            await next(http);
            return;
        }

        var real = http.Response.Body;
        using var kept = new MemoryStream();
        http.Response.Body = kept;
        await next(http);
        var answer = JsonNode.Parse(kept.ToArray())!;
        answer["id_token"] = Tampering(answer["id_token"]!.GetValue<string>());
        var bytes = System.Text.Encoding.UTF8.GetBytes(answer.ToJsonString());
        http.Response.Body = real;
        http.Response.ContentLength = bytes.Length;
        await real.WriteAsync(bytes);
    }
}
