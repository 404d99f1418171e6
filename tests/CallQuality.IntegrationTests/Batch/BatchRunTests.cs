using System.Diagnostics;
using CallQuality.IntegrationTests.Pipeline;
using CallQuality.IntegrationTests.Storage;
using CallQuality.Storage.Analyses;
using CallQuality.Storage.Batches;

namespace CallQuality.IntegrationTests.Batch;

/// <summary><c>batch run</c> with the real models, on both kinds of database.</summary>
[Platform("Linux")]
[TestFixture(TestStore.Sqlite)]
[TestFixture(TestStore.Postgres)]
[Parallelizable]
public class BatchRunTests(string kind)
{
    private BatchFolder folder = null!;

    [SetUp]
    public void MakeFolder() => folder = new BatchFolder(kind);

    [TearDown]
    public void RemoveFolder() => folder.Dispose();

    [Test]
    public void Run_GoodBadAndDoubleFiles_EachEndsOnceAndTheSecondRunHasNothingToDo()
    {
        folder.MakeCalls(2);
        File.Copy(folder.Files.At("calls/call-0.wav"), folder.Files.At("calls/copy.wav"));
        File.WriteAllText(folder.Files.At("calls/text.wav"), "Guten Tag");
        File.WriteAllText(folder.Files.At("calls/empty.wav"), "");
        File.WriteAllText(folder.Files.At("calls/metadata.csv"), "file,agent\ncall-0.wav,Jana Weiss\n");

        var first = folder.Run();
        var analysed = folder.Ask(context => context.Analyses.Count(row => row.State == AnalysisState.Done));
        var ended = folder.Ask(context => context.Analyses.OrderBy(row => row.Id).Select(row => row.EndedAt).ToList());
        var second = folder.Run();

        Assert.That(first.ExitCode, Is.EqualTo(1), first.Output + first.Error);
        Assert.That(analysed, Is.EqualTo(2));
        Assert.That((int)folder.Summary()["outcomes"]!["rejected"]!, Is.EqualTo(2));
        Assert.That(File.ReadAllText(folder.Files.At("out/batch.csv")), Does.Contain("contains text").And.Contain("is empty"));
        Assert.That(File.ReadAllText(folder.Files.At("out/batch.html")), Does.Contain("text.wav"));
        Assert.That(second.ExitCode, Is.EqualTo(1));
        Assert.That(folder.Ask(context => context.Analyses.OrderBy(row => row.Id).Select(row => row.EndedAt).ToList()), Is.EqualTo(ended));
        Assert.That(folder.Scorecards("out"), Has.Count.EqualTo(2));
        Assert.That(folder.Leftovers(), Is.Empty);
        AssertNothingPersonal(first.Output, "call-0", "Jana");
        AssertNothingPersonal(string.Concat(Directory.GetFiles(folder.Files.At("out/log")).Select(File.ReadAllText)), "call-0", "Jana");
    }

    [Test]
    public void Run_InterruptedByTheUser_GoesOnWhereItStoppedAndEndsAsAnalyzeDoes()
    {
        folder.MakeCalls(3);
        using var process = folder.Start();
        folder.WaitFor(AnalysisState.Running);
        Signal(process, "INT");
        var stopped = CallQualityProgram.WaitFor(process);
        var waiting = folder.Ask(context => context.Analyses.Count(row => row.State == AnalysisState.Queued));

        var rest = folder.Run();

        Assert.That(stopped.ExitCode, Is.EqualTo(130), stopped.Output + stopped.Error);
        Assert.That(waiting, Is.Positive);
        Assert.That(rest.ExitCode, Is.Zero, rest.Output + rest.Error);
        Assert.That(rest.Output, Does.Contain("Batch 1 goes on."));
        Assert.That(folder.Scorecards("out"), Is.EquivalentTo(folder.Undisturbed()));
        Assert.That(folder.Ask(context => context.Analyses.Select(row => row.Attempts).ToList()), Is.All.EqualTo(1), "being stopped is no failed try");
    }

