using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace CallQuality.Storage;

/// <summary>For <c>dotnet ef migrations add NAME --context SqliteCallsContext</c>; opens nothing.</summary>
internal sealed class SqliteDesign : IDesignTimeDbContextFactory<SqliteCallsContext>
{
    public SqliteCallsContext CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<SqliteCallsContext>().UseSqlite("Data Source=:memory:").Options);
}

/// <summary>For <c>dotnet ef migrations add NAME --context PostgresCallsContext</c>; opens nothing.</summary>
internal sealed class PostgresDesign : IDesignTimeDbContextFactory<PostgresCallsContext>
{
    public PostgresCallsContext CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<PostgresCallsContext>().UseNpgsql("Host=localhost").Options);
}
