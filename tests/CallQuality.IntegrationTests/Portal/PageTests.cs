using CallQuality.IntegrationTests.Reports;
using CallQuality.Storage.ApiKeys;
using CallQuality.Storage.Webhooks;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace CallQuality.IntegrationTests.Portal;

/// <summary>Every page of the portal in Chromium, in both languages: axe finds nothing, the console stays silent, nothing is fetched from elsewhere.</summary>
[Parallelizable]
public class PageTests
{
    private SeededPortal portal = null!;
    private PortalBrowser browser = null!;

    [OneTimeSetUp]
    public async Task StartPortal()
    {
        // Nobody asks the server for anything here; its name makes pages show what they offer of it.
        portal = await SeededPortal.StartAsync(settings: """{ "OpenIdConnect": { "Authority": "https://login.example.org/", "ClientId": "callquality" } }""");
        portal.AddKey("Recorder in the hall", ApiScopes.WriteCalls, team: "North");
        portal.Expire(portal.AddKey("Old reports", ApiScopes.ReadResults));
        AddDeadLetter(portal);
        portal.EndCall("nothing that can be heard");
        browser = await PortalBrowser.StartAsync();
    }

    [OneTimeTearDown]
    public async Task StopPortal()
    {
        await browser.DisposeAsync();
        portal.Dispose();
    }

    private static void AddDeadLetter(SeededPortal portal)
    {
        var ledger = new WebhookLedger(portal.Database);
        var hook = ledger.Add("tests", "https://reports.example.org/a/rather/long/path/that/has/to/find/room/somewhere?token=0123456789", "sealed", WebhookEvents.Analysed);
        portal.Database.Run(context =>
        {
            context.Set<WebhookDelivery>().Add(new WebhookDelivery
            {
                WebhookId = hook.Id,
                Event = WebhookEvents.Analysed,
                AnalysisId = context.Analyses.First().Id,
                CallId = portal.Keys["ownCall"],
                CreatedAt = DateTime.UtcNow,
                State = DeliveryState.Dead,
                DueAt = DateTime.UtcNow,
                TriedAt = DateTime.UtcNow,
                Problem = DeliveryProblem.Status,
                Status = 500,
            });
            context.SaveChanges();
        });
    }

    [Test]
    public async Task Page_AnyLanguageAndColours_HasNoViolations(
        [Values(
            "Anonymous /sign-in?left=true", "Anonymous /sign-in/code", "Administrator /account", "Agent /account/password", "Supervisor /calls", "Agent /calls/{ownCall}",
            "Agent /agents/{ownAgent}", "Supervisor /agents/{ownAgent}", "Quality /agents", "Quality /disputes", "Quality /samples", "Quality /samples/{sample}", "Quality /reviews/{sampledCall}", "Quality /calls?words=die", "Quality /rubric", "Quality /rubric/new?part=Rubric", "Quality /rubric/new?part=EnglishPhrases", "Quality /rubric/{draft}", "Quality /analyses", "Quality /upload", "Supervisor /upload", "Administrator /users", "Administrator /settings", "Administrator /audit", "Administrator /keys", "Administrator /webhooks", "Agent /users")]
        string who,
        [Values("de", "en")] string language)
    {
        var (role, path) = (who.Split(' ')[0], who.Split(' ')[1]);
        // Two of the four: the languages take turns with colours and widths.
        var (scheme, width) = language == "de" ? (ColorScheme.Light, 1280) : (ColorScheme.Dark, 390);
        var page = await browser.OpenAsync(portal.Process.Address, portal[role], language, scheme, width);
        await page.GotoAsync(portal.Fill(path));
        await page.EvaluateAsync("document.querySelectorAll('details').forEach(details => details.open = true)");
        var result = await page.RunAxe(new AxeRunOptions { ResultTypes = [ResultType.Violations] });
        var overflow = await page.EvaluateAsync<int>("document.documentElement.scrollWidth - innerWidth");

        Assert.Multiple(() =>
        {
            Assert.That(result.Violations.Select(violation => $"{violation.Id}: {string.Join(" | ", violation.Nodes.Select(node => node.Html[..Math.Min(node.Html.Length, 160)]))}"), Is.Empty);
            // The refused page is refused with a status that Chromium reports.
            Assert.That(browser.Complaints.Where(text => !text.Contains("403", StringComparison.Ordinal)), Is.Empty);
            Assert.That(browser.Strangers, Is.Empty);
            Assert.That(overflow, Is.LessThanOrEqualTo(0), "the page is wider than the window");
        });
    }

    [Test]
    public async Task CallPage_WithAMomentInItsAddress_StandsThereAndPlaysByKeyboard()
    {
        var page = await browser.OpenAsync(portal.Process.Address, portal["Agent"]);
        await page.GotoAsync(portal.Fill("/calls/{ownCall}#t=25,29"));
        await ChromiumPage.UntilAsync(page, "document.querySelector('#audio').currentTime > 24.9");
        await page.Keyboard.PressAsync(" ");
        await ChromiumPage.UntilAsync(page, "document.querySelector('#audio').currentTime > 25.3");
        await page.SelectOptionAsync("#speed", "1.5");

        Assert.That(await page.EvaluateAsync<bool>("document.querySelector('#audio').playbackRate === 1.5 && document.querySelector('#audio').preservesPitch"), Is.True);
        Assert.That(await page.Locator(".wave").CountAsync(), Is.EqualTo(2));
        Assert.That(await page.Locator(".turn.now").CountAsync(), Is.EqualTo(1));
        await page.Keyboard.PressAsync("n");
        await ChromiumPage.UntilAsync(page, "document.querySelector('#now').textContent !== ''");
        Assert.That(browser.Complaints, Is.Empty);
    }

