using CallQuality.Storage.ApiKeys;

namespace CallQuality.Portal.Api;

/// <summary>What programs and people call the scopes of keys.</summary>
internal static class ApiScopeNames
{
    /// <summary>The scopes with their names.</summary>
    public static IReadOnlyList<(ApiScopes Scope, string Name)> All { get; } =
        [(ApiScopes.WriteCalls, "calls:write"), (ApiScopes.ReadResults, "results:read"), (ApiScopes.ManageWebhooks, "webhooks:manage")];

    /// <summary>The names of some scopes.</summary>
    public static IEnumerable<string> Of(ApiScopes scopes) => All.Where(pair => scopes.HasFlag(pair.Scope)).Select(pair => pair.Name);

    /// <summary>The scopes of some names; those that are none are left out.</summary>
    public static ApiScopes Parse(IEnumerable<string?> names) =>
        names.Aggregate(ApiScopes.None, (scopes, name) => scopes | All.FirstOrDefault(pair => pair.Name == name).Scope);
}
