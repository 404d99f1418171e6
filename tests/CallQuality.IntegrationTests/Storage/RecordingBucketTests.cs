using System.Security.Cryptography;
using CallQuality.Audio;
using CallQuality.Core.Calls;
using CallQuality.IntegrationTests.Pipeline;
using CallQuality.Storage;
using CallQuality.Storage.Batches;
using CallQuality.Storage.House;
using CallQuality.Storage.Recordings;

namespace CallQuality.IntegrationTests.Storage;

/// <summary>Recordings in a bucket of a server that speaks the protocol of S3.</summary>
public class RecordingBucketTests
{
    private TestFiles files = null!;
    private string address = null!;
    private RecordingBucket store = null!;

    [SetUp]
    public void MakePlace()
    {
        files = new TestFiles();
        address = S3Server.Instance.NewAddress();
        store = new RecordingBucket(BucketAddress.Parse(address));
    }

    [TearDown]
    public void RemoveFolder() => files.Dispose();

    [Test]
    public void Keep_TwiceTheSameBytes_AreThereOnceAndUnchanged()
    {
        var bytes = RandomNumberGenerator.GetBytes(3_000_000);
        File.WriteAllBytes(files.At("One.WAV"), bytes);
        File.WriteAllBytes(files.At("two.wav"), bytes);

        var kept = store.Keep(files.At("One.WAV"), CancellationToken.None);
        var again = store.Keep(files.At("two.wav"), CancellationToken.None);

        Assert.That(again, Is.EqualTo(kept));
        Assert.That(kept, Is.EqualTo(new KeptRecording(Convert.ToHexStringLower(SHA256.HashData(bytes)), kept.Sha256 + ".wav", bytes.Length)));
        Assert.That(S3Server.Instance.NamesIn(address), Is.EqualTo(new[] { $"{kept.Name[..2]}/{kept.Name}" }));
        Assert.That(store.Contains(kept.Name), Is.True);
        string copy;
        using (var opened = store.Open(kept.Name))
        {
            copy = opened.Path;
            Assert.That(File.ReadAllBytes(copy), Is.EqualTo(bytes));
            Assert.That(Path.GetExtension(copy), Is.EqualTo(".wav"));
        }

        Assert.That(File.Exists(copy), Is.False, "the copy goes when it is not needed any more");
    }

    [Test]
    public void Open_PlaceWithSeveralRecordings_FindsThem()
    {
        var kept = new[] { "one", "two", "three" }.Select(Keep).ToList();

        var again = new RecordingBucket(BucketAddress.Parse(address));

        Assert.That(kept.Select(recording => again.Contains(recording.Name)), Is.All.True);
    }

    [Test]
    public void Keep_InAFolderAndInABucket_LiesInTheSamePlace()
    {
        // So that a backup of one can be restored into the other.
        Keep("some bytes");
        _ = new RecordingFolder(files.At("folder")).Keep(files.At("call.wav"), CancellationToken.None);

        Assert.That(Directory.GetFiles(files.At("folder"), "*.wav", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(files.At("folder"), path)), Is.EqualTo(S3Server.Instance.NamesIn(address)));
    }

    [Test]
    public void Remove_Recording_IsGoneAndMayBeRemovedAgain()
    {
        var kept = Keep("some bytes");

        store.Remove(kept.Name);
        store.Remove(kept.Name);

        Assert.That(store.Contains(kept.Name), Is.False);
        Assert.That(S3Server.Instance.NamesIn(address), Is.Empty);
        Assert.That(() => store.Open(kept.Name), Throws.TypeOf<FileNotFoundException>());
    }

    [Test]
    public void Keep_Stopped_LeavesNothing()
    {
        File.WriteAllText(files.At("a.wav"), "some bytes");

        Assert.That(() => store.Keep(files.At("a.wav"), new CancellationToken(canceled: true)), Throws.InstanceOf<OperationCanceledException>());
        Assert.That(S3Server.Instance.NamesIn(address), Is.Empty);
    }

    [Test]
    public void Retention_OldRecording_IsDeletedFromTheBucket()
    {
        using var database = new TestStore(TestStore.Sqlite);
        var kept = Keep("an old call");
        var versions = database.Versions();
        var metadata = new CallMetadata { StartedAt = DateTimeOffset.UtcNow.AddDays(-31) };
        database.Ledger.Add(database.Batch(versions), [new ImportedFile("old.wav", kept.Bytes, DateTime.UnixEpoch, kept, metadata, null)]);
        Assert.That(database.Claims().Reject(database.Claims().Claim(versions, null)!, new Bilingual("x", "x")), Is.True);
        new HouseRules(database.Database).Change("tests", new HouseSettings { RecordingDays = 30 });

        Assert.That(new Retention(database.Database, store, _ => { }).Run(CancellationToken.None), Is.EqualTo((1, 0)));
        Assert.That(store.Contains(kept.Name), Is.False);
    }

    [TestCase("another", "NoSuchBucket")]
    public void Open_NoSuchBucket_SaysSo(string bucket, string reason) =>
        Assert.That(() => new RecordingBucket(BucketAddress.Parse(S3Server.Instance.NewAddress(bucket))), Throws.TypeOf<DatabaseException>().With.Message.Contains(reason).And.Message.Contains($"s3://{bucket}/"));

    [Test]
    public void Open_NobodyThere_SaysSoSoon() =>
        Assert.That(() => new RecordingBucket(BucketAddress.Parse("s3://calls?endpoint=http://127.0.0.1:1")), Throws.TypeOf<DatabaseException>().With.Message.Contains("the bucket of recordings cannot be used"));

    private KeptRecording Keep(string text)
    {
        File.WriteAllText(files.At("call.wav"), text);
        return store.Keep(files.At("call.wav"), CancellationToken.None);
    }
}
