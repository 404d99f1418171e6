using System.Security.Claims;
using CallQuality.Storage.Accounts;
using CallQuality.Storage.Audit;
using Microsoft.AspNetCore.Identity;

namespace CallQuality.Portal.SingleSignOn;

/// <summary>Finds the account of somebody whom the sign-in server knows, or makes one. People are told apart by issuer and subject alone: names and addresses can change hands.</summary>
internal sealed class SingleSignOnAccounts(SingleSignOnSettings settings, UserManager<PortalUser> users, UserAccounts accounts, AuditLog audit)
{
    private const string Actor = "single sign-on";

    /// <summary>The account to sign in, with role and reach as the claims say.</summary>
    /// <param name="issuer">The server.</param>
    /// <param name="subject">Its own name for the person.</param>
    /// <param name="claims">What it says of the person.</param>
    /// <returns>The account; <see langword="null"/> where the person may not sign in.</returns>
    public async Task<PortalUser?> SignInAsync(string issuer, string subject, ClaimsPrincipal claims)
    {
        var role = settings.MapsRoles ? settings.RoleOf([.. claims.FindAll(settings.RoleClaim).Select(claim => claim.Value)]) : null;
        var user = await users.FindByLoginAsync(issuer, subject);
        if (user is { IsClosed: true } || (settings.MapsRoles && role is null) || (user is null && role is null))
        {
            audit.Note(user is null ? Actor : $"user {user.Id}", "user.signInRefused", user is null ? "–" : $"user {user.Id}", Actor);
            return null;
        }

        user ??= await MakeAsync(issuer, subject, role!.Value, claims);
        if (role is { } mapped)
        {
            SetReach(user, mapped, claims);
        }

        audit.Note($"user {user.Id}", "user.signIn", $"user {user.Id}", Actor);
        return await users.FindByLoginAsync(issuer, subject);
    }

    /// <summary>Links the account of somebody who is signed in.</summary>
    /// <returns>Whether it was linked; not where the person belongs to another account.</returns>
    public async Task<bool> LinkAsync(long userId, string issuer, string subject)
    {
        var user = await users.FindByIdAsync(userId.ToString(System.Globalization.CultureInfo.InvariantCulture));
        if (user is null || !(await users.AddLoginAsync(user, new UserLoginInfo(issuer, subject, issuer))).Succeeded)
        {
            return false;
        }

        audit.Note($"user {userId}", "user.link", $"user {userId}");
        return true;
    }

    private async Task<PortalUser> MakeAsync(string issuer, string subject, PortalRole role, ClaimsPrincipal claims)
    {
        var name = claims.FindFirstValue(settings.NameClaim) is { Length: > 0 and <= 100 } said ? said : subject;
        // A local account of that name is somebody else's until its owner links it.
        string[] names = [name, $"{name} ({new Uri(issuer).Host})", $"{name} ({subject})"];
        foreach (var wanted in names)
        {
            var user = new PortalUser { UserName = wanted, Role = role };
            if (await users.FindByNameAsync(wanted) is null && (await users.CreateAsync(user)).Succeeded)
            {
                await users.AddLoginAsync(user, new UserLoginInfo(issuer, subject, issuer));
                audit.Note(Actor, "user.add", $"user {user.Id}", role.ToString());
                return user;
            }
        }

        throw new InvalidOperationException("no name was free for a new account");
    }

    private void SetReach(PortalUser user, PortalRole role, ClaimsPrincipal claims)
    {
        if (user.Role != role)
        {
            accounts.SetRole(user.Id, role);
            audit.Note(Actor, "user.role", $"user {user.Id}", $"{user.Role} → {role}");
        }

        var isAgentMapped = role == PortalRole.Agent && settings.AgentClaim.Length > 0;
        var areTeamsMapped = role == PortalRole.Supervisor && settings.TeamsClaim.Length > 0;
        if (isAgentMapped || areTeamsMapped)
        {
            accounts.SetReach(
                user.Id,
                isAgentMapped && claims.FindFirstValue(settings.AgentClaim) is { Length: > 0 } agent ? agent : null,
                areTeamsMapped ? [.. claims.FindAll(settings.TeamsClaim).Select(claim => claim.Value)] : [],
                isClosed: false);
        }
    }
}
