namespace CallQuality.IntegrationTests.Pipeline;

/// <summary>Wrong calls and a machine that does not play along: one sentence, the right exit code, nothing half-written.</summary>
[Platform("Linux")]
[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
[Parallelizable]
public class BadUseTests
{
    private const string ShortCall = "05-de-short.wav";
    private TestFiles files = null!;

    [SetUp]
    public void MakeFolder() => files = new TestFiles();

    [TearDown]
    public void RemoveFolder() => files.Dispose();

    [TestCase("Unknown option or argument '--loud'", "analyze", "--loud", "SAMPLE")]
    [TestCase("nowhere: there is no such file or folder", "analyze", "nowhere")]
    [TestCase("there is no recording here", "analyze", ".")]
    [TestCase("at least one file or folder", "analyze")]
    [TestCase("The option --language does not know 'fr'", "analyze", "--language", "fr", "SAMPLE")]
    [TestCase("The option --threads wants a whole number", "analyze", "--threads", "0", "SAMPLE")]
    [TestCase("The option --out needs a value", "analyze", "SAMPLE", "--out")]
    [TestCase("rubric.yaml: there is no such file", "analyze", "SAMPLE", "--rubric", "rubric.yaml")]
    [TestCase("company.yaml: there is no such file", "analyze", "SAMPLE", "--company", "company.yaml")]
    [TestCase("Please name a command")]
    public void Run_WrongUsage_IsOneSentenceAndTwo(string sentence, params string[] arguments)
    {
        var run = CallQualityProgram.Run(files.Folder, [.. arguments.Select(argument => argument == "SAMPLE" ? CallQualityProgram.Sample(ShortCall) : argument)]);

        AssertSaid(run, exitCode: 2, sentence);
        Assert.That(Directory.GetFileSystemEntries(files.Folder), Is.Empty);
    }

    [Test]
    public void Analyze_WrongMetadata_NamesRowAndColumn()
    {
        File.Copy(CallQualityProgram.Sample(ShortCall), files.At("a.wav"));
        File.WriteAllText(files.At("m.csv"), "file,agent,startedAt\na.wav,Jana,gestern\n");

        var run = CallQualityProgram.Run(files.Folder, "analyze", "a.wav", "--metadata", "m.csv");

        AssertSaid(run, exitCode: 2, "m.csv");
        Assert.That(run.Error, Does.Contain("2").And.Contain("startedAt").And.Contain("gestern"));
        Assert.That(Directory.Exists(files.At("callquality-results")), Is.False);
    }

    [TestCase("Das macht der Peter.", "line 7: 'das macht der Peter' finds its counter-example too")]
    [TestCase("", "line 10")]
    public void Analyze_WrongPhrases_NamesTheLine(string counter, string sentence)
    {
        var list = $"version: '1'\nlanguage: de\nphrases:\n  BrushOff:\n    # ours\n\n    - pattern: 'das macht der Peter'\n      weight: 1\n      example: 'Das macht der Peter.'\n      counter: '{counter}'\n      better: 'Ich frage nach.'\n";
        File.WriteAllText(files.At("house.yaml"), list);

        var run = CallQualityProgram.Run(files.Folder, "analyze", CallQualityProgram.Sample(ShortCall), "--phrases", "house.yaml");

        AssertSaid(run, exitCode: 2, sentence);
        Assert.That(Directory.Exists(files.At("callquality-results")), Is.False);
    }

    [Test]
    public void Analyze_ModelFolderMissing_IsThree()
    {
        var run = CallQualityProgram.Run(files.Folder, "analyze", CallQualityProgram.Sample(ShortCall), "--model", "no-models");

        AssertSaid(run, exitCode: 3, "no-models");
        Assert.That(Directory.GetFileSystemEntries(files.Folder), Is.Empty);
    }

    [TestCase("silero-vad/silero_vad.onnx", "silero-vad/silero_vad.onnx: not found")]
    [TestCase("sentence-encoder/model.onnx", "sentence-encoder/model.onnx: not found")]
    [TestCase("phrases/classifier.bin", "phrases/classifier.bin: not found")]
    [TestCase("whisper-base/encoder_model.onnx", "whisper-base: found no encoder_model.onnx")]
    [TestCase("whisper-base/vocab.json", "whisper-base/vocab.json: not found")]
    public void Analyze_ModelFileMissing_IsThree(string file, string sentence)
    {
        CopyModels();
        File.Delete(files.At($"models/{file}"));

        var run = CallQualityProgram.Run(files.Folder, "analyze", CallQualityProgram.Sample(ShortCall), "--model", "models");

        AssertSaid(run, exitCode: 3, sentence);
        Assert.That(Directory.Exists(files.At("callquality-results")), Is.False);
    }

    [TestCase("silero-vad/silero_vad.onnx")]
    [TestCase("whisper-base/encoder_model.onnx")]
    [TestCase("whisper-base/vocab.json")]
    public void Analyze_ModelFileTamperedWith_IsThree(string file)
    {
        CopyModels();
        var bytes = File.ReadAllBytes(files.At($"models/{file}"));
        bytes[^100] ^= 1;
        File.Delete(files.At($"models/{file}"));
        File.WriteAllBytes(files.At($"models/{file}"), bytes);

        var run = CallQualityProgram.Run(files.Folder, "analyze", CallQualityProgram.Sample(ShortCall), "--model", "models");

        AssertSaid(run, exitCode: 3, $"{file}: found SHA-256");
        Assert.That(Directory.Exists(files.At("callquality-results")), Is.False);
    }

    [Test]
    public void Analyze_ReadOnlyOutput_IsThree()
    {
        Directory.CreateDirectory(files.At("closed"));
        File.SetUnixFileMode(files.At("closed"), UnixFileMode.UserRead | UnixFileMode.UserExecute);

        var run = CallQualityProgram.Run(files.Folder, HostileFolderTests.AsUser, "analyze", CallQualityProgram.Sample(ShortCall), "--out", "closed/results");

        AssertSaid(run, exitCode: 3, "results cannot be written here: no permission to write.");
        Assert.That(Directory.GetFileSystemEntries(files.At("closed")), Is.Empty);
    }

    // A disk of 300 KiB, seen by this process alone; what was left on it is listed before it goes.
    [Test]
    public void Analyze_FullDisk_IsThreeAndLeavesNothingHalf()
    {
        Directory.CreateDirectory(files.At("disk"));
        string[] onSmallDisk =
        [
            "unshare", "--map-root-user", "--mount", "bash", "-c", "mount -t tmpfs -o size=300k tmpfs disk; \"$@\"; code=$?; find disk -mindepth 1; exit $code", "-",
        ];

        var run = CallQualityProgram.Run(files.Folder, onSmallDisk, "analyze", CallQualityProgram.Sample(ShortCall), "--out", "disk/results");

        AssertSaid(run, exitCode: 3, "disk/results: results cannot be written here: the disk is full.");
        Assert.That(run.Output.TrimEnd().Split('\n'), Is.EqualTo(new[] { "Found 1 recording.", "disk/results" }));
    }

    private static void AssertSaid(CallQualityProgram.Outcome run, int exitCode, string sentence)
    {
        Assert.That(run.Error, Does.Contain(sentence));
        Assert.That(run.Error.TrimEnd().Split('\n'), Has.Length.EqualTo(1), "one sentence");
        Assert.That(run.ExitCode, Is.EqualTo(exitCode));
    }

    // The large files are linked: nobody writes to them.
    private void CopyModels()
    {
        var models = Path.Combine(CallQualityProgram.Root, "models");
        foreach (var path in Directory.GetFiles(models, "*", SearchOption.AllDirectories))
        {
            var copy = files.At(Path.Combine("models", Path.GetRelativePath(models, path)));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.CreateSymbolicLink(copy, path);
        }
    }
}
