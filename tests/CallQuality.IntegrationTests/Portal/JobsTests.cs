using CallQuality.IntegrationTests.Pipeline;
using CallQuality.IntegrationTests.Reports;
using CallQuality.IntegrationTests.Storage;
using Microsoft.Playwright;

namespace CallQuality.IntegrationTests.Portal;

/// <summary>
/// A night's batch of real sound by the real models, on PostgreSQL, and what people do with it in the morning, in Chromium: the quality team reviews,
/// the agent disputes, the supervisor answers, the report is read. The job before these is in <see cref="FirstRunTests"/>.
/// </summary>
[Parallelizable]
public class JobsTests
{
    private const string Password = "three words and a half";
    private const string Agent = "Nora Falk";

    // Five: with fewer calls a report says nothing.
    private static readonly string[] Calls = ["02-de-long-greeting.wav", "03-de-harried.wav", "06-de-toneless.wav", "07-de-indifferent.wav", "08-de-know-it-all.wav"];

    [Test]
    public async Task Batch_OfANight_IsReviewedDisputedAnsweredAndReported()
    {
        using var files = new TestFiles();
        var database = TestStore.AddressOf(TestStore.Postgres, files);
        RunBatch(files, database);
        using var portal = await PortalProcess.StartAsync(files.At("data"), "--database", database, "--recordings", files.At("recordings"));
        using var boss = new Visitor(portal.Address);
        await boss.SetUpAsync("boss", Password);
        using var quality = await AddAsync(boss, "Quinn", "Quality");
        using var agent = await AddAsync(boss, "Nora", "Agent", agent: Agent);
        using var lead = await AddAsync(boss, "Lea", "Supervisor", teams: "North");
        await using var browser = await PortalBrowser.StartAsync();

        await ReviewAsync(await browser.OpenAsync(portal.Address, quality));
        await DisputeAsync(await browser.OpenAsync(portal.Address, agent));
        await AnswerAsync(await browser.OpenAsync(portal.Address, lead));
        await ReadReportAsync(await browser.OpenAsync(portal.Address, agent));

        Assert.That(browser.Complaints, Is.Empty);
        Assert.That(browser.Strangers, Is.Empty);
    }

    private static void RunBatch(TestFiles files, string database)
    {
        Directory.CreateDirectory(files.At("calls"));
        foreach (var call in Calls)
        {
            File.Copy(CallQualityProgram.Sample(call), files.At($"calls/{call}"));
        }

        var yesterday = DateTime.UtcNow.AddDays(-1).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        File.WriteAllLines(files.At("calls.csv"), ["file,agent,startedAt,agentChannel", .. Calls.Select((call, hour) => $"{call},{Agent},{yesterday}T{hour + 10}:00:00Z,left")]);
        File.WriteAllText(files.At("teams.csv"), $"agent,team\n{Agent},North\n");
        var run = CallQualityProgram.Run(files.Folder, "batch", "run", "calls", "--metadata", "calls.csv", "--database", database, "--recordings", "recordings", "--out", "night");
        Assert.That(run.ExitCode, Is.Zero, run.Error + run.Output);
        var members = CallQualityProgram.Run(files.Folder, "report", "members", "teams.csv", "--database", database);
        Assert.That(members.ExitCode, Is.Zero, members.Error);
    }

    private static async Task<Visitor> AddAsync(Visitor boss, string name, string role, string agent = "", string teams = "")
    {
        var first = await boss.AddUserAsync(name, role, agent, teams);
        var visitor = new Visitor(boss.Portal);
        using var entered = await visitor.SignInAsync(name, first);
        await visitor.ChangePasswordAsync(first, Password);
        return visitor;
    }

    private static async Task ReviewAsync(IPage page)
    {
        await page.GotoAsync("/samples");
        await page.Locator("#name").FillAsync("After the night");
        await page.GetByLabel("Who reviews").SelectOptionAsync("BesideTheMachine");
        await page.Locator("input[name=wanted]").FillAsync("5");
        await page.GetByRole(AriaRole.Button, new() { Name = "Draw" }).ClickAsync();
        await Assertions.Expect(page.Locator(".sample-row")).ToHaveCountAsync(Calls.Length);
        await page.Locator(".sample-row", new() { HasText = "08-de-know-it-all.wav" }).ClickAsync();
        await page.WaitForURLAsync("**/reviews/*");
        await page.Locator("body").PressAsync(" ");
        await ChromiumPage.UntilAsync(page, "document.querySelector('#audio').currentTime > 0.3");
        await page.Locator("input[name='score-KnowItAll']").FillAsync("30");
        await page.Locator("input[name='why-KnowItAll']").FillAsync("Heard it twice.");
        await page.GetByRole(AriaRole.Button, new() { Name = "Give scores" }).ClickAsync();
        await Assertions.Expect(page.Locator("#agree-KnowItAll")).ToContainTextAsync("Quinn: 30 – Heard it twice.");
    }

    private static async Task DisputeAsync(IPage page)
    {
        await page.GotoAsync("/calls");
        await page.Locator(".call-row", new() { HasText = "08-de-know-it-all.wav" }).ClickAsync();
        await page.WaitForURLAsync("**/calls/*");
        await page.EvaluateAsync("document.querySelectorAll('#KnowItAll').forEach(details => details.open = true)");
        var reply = page.Locator("#KnowItAll .reply").First;
        await reply.Locator("summary").ClickAsync();
        await reply.Locator("textarea").FillAsync("The customer had asked for exactly that.");
        await reply.Locator("input[type=number]").FillAsync("75");
        await reply.GetByRole(AriaRole.Button, new() { Name = "Send dispute" }).ClickAsync();
        await Assertions.Expect(page.Locator("#KnowItAll .steps").First).ToContainTextAsync("proposed: 75");
    }

    private static async Task AnswerAsync(IPage page)
    {
        await page.GotoAsync("/disputes");
        var item = page.Locator(".disputes > li", new() { HasText = "The customer had asked for exactly that." });
        await item.Locator("textarea").FillAsync("Heard again: you are right.");
        await item.GetByRole(AriaRole.Button, new() { Name = "Accept" }).ClickAsync();
        await Assertions.Expect(item.Locator(".steps").Last).ToContainTextAsync("Heard again: you are right.");
    }

    private static async Task ReadReportAsync(IPage page)
    {
        await page.GotoAsync("/");
        await page.GetByRole(AriaRole.Link, new() { Name = "My page" }).ClickAsync();
        await Assertions.Expect(page.Locator(".disputes .steps").First).ToContainTextAsync("Heard again: you are right.");
        var report = page.Locator("#content");
        await Assertions.Expect(report).ToContainTextAsync("Know-it-all");
        await page.Locator("a[href*='/calls/'][href*='#t=']").First.ClickAsync();
        await page.WaitForURLAsync("**/calls/**");
        await page.Locator("body").PressAsync(" ");
        await ChromiumPage.UntilAsync(page, "!document.querySelector('#audio').paused && document.querySelector('#audio').currentTime > 0.3");
    }
}
