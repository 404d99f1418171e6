using CallQuality.IntegrationTests.Pipeline;
using CallQuality.IntegrationTests.Storage;
using CallQuality.Storage.Analyses;

namespace CallQuality.IntegrationTests.Batch;

/// <summary>Several real worker processes on one PostgreSQL.</summary>
[Platform("Linux")]
public class WorkerTests
{
    private const int Calls = 6;
    private BatchFolder folder = null!;

    [SetUp]
    public void MakeFolder() => folder = new BatchFolder(TestStore.Postgres);

    [TearDown]
    public void RemoveFolder() => folder.Dispose();

    [Test]
    public void Workers_OneKilledAndTheDatabaseRestarted_EveryCallIsDoneOnce()
    {
        folder.MakeCalls(Calls);
        using var importer = folder.Start("--lease", "3");
        folder.WaitFor(AnalysisState.Running);
        using var killed = StartWorker();
        using var second = StartWorker();
        folder.WaitFor(AnalysisState.Running, atLeast: 2);

        BatchRunTests.Signal(killed, "KILL");
        PostgresServer.Instance.Restart();
        CallQualityProgram.WaitFor(killed);
        var run = CallQualityProgram.WaitFor(importer);
        BatchRunTests.Signal(second, "TERM");
        var worker = CallQualityProgram.WaitFor(second);

        Assert.That(run.ExitCode, Is.Zero, run.Output + run.Error);
        Assert.That(worker.ExitCode, Is.Zero, worker.Output + worker.Error);
        Assert.That(folder.Ask(context => context.Scorecards.Count()), Is.EqualTo(Calls));
        Assert.That(folder.Ask(context => context.Analyses.Select(row => row.State).ToList()), Is.All.EqualTo(AnalysisState.Done));
        Assert.That(folder.Ask(context => context.Analyses.Select(row => row.Worker).Distinct().Count()), Is.GreaterThan(1));
        Assert.That(folder.Scorecards("out"), Is.EquivalentTo(folder.Undisturbed()));
        Assert.That(folder.Leftovers(), Is.Empty);
    }

    private System.Diagnostics.Process StartWorker() => CallQualityProgram.Start(
        folder.Files.Folder, [], "worker", "--database", folder.Address, "--recordings", "store", "--threads", "1", "--lease", "3", "--log", "worker-log");
}
