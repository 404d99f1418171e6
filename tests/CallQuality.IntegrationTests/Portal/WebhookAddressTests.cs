using System.Globalization;
using System.Net;
using CallQuality.Storage.Webhooks;

namespace CallQuality.IntegrationTests.Portal;

/// <summary>Where webhooks may go: not into the house's own network, however it is spelt, unless the program's settings say so.</summary>
[Parallelizable]
public class WebhookAddressTests
{
    private SeededPortal portal = null!;
    private HookReceiver receiver = null!;

    [OneTimeSetUp]
    public async Task StartPortal()
    {
        portal = await SeededPortal.StartAsync(withDisputes: false, """{ "Webhooks": { "Pauses": "00:00:01" } }""");
        receiver = await HookReceiver.StartAsync();
    }

    [OneTimeTearDown]
    public async Task StopPortal()
    {
        portal?.Dispose();
        await receiver.DisposeAsync();
    }

    [TestCase("ftp://example.org/", "begins with http")]
    [TestCase("file:///etc/passwd", "begins with http")]
    [TestCase("/calls", "begins with http")]
    [TestCase("https://user:pass@example.org/", "neither name nor password")]
    [TestCase("http://127.0.0.1/", "internal network")]
    [TestCase("http://127.0.0.2/", "internal network")]
    [TestCase("http://10.0.0.1/", "internal network")]
    [TestCase("http://169.254.169.254/latest/meta-data", "internal network")]
    [TestCase("http://2130706434/", "internal network")]
    [TestCase("http://0x7f.0.0.2/", "internal network")]
    [TestCase("http://[::1]/", "internal network")]
    [TestCase("http://[::ffff:10.0.0.1]/", "internal network")]
    [TestCase("http://[64:ff9b::a00:1]/", "internal network")]
    [TestCase("http://[fe80::1]/", "internal network")]
    public async Task Address_ThatIsNotTaken_IsRefusedWithASentence(string address, string sentence)
    {
        using var answer = await portal["Administrator"].PostAsync("/webhooks", ("address", address), ("event", "call.rejected"));

        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That(await answer.Content.ReadAsStringAsync(), Does.Contain(sentence));
    }

    [Test]
    public async Task Name_ThatLeadsInside_IsRefusedWhenItIsSent()
    {
        var ledger = new WebhookLedger(portal.Database);
        using var made = await portal["Administrator"].PostAsync("/webhooks", ("address", string.Create(CultureInfo.InvariantCulture, $"http://localhost:{new Uri(receiver.Address).Port}/")), ("event", "call.rejected"));
        Assert.That(made.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        portal.EndCall("inside");
        for (var i = 0; i < 300 && ledger.All().Single().Dead == 0; i++)
        {
            await Task.Delay(100);
        }

        Assert.That(ledger.InTrouble(9).Single().Problem, Is.EqualTo(DeliveryProblem.AddressRefused));
        Assert.That(receiver.Messages, Is.Empty);
        Assert.That(await portal["Administrator"].PageAsync("/webhooks"), Does.Contain("leads into an internal network"));
    }
}
