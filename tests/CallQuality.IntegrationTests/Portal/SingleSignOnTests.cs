using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Identity;
using Microsoft.IdentityModel.Tokens;

namespace CallQuality.IntegrationTests.Portal;

/// <summary>Single sign-on at a real OpenID Connect server.</summary>
[Parallelizable]
public class SingleSignOnTests
{
    private static readonly Dictionary<string, Func<SignInServer, string, string>> Tamperings = new()
    {
        ["for another client"] = (server, token) => server.Signed(token, "aud", "another-client"),
        ["from another issuer"] = (server, token) => server.Signed(token, "iss", "https://elsewhere.example/"),
        ["of another sign-in"] = (server, token) => server.Signed(token, "nonce", "0123456789"),
        ["signed by somebody else"] = (server, token) => server.Signed(token, "sub", "p-admin", byOurKey: false),
        ["changed after signing"] = (_, token) => token.Split('.') is var parts ? $"{parts[0]}.{Base64UrlEncoder.Encode(Base64UrlEncoder.Decode(parts[1]).Replace("cq-quality", "cq-admins", StringComparison.Ordinal))}.{parts[2]}" : "",
        ["without signature"] = (_, token) => $"{Base64UrlEncoder.Encode("{\"alg\":\"none\"}")}.{token.Split('.')[1]}.",
    };

    private readonly HttpClient elsewhere = new(new HttpClientHandler { AllowAutoRedirect = false });
    private SignInServer server = null!;
    private SeededPortal portal = null!;

    [OneTimeSetUp]
    public async Task StartPortal()
    {
        server = await SignInServer.StartAsync();
        portal = await SeededPortal.StartAsync(withDisputes: false, JsonSerializer.Serialize(new
        {
            OpenIdConnect = new
            {
                Authority = server.Address,
                SignInServer.ClientId,
                SignInServer.ClientSecret,
                Name = "House & Co",
                RoleClaim = "groups",
                Roles = new { Agent = "cq-agents", Supervisor = "cq-leads", Quality = "cq-quality, cq-auditors", Administrator = "cq-admins" },
                AgentClaim = "agent",
                TeamsClaim = "teams",
            },
        }));
    }

    [OneTimeTearDown]
    public async Task StopPortal()
    {
        elsewhere.Dispose();
        portal?.Dispose();
        await server.DisposeAsync();
    }

    [SetUp]
    public void SendTokensAsTheyAre() => server.Tampering = null;

    [Test]
    public async Task SignIn_OfAMappedPerson_MakesAnAccountWithRoleAndReachAndFindsItAgain()
    {
        server.Person = ("p-1", [("preferred_username", "sonja"), ("groups", "all-staff"), ("groups", "cq-agents"), ("agent", SeededPortal.OwnAgent)]);
        using var visitor = new Visitor(portal.Process.Address);
        Assert.That(await visitor.PageAsync("/sign-in?back=%2Fcalls"), Does.Contain("Sign in with House &amp; Co").And.Contain("/sign-in/single?back=%2Fcalls"));
        using var entered = await EnterAsync(visitor, "/calls");

        Assert.That((entered.StatusCode, entered.Headers.Location!.OriginalString), Is.EqualTo((HttpStatusCode.Found, "/calls")));
        Assert.That(await visitor.PageAsync("/calls"), Does.Contain(portal.Keys["ownCall"]).And.Not.Contain(portal.Keys["otherCall"]));
        var request = server.Requests.Last();
        Assert.That(request, Does.Contain("code_challenge_method=S256").And.Contain("response_type=code").And.Contain("nonce=").And.Contain("state="));
        var account = portal.Database.Run(context => context.Set<IdentityUserLogin<long>>().Single(row => row.ProviderKey == "p-1"));
        Assert.That(account.LoginProvider, Is.EqualTo(server.Address + "/"));

        // The name changed hands at the server; subject and issuer say who it is.
        server.Person = server.Person with { Claims = [("preferred_username", "somebody else"), ("groups", "cq-agents"), ("agent", SeededPortal.OwnAgent)] };
        using var again = new Visitor(portal.Process.Address);
        using var enteredAgain = await EnterAsync(again);
        Assert.That(await again.PageAsync("/account"), Does.Contain(">sonja<").And.Not.Contain("/account/password").And.Not.Contain("second-factor"));
        Assert.That(portal.Database.Run(context => context.Users.Count(user => user.UserName == "somebody else")), Is.Zero);
    }

    [Test]
    public async Task SignIn_WithAnotherRoleThanLastTime_HasTheNewOneAtOnceInAllSessions()
    {
        server.Person = ("p-2", [("preferred_username", "climber"), ("groups", "cq-leads"), ("teams", "North")]);
        using var first = new Visitor(portal.Process.Address);
        using var asSupervisor = await EnterAsync(first);
        Assert.That(await first.PageAsync("/calls"), Does.Contain(portal.Keys["ownCall"]).And.Not.Contain(portal.Keys["otherCall"]));

        server.Person = server.Person with { Claims = [("groups", "cq-auditors")] };
        using var second = new Visitor(portal.Process.Address);
        using var asQuality = await EnterAsync(second);
        Assert.That(await second.PageAsync("/calls"), Does.Contain(portal.Keys["otherCall"]));
        Assert.That(await first.PageAsync("/calls"), Does.Contain(portal.Keys["otherCall"]));
        Assert.That(await portal["Administrator"].PageAsync("/audit"), Does.Contain("changed a role").And.Contain("Supervisor → Quality"));

        server.Person = server.Person with { Claims = [("groups", "all-staff")] };
        using var third = new Visitor(portal.Process.Address);
        using var refused = await EnterAsync(third);
        Assert.That(refused.StatusCode, Is.EqualTo(HttpStatusCode.Forbidden), "no role is left");
        using var still = await third.GetAsync("/calls");
        Assert.That(still.StatusCode, Is.EqualTo(HttpStatusCode.Found));
    }

    [Test]
    public async Task SignIn_OfAPersonWithoutRole_IsRefusedWithASentenceAndMakesNoAccount()
    {
        server.Person = ("p-3", [("preferred_username", "stranger"), ("groups", "all-staff")]);
        using var visitor = new Visitor(portal.Process.Address);
        using var refused = await EnterAsync(visitor);

        Assert.That(refused.StatusCode, Is.EqualTo(HttpStatusCode.Forbidden));
        Assert.That(await refused.Content.ReadAsStringAsync(), Does.Contain("Your account is not known here, or has no role"));
        Assert.That(visitor.Cookies.Select(cookie => cookie.Name), Has.None.EqualTo("callquality"));
        Assert.That(portal.Database.Run(context => context.Users.Any(user => user.UserName == "stranger")), Is.False);
    }

    [Test]
    public async Task SignIn_WithTheNameOfALocalAccount_DoesNotTakeItOver()
    {
        server.Person = ("p-4", [("preferred_username", "boss"), ("groups", "cq-quality")]);
        using var visitor = new Visitor(portal.Process.Address);
        using var entered = await EnterAsync(visitor);

        Assert.That(await visitor.PageAsync("/account"), Does.Contain(">boss (127.0.0.1)<"));
        using var users = await visitor.GetAsync("/users");
        Assert.That(users.StatusCode, Is.EqualTo(HttpStatusCode.Forbidden));
    }

    [Test]
    public async Task SignIn_ToAClosedAccount_IsRefused()
    {
        server.Person = ("p-5", [("preferred_username", "leaver"), ("groups", "cq-quality")]);
        using var before = new Visitor(portal.Process.Address);
        using var entered = await EnterAsync(before);
        var id = portal.Database.Run(context => context.Users.Single(user => user.UserName == "leaver").Id);
        using var closed = await portal["Administrator"].PostAsync($"/users/{id}", ("closed", "on"));

        using var after = new Visitor(portal.Process.Address);
        using var refused = await EnterAsync(after);
        Assert.That(refused.StatusCode, Is.EqualTo(HttpStatusCode.Forbidden));
    }

    /// <summary>What the tampered tokens below are refused for is their change, not that they were signed anew.</summary>
    [Test]
    public async Task SignIn_WithATokenSignedAnewByTheServer_IsTaken()
    {
        server.Person = ("p-10", [("preferred_username", "resigned"), ("groups", "cq-quality")]);
        server.Tampering = token => server.Signed(token, "shoe_size", "43");
        using var visitor = new Visitor(portal.Process.Address);
        using var entered = await EnterAsync(visitor);

        Assert.That(await visitor.PageAsync("/account"), Does.Contain(">resigned<"));
    }

    [TestCase("for another client")]
    [TestCase("from another issuer")]
    [TestCase("of another sign-in")]
    [TestCase("signed by somebody else")]
    [TestCase("changed after signing")]
    [TestCase("without signature")]
    public async Task SignIn_WithATokenThatIsNotGenuine_IsRefused(string how)
    {
        server.Person = ("p-6", [("preferred_username", "forged"), ("groups", "cq-quality")]);
        server.Tampering = token => Tamperings[how](server, token);
        using var visitor = new Visitor(portal.Process.Address);
        using var refused = await EnterAsync(visitor);

        Assert.That(refused.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That(await refused.Content.ReadAsStringAsync(), Does.Contain("did not come back valid"));
        Assert.That(portal.Database.Run(context => context.Users.Any(user => user.UserName == "forged")), Is.False);
    }

    [Test]
    public async Task Callback_ThatSomebodyElseBegan_IsRefused()
    {
        server.Person = ("p-7", [("preferred_username", "thief"), ("groups", "cq-quality")]);
        using var thief = new Visitor(portal.Process.Address);
        var callback = await ReachCallbackAsync(thief, "/sign-in/single");
        using var victim = new Visitor(portal.Process.Address);
        using var refused = await victim.GetAsync(callback);
        using var made = await victim.GetAsync("/sign-in/callback?code=x&state=y");

        Assert.That((refused.StatusCode, made.StatusCode), Is.EqualTo((HttpStatusCode.BadRequest, HttpStatusCode.BadRequest)));
    }

    [Test]
    public async Task Account_LinkedByItsOwner_IsEnteredWithoutItsSecondFactorAndOnlyThroughItsOwnPage()
    {
        var first = await portal["Administrator"].AddUserAsync("careful", "Quality");
        using var owner = new Visitor(portal.Process.Address);
        using var byPassword = await owner.SignInAsync("careful", first);
        await owner.ChangePasswordAsync(first, SeededPortal.Password);
        server.Person = ("p-8", [("preferred_username", "careful"), ("groups", "cq-quality")]);

        using var unproven = await owner.GetAsync("/account/single");
        using var foreign = await owner.GetAsync(LinkOf(await portal["Administrator"].PageAsync("/account")));
        Assert.That((unproven.StatusCode, foreign.StatusCode), Is.EqualTo((HttpStatusCode.NotFound, HttpStatusCode.NotFound)), "another page, or another user's, must not begin it");
        using var linked = await owner.GetAsync(await ReachCallbackAsync(owner, LinkOf(await owner.PageAsync("/account"))));
        Assert.That(linked.Headers.Location?.OriginalString, Is.EqualTo("/account"));
        Assert.That(await owner.PageAsync("/account"), Does.Contain("Your account is linked to House &amp; Co"));
        portal.Database.Run(context =>
        {
            context.Users.Single(user => user.UserName == "careful").TwoFactorEnabled = true;
            context.SaveChanges();
        });

        using var bySingle = new Visitor(portal.Process.Address);
        using var entered = await EnterAsync(bySingle);
        Assert.That(await bySingle.PageAsync("/account"), Does.Contain(">careful<"));

        using var taken = await portal["Quality"].GetAsync(await ReachCallbackAsync(portal["Quality"], LinkOf(await portal["Quality"].PageAsync("/account"))));
        Assert.That(taken.StatusCode, Is.EqualTo(HttpStatusCode.Forbidden), "the person belongs to careful");
    }

    [Test]
    public async Task SignOut_OfASession_EndsItHereAndOffersToEndItThereToo()
    {
        server.Person = ("p-9", [("preferred_username", "passing"), ("groups", "cq-quality")]);
        using var visitor = new Visitor(portal.Process.Address);
        using var entered = await EnterAsync(visitor);
        using var left = await visitor.PostAsync("/sign-out");
        using var after = await visitor.GetAsync("/calls");
        Assert.That((left.Headers.Location!.OriginalString, after.StatusCode), Is.EqualTo(("/sign-in?left=true", HttpStatusCode.Found)));
        Assert.That(await visitor.PageAsync("/sign-in?left=true"), Does.Contain("Sign out of House &amp; Co too"));

        using var there = await visitor.GetAsync("/sign-out/single");
        Assert.That(there.Headers.Location!.OriginalString, Does.StartWith(server.Address + "/leave?").And.Contain("post_logout_redirect_uri=").And.Contain("client_id=callquality"));
        using var back = await elsewhere.GetAsync(there.Headers.Location);
        Assert.That(back.Headers.Location!.AbsolutePath, Is.EqualTo("/sign-out/callback"));
        using var home = await visitor.GetAsync(back.Headers.Location.PathAndQuery);
        Assert.That(home.Headers.Location!.OriginalString, Does.EndWith("/sign-in"));
    }

    private async Task<HttpResponseMessage> EnterAsync(Visitor visitor, string back = "/") =>
        await visitor.GetAsync(await ReachCallbackAsync(visitor, "/sign-in/single?back=" + Uri.EscapeDataString(back)));

    // From the portal to the server, which knows who it is and sends the browser back at once.
    private async Task<string> ReachCallbackAsync(Visitor visitor, string begin)
    {
        using var begun = await visitor.GetAsync(begin);
        Assert.That(begun.StatusCode, Is.EqualTo(HttpStatusCode.Found), begin);
        Assert.That(begun.Headers.Location!.OriginalString, Does.StartWith(server.Address));
        using var known = await elsewhere.GetAsync(begun.Headers.Location);
        Assert.That(known.StatusCode, Is.EqualTo(HttpStatusCode.Found), await known.Content.ReadAsStringAsync());
        return known.Headers.Location!.PathAndQuery;
    }

    private static string LinkOf(string page) => WebUtility.HtmlDecode(Regex.Match(page, "href=\"(/account/single\\?proof=[^\"]+)\"").Groups[1].Value);
}
