using CallQuality.IntegrationTests.Pipeline;
using CallQuality.IntegrationTests.Reports;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace CallQuality.IntegrationTests.Portal;

/// <summary>From an empty folder to hearing a call: with the real program, the real models and a browser.</summary>
[Parallelizable]
public class FirstRunTests
{
    [Test]
    public async Task Portal_FirstRun_LeadsFromTheAdministratorToACallThatPlays()
    {
        using var files = new TestFiles();
        using var portal = await PortalProcess.StartAsync(files.At("data"));
        await using var browser = await PortalBrowser.StartAsync();
        await SeeNothingWrongAsync(await browser.OpenAsync(portal.Address, language: "de", scheme: ColorScheme.Dark, width: 390));
        var page = await browser.OpenAsync(portal.Address);
        await SeeNothingWrongAsync(page);
        await page.GetByLabel("Sign-in name").FillAsync("Maja Özdemir");
        await page.GetByLabel("Password").FillAsync("three words and a half");
        await page.GetByRole(AriaRole.Button, new() { Name = "Create account" }).ClickAsync();

        await page.GetByLabel("Agent", new() { Exact = true }).FillAsync("Somebody Else");
        var (wrong, right) = (files.At("wrong.csv"), files.At("calls.csv"));
        await File.WriteAllTextAsync(wrong, "file,agent,startedAt\n11-en-impatient.wav,Jana Brückner,soon\n");
        await File.WriteAllTextAsync(right, "file,agent,customer,startedAt\n11-en-impatient.wav,Jana Brückner,Cable Car Kuhn,2026-03-04T10:00:00Z\n");
        await page.Locator("#files").SetInputFilesAsync([CallQualityProgram.Sample("11-en-impatient.wav"), wrong]);
        await Assertions.Expect(page.Locator(".uploads")).ToContainTextAsync("wrong.csv, row 2, column 'startedAt': found 'soon'");
        await Assertions.Expect(page.Locator(".uploads")).ToContainTextAsync("not sent, because the table is wrong");
        await page.ReloadAsync();
        await page.GetByLabel("Agent", new() { Exact = true }).FillAsync("Somebody Else");
        await page.Locator("#files").SetInputFilesAsync([CallQualityProgram.Sample("11-en-impatient.wav"), CallQualityProgram.Sample("README.md"), right]);
        await Assertions.Expect(page.Locator(".uploads .refused .state")).ToContainTextAsync("README.md: this is no recording that is taken");
        await page.GetByRole(AriaRole.Link, new() { Name = "Open" }).ClickAsync(new LocatorClickOptions { Timeout = 120_000 });
        await page.WaitForURLAsync("**/calls/*");

        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync("11-en-impatient.wav");
        await page.Locator(".moments .play").First.ClickAsync();
        await ChromiumPage.UntilAsync(page, "!document.querySelector('#audio').paused && document.querySelector('#audio').currentTime > 0.5");
        Assert.That(await page.Locator("#Impatience .mistake-score b").InnerTextAsync(), Is.Not.EqualTo("100"));
        await page.GetByRole(AriaRole.Link, new() { Name = "Calls" }).ClickAsync();
        await Assertions.Expect(page.Locator(".call-row")).ToContainTextAsync("Jana Brückner");
        await Assertions.Expect(page.Locator(".call-row")).ToContainTextAsync("Cable Car Kuhn");
        Assert.That(browser.Complaints.Where(text => !text.Contains("422", StringComparison.Ordinal)), Is.Empty);
        Assert.That(browser.Strangers, Is.Empty);
        Assert.That(portal.Stop(), Is.Zero);
    }

    private static async Task SeeNothingWrongAsync(IPage page)
    {
        await page.GotoAsync("/");
        var axe = await page.RunAxe(new AxeRunOptions { ResultTypes = [ResultType.Violations] });
        Assert.That(axe.Violations.Select(violation => violation.Id), Is.Empty);
    }
}
