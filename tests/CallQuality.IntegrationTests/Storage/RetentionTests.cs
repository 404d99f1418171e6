using CallQuality.Core.Calls;
using CallQuality.IntegrationTests.Pipeline;
using CallQuality.Storage.Analyses;
using CallQuality.Storage.Batches;
using CallQuality.Storage.Feedback;
using CallQuality.Storage.House;
using CallQuality.Storage.Recordings;

namespace CallQuality.IntegrationTests.Storage;

/// <summary>What is deleted after its time and what stays, on both kinds of database.</summary>
[Parallelizable]
[TestFixture(TestStore.Sqlite)]
[TestFixture(TestStore.Postgres)]
public class RetentionTests(string kind)
{
    private readonly List<string> forgotten = [];
    private TestFiles files = null!;
    private TestStore store = null!;
    private RecordingFolder recordings = null!;
    private Retention retention = null!;
    private long versions;

    [SetUp]
    public void MakeStore()
    {
        files = new TestFiles();
        store = new TestStore(kind);
        recordings = new RecordingFolder(files.At("recordings"));
        retention = new Retention(store.Database, recordings, forgotten.Add);
        forgotten.Clear();
        versions = store.Versions();
    }

    [TearDown]
    public void RemoveStore()
    {
        store.Dispose();
        files.Dispose();
    }

    [Test]
    public void Run_WithoutSettings_DeletesNothing()
    {
        Add("old", ageDays: 4000, isAnalysed: true);

        Assert.That(retention.Run(CancellationToken.None), Is.EqualTo((0, 0)));
        Assert.That(store.Ask(context => context.Calls.Count()), Is.EqualTo(1));
    }

    [Test]
    public void Run_RecordingsPastTheirTime_GoAndTheirScorecardsStay()
    {
        var (old, young) = (Add("old", ageDays: 31, isAnalysed: true), Add("young", ageDays: 29, isAnalysed: true));
        Set(new HouseSettings { RecordingDays = 30 });

        Assert.That(retention.Run(CancellationToken.None), Is.EqualTo((1, 0)));
        Assert.That(retention.Run(CancellationToken.None), Is.EqualTo((0, 0)), "once is enough");

        Assert.That((recordings.Contains(old.Name), recordings.Contains(young.Name)), Is.EqualTo((false, true)));
        Assert.That(forgotten, Is.EqualTo(new[] { old.Sha256[..16] }));
        Assert.That(store.Ask(context => context.Scorecards.Count()), Is.EqualTo(2));
        Assert.That(Deletions("retention.recording"), Is.EqualTo(new[] { old.Sha256[..16] }));
    }

    [Test]
    public void Run_CallsPastTheirTime_GoWithEverythingButTheAudit()
    {
        var (old, young) = (Add("old", ageDays: 31, isAnalysed: true), Add("young", ageDays: 29, isAnalysed: true));
        store.Database.Run(context =>
        {
            var finding = context.Findings.First();
            context.Feedback.Add(new FindingFeedback { FindingId = finding.Id, AgentId = context.Agents.First().Id, State = FeedbackState.Helpful });
            context.SaveChanges();
        });
        Set(new HouseSettings { CallDays = 30 });

        Assert.That(retention.Run(CancellationToken.None), Is.EqualTo((0, 1)));

        Assert.That((recordings.Contains(old.Name), recordings.Contains(young.Name)), Is.EqualTo((false, true)));
        Assert.That(store.Ask(context => context.Calls.Select(call => call.Sha256).ToList()), Is.EqualTo(new[] { young.Sha256 }));
        Assert.That(store.Ask(context => (context.Scorecards.Count(), context.Documents.Count(), context.Analyses.Count(), context.Feedback.Count(), context.BatchFiles.Count())), Is.EqualTo((1, 1, 1, 0, 1)));
        Assert.That(Deletions("retention.call"), Is.EqualTo(new[] { old.Sha256[..16] }));
    }

    [Test]
    public void Run_ACallThatStillWaits_IsLeftForAnotherDay()
    {
        var waiting = Add("waiting", ageDays: 90, isAnalysed: false);
        Set(new HouseSettings { CallDays = 30, RecordingDays = 30 });

        Assert.That(retention.Run(CancellationToken.None), Is.EqualTo((0, 0)));
        Assert.That(recordings.Contains(waiting.Name), Is.True);
    }

    private KeptRecording Add(string content, int ageDays, bool isAnalysed)
    {
        var path = files.At(content + ".wav");
        File.WriteAllText(path, content);
        var kept = recordings.Keep(path, CancellationToken.None);
        var batch = store.Ledger.Open(["calls"], "out", versions).Id;
        store.Ledger.Add(batch, [new ImportedFile(path, kept.Bytes, DateTime.UnixEpoch, kept, new CallMetadata { Agent = "Anna", StartedAt = DateTimeOffset.UtcNow.AddDays(-ageDays) }, null)]);
        if (isAnalysed)
        {
            store.Claims().Complete(store.Claims().Claim(versions, null)!, TestStore.Card(), [1], new Dictionary<StageName, double>());
        }

        return kept;
    }

    private void Set(HouseSettings settings) => new HouseRules(store.Database).Change("user 1", settings);

    private List<string> Deletions(string action) => store.Ask(context => context.Audit.Where(row => row.Action == action).Select(row => row.Subject).ToList());
}
