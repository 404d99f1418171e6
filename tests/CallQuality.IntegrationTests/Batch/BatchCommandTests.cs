using CallQuality.IntegrationTests.Pipeline;
using CallQuality.IntegrationTests.Storage;
using CallQuality.Storage.Analyses;

namespace CallQuality.IntegrationTests.Batch;

/// <summary><c>batch status|retry|cancel</c> and wrong calls of <c>batch</c>.</summary>
[Platform("Linux")]
[Parallelizable]
public class BatchCommandTests
{
    private BatchFolder folder = null!;

    [SetUp]
    public void MakeFolder() => folder = new BatchFolder(TestStore.Sqlite);

    [TearDown]
    public void RemoveFolder() => folder.Dispose();

    [Test]
    public void Commands_OnAStoppedBatch_CallItOffAndBringItBack()
    {
        folder.MakeCalls(2);
        using var process = folder.Start();
        folder.WaitFor(AnalysisState.Running);
        BatchRunTests.Signal(process, "INT");
        CallQualityProgram.WaitFor(process);

        var open = On("status");
        var cancelled = On("cancel", "1");
        var status = On("status");
        var retried = On("retry", "1");
        var rest = folder.Run();

        Assert.That(open.Output, Does.Contain("open"));
        Assert.That(cancelled.Output, Does.Contain("Batch 1 called off"));
        Assert.That(status.Output, Does.Contain("called off"));
        Assert.That(retried.Output, Does.Contain("calls queued again"));
        Assert.That(rest.ExitCode, Is.Zero, rest.Output + rest.Error);
        Assert.That(On("status").Output, Does.Contain("finished"));
    }

    [Test]
    public void Run_Scheduled_WaitsForItsTimeRunsThenAndWaitsAgain()
    {
        folder.MakeCalls(1);
        using var process = folder.Start("--schedule", "* * * * *");
        var atOnce = folder.Ask(context => context.BatchFiles.Count());

        folder.WaitFor(AnalysisState.Done);
        BatchFolder.WaitUntil(() => folder.Ask(context => context.Batches.Any(batch => batch.EndedAt != null)), "the batch's end");
        BatchRunTests.Signal(process, "INT");
        var outcome = CallQualityProgram.WaitFor(process);

        var started = folder.Ask(context => context.Batches.Single().StartedAt);
        Assert.That((atOnce, outcome.ExitCode), Is.EqualTo((0, 130)), outcome.Output + outcome.Error);
        Assert.That(started.Second, Is.LessThan(15), "begun long after the full minute");
        Assert.That(outcome.Output, Does.StartWith("Next run: ").And.Contain("1 not scorable"));
    }

    [TestCase("There is no batch 7", 2, "cancel", "7")]
    [TestCase("There is no batch 7", 2, "retry", "7")]
    [TestCase("'nonsense' is no cron expression", 2, "run", "calls", "--schedule", "nonsense")]
    [TestCase("nowhere: there is no such file or folder", 2, "run", "nowhere")]
    public void Batch_WrongUsage_IsOneSentence(string sentence, int exitCode, params string[] arguments)
    {
        var run = On(arguments);

        Assert.That(run.Error, Does.Contain(sentence));
        Assert.That(run.Error.TrimEnd().Split('\n'), Has.Length.EqualTo(1));
        Assert.That(run.ExitCode, Is.EqualTo(exitCode));
    }

    [Test]
    public void Run_DatabaseIsNotThere_IsThree()
    {
        folder.MakeCalls(1);

        var run = CallQualityProgram.Run(folder.Files.Folder, "batch", "run", "calls", "--database", "Host=127.0.0.1;Port=1;Username=u;Password=secret;Database=d", "--recordings", "store");

        Assert.That(run.ExitCode, Is.EqualTo(3), run.Output + run.Error);
        Assert.That(run.Error, Does.Contain("127.0.0.1:1/d: the database cannot be used").And.Not.Contain("secret"));
    }

    private CallQualityProgram.Outcome On(params string[] arguments) =>
        CallQualityProgram.Run(folder.Files.Folder, ["batch", .. arguments, "--database", folder.Address]);
}
