using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CallQuality.Storage.Accounts;

/// <summary>Which account a person of another sign-in server has here: the server's issuer and its own name for the person lead to the user.</summary>
internal sealed class UserLoginTable : IEntityTypeConfiguration<IdentityUserLogin<long>>
{
    public void Configure(EntityTypeBuilder<IdentityUserLogin<long>> builder)
    {
        builder.ToTable("user_logins").HasKey(row => new { row.LoginProvider, row.ProviderKey });
        builder.HasOne<PortalUser>().WithMany().HasForeignKey(row => row.UserId).OnDelete(DeleteBehavior.Cascade);
    }
}
