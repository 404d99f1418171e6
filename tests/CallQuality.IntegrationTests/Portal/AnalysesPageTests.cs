using System.Net;
using CallQuality.Audio;
using CallQuality.IntegrationTests.Storage;
using CallQuality.Storage.Analyses;
using CallQuality.Storage.Batches;
using Microsoft.Playwright;

namespace CallQuality.IntegrationTests.Portal;

/// <summary>The page on which the night's work is watched, with the work of other processes on the same database.</summary>
[Parallelizable]
public class AnalysesPageTests
{
    private SeededPortal portal = null!;

    [OneTimeSetUp]
    public async Task StartPortal() => portal = await SeededPortal.StartAsync(withDisputes: false);

    [OneTimeTearDown]
    public void StopPortal() => portal.Dispose();

    [Test]
    public async Task Batch_WithAFailedCall_IsTriedAgainAndCalledOffFromThePage()
    {
        var (batch, analysis) = FailedCall();
        var quality = portal["Quality"];
        Assert.That(await quality.PageAsync("/analyses"), Does.Contain("the disk was full").And.Contain($"/analyses/{batch}/retry").And.Not.Contain($"/analyses/{batch}/cancel"));

        using var again = await quality.PostAsync($"/analyses/{batch}/retry");
        Assert.That((again.StatusCode, StateOf(analysis)), Is.EqualTo((HttpStatusCode.Found, AnalysisState.Queued)));
        Assert.That(await quality.PageAsync("/analyses"), Does.Not.Contain("the disk was full").And.Contain($"/analyses/{batch}/cancel"));

        using var off = await quality.PostAsync($"/analyses/{batch}/cancel");
        Assert.That((off.StatusCode, StateOf(analysis)), Is.EqualTo((HttpStatusCode.Found, AnalysisState.Cancelled)));
        Assert.That(await portal["Administrator"].PageAsync("/audit"), Does.Contain("retried a batch").And.Contain("cancelled a batch"));
        Assert.That(portal.Database.Run(context => context.Audit.Where(entry => entry.Subject == $"batch {batch}" && entry.Action != "batch.start").Select(entry => entry.Actor).Distinct().Single()), Is.EqualTo("user " + portal.Keys["QualityUser"]));
    }

    [Test]
    public async Task Page_LeftOpen_ShowsByItselfWhatAnotherProcessDid()
    {
        await using var browser = await PortalBrowser.StartAsync();
        var page = await browser.OpenAsync(portal.Process.Address, portal["Quality"]);
        await page.GotoAsync("/analyses");
        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync("Analyses");

        var call = portal.EndCall("while somebody looks");

        await Assertions.Expect(page.Locator($"a[href='/calls/{call}']")).ToBeVisibleAsync(new() { Timeout = 30_000 });
        await Assertions.Expect(page.Locator("#refreshed")).ToContainTextAsync("broken");
        Assert.That(browser.Complaints, Is.Empty);
    }

    private (long Batch, long Analysis) FailedCall()
    {
        var ledger = new BatchLedger(portal.Database, "tests");
        var versions = ledger.VersionsId(new AnalysisVersions { Fingerprint = "night", Program = "1.0", Rubric = "r1", Models = "m", Settings = "", FirstUsedAt = DateTime.UtcNow });
        var batch = ledger.Open(["night"], "night", versions).Id;
        ledger.Add(batch, [TestStore.ImportedFile("failing")]);
        var claims = new AnalysisClaims(portal.Database, "elsewhere/7/1", TimeSpan.FromDays(1));
        AnalysisClaim claim = null!;
        for (var attempt = 0; attempt < AnalysisClaims.MostAttempts; attempt++)
        {
            claim = claims.Claim(versions, batch)!;
            claims.Fail(claim, new Bilingual("die Platte war voll", "the disk was full"));
        }

        return (batch, claim.AnalysisId);
    }

    private AnalysisState StateOf(long analysis) => portal.Database.Run(context => context.Analyses.Where(row => row.Id == analysis).Select(row => row.State).Single());
}
