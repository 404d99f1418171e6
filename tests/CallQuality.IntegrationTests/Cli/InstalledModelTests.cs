using System.Text.Json;
using CallQuality.Cli.Commands;
using CallQuality.Core.Calls;
using CallQuality.IntegrationTests.Inference;
using CallQuality.Tests.Inference.ModelFiles;
using Spectre.Console;

namespace CallQuality.IntegrationTests.Cli;

/// <summary>Another Whisper, from the server to the scorecard, by the commands a user types.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class InstalledModelTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("installed");
    private readonly StringWriter output = new();

    [Test]
    public async Task Install_FromAServerThatBreaksOff_GivesAModelThatAnalyzeUses()
    {
        var (export, models, results) = (At("export"), At("models"), At("results"));
        new MadeWhisper { MelBands = 128, Width = 40, Heads = 5, Layers = 3, Subfolder = "onnx", Suffix = "_quantized" }.Write(export);
        Directory.CreateDirectory(models);
        await using var server = new BreakingServer(export, breaks: 2, bytesBeforeBreak: 5_000);

        Assert.That(await Run("models", "install", "made", "--from", server.Address, "--to", models), Is.EqualTo(ExitCode.Done), output.ToString());

        Assert.That(server.Broken, Is.EqualTo(2));
        var installed = Path.Combine(models, "whisper-made");
        Assert.That(output.ToString(), Does.Contain(installed));
        // Beside the sound lies a file of its name that would be read as metadata.
        var call = At("call.wav");
        File.Copy(TestVectors.PathOf("whisper-base/greeting-de.wav"), call);
        Assert.That(await Run("analyze", call, "--model", installed, "--out", results, "--format", "json"), Is.EqualTo(ExitCode.Done), output.ToString());
        var scorecard = Directory.GetFiles(results, "scorecard.json", SearchOption.AllDirectories);
        using var json = JsonDocument.Parse(await File.ReadAllTextAsync(scorecard.Single()));
        var versions = json.RootElement.GetProperty("versions").GetProperty("models");
        Assert.That(versions.GetProperty("transcription").GetString(), Does.StartWith("whisper-made "));
        Assert.That(json.RootElement.GetProperty("transcript").GetProperty("words").GetArrayLength(), Is.Positive);
    }

    [Test]
    public async Task Install_WithoutAName_IsWrongUsage() => Assert.That(await Run("models", "install"), Is.EqualTo(ExitCode.Usage));

    [Test]
    public async Task Install_SourceThatIsNone_IsTheEnvironmentsFault()
    {
        Assert.That(await Run("models", "install", "made", "--from", At("nothing"), "--to", At("models")), Is.EqualTo(ExitCode.Environment));
        Assert.That(Directory.Exists(Path.Combine(At("models"), "whisper-made")), Is.False);
    }

    public void Dispose()
    {
        output.Dispose();
        folder.Delete(recursive: true);
    }

    private string At(string name) => Path.Combine(folder.FullName, name);

    private Task<int> Run(params string[] arguments)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(output), Ansi = AnsiSupport.No, Interactive = InteractionSupport.No });
        console.Profile.Width = 500;
        return CallQualityCommand.RunAsync(arguments, new Terminal(console, output, Language.English, Language.English, Attended: false));
    }
}
