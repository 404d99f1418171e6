using System.Text;
using System.Text.Json.Nodes;
using CallQuality.Audio;
using CallQuality.Core.Batches;
using CallQuality.Core.Calls;
using CallQuality.Reports.Batches;
using CallQuality.Reports.Runs;

namespace CallQuality.Tests.Reports.Batches;

public class BatchPageTests
{
    private static readonly BatchEntry[] Entries =
    [
        Entry("a.wav", BatchOutcome.Done) with { OverallScore = 81, DurationSeconds = 60.5, ResultFolder = "a-12345678" },
        Entry("b <script>.wav", BatchOutcome.Rejected) with { CallId = null, Reason = new Bilingual("ist leer", "is empty") },
        Entry("c.wav", BatchOutcome.NotScorable) with { DurationSeconds = 4, ResultFolder = "c-12345678", Reason = new Bilingual("zu kurz", "too short") },
        Entry("=d.wav", BatchOutcome.Failed) with { Reason = new Bilingual("kaputt", "broken") },
    ];

    private static readonly BatchSummary Summary = new()
    {
        Number = 7,
        StartedAt = new DateTimeOffset(2026, 11, 24, 22, 0, 0, TimeSpan.Zero),
        EndedAt = null,
        IsCancelled = false,
        Versions = ["0.1.0"],
        Files = Entries.GroupBy(entry => entry.Outcome).ToDictionary(group => group.Key, group => group.Count()),
        CallCount = 4,
        DurationSeconds = 64.5,
        Stages = [new StageTime("Listen", 2, 12.5, 9)],
    };

    private string folder = null!;

    [SetUp]
    public void WriteFiles()
    {
        folder = Directory.CreateTempSubdirectory("callquality-").FullName;
        BatchPage.Write(folder, Summary, outcomes => Entries.Where(entry => outcomes?.Contains(entry.Outcome) ?? true), Language.English, ResultFormats.All);
    }

    [TearDown]
    public void RemoveFolder() => Directory.Delete(folder, recursive: true);

    [Test]
    public void Write_Page_NamesWhatWasNotDoneAndWhyAndTheTimes()
    {
        var page = File.ReadAllText(Path.Combine(folder, BatchPage.FileName));

        Assert.That(page, Does.Contain("1 scored, 1 not scorable, 1 rejected, 1 failed."));
        Assert.That(page, Does.Contain("is empty").And.Contain("too short").And.Contain("broken").And.Contain("c-12345678/scorecard.html"));
        Assert.That(page, Does.Contain("6.25").And.Not.Contain("b <script>"));
    }

    [Test]
    public void Write_Table_HasARowAFileAndRunsNoFormula()
    {
        var rows = File.ReadAllText(Path.Combine(folder, BatchCsv.FileName)).TrimEnd().Split("\r\n");

        Assert.That(rows, Has.Length.EqualTo(5));
        Assert.That(rows[1], Is.EqualTo("a.wav,0123456789abcdef,Done,,81,60.5,a-12345678"));
        Assert.That(rows[4], Does.Not.StartWith("=").And.Contain("broken"));
    }

    [Test]
    public void Write_Data_SaysTheSame()
    {
        var data = JsonNode.Parse(File.ReadAllText(Path.Combine(folder, BatchJson.FileName), Encoding.UTF8))!;

        Assert.That((string?)data["schema"], Is.EqualTo("callquality.batch/1"));
        Assert.That(data["endedAt"], Is.Null);
        Assert.That((int)data["outcomes"]!["notScorable"]!, Is.EqualTo(1));
        Assert.That((int)data["outcomes"]!["waiting"]!, Is.Zero);
        Assert.That(data["files"]!.AsArray().Select(file => (string?)file!["outcome"]), Is.EqualTo(new[] { "Done", "Rejected", "NotScorable", "Failed" }));
        Assert.That((string?)data["files"]![1]!["reason"]!["de"], Is.EqualTo("ist leer"));
        Assert.That((double)data["stages"]![0]!["totalSeconds"]!, Is.EqualTo(12.5));
    }

    private static BatchEntry Entry(string path, BatchOutcome outcome) => new()
    {
        Path = path,
        CallId = "0123456789abcdef",
        Outcome = outcome,
        Reason = null,
        OverallScore = null,
        DurationSeconds = null,
        ResultFolder = null,
    };
}
