using CallQuality.Portal.Access;
using CallQuality.Portal.Api;
using CallQuality.Storage.Accounts;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace CallQuality.Portal.Frame;

/// <summary>What stands before every endpoint: headers, proof that a form is ours, the first administrator, the first own password.</summary>
internal static class Guards
{
    private const string Policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; media-src 'self'; connect-src 'self'; "
        + "form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    /// <summary>Headers of every answer.</summary>
    public static void UseHeaders(this IApplicationBuilder app) => app.Use((http, next) =>
    {
        var headers = http.Response.Headers;
        headers.ContentSecurityPolicy = Policy;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "same-origin";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=()";
        headers.CacheControl = "no-cache, no-store";
        return next(http);
    });

    /// <summary>Refuses whatever changes something and was not sent by a page of ours.</summary>
    public static void UseProof(this IApplicationBuilder app) => app.Use(async (http, next) =>
    {
        var isReading = HttpMethods.IsGet(http.Request.Method) || HttpMethods.IsHead(http.Request.Method) || HttpMethods.IsOptions(http.Request.Method);
        // A browser never sends a key by itself, so where only keys open there is nothing to forge.
        if (!isReading && !ApiAccess.IsForKeys(http) && !await http.RequestServices.GetRequiredService<IAntiforgery>().IsRequestValidAsync(http))
        {
            http.Response.StatusCode = StatusCodes.Status400BadRequest;
            return;
        }

        await next(http);
    });

    /// <summary>Leads to the first-run page while there is no user.</summary>
    public static void UseFirstRun(this IApplicationBuilder app)
    {
        var hasUsers = false;
        app.Use((http, next) =>
        {
            if (hasUsers || IsOpen(http.Request.Path) || http.Request.Path == "/setup" || (hasUsers = http.RequestServices.GetRequiredService<UserAccounts>().Any()))
            {
                return next(http);
            }

            http.Response.Redirect("/setup");
            return Task.CompletedTask;
        });
    }

    /// <summary>Lets nobody past who still has a password that somebody else has seen.</summary>
    public static void UseOwnPassword(this IApplicationBuilder app) => app.Use((http, next) =>
    {
        if (http.Person() is { MustChangePassword: true } && !IsOpen(http.Request.Path) && http.Request.Path != "/account/password" && http.Request.Path != "/sign-out")
        {
            http.Response.Redirect("/account/password");
            return Task.CompletedTask;
        }

        return next(http);
    });

    private static bool IsOpen(PathString path) => path.StartsWithSegments("/assets") || path == "/preferences";
}
