using System.Net;
using CallQuality.IntegrationTests.Pipeline;
using CallQuality.IntegrationTests.Portal;
using CallQuality.IntegrationTests.Storage;
using CallQuality.Storage.Analyses;

namespace CallQuality.IntegrationTests.Batch;

/// <summary><c>batch run</c>, <c>worker</c> and <c>serve</c> with recordings in a bucket and no folder in common.</summary>
[Platform("Linux")]
[Parallelizable]
public class BucketRunTests
{
    private BatchFolder folder = null!;
    private string bucket = null!;

    [SetUp]
    public void MakeFolder() => (folder, bucket) = (new BatchFolder(TestStore.Sqlite), S3Server.Instance.NewAddress());

    [TearDown]
    public void RemoveFolder() => folder.Dispose();

    [Test]
    public async Task Run_Bucket_IsAnalysedByAWorkerAndPlayedInThePortal()
    {
        folder.MakeCalls(1);
        var undisturbed = folder.Undisturbed();

        // The run takes in what the worker then analyses: it is stopped before it does so itself.
        using var run = CallQualityProgram.Start(folder.Files.Folder, [], Arguments("batch", "run", "calls", "--out", "out"));
        folder.WaitFor(AnalysisState.Running);
        BatchRunTests.Signal(run, "KILL");
        CallQualityProgram.WaitFor(run);
        var worker = CallQualityProgram.Run(folder.Files.Folder, Arguments("worker", "--once"));
        var pages = CallQualityProgram.Run(folder.Files.Folder, Arguments("batch", "run", "calls", "--out", "out"));

        Assert.That(worker.ExitCode, Is.Zero, worker.Output + worker.Error);
        Assert.That(pages.ExitCode, Is.Zero, pages.Output + pages.Error);
        Assert.That(S3Server.Instance.NamesIn(bucket), Has.Length.EqualTo(1));
        Assert.That(folder.Scorecards("out"), Is.EqualTo(undisturbed));
        Assert.That(Directory.Exists(folder.Files.At("callquality-recordings")), Is.False, "no folder of recordings is made beside the bucket");
        await AssertPlaysAsync();
    }

    [TestCase("s3://calls?endpoint=http://127.0.0.1:1&region=x", "the bucket of recordings cannot be used")]
    [TestCase("s3://", "'bucket' is missing or wrong in this address")]
    [TestCase("s3://calls?keys=1", "'keys' is missing or wrong in this address")]
    public void Run_WrongBucket_IsOneSentenceAndThree(string address, string sentence)
    {
        folder.MakeCalls(1);

        var run = CallQualityProgram.Run(folder.Files.Folder, "batch", "run", "calls", "--recordings", address);

        Assert.That(run.Error, Does.Contain(sentence));
        Assert.That(run.Error.TrimEnd().Split('\n'), Has.Length.EqualTo(1));
        Assert.That(run.ExitCode, Is.EqualTo(3));
    }

    [Test]
    public void Run_KeysOfNobody_IsOneSentenceAndThree()
    {
        folder.MakeCalls(1);

        var run = CallQualityProgram.Run(folder.Files.Folder, ["env", .. S3Server.Environments("nobody").Select(pair => $"{pair.Key}={pair.Value}")], Arguments("batch", "run", "calls"));

        Assert.That(run.Error, Does.Contain("the bucket of recordings cannot be used: InvalidAccessKeyId").And.Not.Contain("nobody"));
        Assert.That(run.ExitCode, Is.EqualTo(3));
    }

    private async Task AssertPlaysAsync()
    {
        using var portal = await PortalProcess.StartAsync(folder.Files.At("portal"), "--database", folder.Address, "--recordings", bucket);
        using var visitor = new Visitor(portal.Address);
        await visitor.SetUpAsync("boss", "a long enough pass phrase");
        var call = folder.Ask(context => context.Calls.Single().Sha256[..16]);
        using var answer = await visitor.SendAsync(HttpMethod.Get, $"/calls/{call}/sound", content: null, ("Range", "bytes=1000-1999"));

        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.PartialContent));
        Assert.That(await answer.Content.ReadAsByteArrayAsync(), Has.Length.EqualTo(1000));
    }

    private string[] Arguments(params string[] command) => [.. command, "--database", folder.Address, "--recordings", bucket, "--threads", "1"];
}
