using CallQuality.Reports.Files;

namespace CallQuality.Tests.Reports.Files;

public class AtomicFileTests
{
    private string folder = "";

    [SetUp]
    public void MakeFolder() => folder = Directory.CreateTempSubdirectory("callquality-").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(folder, recursive: true);

    [Test]
    public void Write_NewFile_HoldsTheBytesAndNothingElseIsLeft()
    {
        AtomicFile.Write(Path.Combine(folder, "a.txt"), "abc"u8.ToArray());
        Assert.Multiple(() =>
        {
            Assert.That(File.ReadAllText(Path.Combine(folder, "a.txt")), Is.EqualTo("abc"));
            Assert.That(Directory.GetFiles(folder), Has.Length.EqualTo(1));
        });
    }

    [Test]
    public void Write_ContentThrowsHalfWay_KeepsTheOldFileAndLeavesNothing()
    {
        var path = Path.Combine(folder, "a.txt");
        File.WriteAllText(path, "old");
        Assert.Throws<OperationCanceledException>(() => AtomicFile.Write(path, stream =>
        {
            stream.Write("half of it"u8);
            throw new OperationCanceledException();
        }));
        Assert.Multiple(() =>
        {
            Assert.That(File.ReadAllText(path), Is.EqualTo("old"));
            Assert.That(Directory.GetFiles(folder), Has.Length.EqualTo(1));
        });
    }

    [Test]
    public void Write_MissingFolder_SaysSo()
    {
        Assert.Throws<DirectoryNotFoundException>(() => AtomicFile.Write(Path.Combine(folder, "none", "a.txt"), "abc"u8.ToArray()));
    }
}
