using System.Net;
using System.Security.Cryptography;
using System.Text.RegularExpressions;

namespace CallQuality.IntegrationTests.Portal;

/// <summary>Accounts as their owners and strangers meet them.</summary>
[Parallelizable]
public class SignInTests
{
    private SeededPortal portal = null!;

    [OneTimeSetUp]
    public async Task StartPortal() => portal = await SeededPortal.StartAsync();

    [OneTimeTearDown]
    public void StopPortal() => portal?.Dispose();

    [Test]
    public async Task SetUp_WhenThereIsAUser_MakesNoSecondAdministrator()
    {
        using var stranger = new Visitor(portal.Process.Address);
        using var answer = await stranger.PostAsync("/setup", ("name", "intruder"), ("password", SeededPortal.Password));

        Assert.That(portal.Database.Run(context => context.Users.Any(user => user.UserName == "intruder")), Is.False);
        Assert.That((await stranger.GetAsync("/users")).StatusCode, Is.EqualTo(HttpStatusCode.Found));
    }

    [Test]
    public async Task SignIn_FiveWrongPasswords_LocksTheAccountForTheRightOneToo()
    {
        await portal["Administrator"].AddUserAsync("locked", "Quality");
        using var visitor = new Visitor(portal.Process.Address);
        var password = await portal["Administrator"].AddUserAsync("unlocked", "Quality");
        for (var tries = 0; tries < 5; tries++)
        {
            using var wrong = await visitor.SignInAsync("unlocked", "wrong password " + tries);
            Assert.That(wrong.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
        }

        using var right = await visitor.SignInAsync("unlocked", password);

        Assert.That(right.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That(await right.Content.ReadAsStringAsync(), Does.Contain("too many tries"));
    }

    [Test]
    public async Task SignIn_WithAGivenPassword_AllowsNothingBeforeAnOwnOne()
    {
        var password = await portal["Administrator"].AddUserAsync("fresh", "Quality");
        using var visitor = new Visitor(portal.Process.Address);
        using var entered = await visitor.SignInAsync("fresh", password);

        using var refused = await visitor.GetAsync("/calls");
        Assert.That(refused.Headers.Location!.OriginalString, Is.EqualTo("/account/password"));
        await visitor.ChangePasswordAsync(password, SeededPortal.Password);
        Assert.That(await visitor.PageAsync("/calls"), Does.Contain(portal.Keys["ownCall"]));
    }

    [Test]
    public async Task Account_ThatWasClosed_IsOutAtTheNextRequest()
    {
        var password = await portal["Administrator"].AddUserAsync("leaving", "Quality");
        using var visitor = new Visitor(portal.Process.Address);
        using var entered = await visitor.SignInAsync("leaving", password);
        await visitor.ChangePasswordAsync(password, SeededPortal.Password);
        Assert.That((await visitor.GetAsync("/calls")).StatusCode, Is.EqualTo(HttpStatusCode.OK));
        var id = portal.Database.Run(context => context.Users.Single(user => user.UserName == "leaving").Id);

        using var closed = await portal["Administrator"].PostAsync($"/users/{id}", ("closed", "on"));

        Assert.That((await visitor.GetAsync("/calls")).StatusCode, Is.EqualTo(HttpStatusCode.Found));
        using var again = await visitor.SignInAsync("leaving", SeededPortal.Password);
        Assert.That(again.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
    }

    [Test]
    public async Task SecondFactor_SwitchedOn_IsAskedForAndARecoveryCodeWorksOnce()
    {
        var password = await portal["Administrator"].AddUserAsync("careful", "Quality");
        using var visitor = new Visitor(portal.Process.Address);
        using var entered = await visitor.SignInAsync("careful", password);
        await visitor.ChangePasswordAsync(password, SeededPortal.Password);
        var key = Regex.Match(await visitor.PageAsync("/account"), "<code class=\"hash\">([A-Z2-7]+)</code>").Groups[1].Value;
        using var on = await visitor.PostAsync("/account/second-factor", ("code", CodeOf(key)));
        var recovery = Regex.Match(await on.Content.ReadAsStringAsync(), "<li><code>([^<]+)</code>").Groups[1].Value;

        using var device = new Visitor(portal.Process.Address);
        using var half = await device.SignInAsync("careful", SeededPortal.Password);
        Assert.That(half.Headers.Location!.OriginalString, Does.StartWith("/sign-in/code"));
        Assert.That((await device.GetAsync("/calls")).StatusCode, Is.EqualTo(HttpStatusCode.Found), "the password alone must not be enough");
        using var wrong = await device.PostAsync("/sign-in/code", ("code", "000000"), ("back", "/calls"));
        Assert.That(wrong.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
        using var right = await device.PostAsync("/sign-in/code", ("code", recovery), ("back", "/calls"));
        Assert.That(right.StatusCode, Is.EqualTo(HttpStatusCode.Found));
        Assert.That((await device.GetAsync("/calls")).StatusCode, Is.EqualTo(HttpStatusCode.OK));

        using var other = new Visitor(portal.Process.Address);
        using var halfAgain = await other.SignInAsync("careful", SeededPortal.Password);
        using var used = await other.PostAsync("/sign-in/code", ("code", recovery), ("back", "/calls"));
        Assert.That(used.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
        using var byApp = await other.PostAsync("/sign-in/code", ("code", CodeOf(key)), ("back", "/calls"));
        Assert.That(byApp.StatusCode, Is.EqualTo(HttpStatusCode.Found));
    }

    [Test]
    public async Task SignOut_OfASession_EndsIt()
    {
        using var visitor = new Visitor(portal.Process.Address);
        using var entered = await visitor.SignInAsync("quality", SeededPortal.Password);
        Assert.That((await visitor.GetAsync("/calls")).StatusCode, Is.EqualTo(HttpStatusCode.OK));

        using var left = await visitor.PostAsync("/sign-out");

        Assert.That((await visitor.GetAsync("/calls")).StatusCode, Is.EqualTo(HttpStatusCode.Found));
    }

    [Test]
    public async Task Forms_WithoutTheProofOfAPage_AreRefused()
    {
        using var answer = await portal["Administrator"].ForgeAsync("/users", ("name", "forged"), ("role", "Administrator"));

        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That(portal.Database.Run(context => context.Users.Any(user => user.UserName == "forged")), Is.False);
    }

    [Test]
    public async Task Answers_CarryThePolicyAndCookiesAreHidden()
    {
        using var answer = await portal["Agent"].GetAsync("/calls");

        Assert.That(answer.Headers.GetValues("Content-Security-Policy").Single(), Does.StartWith("default-src 'none'; script-src 'self'; style-src 'self'"));
        Assert.That(answer.Headers.GetValues("X-Content-Type-Options").Single(), Is.EqualTo("nosniff"));
        Assert.That(answer.Headers.CacheControl!.NoStore, Is.True);
        Assert.That(portal["Agent"].Cookies.Where(cookie => !cookie.HttpOnly), Is.Empty);
    }

    [TestCase("https://elsewhere.example/")]
    [TestCase("//elsewhere.example/")]
    [TestCase("/\\elsewhere.example/")]
    public async Task SignIn_WithAWayBackElsewhere_StaysHere(string back)
    {
        using var visitor = new Visitor(portal.Process.Address);
        using var answer = await visitor.PostAsync("/sign-in", ("name", "quality"), ("password", SeededPortal.Password), ("back", back));

        Assert.That(answer.Headers.Location!.OriginalString, Is.EqualTo("/"));
    }

    [Test]
    public async Task Audit_OfAViewedCall_NamesUserAndCall()
    {
        await portal["Agent"].PageAsync(portal.Fill("/calls/{ownCall}"));
        using var sound = await portal["Agent"].GetAsync(portal.Fill("/calls/{ownCall}/sound"));

        var user = $"user {portal.Keys["AgentUser"]}";
        var actions = portal.Database.Run(context => context.Audit.Where(row => row.Actor == user && row.Subject == portal.Keys["ownCall"]).Select(row => row.Action).ToList());
        Assert.That(actions, Does.Contain("call.view").And.Contain("call.listen"));
    }

    // RFC 6238: what an authenticator app shows now.
    private static string CodeOf(string base32Key)
    {
        var bits = string.Concat(base32Key.Select(letter => Convert.ToString("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".IndexOf(letter, StringComparison.Ordinal), 2).PadLeft(5, '0')));
        var key = Enumerable.Range(0, bits.Length / 8).Select(i => Convert.ToByte(bits.Substring(i * 8, 8), 2)).ToArray();
        var step = BitConverter.GetBytes(System.Net.IPAddress.HostToNetworkOrder(DateTimeOffset.UtcNow.ToUnixTimeSeconds() / 30));
#pragma warning disable CA5350 // Authenticator apps speak this hash and no other.
        var hash = HMACSHA1.HashData(key, step);
#pragma warning restore CA5350
        var offset = hash[^1] & 0xF;
        var number = ((hash[offset] & 0x7F) << 24) | (hash[offset + 1] << 16) | (hash[offset + 2] << 8) | hash[offset + 3];
        return (number % 1_000_000).ToString("D6", System.Globalization.CultureInfo.InvariantCulture);
    }
}
