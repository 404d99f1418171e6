using CallQuality.Storage.Calls;
using Microsoft.AspNetCore.Identity;

namespace CallQuality.Storage.Accounts;

/// <summary>What a user of the portal may do; each may do what is said here and nothing else.</summary>
public enum PortalRole
{
    /// <summary>Sees the calls of one agent, the own ones, and answers their findings.</summary>
    Agent,

    /// <summary>Sees and uploads calls of the own teams and answers their agents' disputes.</summary>
    Supervisor,

    /// <summary>Sees and uploads all calls and answers all disputes.</summary>
    Quality,

    /// <summary>As <see cref="Quality"/>, and keeps users and teams and reads the audit.</summary>
    Administrator,
}

/// <summary>Somebody who signs in at the portal.</summary>
public sealed class PortalUser : IdentityUser<long>
{
    /// <summary>What the user may do.</summary>
    public required PortalRole Role { get; set; }

    /// <summary>Whose calls an <see cref="PortalRole.Agent"/> sees; <see langword="null"/> for everybody else.</summary>
    public long? AgentId { get; set; }

    /// <summary>The agent; loaded on demand only.</summary>
    public Agent? Agent { get; set; }

    /// <summary>Teams a <see cref="PortalRole.Supervisor"/> looks after; loaded on demand only.</summary>
    public List<Team> Teams { get; } = [];

    /// <summary>Whether the password was given by an administrator and has to be replaced before anything else.</summary>
    public bool MustChangePassword { get; set; }

    /// <summary>Whether the account is closed. Users are never removed: the audit names them.</summary>
    public bool IsClosed { get; set; }
}
