using System.Security.Cryptography;
using CallQuality.IntegrationTests.Pipeline;

namespace CallQuality.IntegrationTests.Cli;

/// <summary><c>evaluate phrases</c> and <c>train phrases</c> on few training rows, the former on the whole test text.</summary>
[Parallelizable]
public class EvaluatePhrasesTests
{
    private const int OneIn = 40;
    private TestFiles files = null!;

    [SetUp]
    public void MakeFolder() => files = new TestFiles();

    [TearDown]
    public void RemoveFolder() => files.Dispose();

    [Test]
    public void EvaluatePhrases_PageWithItsSection_WritesFiguresWithIntervalsIntoIt()
    {
        MakeModels();
        File.WriteAllText(files.At("accuracy.md"), "# Ours\n\nKept.\n\n## What is said\n\nold\n\n## Voice\n\nKept too.\n");

        var run = CallQualityProgram.Run(files.Folder, "evaluate", "phrases", "--model", "models", "--out", "accuracy.md");

        Assert.That(run.ExitCode, Is.Zero, run.Error);
        var page = File.ReadAllText(files.At("accuracy.md"));
        Assert.Multiple(() =>
        {
            Assert.That(page, Does.StartWith("# Ours\n\nKept.\n\n## What is said\n").And.EndWith("\n\n## Voice\n\nKept too.\n").And.Not.Contain("old\n"));
            Assert.That(page, Does.Match(@"\| classifier \| 0\.\d{3} \(0\.\d\d\d–0\.\d\d\d\) \| 0\.\d{3} \(0\.\d\d\d–0\.\d\d\d\) \|"));
            Assert.That(page, Does.Match(@"\| know-it-all \| 0\.\d\d \(0\.\d\d–[01]\.\d\d\) \|"));
            Assert.That(page, Does.Match(@"\| mistakes, as written \| \d+\.\d\d % \(\d+\.\d\d–\d+\.\d\d %\) \|"));
            Assert.That(page, Does.Match(@"### Speed\n\n\d+ utterances a second"));
            Assert.That(run.Output, Does.Contain("| letters alone |").And.Contain("| phrase lists alone |").And.Contain("accuracy.md"));
            Assert.That(File.ReadAllText(files.At("phrases-reliability.svg")), Does.StartWith("<svg"));
        });
    }

    [Test]
    public void TrainPhrases_FewRows_WritesTheFileAndWhatItRestsOn()
    {
        MakeModels();

        var run = CallQualityProgram.Run(files.Folder, "train", "phrases", "--model", "models", "--out", "few.bin");

        Assert.That(run.ExitCode, Is.Zero, run.Error);
        var report = File.ReadAllText(files.At("few.md"));
        var hash = Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(files.At("few.bin"))));
        Assert.That(report, Does.StartWith("# Training of few.bin\n").And.Contain(hash));
        Assert.That(report, Does.Match(@"\| \| 0\.\d{3} \(0\.\d{3}–0\.\d{3}\) \| 0\.\d{3} \(0\.\d{3}–0\.\d{3}\) \|"));
        Assert.That(report, Does.Match(@"\| promise \| \d+ \| 0\.\d{3} \| 0\.\d{3} \|"));
    }

    private void MakeModels()
    {
        var models = Path.Combine(CallQualityProgram.Root, "models");
        Directory.CreateDirectory(files.At("models/phrases"));
        File.CreateSymbolicLink(files.At("models/manifest.json"), Path.Combine(models, "manifest.json"));
        Directory.CreateSymbolicLink(files.At("models/sentence-encoder"), Path.Combine(models, "sentence-encoder"));
        foreach (var table in Directory.GetFiles(Path.Combine(models, "phrases"), "*.csv"))
        {
            var (rows, name) = (File.ReadAllLines(table), Path.GetFileName(table));
            var isTest = name.StartsWith("test", StringComparison.Ordinal);
            File.WriteAllLines(files.At($"models/phrases/{name}"), rows.Where((_, index) => isTest || index % OneIn == 0));
        }
    }
}
