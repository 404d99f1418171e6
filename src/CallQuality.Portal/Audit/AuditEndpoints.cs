using CallQuality.Portal.Access;
using CallQuality.Portal.Frame;
using CallQuality.Storage.Accounts;
using CallQuality.Storage.ApiKeys;
using CallQuality.Storage.Audit;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace CallQuality.Portal.Audit;

/// <summary>Who did and saw what.</summary>
internal static class AuditEndpoints
{
    private const int Rows = 100;

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/audit", (HttpContext http, AuditLog audit, UserAccounts accounts, ApiKeyLedger keys, long? before) => http.Show<AuditPage>(
        (nameof(AuditPage.Entries), audit.Read(before, Rows)),
        (nameof(AuditPage.Names), accounts.Names().Select(user => ($"user {user.Key}", user.Value)).Concat(keys.All().Select(key => (ApiKeyLedger.SubjectOf(key.Id), key.Name))).ToDictionary(pair => pair.Item1, pair => pair.Item2)))).For(PortalRole.Administrator);
}
