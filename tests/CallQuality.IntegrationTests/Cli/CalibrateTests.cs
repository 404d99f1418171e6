using System.Globalization;
using CallQuality.Core.Analysis;
using CallQuality.Core.Mistakes;
using CallQuality.Core.Scoring;
using CallQuality.IntegrationTests.Pipeline;
using CallQuality.IntegrationTests.Storage;
using CallQuality.Reports.Json;
using CallQuality.Storage.Analyses;

namespace CallQuality.IntegrationTests.Cli;

/// <summary>Ratings in a table, scorecards in a folder or in the database, and a new rubric that counts only when it is given.</summary>
[Parallelizable]
public class CalibrateTests
{
    private const int Calls = 40;
    private TestFiles files = null!;

    [SetUp]
    public void MakeFolder() => files = new TestFiles();

    [TearDown]
    public void RemoveFolder() => files.Dispose();

    [TestCase("folder")]
    [TestCase("database")]
    public void Calibrate_SternerPeople_WritesANewVersionThatIsValid(string from)
    {
        string[] where = from == "folder" ? ["--results", AddFolder()] : ["--database", AddDatabase()];
        WriteRatings(score => score / 2);

        var run = CallQualityProgram.Run(files.Folder, ["calibrate", "ratings.csv", .. where, "--out", "mine.yaml", "--version-name", "2026.11-north", "--report", "report.md"]);

        Assert.That(run.ExitCode, Is.Zero, run.Error);
        Assert.That(run.Output, Does.Contain($"Version {Rubric.Default.Version}: {2 * Calls} ratings by 2 people").And.Contain("new version 2026.11-north"));
        Assert.That(File.ReadAllText(files.At("report.md")), Does.Contain("| Know-it-all arguing | 80 | 40 |").And.Contain("too few ratings"));
        var rubric = Rubric.Parse(File.ReadAllText(files.At("mine.yaml")), "mine.yaml");
        Assert.That(rubric.Version, Is.EqualTo("2026.11-north"));
        Assert.That(rubric.For(Mistake.KnowItAll).Curve.At(60), Is.EqualTo(30).Within(3));
        Assert.That(rubric.For(Mistake.TooFast).Curve, Is.EqualTo(MonotoneCurve.Identity));
    }

    [Test]
    public void Calibrate_WithoutOut_WritesNothing()
    {
        var results = AddFolder();
        WriteRatings(score => score / 2);
        var before = Directory.GetFileSystemEntries(files.Folder);

        Assert.That(CallQualityProgram.Run(files.Folder, "calibrate", "ratings.csv", "--results", results).ExitCode, Is.Zero);
        Assert.That(Directory.GetFileSystemEntries(files.Folder), Is.EquivalentTo(before));
    }

    [TestCase("call,mistake,rater\nx,KnowItAll,A", "the column 'score' is missing")]
    [TestCase("call,mistake,rater,score\nx,Rude,A,1", "row 2: 'Rude' is no mistake")]
    [TestCase("call,mistake,rater,score\nx,KnowItAll,A,101", "row 2: '101' is no score")]
    [TestCase("call,mistake,rater,score\nx,KnowItAll,,50", "row 2: the column 'rater' is empty")]
    [TestCase("call,mistake,rater,score\nx,KnowItAll,A,50\nx,KnowItAll,A,60", "row 3: the same person rated the same mistake in the same call already in row 2")]
    [TestCase("call,mistake,rater,score\n", "the table holds no rating")]
    [TestCase("call,mistake,rater,score\nx,KnowItAll,A,50", "For none of the rated calls a scorecard was found")]
    public void Calibrate_WrongTable_SaysWhereAndWhat(string table, string sentence)
    {
        File.WriteAllText(files.At("ratings.csv"), table);
        Directory.CreateDirectory(files.At("results"));

        var run = CallQualityProgram.Run(files.Folder, "calibrate", "ratings.csv", "--results", "results");

        Assert.That(run.ExitCode, Is.EqualTo(2));
        Assert.That(run.Error, Does.Contain(sentence));
    }

    [Test]
    public void Calibrate_ScoredWithAnotherRubric_IsRefused()
    {
        var results = AddFolder();
        WriteRatings(score => score);
        File.WriteAllText(files.At("other.yaml"), RubricText.Shipped.Replace($"version: \"{Rubric.Default.Version}\"", "version: other", StringComparison.Ordinal));

        var run = CallQualityProgram.Run(files.Folder, "calibrate", "ratings.csv", "--results", results, "--rubric", "other.yaml");

        Assert.That(run.ExitCode, Is.EqualTo(2));
        Assert.That(run.Error, Does.Contain($"scored with version {Rubric.Default.Version} of the rubric, given is other"));
    }

    private static string IdOf(int number) => TestStore.ImportedFile(string.Create(CultureInfo.InvariantCulture, $"{number}")).Kept!.Sha256;

    private static int ScoreOf(int number) => 20 + (2 * number);

    private static Scorecard Card(int number)
    {
        var card = TestStore.Card();
        return card with
        {
            CallId = IdOf(number)[..16],
            Sha256 = IdOf(number),
            Versions = card.Versions with { Rubric = Rubric.Default.Version },
            Mistakes = [.. card.Mistakes.Select(result => result.Mistake == Mistake.KnowItAll ? result with { Score = ScoreOf(number) } : result)],
        };
    }

    private string AddFolder()
    {
        foreach (var number in Enumerable.Range(0, Calls))
        {
            Directory.CreateDirectory(files.At($"results/{number}"));
            File.WriteAllBytes(files.At($"results/{number}/scorecard.json"), ScorecardJson.ToBytes(Card(number), Core.Calls.Language.English));
        }

        return files.At("results");
    }

    private string AddDatabase()
    {
        using var store = new TestStore(TestStore.Sqlite);
        var versions = store.Ledger.VersionsId(new AnalysisVersions { Fingerprint = "f", Program = "1", Rubric = Rubric.Default.Version, Models = "m", Settings = "", FirstUsedAt = DateTime.UtcNow });
        store.Batch(versions, [.. Enumerable.Range(0, Calls).Select(number => string.Create(CultureInfo.InvariantCulture, $"{number}"))]);
        while (store.Claims().Claim(versions, null) is { } claim)
        {
            var number = int.Parse(Path.GetFileNameWithoutExtension(claim.Call.FileName), CultureInfo.InvariantCulture);
            store.Claims().Complete(claim, Card(number), [1], new Dictionary<StageName, double>());
        }

        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        foreach (var file in Directory.EnumerateFiles(Path.GetDirectoryName(store.Address)!, Path.GetFileName(store.Address) + "*"))
        {
            File.Copy(file, files.At(Path.GetFileName(file)));
        }

        return files.At(Path.GetFileName(store.Address));
    }

    private void WriteRatings(Func<int, int> rate) => File.WriteAllLines(
        files.At("ratings.csv"),
        ["call,mistake,rater,score", .. Enumerable.Range(0, Calls).SelectMany(number => new[] { "A", "B" }.Select(rater => $"{IdOf(number)[..16]},KnowItAll,{rater},{rate(ScoreOf(number))}"))]);
}
