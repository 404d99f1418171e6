using System.Security.Cryptography;
using System.Text;
using CallQuality.Core.Analysis;
using CallQuality.Core.Calls;
using CallQuality.IntegrationTests.Pipeline;
using CallQuality.Storage;
using CallQuality.Storage.Analyses;
using CallQuality.Storage.Batches;
using CallQuality.Storage.Recordings;
using CallQuality.Tests.Reports;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace CallQuality.IntegrationTests.Storage;

/// <summary>A database of one of the two kinds in the program's present form, without rows but for what the tests put into it.</summary>
internal sealed class TestStore : IDisposable
{
    public const string Sqlite = "SQLite";
    public const string Postgres = "PostgreSQL";

    // Bringing an empty database to its form takes seconds, copying one that has it hardly any time.
    private static readonly Lazy<string> PostgresTemplate = new(() => Formed(PostgresServer.Instance.NewDatabase()));
    private static readonly Lazy<byte[]> SqliteTemplate = new(MakeSqliteTemplate);
    private readonly TestFiles files = new();

    public TestStore(string kind)
    {
        Address = FormedAddressOf(kind, files);
        Database = CallDatabase.Open(Address, TimeProvider.System);
        Ledger = new BatchLedger(Database, "tests");
    }

    public string Address { get; }

    public CallDatabase Database { get; }

    public BatchLedger Ledger { get; }

    /// <summary>Address of a new database in the program's present form.</summary>
    public static string FormedAddressOf(string kind, TestFiles files)
    {
        if (kind == Postgres)
        {
            return PostgresServer.Instance.NewDatabase(PostgresTemplate.Value);
        }

        File.WriteAllBytes(files.At("calls.db"), SqliteTemplate.Value);
        return files.At("calls.db");
    }

    /// <summary>Address of a new, empty database.</summary>
    public static string AddressOf(string kind, TestFiles files) => kind == Sqlite ? files.At("calls.db") : PostgresServer.Instance.NewDatabase();

    /// <summary>Claims of a worker whose lease ends by itself only in a day.</summary>
    public AnalysisClaims Claims(string worker = "elsewhere/1/1", TimeSpan? lease = null) => new(Database, worker, lease ?? TimeSpan.FromDays(1));

    public long Versions(string program = "1.0") => Ledger.VersionsId(new AnalysisVersions
    {
        Fingerprint = program,
        Program = program,
        Rubric = "r1",
        Models = "m",
        Settings = "",
        FirstUsedAt = DateTime.UtcNow,
    });

    /// <summary>Makes a batch with files of these contents.</summary>
    public long Batch(long versionsId, params string[] contents)
    {
        var (batch, _) = Ledger.Open(["calls"], "out", versionsId);
        Ledger.Add(batch, [.. contents.Select(content => ImportedFile(content))]);
        return batch;
    }

    public static ImportedFile ImportedFile(string content, string? path = null, CallMetadata? metadata = null)
    {
        var sha256 = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(content)));
        return new ImportedFile(path ?? $"calls/{content}.wav", content.Length, DateTime.UnixEpoch, new KeptRecording(sha256, sha256 + ".wav", content.Length), metadata ?? new CallMetadata(), null);
    }

    /// <summary>Some scorecard with everything in it.</summary>
    public static Scorecard Card() => InventedCall.Make().Scorecard;

    public T Ask<T>(Func<CallsContext, T> question)
    {
        using var context = Database.CreateContext();
        return question(context);
    }

    public void Dispose() => files.Dispose();

    private static byte[] MakeSqliteTemplate()
    {
        using var files = new TestFiles();
        return File.ReadAllBytes(Formed(files.At("calls.db")));
    }

    // Nobody may hold it open when it is copied.
    private static string Formed(string address)
    {
        CallDatabase.Open(address, TimeProvider.System);
        SqliteConnection.ClearAllPools();
        NpgsqlConnection.ClearAllPools();
        return address;
    }
}
