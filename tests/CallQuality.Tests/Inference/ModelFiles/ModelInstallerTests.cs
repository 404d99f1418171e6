using System.Security.Cryptography;
using CallQuality.Inference.ModelFiles;

namespace CallQuality.Tests.Inference.ModelFiles;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class ModelInstallerTests : IDisposable
{
    private const string Configuration = """
        { "d_model": 8, "decoder_layers": 1, "decoder_attention_heads": 1, "vocab_size": 80, "num_mel_bins": 80,
          "max_source_positions": 1500, "max_target_positions": 40, "decoder_start_token_id": 61, "eos_token_id": 60 }
        """;

    private readonly DirectoryInfo models = Directory.CreateTempSubdirectory("models");
    private readonly DirectoryInfo source = Directory.CreateTempSubdirectory("source");
    private readonly HttpClient http = new();

    public ModelInstallerTests()
    {
        Write("config.json", Configuration);
        Write("generation_config.json", """{ "no_timestamps_token_id": 69 }""");
        Write("preprocessor_config.json", "{}");
        Write("vocab.json", """{ "a": 0 }""");
        Write("merges.txt", "#version: 0.2\n");
        Write("onnx/encoder_model_quantized.onnx", new string('e', 40_000));
        Write("onnx/decoder_model_merged_quantized.onnx", new string('d', 90_000));
    }

    [Test]
    public async Task Install_FromFolder_CopiesAndWritesAManifest()
    {
        var path = await Install(source.FullName);

        Assert.That(path, Is.EqualTo(Path.Combine(models.FullName, "whisper-tiny")));
        var installed = ModelFolder.Open(path);
        Assert.That(installed.Files, Has.Count.EqualTo(7));
        foreach (var file in installed.Files)
        {
            Assert.That(installed.Verify(file.File), Is.Not.Null);
        }
    }

    [Test]
    public async Task Install_FromAServerThatBreaksOff_GoesOnWhereItStopped()
    {
        await using var server = new BreakingServer(source.FullName, breaks: 3);

        var path = await Install(server.Address);

        Assert.That(File.ReadAllText(Path.Combine(path, "onnx/decoder_model_merged_quantized.onnx")), Is.EqualTo(new string('d', 90_000)));
        Assert.That(server.Broken, Is.EqualTo(3));
        Assert.That(server.Continued, Is.GreaterThanOrEqualTo(3));
    }

    [Test]
    public async Task Install_ServerStaysBroken_LeavesNoModelAndTheNextCallFinishes()
    {
        await using (var server = new BreakingServer(source.FullName, breaks: int.MaxValue, bytesBeforeBreak: 0))
        {
            var address = server.Address;
            Assert.That(async () => await Install(address), Throws.TypeOf<ModelFileException>().With.Message.Contains("nothing was installed"));
            Assert.That(Directory.Exists(Path.Combine(models.FullName, "whisper-tiny")), Is.False);
        }

        Assert.That(ModelFolder.Open(await Install(source.FullName)).Files, Has.Count.EqualTo(7));
    }

    [Test]
    public void Install_HashOtherThanTheSourcesManifest_InstallsNothing()
    {
        WriteManifest();
        Write("onnx/encoder_model_quantized.onnx", new string('x', 40_000));

        Assert.That(
            async () => await Install(source.FullName),
            Throws.TypeOf<ModelFileException>().With.Message.Contains("encoder_model_quantized.onnx").And.Message.Contains("SHA-256"));
        Assert.That(Directory.Exists(Path.Combine(models.FullName, "whisper-tiny")), Is.False);
    }

    [Test]
    public async Task Install_HashOtherThanTheHubsPointer_InstallsNothing()
    {
        var pointer = $"version https://git-lfs.github.com/spec/v1\noid sha256:{new string('0', 64)}\nsize 40000\n";
        await using var server = new BreakingServer(source.FullName, breaks: 0, pointer: pointer);
        var address = server.Address;

        Assert.That(async () => await Install(address), Throws.TypeOf<ModelFileException>().With.Message.Contains(new string('0', 64)));
        Assert.That(Directory.Exists(Path.Combine(models.FullName, "whisper-tiny")), Is.False);
    }

    [Test]
    public void Install_MissingGraph_NamesIt()
    {
        File.Delete(Path.Combine(source.FullName, "onnx/decoder_model_merged_quantized.onnx"));

        Assert.That(async () => await Install(source.FullName), Throws.TypeOf<ModelFileException>().With.Message.Contains("decoder_model_merged"));
    }

    [Test]
    public async Task Install_ServerFallsSilent_GoesOnWhereItStopped()
    {
        await using var server = new BreakingServer(source.FullName, breaks: 1) { FallsSilent = true };
        var installer = new ModelInstaller(http) { LongestSilence = TimeSpan.FromMilliseconds(200) };

        var path = await installer.InstallAsync("tiny", server.Address, models.FullName, null, default);

        Assert.That(File.ReadAllText(Path.Combine(path, "onnx/encoder_model_quantized.onnx")), Is.EqualTo(new string('e', 40_000)));
        Assert.That(server.Continued, Is.GreaterThanOrEqualTo(1));
    }

    [Test]
    public async Task Install_NobodyAnswers_SaysSoAndInstallsNothing()
    {
        var server = new BreakingServer(source.FullName, breaks: 0);
        var address = server.Address;
        await server.DisposeAsync();

        Assert.That(async () => await Install(address), Throws.TypeOf<ModelFileException>().With.Message.Contains("nothing was installed"));
        Assert.That(Directory.Exists(Path.Combine(models.FullName, "whisper-tiny")), Is.False);
    }

    [TestCase("no-such-folder")]
    [TestCase("ftp://example.org/model")]
    public void Install_SourceIsNeitherFolderNorAddress_SaysWhatIsExpected(string from) =>
        Assert.That(async () => await Install(from), Throws.TypeOf<ModelFileException>().With.Message.Contains("neither a folder nor an address"));

    [Test]
    public void Install_TargetIsAFile_SaysSo()
    {
        var file = Path.Combine(models.FullName, "file");
        File.WriteAllText(file, "");

        Assert.That(
            async () => await new ModelInstaller(http).InstallAsync("tiny", source.FullName, file, null, default),
            Throws.TypeOf<ModelFileException>().With.Message.Contains("cannot be made"));
    }

    [Test]
    public void Install_NameWithAPath_Throws() =>
        Assert.That(
            async () => await new ModelInstaller(http).InstallAsync("../x", source.FullName, models.FullName, null, default),
            Throws.TypeOf<ModelFileException>());

    public void Dispose()
    {
        http.Dispose();
        models.Delete(recursive: true);
        source.Delete(recursive: true);
    }

    private Task<string> Install(string from) => new ModelInstaller(http).InstallAsync("tiny", from, models.FullName, null, default);

    private void Write(string name, string content)
    {
        var path = Path.Combine(source.FullName, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, content);
    }

    private void WriteManifest() => new ModelManifest
    {
        Schema = ModelManifest.CurrentSchema,
        Files = [.. Directory.GetFiles(source.FullName, "*", SearchOption.AllDirectories).Select(path => new ModelFile
        {
            File = Path.GetRelativePath(source.FullName, path).Replace('\\', '/'),
            Bytes = new FileInfo(path).Length,
            Sha256 = Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(path))),
            Licence = "MIT",
            Origin = "made",
        })],
    }.Write(source.FullName);
}
