using CallQuality.IntegrationTests.Pipeline;
using CallQuality.Storage;
using CallQuality.Storage.Audit;
using CallQuality.Storage.Calls;
using Microsoft.EntityFrameworkCore;

namespace CallQuality.IntegrationTests.Storage;

/// <summary>Opening a database, on both kinds.</summary>
[TestFixture(TestStore.Sqlite)]
[TestFixture(TestStore.Postgres)]
public class CallDatabaseTests(string kind)
{
    private TestFiles files = null!;
    private string address = null!;

    [SetUp]
    public void MakeDatabase()
    {
        files = new TestFiles();
        address = TestStore.AddressOf(kind, files);
    }

    [TearDown]
    public void RemoveDatabase() => files.Dispose();

    [Test]
    public void Read_WhileSomebodyWrites_DoesNotWaitAndSeesTheTimeBefore()
    {
        var database = CallDatabase.Open(address, TimeProvider.System);
        var before = database.Run(writing =>
        {
            writing.Teams.Add(new Team { Name = "North" });
            writing.SaveChanges();
            return database.Read(reading => reading.Teams.Count());
        });

        Assert.That(before, Is.Zero);
        Assert.That(database.Read(reading => reading.Teams.Count()), Is.EqualTo(1));
    }

    [Test]
    public void Open_EmptyDatabase_HasTheWholeModel()
    {
        using var context = CallDatabase.Open(address, TimeProvider.System).CreateContext();

        Assert.That(context.Database.HasPendingModelChanges(), Is.False, "a migration is missing");
        Assert.That(context.Database.GetPendingMigrations(), Is.Empty);
        Assert.That(context.Database.GetAppliedMigrations(), Is.Not.Empty);
        context.Database.OpenConnection();
        foreach (var entity in context.Model.GetEntityTypes())
        {
            using var command = context.Database.GetDbConnection().CreateCommand();
            command.CommandText = $"SELECT {string.Join(", ", entity.GetProperties().Select(column => column.GetColumnName()))} FROM {entity.GetTableName()}";
            Assert.That(command.ExecuteNonQuery, Throws.Nothing, command.CommandText);
        }
    }

    [Test]
    public void Open_ByManyAtOnce_MakesTheTablesOnce()
    {
        var opened = new CallDatabase[8];

        Parallel.For(0, opened.Length, i => opened[i] = CallDatabase.Open(address, TimeProvider.System));

        using var context = opened[^1].CreateContext();
        Assert.That(context.Database.GetAppliedMigrations(), Is.EqualTo(context.Database.GetMigrations()));
    }

    [Test]
    public void Audit_Rows_CanBeAddedAndNothingElse()
    {
        var database = CallDatabase.Open(address, TimeProvider.System);
        database.Run(context =>
        {
            context.Audit.Add(new AuditEntry { At = DateTime.UtcNow, Actor = "a", Action = "b.c", Subject = "d" });
            context.SaveChanges();
        });

        Assert.That(() => database.Run(context => context.Audit.ExecuteUpdate(set => set.SetProperty(row => row.Actor, "x"))), Throws.TypeOf<DatabaseException>());
        Assert.That(() => database.Run(context => context.Audit.ExecuteDelete()), Throws.TypeOf<DatabaseException>());
        using var reading = database.CreateContext();
        Assert.That(reading.Audit.Single().Actor, Is.EqualTo("a"));
    }
}

/// <summary>Databases that cannot be opened.</summary>
public class CallDatabaseRefusalTests
{
    [Test]
    public void Open_FileThatIsNoDatabase_IsOneSentence()
    {
        using var files = new TestFiles();
        File.WriteAllText(files.At("calls.db"), new string('x', 5000));

        Assert.That(() => CallDatabase.Open(files.At("calls.db"), TimeProvider.System), Throws.TypeOf<DatabaseException>().With.Message.Contains("calls.db: the database cannot be used"));
    }

    [Test]
    public void Open_ServerWasRestarted_Works()
    {
        var address = PostgresServer.Instance.NewDatabase();
        var before = CallDatabase.Open(address, TimeProvider.System);

        PostgresServer.Instance.Restart();

        Assert.That(() => CallDatabase.Open(address, TimeProvider.System), Throws.Nothing);
        Assert.That(before.Run(context => context.Calls.Count()), Is.Zero);
    }

    [TestCase("Host=127.0.0.1;Port=1;Username=u;Password=secret;Database=d;Timeout=1")]
    [TestCase("postgresql://u:secret@127.0.0.1:1/d")]
    public void Open_ServerThatIsNotThere_IsOneSentenceWithoutThePassword(string address) =>
        Assert.That(() => CallDatabase.Open(address, TimeProvider.System), Throws.TypeOf<DatabaseException>().With.Message.Contains("127.0.0.1:1/d").And.Message.Not.Contains("secret"));
}
