using System.Net;
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

    /// <summary>A web server on this machine that hangs up in the middle of large files, some times.</summary>
    private sealed class BreakingServer : IAsyncDisposable
    {
        private readonly HttpListener listener = new();
        private readonly string folder;
        private readonly int bytesBeforeBreak;
        private readonly string? pointer;
        private readonly Task serving;
        private int breaks;

        public BreakingServer(string folder, int breaks, int bytesBeforeBreak = 20_000, string? pointer = null)
        {
            (this.folder, this.breaks, this.bytesBeforeBreak, this.pointer) = (folder, breaks, bytesBeforeBreak, pointer);
            using var probe = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0);
            probe.Start();
            var host = $"http://127.0.0.1:{((IPEndPoint)probe.LocalEndpoint).Port}/";
            probe.Stop();
            Address = host + "model/resolve/main/";
            listener.Prefixes.Add(host);
            listener.Start();
            serving = ServeAsync();
        }

        public string Address { get; }

        public int Broken { get; private set; }

        public int Continued { get; private set; }

        public async ValueTask DisposeAsync()
        {
            listener.Stop();
            await serving;
            listener.Close();
        }

        private async Task ServeAsync()
        {
            while (listener.IsListening)
            {
                try
                {
                    await AnswerAsync(await listener.GetContextAsync());
                }
                catch (Exception error) when (error is HttpListenerException or ObjectDisposedException or IOException)
                {
                    // The client or this test hung up: what is being tested.
                }
            }
        }

        private async Task AnswerAsync(HttpListenerContext context)
        {
            var response = context.Response;
            var (kind, name) = (context.Request.Url!.Segments[2].Trim('/'), string.Concat(context.Request.Url.Segments[4..]));
            var path = Path.Combine(folder, name);
            if (kind == "raw" ? pointer is null : !File.Exists(path))
            {
                response.StatusCode = 404;
                response.Close();
                return;
            }

            var content = kind == "raw" ? System.Text.Encoding.ASCII.GetBytes(pointer!) : await File.ReadAllBytesAsync(path);
            if (context.Request.Headers["Range"] is { } range)
            {
                var from = int.Parse(range.Split('=', '-')[1], System.Globalization.CultureInfo.InvariantCulture);
                response.StatusCode = 206;
                response.Headers["Content-Range"] = $"bytes {from}-{content.Length - 1}/{content.Length}";
                content = content[from..];
                Continued++;
            }

            response.ContentLength64 = content.Length;
            if (breaks > 0 && content.Length > bytesBeforeBreak)
            {
                breaks--;
                Broken++;
                await response.OutputStream.WriteAsync(content.AsMemory(0, bytesBeforeBreak));
                await response.OutputStream.FlushAsync();
                response.Abort();
                return;
            }

            await response.OutputStream.WriteAsync(content);
            response.Close();
        }
    }
}
