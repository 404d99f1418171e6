using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using CallQuality.Reports.Json;
using CsvHelper;
using Json.Schema;

namespace CallQuality.IntegrationTests.Pipeline;

/// <summary>The sample calls as they are: what each was made to show must come out of the executable and the real models.</summary>
public class SampleCallsTests
{
    private const int LowestAbsent = 85;
    private const int LowestSlight = 70;

    // Times in the file are rounded to a thousandth; words and findings may be rounded apart.
    private const double Rounding = 0.002;
    private static readonly List<Dictionary<string, string>> Calls = Read(CallQualityProgram.Sample("metadata.csv"));
    private readonly Dictionary<string, JsonNode> scorecards = [];
    private TestFiles files = null!;

    [OneTimeSetUp]
    public void AnalyseTheSamples()
    {
        files = new TestFiles();
        var run = CallQualityProgram.Run(files.Folder, "analyze", Path.Combine(CallQualityProgram.Root, "samples"), "--out", "out");

        Assert.That(run.ExitCode, Is.Zero, run.Error + run.Output);
        foreach (var call in Calls.Select(call => call["file"]))
        {
            scorecards[call] = JsonNode.Parse(File.ReadAllBytes(files.At($"out/{Path.GetFileNameWithoutExtension(call)}/scorecard.json")))!;
        }
    }

    [OneTimeTearDown]
    public void RemoveTheResults() => files.Dispose();

    [TestCaseSource(nameof(Expectations))]
    public void Analyze_Sample_ShowsWhatItWasMadeFor(string call, string mistake, string expected)
    {
        var result = scorecards[call]["mistakes"]!.AsArray().Single(result => (string?)result!["id"] == mistake)!;
        var (score, findings) = ((int?)result["score"], result["findings"]!.AsArray());

        switch (expected)
        {
            case "found":
                Assert.That(score, Is.LessThan(LowestSlight), result.ToJsonString());
                Assert.That(findings, Is.Not.Empty);
                break;
            case "absent":
                Assert.That(score, Is.GreaterThanOrEqualTo(LowestAbsent), result.ToJsonString());
                break;
            case "notScorable":
                Assert.That((string?)result["status"], Is.EqualTo("NotScorable"), result.ToJsonString());
                Assert.That((string?)result["reason"], Is.Not.Empty);
                Assert.That(score, Is.Null);
                break;
            default:
                Assert.Fail($"expected.csv: {expected} is none of found, absent and notScorable.");
                break;
        }
    }

    [Test]
    public void Analyze_Samples_WritesScorecardsThatKeepTheSchema()
    {
        var schema = JsonSchema.FromText(ScorecardJson.SchemaText());
        Assert.Multiple(() =>
        {
            foreach (var call in Calls.Select(call => call["file"]))
            {
                var outcome = schema.Evaluate(JsonSerializer.SerializeToElement(scorecards[call]), new EvaluationOptions { OutputFormat = OutputFormat.List });
                Assert.That(outcome.IsValid, Is.True, call);
            }
        });
    }

    [Test]
    public void Analyze_Samples_ListsEachCallInTheTableWithItsMetadata()
    {
        var rows = Read(files.At("out/calls.csv"));

        Assert.That(
            rows.Select(row => (row["file"], row["agent"], row["customer"], row["queue"], row["outcome"])),
            Is.EquivalentTo(Calls.Select(call => (call["file"], call["agent"], call["customer"], call["queue"], "Analysed"))));
    }

    [Test]
    public void Analyze_Samples_WritesAPageForEachAgent()
    {
        var titles = Directory.GetFiles(files.At("out/agents"), "*.html").Select(page => Regex.Match(File.ReadAllText(page), "<title>(.*?)</title>").Value).ToList();
        var agents = Calls.Select(call => call["agent"]).Distinct().ToList();

        Assert.That(titles, Has.Count.EqualTo(agents.Count));
        Assert.That(agents, Has.All.Matches<string>(agent => titles.Count(title => title.Contains(agent!, StringComparison.Ordinal)) == 1));
    }

    [Test]
    public void Analyze_Samples_PutsEachFindingInsideItsCall()
    {
        Assert.Multiple(() =>
        {
            foreach (var (call, finding) in Findings())
            {
                var (start, end) = Span(finding);
                Assert.That(start, Is.GreaterThanOrEqualTo(0), $"{call}: {finding.ToJsonString()}");
                Assert.That(end, Is.GreaterThan(start), $"{call}: {finding.ToJsonString()}");
                Assert.That(end, Is.LessThanOrEqualTo((double)scorecards[call]["call"]!["durationSeconds"]!), $"{call}: {finding.ToJsonString()}");
            }
        });
    }

    [Test]
    public void Analyze_Samples_QuotesOnlyWhatTheTranscriptHoldsThere()
    {
        var quoted = Findings().Where(pair => !string.IsNullOrEmpty((string?)pair.Finding["quote"])).ToList();

        Assert.That(quoted, Has.Count.GreaterThan(20));
        Assert.Multiple(() =>
        {
            foreach (var (call, finding) in quoted)
            {
                Assert.That(
                    scorecards[call]["transcript"]!["words"]!.AsArray().GroupBy(word => (string)word!["side"]!).Any(side => Holds(side!, finding)),
                    $"{call}: {finding.ToJsonString()}");
            }
        });
    }

    private static IEnumerable<TestCaseData> Expectations() => Read(CallQualityProgram.Sample("expected.csv"))
        .Select(row => new TestCaseData(row["file"], row["mistake"], row["expected"]));

    private static List<Dictionary<string, string>> Read(string path)
    {
        using var text = new StreamReader(path);
        using var csv = CsvReader.Create(text, new CsvReaderOptions(), leaveOpen: true);
        string[] header = [.. csv.Headers];
        var rows = new List<Dictionary<string, string>>();
        while (csv.Read())
        {
            rows.Add(header.ToDictionary(column => column, csv.GetString));
        }

        return rows;
    }

    private IEnumerable<(string Call, JsonNode Finding)> Findings() =>
        from card in scorecards
        from list in card.Value["mistakes"]!.AsArray().Concat(card.Value["strengths"]!.AsArray())
        from finding in list!["findings"]!.AsArray()
        select (card.Key, finding);

    // A quote begins inside its span. It may run on behind it, for the span of a long turn plays only its beginning.
    private static bool Holds(IEnumerable<JsonNode> side, JsonNode finding)
    {
        var (start, end) = Span(finding);
        var heard = side.Where(word => (double)word["endSeconds"]! > start - Rounding).ToList();
        var text = Plain(heard.Select(word => (string)word["text"]!));
        var limit = Plain(heard.Where(word => (double)word["startSeconds"]! < end + Rounding).Select(word => (string)word["text"]!)).Length - 1;
        var at = 0;
        foreach (var part in ((string)finding["quote"]!).Split('…', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var quoted = Plain(part.Split(' '));
            at = text.IndexOf(quoted, at, StringComparison.Ordinal);
            if (at < 0 || at >= limit)
            {
                return false;
            }

            (at, limit) = (at + quoted.Length - 1, text.Length);
        }

        return true;
    }

    // Whole words only, without the marks that a quote may leave out.
    private static string Plain(IEnumerable<string> words) => $" {string.Join(' ', words.Select(word => word.Trim(',', '.', ';', ':', '!', '?')))} ";

    private static (double Start, double End) Span(JsonNode finding) => ((double)finding["startSeconds"]!, (double)finding["endSeconds"]!);
}
