using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using CallQuality.Storage.ApiKeys;
using CallQuality.Storage.Webhooks;

namespace CallQuality.IntegrationTests.Portal;

/// <summary>Webhooks of the real program, told to a real web server that fails, stays silent, and comes back.</summary>
[Parallelizable]
public class WebhookTests
{
    private const string Settings = """{ "PublicAddress": "https://calls.example/", "Webhooks": { "AllowedNetworks": "127.0.0.1/32", "Pauses": "00:00:01, 00:00:01" } }""";
    private SeededPortal portal = null!;
    private HookReceiver receiver = null!;

    [SetUp]
    public async Task StartPortal()
    {
        portal = await SeededPortal.StartAsync(withDisputes: false, Settings);
        receiver = await HookReceiver.StartAsync();
    }

    [TearDown]
    public async Task StopPortal()
    {
        portal.Dispose();
        await receiver.DisposeAsync();
    }

    [Test]
    public async Task Event_FirstRefusedThenUnanswered_IsTriedUntilTakenAndSignedEachTime()
    {
        receiver.Answers.Enqueue(500);
        receiver.Answers.Enqueue(0);
        receiver.Answers.Enqueue(204);
        var secret = await AddAsync(receiver.Address + "/hook?x=1");
        var call = portal.EndCall("first");

        var messages = await receiver.WaitAsync(3);

        Assert.That(messages.Select(message => message.Delivery).Distinct().Count(), Is.EqualTo(1));
        Assert.That(messages.Select(message => HookReceiver.IsGenuine(message, secret)), Is.All.True);
        Assert.That(messages.Select(message => HookReceiver.IsGenuine(message with { Body = message.Body.Replace("rejected", "analysed", StringComparison.Ordinal) }, secret)), Is.All.False);
        Assert.That(messages.Select(message => HookReceiver.IsGenuine(message with { At = message.At.AddMinutes(6) }, secret)), Is.All.False, "an old message sent again");
        Assert.That(messages.Select(message => HookReceiver.IsGenuine(message, secret + "x")), Is.All.False);
        var body = JsonDocument.Parse(messages[2].Body).RootElement;
        Assert.That(body.EnumerateObject().Select(property => property.Name), Is.EqualTo(new[] { "event", "delivery", "call", "at", "link" }));
        Assert.That((body.GetProperty("event").GetString(), body.GetProperty("call").GetString(), body.GetProperty("link").GetString(), messages[2].Event),
            Is.EqualTo(("call.rejected", call, $"https://calls.example/api/calls/{call}", "call.rejected")));
        await UntilAsync(standing => standing is (_, 0, 1, 0));
    }

    [Test]
    public async Task Event_ThatIsNeverTaken_IsADeadLetterThatThePageShowsAndSendsAgain()
    {
        receiver.Answers.Enqueue(302);
        await AddAsync(receiver.Address);
        var call = portal.EndCall("dead");
        await receiver.WaitAsync(3);
        await UntilAsync(standing => standing is (_, 0, 0, 1));
        var page = await portal["Administrator"].PageAsync("/webhooks");
        Assert.That(page, Does.Contain(call).And.Contain("The receiver answered with 302.").And.Contain("Send again"));
        Assert.That(receiver.Messages, Has.Count.EqualTo(3), "three tries, and no redirect followed");

        receiver.Answers.Clear();
        var id = Regex.Match(page, "/webhooks/deliveries/([0-9]+)").Groups[1].Value;
        using var again = await portal["Administrator"].PostAsync($"/webhooks/deliveries/{id}");
        await receiver.WaitAsync(4);
        await UntilAsync(standing => standing is (_, 0, 1, 0));
        Assert.That(await portal["Administrator"].PageAsync("/audit"), Does.Contain("added a webhook").And.Contain("sent a webhook message again"));
    }

    [Test]
    public async Task Event_WhileThePortalOrTheReceiverIsDown_IsDeliveredWhenBothAreBack()
    {
        var address = receiver.Address;
        var secret = await AddAsync(address);
        await receiver.DisposeAsync();
        portal.Process.Stop();
        portal.EndCall("while down");
        await portal.RestartAsync();
        await UntilAsync(_ => portal.Database.Run(context => context.Set<WebhookDelivery>().Any(row => row.Problem == DeliveryProblem.NotReached)));
        portal.Process.Dispose();
        receiver = await HookReceiver.StartAsync(address);
        await portal.RestartAsync();

        // Killed in the middle of a try, it is due again after the lease; in between two tries, after the pause.
        var messages = await receiver.WaitAsync(1, seconds: 150);
        Assert.That(HookReceiver.IsGenuine(messages[0], secret), Is.True, "the secret outlives the process");
    }

    [Test]
    public async Task Webhooks_ByAKey_AreAddedListedWithoutTheirSecretAndRemoved()
    {
        portal.AddKey("Hooks", ApiScopes.ManageWebhooks);
        using var added = await portal.CallAsync("POST", "/api/webhooks", "Hooks", JsonContent.Create(new { address = receiver.Address, events = new[] { "call.rejected" } }));
        var hook = await added.Content.ReadFromJsonAsync<JsonElement>();
        Assert.That((added.StatusCode, hook.GetProperty("events")[0].GetString()), Is.EqualTo((HttpStatusCode.Created, "call.rejected")));
        portal.EndCall("by key");
        Assert.That(HookReceiver.IsGenuine((await receiver.WaitAsync(1))[0], hook.GetProperty("secret").GetString()!), Is.True);

        using var listed = await portal.CallAsync("GET", "/api/webhooks", "Hooks");
        Assert.That((await listed.Content.ReadFromJsonAsync<JsonElement>())[0].GetProperty("secret").ValueKind, Is.EqualTo(JsonValueKind.Null));
        using var wrong = await portal.CallAsync("POST", "/api/webhooks", "Hooks", JsonContent.Create(new { address = receiver.Address, events = new[] { "call.deleted" } }));
        Assert.That((await wrong.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("detail").GetString(), Does.Contain("expected are call.analysed"));
        using var broken = await portal.CallAsync("POST", "/api/webhooks", "Hooks", new StringContent("{", System.Text.Encoding.UTF8, "application/json"));
        Assert.That((broken.StatusCode, broken.Content.Headers.ContentType!.MediaType), Is.EqualTo((HttpStatusCode.BadRequest, "application/problem+json")));
        using var removed = await portal.CallAsync("DELETE", $"/api/webhooks/{hook.GetProperty("id")}", "Hooks");
        Assert.That(removed.StatusCode, Is.EqualTo(HttpStatusCode.NoContent));
        Assert.That(portal.Database.Run(context => context.Set<Webhook>().Any() || context.Set<WebhookDelivery>().Any()), Is.False);
    }

    private async Task<string> AddAsync(string address)
    {
        using var answer = await portal["Administrator"].PostAsync("/webhooks", ("address", address), ("event", "call.analysed"), ("event", "call.rejected"));
        var secret = Regex.Match(await answer.Content.ReadAsStringAsync(), "<code class=\"hash\">(cqs_[A-Za-z0-9]{40})</code>").Groups[1].Value;
        Assert.That(secret, Is.Not.Empty);
        return secret;
    }

    private async Task UntilAsync(Func<WebhookStanding, bool> isSo)
    {
        var ledger = new WebhookLedger(portal.Database);
        for (var i = 0; i < 300 && !isSo(ledger.All().Single()); i++)
        {
            await Task.Delay(100);
        }

        Assert.That(isSo(ledger.All().Single()), Is.True, $"{ledger.All().Single()}");
    }
}