    [Test]
    public void Run_KilledInTheMiddleOfCalls_LosesNothingAndDoesNothingTwice()
    {
        const int Calls = 5;
        folder.MakeCalls(Calls);
        var random = new Random(8);
        for (var kill = 0; kill < Calls; kill++)
        {
            using var process = folder.Start();
            folder.WaitFor(AnalysisState.Running);
            using var pause = new ManualResetEventSlim();
            pause.Wait(TimeSpan.FromMilliseconds(random.Next(0, 1500)));
            Signal(process, "KILL");
            CallQualityProgram.WaitFor(process);
        }

        var last = folder.Run();

        Assert.That(last.ExitCode, Is.Zero, last.Output + last.Error);
        Assert.That(folder.Scorecards("out"), Is.EquivalentTo(folder.Undisturbed()));
        Assert.That(folder.Ask(context => context.Scorecards.Count()), Is.EqualTo(Calls));
        Assert.That(folder.Ask(context => context.Analyses.Count(row => row.State == AnalysisState.Done)), Is.EqualTo(Calls));
        Assert.That(folder.Ask(context => context.Batches.Single().State), Is.EqualTo(BatchState.Finished));
        Assert.That(Directory.GetFiles(folder.Files.At("out"), "scorecard.html", SearchOption.AllDirectories), Has.Length.EqualTo(Calls));
        Assert.That(folder.Leftovers(), Is.Empty);
    }

    [Test]
    public void Run_NewRubric_MakesANewVersionBesideTheOld()
    {
        folder.MakeCalls(1);
        folder.Run();
        var rubric = File.ReadAllText(Path.Combine(CallQualityProgram.Root, "src/CallQuality.Core/Scoring/rubric.yaml"));
        File.WriteAllText(folder.Files.At("rubric.yaml"), "# ours\n" + rubric);

        var run = folder.Run("--rubric", "rubric.yaml");

        Assert.That(run.ExitCode, Is.Zero, run.Output + run.Error);
        var cards = folder.Ask(context => context.Scorecards.OrderBy(row => row.AnalysisId).ToList());
        Assert.That(cards.Select(card => card.IsCurrent), Is.EqualTo(new[] { false, true }));
        Assert.That(folder.Ask(context => context.Calls.Count()), Is.EqualTo(1));
    }

    [Test]
    public void Run_PagesGone_AreWrittenAgainFromTheDatabase()
    {
        folder.MakeCalls(1);
        folder.Run();
        var page = Directory.GetFiles(folder.Files.At("out"), "scorecard.html", SearchOption.AllDirectories).Single();
        var before = (Json: folder.Scorecards("out"), Html: File.ReadAllText(page));
        Directory.Delete(Path.GetDirectoryName(page)!, recursive: true);

        folder.Run();

        Assert.That(folder.Scorecards("out"), Is.EquivalentTo(before.Json));
        Assert.That(File.ReadAllText(page), Has.Length.EqualTo(before.Html.Length).Within(200));
        Assert.That(folder.Ask(context => context.Analyses.Single().Attempts), Is.EqualTo(1));
    }

    [Test]
    public void Run_Watching_TakesAFileWhenItIsComplete()
    {
        folder.MakeCalls(1);
        var whole = File.ReadAllBytes(folder.Files.At("calls/call-0.wav"));
        File.Delete(folder.Files.At("calls/call-0.wav"));
        using var process = folder.Start("--watch");
        using (var file = new FileStream(folder.Files.At("calls/late.wav"), FileMode.CreateNew, FileAccess.Write, FileShare.None))
        {
            file.Write(whole.AsSpan(0, 1000));
            file.Flush();
            using var pause = new ManualResetEventSlim();
            pause.Wait(TimeSpan.FromSeconds(6));
            Assert.That(folder.Ask(context => context.Calls.Count()), Is.Zero, "still being written");
            file.Write(whole.AsSpan(1000));
        }

        folder.WaitFor(AnalysisState.Done);
        BatchFolder.WaitUntil(() => Directory.GetFiles(folder.Files.At("out"), "scorecard.html", SearchOption.AllDirectories).Length == 1, "the page");
        Signal(process, "INT");
        var run = CallQualityProgram.WaitFor(process);

        Assert.That(run.ExitCode, Is.EqualTo(130), run.Output + run.Error);
        Assert.That(folder.Scorecards("out").Keys, Is.EqualTo(new[] { "late.wav" }));
    }

    internal static void Signal(Process process, string signal)
    {
        using var kill = Process.Start("kill", [$"-{signal}", $"{process.Id}"]);
        kill.WaitForExit();
    }

    private static void AssertNothingPersonal(string text, params string[] names)
    {
        foreach (var name in names)
        {
            Assert.That(text, Does.Not.Contain(name));
        }
    }
}
