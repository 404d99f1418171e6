using System.Text.RegularExpressions;
using CallQuality.Audio;
using CallQuality.Core.Analysis;
using CallQuality.Core.Calls;
using CallQuality.Core.Scoring;
using CallQuality.Reports.Json;
using CallQuality.Reports.Runs;

namespace CallQuality.Tests.Reports.Runs;

public class RunResultsTests
{
    private string folder = "";

    [SetUp]
    public void MakeFolder() => folder = Directory.CreateTempSubdirectory("callquality-").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(folder, recursive: true);

    [Test]
    public void Write_SeveralAgents_WritesAPageEachAndLinksThatLead()
    {
        var outcomes = new List<CallOutcome>();
        foreach (var (agent, name) in new[] { ("Sönke Groß", "eins #1"), ("Sönke Groß", "zwei"), (null, "drei") })
        {
            var analysis = InventedCall.Make(card => card with { Metadata = card.Metadata with { Agent = agent } });
            CallResults.Write(Path.Combine(folder, "calls", name), analysis, Language.German, ResultFormats.All);
            outcomes.Add(Outcome(analysis.Scorecard, "calls/" + name));
        }

        RunResults.Write(folder, outcomes, Language.German, Rubric.Default, ResultFormats.All);
        Assert.Multiple(() =>
        {
            Assert.That(Names("agents"), Is.EquivalentTo(new[] { "soenke-gross.html", "unknown.html" }));
            Assert.That(Names(""), Is.EquivalentTo(new[] { "calls.csv", "index.html", "promises.csv" }));
            Assert.That(Names("calls/eins #1"), Is.EquivalentTo(new[] { "scorecard.html", "scorecard.json" }));
            AssertLinksLead("index.html");
            AssertLinksLead("agents/soenke-gross.html");
            AssertLinksLead("agents/unknown.html");
        });
    }

    [Test]
    public void Write_JsonAlone_WritesNoPage()
    {
        var analysis = InventedCall.Make();
        var formats = new ResultFormats(Html: false, Json: true, Csv: false);
        CallResults.Write(Path.Combine(folder, "a"), analysis, Language.English, formats);
        RunResults.Write(folder, [Outcome(analysis.Scorecard, "a")], Language.English, Rubric.Default, formats);
        Assert.That(Directory.GetFiles(folder, "*", SearchOption.AllDirectories).Select(Path.GetFileName), Is.EqualTo(new[] { ScorecardJson.FileName }));
    }

    [Test]
    public void Write_LongCall_LaysItsSoundBesideThePage()
    {
        CallResults.Write(folder, InventedCall.Make(lengthSeconds: 1201), Language.German, ResultFormats.All);
        Assert.That(Names(""), Is.EquivalentTo(new[] { "call.wav", "scorecard.html", "scorecard.json" }));
    }

    [Test]
    public void Write_RefusedFiles_AreNamedWithTheirReasons()
    {
        RunResults.Write(
            folder,
            [
                new CallOutcome
                {
                    Path = "/in/<b>leer</b>.wav",
                    Kind = OutcomeKind.Rejected,
                    Reason = new Bilingual("Die Datei ist leer.", "The file is empty."),
                    Scorecard = null,
                    ResultFolder = null,
                    Elapsed = TimeSpan.Zero,
                },
            ],
            Language.German,
            Rubric.Default,
            ResultFormats.All);
        var html = File.ReadAllText(Path.Combine(folder, "index.html"));
        Assert.That(html, Does.Contain("&lt;b&gt;leer").Or.Contain("b&gt;.wav"));
        Assert.That(html, Does.Contain("Die Datei ist leer.").And.Not.Contain("<b>leer"));
    }

    [TestCase("Sonja Müller-Lüdenscheid", "sonja-mueller-luedenscheid")]
    [TestCase("../../etc/passwd", "etc-passwd")]
    [TestCase("José Ñuñez", "jose-nunez")]
    [TestCase("  ", "agent")]
    [TestCase("Владимир", "agent")]
    [TestCase("CON:1|?*", "con-1")]
    public void Plain_AnyName_IsASafeFileName(string name, string expected)
    {
        Assert.That(PageNames.Plain(name), Is.EqualTo(expected));
    }

    [Test]
    public void Unique_SamePlainName_CountsUp()
    {
        var taken = new HashSet<string>();
        Assert.That(new[] { PageNames.Unique("Ann", taken), PageNames.Unique("ann!", taken), PageNames.Unique("ANN", taken) }, Is.EqualTo(new[] { "ann", "ann-2", "ann-3" }));
    }

    private static CallOutcome Outcome(Scorecard card, string resultFolder) => new()
    {
        Path = card.File,
        Kind = OutcomeKind.Analysed,
        Reason = null,
        Scorecard = card,
        ResultFolder = resultFolder,
        Elapsed = TimeSpan.FromSeconds(1),
    };

    private IEnumerable<string?> Names(string inside) => Directory.GetFiles(Path.Combine(folder, inside)).Select(Path.GetFileName);

    private void AssertLinksLead(string page)
    {
        var html = File.ReadAllText(Path.Combine(folder, page));
        var links = Regex.Matches(html, "href=\"([^\"#]+)").Select(match => Uri.UnescapeDataString(match.Groups[1].Value)).Distinct().ToList();
        Assert.That(links, Is.Not.Empty);
        foreach (var link in links)
        {
            Assert.That(Path.Combine(folder, Path.GetDirectoryName(page)!, link), Does.Exist, $"{page} links to {link}");
        }
    }
}
