using System.Security.Cryptography;
using CallQuality.Inference.ModelFiles;

namespace CallQuality.Tests.Inference.ModelFiles;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class ModelFolderTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("models");

    [Test]
    public void Verify_UntouchedFile_GivesItsEntry()
    {
        Write("a/one.bin", "content"u8.ToArray());

        Assert.That(ModelFolder.Open(folder.FullName).Verify("a/one.bin").Bytes, Is.EqualTo(7));
    }

    [Test]
    public void Verify_ChangedByte_NamesFileFoundAndExpected()
    {
        Write("one.bin", "content"u8.ToArray());
        File.WriteAllText(Path.Combine(folder.FullName, "one.bin"), "contenT");

        var error = Assert.Throws<ModelFileException>(() => ModelFolder.Open(folder.FullName).Verify("one.bin"));

        Assert.That(error.Text.English, Does.Contain("one.bin").And.Contain(Hash("contenT"u8)).And.Contain(Hash("content"u8)));
        Assert.That(error.Text.German, Does.Contain("one.bin").And.Contain("erwartet"));
    }

    [Test]
    public void Verify_CutFile_NamesBothLengths()
    {
        Write("one.bin", "content"u8.ToArray());
        File.WriteAllText(Path.Combine(folder.FullName, "one.bin"), "con");

        Assert.That(
            () => ModelFolder.Open(folder.FullName).Verify("one.bin"),
            Throws.TypeOf<ModelFileException>().With.Message.Contains("found 3 bytes, expected 7"));
    }

    [Test]
    public void Verify_LinkToTheFile_CountsAsTheFile()
    {
        Write("one.bin", "content"u8.ToArray());
        File.Move(Path.Combine(folder.FullName, "one.bin"), Path.Combine(folder.FullName, "kept elsewhere"));
        File.CreateSymbolicLink(Path.Combine(folder.FullName, "one.bin"), Path.Combine(folder.FullName, "kept elsewhere"));

        Assert.That(ModelFolder.Open(folder.FullName).Verify("one.bin").Bytes, Is.EqualTo(7));
    }

    [Test]
    public void Verify_MissingFile_Throws()
    {
        Write("one.bin", "content"u8.ToArray());
        File.Delete(Path.Combine(folder.FullName, "one.bin"));

        Assert.That(() => ModelFolder.Open(folder.FullName).Verify("one.bin"), Throws.TypeOf<ModelFileException>().With.Message.Contains("not found"));
    }

    [Test]
    public void Open_NoManifest_SaysWhichFileIsExpected() =>
        Assert.That(() => ModelFolder.Open(folder.FullName), Throws.TypeOf<ModelFileException>().With.Message.Contains("manifest.json"));

    [TestCase("{}")]
    [TestCase("nonsense")]
    [TestCase("""{ "schema": "other/1", "files": [] }""")]
    [TestCase("""{ "schema": "callquality.models/1", "files": [ { "file": "../outside", "bytes": 1, "sha256": "", "licence": "", "origin": "" } ] }""")]
    public void Open_UnusableManifest_Throws(string json)
    {
        File.WriteAllText(Path.Combine(folder.FullName, "manifest.json"), json);

        Assert.That(() => ModelFolder.Open(folder.FullName), Throws.TypeOf<ModelFileException>().With.Message.Contains("manifest.json"));
    }

    [Test]
    public void Locate_UnknownName_Throws() =>
        Assert.That(() => ModelFolder.Locate("no-such-model"), Throws.TypeOf<ModelFileException>().With.Message.Contains("no-such-model"));

    public void Dispose() => folder.Delete(recursive: true);

    private static string Hash(ReadOnlySpan<byte> content) => Convert.ToHexStringLower(SHA256.HashData(content));

    private void Write(string name, byte[] content)
    {
        var path = Path.Combine(folder.FullName, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, content);
        new ModelManifest
        {
            Schema = ModelManifest.CurrentSchema,
            Files = [new ModelFile { File = name, Bytes = content.Length, Sha256 = Hash(content), Licence = "MIT", Origin = "made" }],
        }.Write(folder.FullName);
    }
}
