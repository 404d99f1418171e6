using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace CallQuality.Storage;

/// <summary>The database of calls: a SQLite file, or PostgreSQL for several machines.</summary>
/// <remarks>
/// Thread-safe. Every unit of work gets a context of its own and runs in <see cref="Run{T}"/>, which tries again while
/// PostgreSQL is restarting or SQLite is busy; so each must be safe to repeat.
/// </remarks>
public sealed class CallDatabase
{
    private const int MostRetries = 20;
    private const int MostCollisions = 5;
    private const int LooksAtOpening = 3;
    private const int UniqueViolationOfSqlite = 19;

    // Any number that nobody else locks in this database: the letters CQDB.
    private const int MigrationLock = 0x43514442;
    private static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(15);
    private readonly Func<CallsContext> create;
    private readonly TimeProvider clock;

    private CallDatabase(string name, bool isPostgres, TimeProvider clock, Func<CallsContext> create)
    {
        Name = name;
        IsPostgres = isPostgres;
        this.clock = clock;
        this.create = create;
    }

    /// <summary>What users know it by: the file, or host and database; never a password.</summary>
    public string Name { get; }

    /// <summary>Whether several machines can share it.</summary>
    public bool IsPostgres { get; }

    /// <summary>Opens a database and brings its tables to the present form, making them where there are none.</summary>
    /// <param name="address">Path of a SQLite file, or a PostgreSQL connection string or <c>postgresql://</c> address.</param>
    /// <param name="clock">The time for SQLite; PostgreSQL's own clock is used there, so that hosts need not agree.</param>
    /// <exception cref="DatabaseException">It cannot be opened.</exception>
    public static CallDatabase Open(string address, TimeProvider clock)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(address);
        ArgumentNullException.ThrowIfNull(clock);
        CallDatabase? database = null;
        try
        {
            database = IsPostgresAddress(address) ? OfPostgres(address, clock) : OfSqlite(address, clock);
            database.Migrate();
            return database;
        }
        catch (Exception error) when (error is DbException or RetryLimitExceededException or IOException or UnauthorizedAccessException or ArgumentException or UriFormatException)
        {
            throw DatabaseException.NotUsable(database?.Name ?? (IsPostgresAddress(address) ? "PostgreSQL" : address), error);
        }
    }

    /// <summary>A new context; the caller disposes of it. For reading in a single query; everything else goes through <see cref="Run{T}"/>.</summary>
    public CallsContext CreateContext() => create();

    /// <summary>Runs one unit of work in a transaction, again if the connection broke meanwhile.</summary>
    /// <exception cref="DatabaseException">The database stayed away or refused.</exception>
    public T Run<T>(Func<CallsContext, T> work)
    {
        ArgumentNullException.ThrowIfNull(work);
        for (var tries = 1; ; tries++)
        {
            try
            {
                return Once(work, context => context.Database.BeginTransaction());
            }
            catch (DbUpdateException error) when (tries < MostCollisions && IsCollision(error))
            {
                // Somebody else added the same row between our look and our write; the next look finds it.
            }
            catch (Exception error) when (error is DbException or DbUpdateException or RetryLimitExceededException)
            {
                throw DatabaseException.NotUsable(Name, error);
            }
        }
    }

    /// <summary>Reads, everything as of one moment, and changes nothing: readers wait neither for each other nor for whoever writes.</summary>
    /// <exception cref="DatabaseException">The database stayed away.</exception>
    public T Read<T>(Func<CallsContext, T> question)
    {
        ArgumentNullException.ThrowIfNull(question);
        try
        {
            return Once(question, BeginReading);
        }
        catch (Exception error) when (error is DbException or RetryLimitExceededException)
        {
            throw DatabaseException.NotUsable(Name, error);
        }
    }

    /// <summary>Runs one unit of work that gives nothing; see <see cref="Run{T}"/>.</summary>
    public void Run(Action<CallsContext> work) => Run(context =>
    {
        work(context);
        return true;
    });

    /// <summary>The present time, UTC: of the database's own clock where many hosts share it.</summary>
    internal DateTime Now(CallsContext context) => IsPostgres
        ? context.Database.SqlQueryRaw<DateTime>("SELECT clock_timestamp() AS \"Value\"").AsEnumerable().Single()
        : clock.GetUtcNow().UtcDateTime;

    private T Once<T>(Func<CallsContext, T> work, Func<CallsContext, IDbContextTransaction> begin)
    {
        using var outer = create();
        return outer.Database.CreateExecutionStrategy().Execute(() =>
        {
            using var context = create();
            using var transaction = begin(context);
            var result = work(context);
            transaction.Commit();
            return result;
        });
    }

    private static IDbContextTransaction BeginReading(CallsContext context)
    {
        if (context.Database.GetDbConnection() is not SqliteConnection sqlite)
        {
            return context.Database.BeginTransaction(System.Data.IsolationLevel.RepeatableRead);
        }

        // SQLite's usual transaction takes the one lock for writing at once.
        context.Database.OpenConnection();
        return context.Database.UseTransaction(sqlite.BeginTransaction(deferred: true))!;
    }

    private static bool IsCollision(DbUpdateException error) => error.InnerException
        is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation } or SqliteException { SqliteErrorCode: UniqueViolationOfSqlite };

    private static bool IsPostgresAddress(string address) =>
        address.StartsWith("postgres://", StringComparison.Ordinal) || address.StartsWith("postgresql://", StringComparison.Ordinal)
        || address.Contains("Host=", StringComparison.OrdinalIgnoreCase);

    private static CallDatabase OfSqlite(string path, TimeProvider clock)
    {
        if (Path.GetDirectoryName(Path.GetFullPath(path)) is { Length: > 0 } folder)
        {
            Directory.CreateDirectory(folder);
        }

        var connection = new SqliteConnectionStringBuilder { DataSource = path, ForeignKeys = true, DefaultTimeout = 60 }.ToString();
        var options = new DbContextOptionsBuilder<SqliteCallsContext>().UseSqlite(connection).Options;
        return new CallDatabase(path, isPostgres: false, clock, () => new SqliteCallsContext(options));
    }

    private static CallDatabase OfPostgres(string address, TimeProvider clock)
    {
        var connection = address.Contains("://", StringComparison.Ordinal) ? FromUri(new Uri(address)) : new NpgsqlConnectionStringBuilder(address);
        var options = new DbContextOptionsBuilder<PostgresCallsContext>()
            .UseNpgsql(connection.ToString(), postgres => postgres.EnableRetryOnFailure(MostRetries, LongestDelay, errorCodesToAdd: null)).Options;
        return new CallDatabase($"{connection.Host}:{connection.Port}/{connection.Database}", isPostgres: true, clock, () => new PostgresCallsContext(options));
    }

    private static NpgsqlConnectionStringBuilder FromUri(Uri uri)
    {
        var user = uri.UserInfo.Split(':', 2);
        var connection = new NpgsqlConnectionStringBuilder { Host = uri.Host, Database = Uri.UnescapeDataString(uri.AbsolutePath.TrimStart('/')) };
        if (uri.Port > 0)
        {
            connection.Port = uri.Port;
        }

        if (user[0].Length > 0)
        {
            connection.Username = Uri.UnescapeDataString(user[0]);
        }

        if (user.Length > 1)
        {
            connection.Password = Uri.UnescapeDataString(user[1]);
        }

        return connection;
    }

    private void Migrate()
    {
        using var context = create();
        if (IsPostgres)
        {
            MigratePostgres(context);
            return;
        }

        if (!IsOfPresentForm(context))
        {
            // EF's own lock in SQLite is a row, which stays when its process is killed; a lock of the system goes with the process.
            using var turn = WaitForTurn(Path.GetFullPath(Name) + ".lock");
            context.Database.OpenConnection();
            context.Database.ExecuteSqlRaw("DROP TABLE IF EXISTS \"__EFMigrationsLock\"");
            context.Database.Migrate();
        }

        // Readers and the one writer do not wait for each other. The setting stays in the file.
        context.Database.ExecuteSqlRaw("PRAGMA journal_mode = WAL");
    }

    // A server that was restarted meanwhile deserves a second and a third look; one that is not there must not keep the user waiting.
    private static void MigratePostgres(CallsContext context)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                MigrateAlone(context);
                return;
            }
            catch (NpgsqlException error) when (error.IsTransient && tries < LooksAtOpening)
            {
                NpgsqlConnection.ClearPool((NpgsqlConnection)context.Database.GetDbConnection());
                using var pause = new ManualResetEventSlim();
                pause.Wait(TimeSpan.FromSeconds(1));
            }
        }
    }

    // EF's own lock ends with each migration's transaction, and between two of them somebody else would begin; this one is held over all.
    private static void MigrateAlone(CallsContext context)
    {
        // Not by EF, which goes on looking for a server that is not there for minutes.
        var connection = context.Database.GetDbConnection();
        try
        {
            connection.Open();
        }
        catch (PostgresException error) when (error.SqlState == PostgresErrorCodes.InvalidCatalogName)
        {
            context.GetService<IRelationalDatabaseCreator>().Create();
            connection.Open();
        }

        try
        {
            if (!IsOfPresentForm(context))
            {
                context.Database.ExecuteSqlRaw($"SELECT pg_advisory_lock({MigrationLock})");
                context.Database.Migrate();
                context.Database.ExecuteSqlRaw($"SELECT pg_advisory_unlock({MigrationLock})");
            }
        }
        finally
        {
            connection.Close();
        }
    }

    // To migrate, EF lays the whole model beside the one written down with the migrations, even where nothing is to be done.
    private static bool IsOfPresentForm(CallsContext context) => !context.Database.GetPendingMigrations().Any();

    private static FileStream WaitForTurn(string path)
    {
        for (var tries = 0; ; tries++)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (tries < 600 && File.Exists(path))
            {
                using var pause = new ManualResetEventSlim();
                pause.Wait(TimeSpan.FromMilliseconds(100));
            }
        }
    }
}