    [Test]
    public async Task Finding_DisputedByTheAgent_IsAnsweredByTheSupervisorAndSeenByTheAgent()
    {
        var page = await browser.OpenAsync(portal.Process.Address, portal["Agent"]);
        await page.GotoAsync(portal.Fill("/calls/{ownCall}"));
        await page.EvaluateAsync("document.querySelectorAll('#Impatience').forEach(details => details.open = true)");
        var reply = page.Locator("#Impatience .reply").First;
        await reply.Locator("summary").ClickAsync();
        await reply.Locator("textarea").FillAsync("The caller had finished.");
        await reply.Locator("input[type=number]").FillAsync("88");
        await reply.GetByRole(AriaRole.Button, new() { Name = "Send dispute" }).ClickAsync();
        await Assertions.Expect(page.Locator("#Impatience .steps").First).ToContainTextAsync("proposed: 88");

        page = await browser.OpenAsync(portal.Process.Address, portal["Supervisor"]);
        await page.GotoAsync("/disputes");
        var item = page.Locator(".disputes > li", new() { HasText = "The caller had finished." });
        await item.Locator("textarea").FillAsync("Heard again: you are right.");
        await item.GetByRole(AriaRole.Button, new() { Name = "Accept" }).ClickAsync();

        page = await browser.OpenAsync(portal.Process.Address, portal["Agent"]);
        await page.GotoAsync(portal.Fill("/agents/{ownAgent}"));
        var steps = page.Locator(".disputes > li", new() { HasText = "The caller had finished." }).Locator(".steps li");
        await Assertions.Expect(steps).ToHaveCountAsync(2);
        await Assertions.Expect(steps.Last).ToContainTextAsync("Heard again: you are right.");
    }

    [Test]
    public async Task Goal_AgreedByTheSupervisor_IsConfirmedByTheAgentAndClosedAndSeenByBoth()
    {
        var page = await browser.OpenAsync(portal.Process.Address, portal["Supervisor"]);
        await page.GotoAsync(portal.Fill("/agents/{ownAgent}"));
        await page.Locator(".agree summary").ClickAsync();
        await page.GetByLabel("Subject").SelectOptionAsync("Impatience");
        await page.GetByLabel("What is agreed, in a sentence").FillAsync("Count to two before answering.");
        await page.GetByLabel("Until when").FillAsync("2030-02-28");
        await page.GetByRole(AriaRole.Button, new() { Name = "Propose" }).ClickAsync();

        page = await browser.OpenAsync(portal.Process.Address, portal["Agent"]);
        await page.GotoAsync(portal.Fill("/agents/{ownAgent}"));
        var item = page.Locator(".disputes > li", new() { HasText = "Count to two before answering." });
        await Assertions.Expect(item).ToContainTextAsync("with fewer than 5 a comparison says nothing");
        await item.GetByRole(AriaRole.Button, new() { Name = "Confirm" }).ClickAsync();

        page = await browser.OpenAsync(portal.Process.Address, portal["Supervisor"]);
        await page.GotoAsync(portal.Fill("/agents/{ownAgent}"));
        item = page.Locator(".disputes > li", new() { HasText = "Count to two before answering." });
        await Assertions.Expect(item.Locator(".steps")).ToContainTextAsync("Confirmed · agent");
        await item.GetByRole(AriaRole.Button, new() { Name = "Not reached" }).ClickAsync();
        await Assertions.Expect(item.Locator(".steps li")).ToHaveCountAsync(3);
        await Assertions.Expect(item.Locator(".steps")).ToContainTextAsync("Closed as not reached · supervisor");
        Assert.That(browser.Complaints, Is.Empty);
    }

    [Test]
    public async Task Scorecard_ConfirmedAsReadByTheAgent_IsSeenBySupervisors()
    {
        var page = await browser.OpenAsync(portal.Process.Address, portal["Supervisor"]);
        await page.GotoAsync(portal.Fill("/calls/{ownCall}"));
        await Assertions.Expect(page.Locator(".read")).ToContainTextAsync("Not confirmed as read");

        page = await browser.OpenAsync(portal.Process.Address, portal["Agent"]);
        await page.GotoAsync(portal.Fill("/calls/{ownCall}"));
        await page.GetByRole(AriaRole.Button, new() { Name = "Confirm as read" }).ClickAsync();
        await Assertions.Expect(page.Locator(".read")).ToContainTextAsync("Confirmed as read by you");

        page = await browser.OpenAsync(portal.Process.Address, portal["Supervisor"]);
        await page.GotoAsync(portal.Fill("/calls/{ownCall}"));
        await Assertions.Expect(page.Locator(".read")).ToContainTextAsync("Confirmed as read by the agent on");
        await page.GotoAsync("/calls");
        await Assertions.Expect(page.Locator(".call-row").First).ToContainTextAsync("read");
    }

    [Test]
    public async Task Preferences_LanguageAndColours_StayForTheNextPage()
    {
        var page = await browser.OpenAsync(portal.Process.Address, portal["Quality"]);
        await page.GotoAsync("/calls");
        await page.GetByRole(AriaRole.Button, new() { Name = "Deutsch" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Farben: dunkel" }).ClickAsync();
        await Assertions.Expect(page.Locator("html")).ToHaveAttributeAsync("data-theme", "dark");
        await page.GotoAsync("/agents");

        Assert.That(await page.EvaluateAsync<string>("document.documentElement.lang + ' ' + document.documentElement.dataset.theme"), Is.EqualTo("de dark"));
        Assert.That(await page.EvaluateAsync<string>("getComputedStyle(document.body).backgroundColor"), Is.EqualTo("rgb(19, 22, 27)"));
    }
}
