using CallQuality.Audio;
using CallQuality.Core.Calls;
using CallQuality.Storage.Analyses;

namespace CallQuality.IntegrationTests.Storage;

/// <summary>Batches and what they know of files and calls, on both kinds of database.</summary>
[Parallelizable]
[TestFixture(TestStore.Sqlite)]
[TestFixture(TestStore.Postgres)]
public class BatchLedgerTests(string kind)
{
    private TestStore store = null!;
    private long versions;

    [SetUp]
    public void MakeStore()
    {
        store = new TestStore(kind);
        versions = store.Versions();
    }

    [TearDown]
    public void RemoveStore() => store.Dispose();

    [Test]
    public void Add_TheSameBytesUnderTwoNames_AreOneCallAndOneAnalysis()
    {
        var batch = store.Batch(versions);

        store.Ledger.Add(batch, [TestStore.ImportedFile("a", "calls/one.wav"), TestStore.ImportedFile("a", "calls/two.wav")]);
        store.Ledger.Add(batch, [TestStore.ImportedFile("a", "calls/three.wav")]);

        Assert.That(store.Ask(context => context.Calls.Count()), Is.EqualTo(1));
        Assert.That(store.Ask(context => context.Analyses.Count()), Is.EqualTo(1));
        Assert.That(store.Ask(context => context.BatchFiles.Count()), Is.EqualTo(3));
    }

    [Test]
    public void Add_ByManyAtOnce_NothingIsLostOrDouble()
    {
        var batch = store.Batch(versions);
        var agent = new CallMetadata { Agent = "Jana" };

        Parallel.For(0, 8, importer => store.Ledger.Add(batch, [.. Enumerable.Range(0, 20).Select(number =>
            TestStore.ImportedFile($"{number}", $"calls/{importer}-{number}.wav", agent))]));

        Assert.That(store.Ask(context => context.Calls.Count()), Is.EqualTo(20));
        Assert.That(store.Ask(context => context.Analyses.Count()), Is.EqualTo(20));
        Assert.That(store.Ask(context => context.BatchFiles.Count()), Is.EqualTo(160));
        Assert.That(store.Ask(context => context.Agents.Count()), Is.EqualTo(1));
    }

    [Test]
    public void Add_CallWithScorecard_IsNotQueuedAgainAndKeepsItsMetadata()
    {
        var batch = store.Batch(versions);
        store.Ledger.Add(batch, [TestStore.ImportedFile("a", metadata: new CallMetadata { Agent = "Jana" })]);
        var claims = store.Claims();
        claims.Complete(claims.Claim(versions, null)!, TestStore.Card(), [1], new Dictionary<StageName, double>());

        store.Ledger.Add(batch, [TestStore.ImportedFile("a", metadata: new CallMetadata { Agent = "Piet" })]);

        Assert.That(claims.Claim(versions, null), Is.Null);
        Assert.That(store.Ask(context => context.Calls.Select(call => call.Agent!.Name).Single()), Is.EqualTo("Jana"));
    }

    [Test]
    public void Add_MetadataOfACall_ComeBackAsTheyWere()
    {
        var metadata = new CallMetadata
        {
            Agent = "Jana",
            Customer = "4711",
            Queue = "billing",
            Language = Language.German,
            AgentChannel = 1,
            StartedAt = new DateTimeOffset(2026, 3, 29, 2, 30, 0, TimeSpan.FromHours(2)),
        };
        store.Ledger.Add(store.Batch(versions), [TestStore.ImportedFile("a", metadata: metadata)]);

        var call = store.Claims().Claim(versions, null)!.Call;

        Assert.That(call.ToMetadata(), Is.EqualTo(metadata));
        Assert.That(call.ToMetadata().StartedAt!.Value.Offset, Is.EqualTo(TimeSpan.FromHours(2)));
    }

    [Test]
    public void Known_FilesOfEarlierBatches_AreFoundByPath()
    {
        store.Batch(versions, "a");

        var known = store.Ledger.Known(["calls/a.wav", "calls/b.wav"]);

        Assert.That(known.Keys, Is.EqualTo(new[] { "calls/a.wav" }));
        Assert.That(known["calls/a.wav"].ModifiedAt, Is.EqualTo(DateTime.UnixEpoch));
    }

    [Test]
    public void Open_SameFoldersAgain_GoesOnWithTheOpenBatch()
    {
        var first = store.Ledger.Open(["calls"], "out", versions);
        var again = store.Ledger.Open(["calls"], "out", versions);
        store.Ledger.Finish(first.Id);
        var after = store.Ledger.Open(["calls"], "out", versions);

        Assert.That(again, Is.EqualTo((first.Id, true)));
        Assert.That(after.Id, Is.Not.EqualTo(first.Id));
        Assert.That(store.Ask(context => context.Audit.OrderBy(row => row.Id).Select(row => row.Action).ToList()),
            Is.EqualTo(new[] { "batch.start", "batch.continue", "batch.finish", "batch.start" }));
    }

    [Test]
    public void Cancel_OpenBatch_CallsOffWhatWaitsAndRetryBringsItBack()
    {
        var batch = store.Batch(versions, "a", "b", "c");
        var claims = store.Claims();
        var running = claims.Claim(versions, null)!;

        Assert.That(store.Ledger.Cancel(batch), Is.EqualTo(2));
        Assert.That(store.Ledger.Cancel(batch), Is.Null);
        Assert.That(claims.Claim(versions, null), Is.Null);
        Assert.That(claims.Reject(running, new Bilingual("Grund", "reason")), Is.True);
        Assert.That(store.Ledger.Retry(batch), Is.EqualTo(2), "what was rejected is not tried again");
        Assert.That(claims.Claim(versions, null), Is.Not.Null);
        Assert.That(store.Ledger.Retry(batch + 1), Is.Null);
    }
}
