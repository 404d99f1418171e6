using CallQuality.Core.Wording;
using CallQuality.Storage.Accounts;
using Microsoft.Extensions.Configuration;

namespace CallQuality.Portal.SingleSignOn;

/// <summary>The sign-in server of the house, and what its claims mean here.</summary>
internal sealed record SingleSignOnSettings
{
    private const string Section = "OpenIdConnect";

    /// <summary>Address of the server, below which its own description lies.</summary>
    public required string Authority { get; init; }

    /// <summary>What the server knows the portal by.</summary>
    public required string ClientId { get; init; }

    /// <summary>What the portal proves itself with; empty where PKCE alone does.</summary>
    public required string ClientSecret { get; init; }

    /// <summary>What the button calls the server; empty for a general name.</summary>
    public required string Name { get; init; }

    /// <summary>What the portal asks the server for, besides <c>openid</c>.</summary>
    public required IReadOnlyList<string> Scopes { get; init; }

    /// <summary>Claim with the sign-in name of a new account.</summary>
    public required string NameClaim { get; init; }

    /// <summary>Claim with what <see cref="Roles"/> maps.</summary>
    public required string RoleClaim { get; init; }

    /// <summary>Values of the claim for each role; empty where the administrator gives roles and links accounts by hand.</summary>
    public required IReadOnlyDictionary<PortalRole, IReadOnlyList<string>> Roles { get; init; }

    /// <summary>Claim with the name of the agent that a user is; empty where the administrator says so.</summary>
    public required string AgentClaim { get; init; }

    /// <summary>Claim with the teams of a supervisor; empty where the administrator says so.</summary>
    public required string TeamsClaim { get; init; }

    /// <summary>Whether roles come from claims.</summary>
    public bool MapsRoles => Roles.Count > 0;

    /// <summary>Reads <c>OpenIdConnect</c> from environment and <c>appsettings.json</c>.</summary>
    /// <returns>The settings; <see langword="null"/> where no server is named.</returns>
    /// <exception cref="PortalSettingException">A value is not what it should be.</exception>
    public static SingleSignOnSettings? Read(IConfiguration configuration)
    {
        var section = configuration.GetSection(Section);
        if (section["Authority"] is not { Length: > 0 } authority)
        {
            return null;
        }

        // Over a wire that others can reach, a server without TLS could be anybody.
        if (!Uri.TryCreate(authority, UriKind.Absolute, out var uri) || !(uri.Scheme == "https" || (uri.Scheme == "http" && uri.IsLoopback)))
        {
            throw Wrong("Authority", authority, "https://login.example.org/");
        }

        return new SingleSignOnSettings
        {
            Authority = authority,
            ClientId = section["ClientId"] is { Length: > 0 } client ? client : throw Wrong("ClientId", "", "callquality"),
            ClientSecret = section["ClientSecret"] ?? "",
            Name = section["Name"] ?? "",
            Scopes = Words(section["Scopes"] ?? "profile", ' '),
            NameClaim = section["NameClaim"] ?? "preferred_username",
            RoleClaim = section["RoleClaim"] ?? "roles",
            Roles = RolesOf(section.GetSection("Roles")),
            AgentClaim = section["AgentClaim"] ?? "",
            TeamsClaim = section["TeamsClaim"] ?? "",
        };
    }

    /// <summary>The role of some values of the claim, the one that may most; <see langword="null"/> where none is mapped.</summary>
    public PortalRole? RoleOf(IReadOnlyCollection<string> values) =>
        Roles.Where(role => role.Value.Any(values.Contains)).Select(role => (PortalRole?)role.Key).Max();

    private static Dictionary<PortalRole, IReadOnlyList<string>> RolesOf(IConfigurationSection section) => section.GetChildren().ToDictionary(
        child => Enum.TryParse<PortalRole>(child.Key, ignoreCase: true, out var role) && Enum.IsDefined(role) ? role : throw Wrong("Roles", child.Key, string.Join(", ", Enum.GetNames<PortalRole>())),
        IReadOnlyList<string> (child) => Words(child.Value ?? "", ','));

    private static string[] Words(string text, char between) => text.Split(between, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    private static PortalSettingException Wrong(string name, string found, string example) => new(Texts.Both("portal.error.setting", $"{Section}:{name}", found, example));
}
