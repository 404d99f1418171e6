using CallQuality.Core.Yardsticks;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CallQuality.Storage.Yardsticks;

/// <summary>A version of a part of the house's yardstick. Its text never changes: a change is a new version beside it.</summary>
public sealed class StoredYardstick
{
    /// <summary>Most letters of a version's name.</summary>
    public const int LongestVersion = 40;

    /// <summary>Key; also the number users know it by.</summary>
    public long Id { get; set; }

    /// <summary>What it holds.</summary>
    public required YardstickPart Part { get; set; }

    /// <summary>The version its text names; once among those of its part.</summary>
    public required string Version { get; set; }

    /// <summary>YAML.</summary>
    public required string Text { get; set; }

    /// <summary>What was changed and why, in its author's words; empty for none.</summary>
    public required string Note { get; set; }

    /// <summary>Who made it.</summary>
    public required long UserId { get; set; }

    /// <summary>When it was made, UTC.</summary>
    public required DateTime MadeAt { get; set; }

    /// <summary>When it was switched on last, UTC; <see langword="null"/> where it never was.</summary>
    public DateTime? SwitchedOnAt { get; set; }

    /// <summary>When another took its place, UTC; <see langword="null"/> before.</summary>
    public DateTime? SwitchedOffAt { get; set; }

    /// <summary>When it was tried on calls, UTC; <see langword="null"/> before. Only what was tried since the last change is switched on.</summary>
    public DateTime? TriedAt { get; set; }

    /// <summary>What came of it, a <see cref="YardstickTrial"/> as JSON; <see langword="null"/> before.</summary>
    public byte[]? Trial { get; set; }

    /// <summary>Whether calls are judged by it now.</summary>
    public bool IsInForce => SwitchedOnAt is not null && SwitchedOffAt is null;

    /// <summary>The text under the name that sentences about it use.</summary>
    public YardstickText Named => new($"{Part} {Version}", Text);
}

internal sealed class YardstickTable : IEntityTypeConfiguration<StoredYardstick>
{
    public void Configure(EntityTypeBuilder<StoredYardstick> builder)
    {
        builder.ToTable("yardsticks").HasIndex(row => new { row.Part, row.Version }).IsUnique();
        builder.HasOne<Accounts.PortalUser>().WithMany().HasForeignKey(row => row.UserId).OnDelete(DeleteBehavior.Restrict);
        builder.Ignore(row => row.Named);
    }
}
