using CallQuality.Storage.Calls;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CallQuality.Storage.ApiKeys;

/// <summary>What a program with an API key may do.</summary>
[Flags]
public enum ApiScopes
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Hand calls in and ask where they stand.</summary>
    WriteCalls = 1,

    /// <summary>Read lists of calls, where they stand, and scorecards.</summary>
    ReadResults = 2,

    /// <summary>List, add and remove webhooks.</summary>
    ManageWebhooks = 4,
}

/// <summary>A key with which a program reaches the portal. The key itself is shown once and not kept: its hash recognises it.</summary>
public sealed class ApiKey
{
    /// <summary>Key of the row.</summary>
    public long Id { get; set; }

    /// <summary>What the house calls it.</summary>
    public required string Name { get; set; }

    /// <summary>The key's first letters, by which people recognise it.</summary>
    public required string Prefix { get; set; }

    /// <summary>SHA-256 of the whole key, 64 lower-case hexadecimal digits; unique.</summary>
    public required string Hash { get; set; }

    /// <summary>What it may be used for.</summary>
    public required ApiScopes Scopes { get; set; }

    /// <summary>The team whose agents' calls it reaches; <see langword="null"/> for all calls.</summary>
    public long? TeamId { get; set; }

    /// <summary>The team; loaded on demand only.</summary>
    public Team? Team { get; set; }

    /// <summary>When it was made, UTC.</summary>
    public required DateTime CreatedAt { get; set; }

    /// <summary>From when it is refused, UTC.</summary>
    public required DateTime ExpiresAt { get; set; }

    /// <summary>When it was revoked, UTC; <see langword="null"/> while it is not.</summary>
    public DateTime? RevokedAt { get; set; }

    /// <summary>When it was last used, UTC, to the minute; <see langword="null"/> before the first time.</summary>
    public DateTime? LastUsedAt { get; set; }
}

/// <summary>The table of keys.</summary>
internal sealed class ApiKeyTable : IEntityTypeConfiguration<ApiKey>
{
    public void Configure(EntityTypeBuilder<ApiKey> builder)
    {
        builder.ToTable("api_keys").HasIndex(row => row.Hash).IsUnique();
        // Without its team a key would reach all calls.
        builder.HasOne(row => row.Team).WithMany().HasForeignKey(row => row.TeamId).OnDelete(DeleteBehavior.Restrict);
    }
}
