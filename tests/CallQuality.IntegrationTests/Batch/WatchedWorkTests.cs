using System.Diagnostics;
using System.Globalization;
using CallQuality.IntegrationTests.Pipeline;
using CallQuality.IntegrationTests.Storage;
using CallQuality.Storage.Analyses;
using Microsoft.EntityFrameworkCore;

namespace CallQuality.IntegrationTests.Batch;

/// <summary>A call that lost its process twice: is it the call's doing, or somebody else's?</summary>
[Platform("Linux")]
public class WatchedWorkTests
{
    private BatchFolder folder = null!;

    [SetUp]
    public void MakeFolder()
    {
        folder = new BatchFolder(TestStore.Sqlite);
        folder.MakeCalls(1);
    }

    [TearDown]
    public void RemoveFolder() => folder.Dispose();

    [Test]
    public void Run_ProcessesWereKilledFromOutside_TheCallIsDoneByAProcessOfItsOwn()
    {
        LoseTwice();
        using var third = folder.Start();
        using var child = Child(third);

        // The watched one is killed as well, from outside: that proves nothing against the call.
        BatchRunTests.Signal(child, "KILL");
        var run = CallQualityProgram.WaitFor(third);

        Assert.That(run.ExitCode, Is.Zero, run.Output + run.Error);
        Assert.That(folder.Ask(context => context.Analyses.Single().State), Is.EqualTo(AnalysisState.Done));
        Assert.That(folder.Scorecards("out"), Is.EquivalentTo(folder.Undisturbed()));
        Assert.That(folder.Leftovers(), Is.Empty);
    }

    [Test]
    public void Run_TheWatchedProcessDiesByItself_TheCallEndsAsFailedWithItsReason()
    {
        LoseTwice();
        using var third = folder.Start();
        using var child = Child(third);

        // A signal of a crash that the runtime leaves alone; SEGV and ABRT sent by somebody else it may survive.
        BatchRunTests.Signal(child, "SYS");
        var run = CallQualityProgram.WaitFor(third);

        Assert.That(run.ExitCode, Is.EqualTo(1), run.Output + run.Error);
        var row = folder.Ask(context => context.Analyses.Single());
        Assert.That(row.State, Is.EqualTo(AnalysisState.Failed));
        Assert.That(row.Attempts, Is.EqualTo(3));
        Assert.That(row.Reason?.English, Does.Match(@"^The program ended 3 times .* while it was watched, with code 159\.$"));
        Assert.That(folder.Run().ExitCode, Is.EqualTo(1), "it is not tried again by itself");
    }

    [Test]
    public void Run_WhoWatchesIsKilled_TheWatchedProcessSavesItsStepAndEnds()
    {
        LoseTwice();
        using var third = folder.Start();
        using var child = Child(third);

        BatchRunTests.Signal(third, "KILL");
        CallQualityProgram.WaitFor(third);

        Assert.That(child.WaitForExit(TimeSpan.FromMinutes(3)), Is.True, "it must not stay behind");
        var row = folder.Ask(context => context.Analyses.Include(analysis => analysis.Stages).Single());
        Assert.That(row.State, Is.EqualTo(AnalysisState.Queued));
        Assert.That(row.Stages.Select(stage => stage.Name), Does.Contain(StageName.Listen));
        Assert.That(row.Attempts, Is.Zero);
        var last = folder.Run();
        Assert.That(last.ExitCode, Is.Zero, last.Output + last.Error);
        Assert.That(folder.Scorecards("out"), Is.EquivalentTo(folder.Undisturbed()));
    }

    // Once for real; the second time is written down, since it is the same.
    private void LoseTwice()
    {
        using var first = folder.Start();
        folder.WaitFor(AnalysisState.Running);
        BatchRunTests.Signal(first, "KILL");
        CallQualityProgram.WaitFor(first);
        Assert.That(folder.Ask(context => context.Analyses.ExecuteUpdate(set => set.SetProperty(row => row.Attempts, 2))), Is.EqualTo(1));
    }

    // The process that took the call over, once it has.
    private Process Child(Process starter)
    {
        var id = starter.Id;
        BatchFolder.WaitUntil(
            () =>
            {
                Assert.That(starter.HasExited, Is.False);
                var row = folder.Ask(context => context.Analyses.Single());
                return row.State == AnalysisState.Running && row.Attempts == 3 && (id = IdOf(row.Worker!)) != starter.Id;
            },
            "another process");
        return Process.GetProcessById(id);
    }

    private static int IdOf(string worker) => int.Parse(worker.Split('/')[1], CultureInfo.InvariantCulture);
}
