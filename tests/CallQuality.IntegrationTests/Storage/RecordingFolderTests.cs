using System.Security.Cryptography;
using CallQuality.IntegrationTests.Pipeline;
using CallQuality.Storage.Recordings;

namespace CallQuality.IntegrationTests.Storage;

public class RecordingFolderTests
{
    private TestFiles files = null!;

    [SetUp]
    public void MakeFolder() => files = new TestFiles();

    [TearDown]
    public void RemoveFolder() => files.Dispose();

    [Test]
    public void Keep_TwiceTheSameBytes_AreThereOnceAndUnchanged()
    {
        var bytes = RandomNumberGenerator.GetBytes(200_000);
        File.WriteAllBytes(files.At("One.WAV"), bytes);
        File.WriteAllBytes(files.At("two.wav"), bytes);
        var store = new RecordingFolder(files.At("store"));

        var kept = store.Keep(files.At("One.WAV"), CancellationToken.None);
        var again = store.Keep(files.At("two.wav"), CancellationToken.None);

        Assert.That(again, Is.EqualTo(kept));
        Assert.That(kept.Sha256, Is.EqualTo(Convert.ToHexStringLower(SHA256.HashData(bytes))));
        Assert.That(Directory.GetFiles(files.At("store"), "*", SearchOption.AllDirectories), Has.Length.EqualTo(1));
        using var opened = store.Open(kept.Name);
        Assert.That(File.ReadAllBytes(opened.Path), Is.EqualTo(bytes));
    }

    [Test]
    public void Open_AfterAKill_ClearsWhatWasHalfCopiedUnlessItIsInUse()
    {
        _ = new RecordingFolder(files.At("store"));
        File.WriteAllText(files.At("store/incoming/left"), "half");
        using var inUse = new FileStream(files.At("store/incoming/used"), FileMode.CreateNew, FileAccess.Write, FileShare.None);

        _ = new RecordingFolder(files.At("store"));

        Assert.That(Directory.GetFiles(files.At("store/incoming")).Select(Path.GetFileName), Is.EqualTo(new[] { "used" }));
    }
}
