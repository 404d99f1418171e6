using CallQuality.Storage.ApiKeys;
using CallQuality.Storage.Calls;
using Microsoft.AspNetCore.Http;

namespace CallQuality.Portal.Api;

/// <summary>The program that asks, known by its key.</summary>
/// <param name="KeyId">Key of its API key.</param>
/// <param name="Scopes">What it may do.</param>
/// <param name="Reach">Whose calls it reaches, and what of them.</param>
internal sealed record ApiCaller(long KeyId, ApiScopes Scopes, CallScope Reach)
{
    /// <summary>Name in the audit.</summary>
    public string Actor => ApiKeyLedger.SubjectOf(KeyId);
}

/// <summary>The program of a request.</summary>
internal static class CallerOfRequest
{
    /// <summary>Who asks, at endpoints that only keys open.</summary>
    /// <exception cref="InvalidOperationException">No key opened it: the endpoint was left open by mistake.</exception>
    public static ApiCaller Caller(this HttpContext http) => http.Features.Get<ApiCaller>() ?? throw new InvalidOperationException("no key was shown");
}
