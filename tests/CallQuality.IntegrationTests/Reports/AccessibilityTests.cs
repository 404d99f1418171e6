using CallQuality.Audio;
using CallQuality.Core.Analysis;
using CallQuality.Core.Calls;
using CallQuality.Core.Scoring;
using CallQuality.Reports.Runs;
using CallQuality.Tests.Reports;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace CallQuality.IntegrationTests.Reports;

/// <summary>Every page in both languages, both colour schemes and on a phone: axe finds nothing.</summary>
[Parallelizable]
public class AccessibilityTests
{
    private ChromiumPage chromium = null!;
    private string folder = "";

    [OneTimeSetUp]
    public async Task WritePagesAndStartChromium()
    {
        folder = Directory.CreateTempSubdirectory("callquality-").FullName;
        foreach (var language in new[] { Language.German, Language.English })
        {
            var run = Path.Combine(folder, language.Code());
            var outcomes = new List<CallOutcome>();
            for (var day = 0; day < 6; day++)
            {
                var analysis = InventedCall.Make(startedAt: new DateTimeOffset(2026, 11, 2 + day, 9, 0, 0, TimeSpan.FromHours(1)));
                CallResults.Write(Path.Combine(run, "calls", $"{day}"), analysis, language, ResultFormats.All);
                outcomes.Add(Outcome($"{day}.wav", OutcomeKind.Analysed, analysis.Scorecard, $"calls/{day}"));
            }

            outcomes.Add(Outcome("leer.wav", OutcomeKind.Rejected, null, null));
            RunResults.Write(run, outcomes, language, Rubric.Default, ResultFormats.All);
        }

        chromium = await ChromiumPage.StartAsync();
    }

    [OneTimeTearDown]
    public async Task StopChromium()
    {
        await chromium.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    [Test]
    public Task Scorecard_AnyLanguageSchemeAndWidth_HasNoViolations(
        [Values("de", "en")] string language,
        [Values(ColorScheme.Light, ColorScheme.Dark)] ColorScheme scheme,
        [Values(1440, 390)] int width) => AssertNoViolations("calls/0/scorecard.html", language, scheme, width);

    [Test, Pairwise]
    public Task Overview_AnyLanguageSchemeAndWidth_HasNoViolations(
        [Values("index.html", "agents/sonja-albers.html")] string name,
        [Values("de", "en")] string language,
        [Values(ColorScheme.Light, ColorScheme.Dark)] ColorScheme scheme,
        [Values(1440, 390)] int width) => AssertNoViolations(name, language, scheme, width);

    private async Task AssertNoViolations(string name, string language, ColorScheme scheme, int width)
    {
        var page = await chromium.OpenAsync(Path.Combine(folder, language, name), width: width, scheme: scheme);
        await page.EvaluateAsync("document.querySelectorAll('details').forEach(details => details.open = true)");
        var result = await page.RunAxe(new AxeRunOptions { ResultTypes = [ResultType.Violations] });
        Assert.Multiple(() =>
        {
            Assert.That(result.Violations.Select(Describe), Is.Empty);
            Assert.That(chromium.Complaints, Is.Empty);
        });
    }

    [Test]
    public async Task Links_FromTheAgentsPage_LeadToTheMomentInTheCall()
    {
        var page = await chromium.OpenAsync(Path.Combine(folder, "de", "agents", "sonja-albers.html"));
        await page.Locator(".card a").First.ClickAsync();
        await ChromiumPage.UntilAsync(page, "document.querySelector('#audio')?.currentTime > 1");
        Assert.That(new Uri(page.Url).Fragment, Does.StartWith("#t="));
    }

    private static string Describe(AxeResultItem violation) =>
        $"{violation.Id}: {violation.Help}: {string.Join(" | ", violation.Nodes.Select(node => node.Html[..Math.Min(node.Html.Length, 160)]))}";

    private static CallOutcome Outcome(string path, OutcomeKind kind, Scorecard? card, string? resultFolder) => new()
    {
        Path = path,
        Kind = kind,
        Reason = kind == OutcomeKind.Analysed ? null : new Bilingual("Die Datei ist leer.", "The file is empty."),
        Scorecard = card,
        ResultFolder = resultFolder,
        Elapsed = TimeSpan.FromSeconds(2),
    };
}
