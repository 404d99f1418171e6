using System.Net.Http.Json;
using System.Text.Json;
using CallQuality.Audio;
using CallQuality.Core.Analysis;
using CallQuality.Core.Yardsticks;
using CallQuality.IntegrationTests.Pipeline;
using CallQuality.Portal;
using CallQuality.Portal.Analyses;
using CallQuality.Storage.Analyses;
using CallQuality.Storage.ApiKeys;
using CallQuality.Storage.Recordings;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging.Abstractions;

namespace CallQuality.IntegrationTests.Portal;

/// <summary>Every page and endpoint for every role: allowed or refused, also with the ids of somebody else.</summary>
[Parallelizable]
public class AccessTests
{
    private static readonly string[] Roles = ["Anonymous", "Agent", "Supervisor", "Quality", "Administrator"];

    /// <summary>
    /// Method, path, and the status for nobody, the agent, the supervisor, the quality team and the administrator. 302 for nobody is the way to
    /// the sign-in page; for others it is what follows a form that was taken. What is out of reach is not found.
    /// </summary>
    private static readonly string[] Table =
    [
        "GET    /                                            302 302 302 302 302",
        "GET    /setup                                       302 302 302 302 302",
        "POST   /setup                                       302 302 302 302 302",
        "GET    /sign-in                                     200 200 200 200 200",
        "POST   /sign-in                                     400 400 400 400 400",
        "GET    /sign-in/code                                200 200 200 200 200",
        "POST   /sign-in/code                                302 302 302 302 302",
        "POST   /preferences                                 302 302 302 302 302",
        "GET    /assets/1/page.css                           200 200 200 200 200",
        "GET    /assets/1/../../appsettings.json             302 404 404 404 404",
        "GET    /account                                     302 200 200 200 200",
        "GET    /account/password                            302 200 200 200 200",
        "POST   /account/password                            302 400 400 400 400",
        "POST   /account/second-factor                       302 400 400 400 400",
        "POST   /account/second-factor/off                   302 400 400 400 400",
        "GET    /calls                                       302 200 200 200 200",
        "GET    /calls?agent={otherAgent}                    302 200 200 200 200",
        "GET    /calls/{ownCall}                             302 200 200 200 200",
        "GET    /calls/{otherCall}                           302 404 404 200 200",
        "GET    /calls/{ownCall}/scorecard.html              302 200 200 200 200",
        "GET    /calls/{otherCall}/scorecard.html            302 404 404 200 200",
        "GET    /calls/{ownCall}/scorecard.json              302 200 200 200 200",
        "GET    /calls/{otherCall}/scorecard.json            302 404 404 200 200",
        "GET    /calls/{ownCall}/sound                       302 200 200 200 200",
        "GET    /calls/{otherCall}/sound                     302 404 404 200 200",
        "GET    /calls/0123456789abcdef/sound                302 404 404 404 404",
        "GET    /calls/%25/sound                             302 404 404 404 404",
        "POST   /calls/{ownCall}/findings/{otherFinding}     302 404 403 403 403",
        "POST   /calls/{otherCall}/findings/{otherFinding}   302 404 403 403 403",
        "POST   /calls/{otherCall}/findings/{ownFinding}     302 404 403 403 403",
        "GET    /agents                                      302 403 200 200 200",
        "GET    /agents/{ownAgent}                           302 200 200 200 200",
        "GET    /agents/{otherAgent}                         302 404 404 200 200",
        "POST   /agents/{ownAgent}/goals                     302 403 302 302 302",
        "POST   /agents/{otherAgent}/goals                   302 403 404 302 302",
        "POST   /goals/{ownGoal}                             302 302 403 403 403",
        "POST   /goals/{otherGoal}                           302 404 403 403 403",
        "POST   /goals/{ownGoal}/close                       302 403 400 400 400",
        "POST   /goals/{otherGoal}/close                     302 403 404 400 400",
        "POST   /calls/{ownCall}/read                        302 302 403 403 403",
        "POST   /calls/{otherCall}/read                      302 404 403 403 403",
        "GET    /disputes                                    302 403 200 200 200",
        "POST   /disputes/{ownDispute}                       302 403 302 302 302",
        "POST   /disputes/{otherDispute}                     302 403 404 302 302",
        "GET    /upload                                      302 403 200 200 200",
        "POST   /api/uploads                                 401 403 422 422 422",
        "POST   /api/metadata                                401 403 422 422 422",
        "HEAD   /api/uploads/{unknownUpload}                 401 403 404 404 404",
        "PATCH  /api/uploads/{unknownUpload}                 401 403 404 404 404",
        "DELETE /api/uploads/{unknownUpload}                 401 403 404 404 404",
        "POST   /api/uploads/{unknownUpload}/finish          401 403 404 404 404",
        "GET    /api/calls/standing?call={otherCall}         401 200 200 200 200",
        "GET    /samples                                     302 403 403 200 200",
        "POST   /samples                                     302 403 403 400 400",
        "GET    /samples/{sample}                            302 403 403 200 200",
        "GET    /samples/{sample}/ratings.csv                302 403 403 200 200",
        "GET    /samples/999/ratings.csv                     302 403 403 404 404",
        "GET    /reviews/{sampledCall}                       302 403 403 200 200",
        "GET    /reviews/999                                 302 403 403 404 404",
        "POST   /reviews/{sampledCall}                       302 403 403 400 400",
        "POST   /reviews/{sampledCall}/agree                 302 403 403 400 400",
        "GET    /rubric                                      302 403 403 200 200",
        "GET    /rubric/new?part=Rubric                      302 403 403 200 200",
        "GET    /rubric/new?part=Rubric&from={draft}         302 403 403 404 404",
        "POST   /rubric/edit                                 302 403 403 400 400",
        "POST   /rubric                                      302 403 403 400 400",
        "GET    /rubric/{draft}                              302 403 403 200 200",
        "GET    /rubric/999                                  302 403 403 404 404",
        "GET    /rubric/{draft}/text.yaml                    302 403 403 200 200",
        "GET    /rubric/{draft}/trial                        302 403 403 200 200",
        "POST   /rubric/999/try                              302 403 403 404 404",
        "POST   /rubric/999/on                               302 403 403 404 404",
        "POST   /rubric/999/off                              302 403 403 404 404",
        "GET    /analyses                                    302 403 403 200 200",
        "POST   /analyses/999/retry                          302 403 403 404 404",
        "POST   /analyses/999/cancel                         302 403 403 404 404",
        "GET    /users                                       302 403 403 403 200",
        "POST   /users                                       302 403 403 403 400",
        "POST   /users/{QualityUser}                         302 403 403 403 302",
        "POST   /teams                                       302 403 403 403 400",
        "GET    /settings                                    302 403 403 403 200",
        "POST   /settings                                    302 403 403 403 302",
        "GET    /audit                                       302 403 403 403 200",
        // Without a sign-in server in the settings there is no way to one.
        "GET    /sign-in/single                              404 404 404 404 404",
        "GET    /sign-out/single                             404 404 404 404 404",
        "GET    /account/single                              302 404 404 404 404",
        "GET    /keys                                        302 403 403 403 200",
        "POST   /keys                                        302 403 403 403 400",
        "POST   /keys/{spareKey}/revoke                      302 403 403 403 302",
        "GET    /webhooks                                    302 403 403 403 200",
        "POST   /webhooks                                    302 403 403 403 400",
        "POST   /webhooks/999/remove                         302 403 403 403 404",
        "POST   /webhooks/deliveries/999                     302 403 403 403 404",
        "GET    /openapi/v1.json                             200 200 200 200 200",
        "GET    /nowhere                                     302 404 404 404 404",
    ];

    private static readonly string[] Callers = ["NoKey", "Administrator", "Write", "Read", "Hooks", "Team", "Revoked", "Expired", "Unknown"];

    /// <summary>
    /// What programs reach: without a key, with an administrator's cookies alone, with a key of each scope, with one of all scopes that is limited
    /// to the own team, and with keys that are revoked, expired or made up. 415 and 400 come after the key was accepted.
    /// </summary>
    private static readonly string[] KeyTable =
    [
        "POST   /api/calls                          401 401 415 403 403 415 401 401 401",
        "GET    /api/calls                          401 401 403 200 403 200 401 401 401",
        "GET    /api/calls?agent={otherName}        401 401 403 200 403 200 401 401 401",
        "GET    /api/calls/{ownCall}                401 401 200 200 403 200 401 401 401",
        "GET    /api/calls/{otherCall}              401 401 200 200 403 404 401 401 401",
        "GET    /api/calls/0123456789abcdef         401 401 404 404 403 404 401 401 401",
        "GET    /api/calls/{ownCall}/scorecard      401 401 403 200 403 200 401 401 401",
        "GET    /api/calls/{otherCall}/scorecard    401 401 403 200 403 404 401 401 401",
        "GET    /api/webhooks                       401 401 403 403 200 403 401 401 401",
        "POST   /api/webhooks                       401 401 403 403 415 403 401 401 401",
        "DELETE /api/webhooks/999                   401 401 403 403 404 403 401 401 401",
        // Keys open nothing of what people use.
        "GET    /calls                              302 200 302 302 302 302 302 302 302",
        "GET    /api/calls/standing?call={ownCall}  401 200 401 401 401 401 401 401 401",
        "GET    /keys                               302 200 302 302 302 302 302 302 302",
    ];

    private SeededPortal portal = null!;

    public static IEnumerable<TestCaseData> KeyRows() =>
        from line in KeyTable
        let cells = line.Split(' ', StringSplitOptions.RemoveEmptyEntries)
        from caller in Callers.Index()
        select new TestCaseData(cells[0], cells[1], caller.Item, int.Parse(cells[2 + caller.Index], System.Globalization.CultureInfo.InvariantCulture)).SetName($"{{m}}({cells[0]} {cells[1]}, {caller.Item})");

    public static IEnumerable<TestCaseData> Rows() =>
        from line in Table
        let cells = line.Split(' ', StringSplitOptions.RemoveEmptyEntries)
        from role in Roles.Index()
        select new TestCaseData(cells[0], cells[1], role.Item, int.Parse(cells[2 + role.Index], System.Globalization.CultureInfo.InvariantCulture)).SetName($"{{m}}({cells[0]} {cells[1]}, {role.Item})");

    [OneTimeSetUp]
    public async Task StartPortal()
    {
        portal = await SeededPortal.StartAsync();
        portal.Keys["unknownUpload"] = Guid.Empty.ToString("N");
        portal.Keys["otherName"] = Uri.EscapeDataString(SeededPortal.OtherAgent);
        portal.AddKey("Write", ApiScopes.WriteCalls);
        portal.AddKey("Read", ApiScopes.ReadResults);
        portal.AddKey("Hooks", ApiScopes.ManageWebhooks);
        portal.AddKey("Team", ApiScopes.WriteCalls | ApiScopes.ReadResults, team: "North");
        portal.AddKey("Unknown", ApiScopes.None);
        portal.KeyTexts["Unknown"] += "x";
        portal.Keys["spareKey"] = $"{portal.AddKey("Spare", ApiScopes.ReadResults)}";
        new ApiKeyLedger(portal.Database).Revoke("tests", portal.AddKey("Revoked", ApiScopes.WriteCalls | ApiScopes.ReadResults | ApiScopes.ManageWebhooks));
        portal.Expire(portal.AddKey("Expired", ApiScopes.WriteCalls | ApiScopes.ReadResults | ApiScopes.ManageWebhooks));
    }

    [OneTimeTearDown]
    public void StopPortal() => portal?.Dispose();

    [TestCaseSource(nameof(Rows))]
    public async Task Endpoint_OfEveryRole_IsAllowedOrRefused(string method, string path, string role, int status)
    {
        var address = portal.Fill(path);
        using var answer = method switch
        {
            "GET" => await portal[role].GetAsync(address),
            "POST" when path == "/api/uploads" => await portal[role].SendAsync(HttpMethod.Post, address, JsonContent.Create(new { name = "x.txt", bytes = 1 })),
            // Values that every form takes, and that change nothing the other rows ask for.
            "POST" => await portal[role].PostAsync(address, ("say", "dispute"), ("reason", "x"), ("score", "50"), ("state", "TakenUp"), ("text", "x"), ("back", "/"), ("role", "Quality"), ("subject", "KnowItAll"), ("wish", "x"), ("due", "2030-01-31")),
            _ => await portal[role].SendAsync(new HttpMethod(method), address, method == "PATCH" ? new ByteArrayContent([1]) : null, ("Upload-Offset", "0")),
        };

        Assert.That((int)answer.StatusCode, Is.EqualTo(status));
        if (role == "Anonymous" && status == 302 && method == "GET" && path is not "/setup")
        {
            Assert.That(answer.Headers.Location!.PathAndQuery, Does.StartWith("/sign-in?back="));
        }
    }

    [TestCaseSource(nameof(KeyRows))]
    public async Task Endpoint_OfEveryKey_IsAllowedOrRefused(string method, string path, string caller, int status)
    {
        var address = portal.Fill(path);
        using var answer = caller == "Administrator"
            ? await portal[caller].SendAsync(new HttpMethod(method), address)
            : await portal.CallAsync(method, address, caller, method == "GET" ? null : new StringContent(""));

        Assert.That((int)answer.StatusCode, Is.EqualTo(status));
        if (status >= 400)
        {
            var problem = await answer.Content.ReadFromJsonAsync<JsonElement>();
            Assert.That(answer.Content.Headers.ContentType!.MediaType, Is.EqualTo("application/problem+json"));
            Assert.That(problem.GetProperty("status").GetInt32(), Is.EqualTo(status));
            Assert.That(problem.GetProperty("detail").GetString(), Does.EndWith("."));
        }
    }

    [Test]
    public async Task Calls_AskedForWithAnotherAgentsId_AreNone()
    {
        foreach (var role in new[] { "Agent", "Supervisor" })
        {
            var page = await portal[role].PageAsync(portal.Fill("/calls?agent={otherAgent}"));
            Assert.That(page, Does.Not.Contain(portal.Keys["otherCall"]).And.Not.Contain(SeededPortal.OtherAgent), role);
            Assert.That(await portal[role].PageAsync(portal.Fill("/api/calls/standing?call={otherCall}&call={ownCall}")), Does.Not.Contain(portal.Keys["otherCall"]).And.Contain(portal.Keys["ownCall"]));
        }

        Assert.That(await portal["Quality"].PageAsync(portal.Fill("/calls?agent={otherAgent}")), Does.Contain(portal.Keys["otherCall"]));
    }

    [Test]
    public async Task Calls_SearchedForWhatWasSaid_AreThoseInReachWithItsPlace()
    {
        foreach (var role in new[] { "Agent", "Supervisor", "Quality" })
        {
            var page = await portal[role].PageAsync("/calls?words=%22die+Pumpen%22&said=Customer");
            Assert.That(page, Does.Contain(portal.Fill("/calls/{ownCall}#t=")).And.Contain("<mark>Die Pumpe,</mark>"), role);
            Assert.That(page, role == "Quality" ? Does.Contain(portal.Keys["otherCall"]) : Does.Not.Contain(portal.Keys["otherCall"]), role);
            Assert.That(await portal[role].PageAsync("/calls?words=%22die+Pumpen%22&said=Agent"), Does.Not.Contain(portal.Keys["ownCall"]), role);
        }
    }

    [Test]
    public async Task Lists_OfASupervisor_NameTheOwnTeamAlone()
    {
        foreach (var path in new[] { "/calls", "/agents", "/disputes", "/upload" })
        {
            Assert.That(await portal["Supervisor"].PageAsync(path), Does.Not.Contain(SeededPortal.OtherAgent), path);
        }

        Assert.That(await portal["Supervisor"].PageAsync("/disputes"), Does.Contain(SeededPortal.OwnAgent));
    }

    /// <summary>An endpoint that is missing in the table would be one that nobody looked at.</summary>
    [Test]
    public void Table_NamesEveryEndpoint()
    {
        using var files = new TestFiles();
        var app = PortalServer.Build(new PortalSettings
        {
            Urls = "http://127.0.0.1:0",
            DataFolder = files.At("data"),
            Database = portal.Database,
            Recordings = new RecordingFolder(files.At("recordings")),
            Analyses = new NoAnalyses(),
            Log = NullLoggerProvider.Instance,
        });
        var endpoints = ((IEndpointRouteBuilder)app).DataSources.SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()
            .SelectMany(endpoint => endpoint.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods.Select(method => $"{method} {ShapeOf(endpoint.RoutePattern.RawText!)}"));
        var named = Table.Concat(KeyTable).Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)).Select(cells => $"{cells[0]} {ShapeOf(cells[1].Split('?')[0])}");

        // Signing out would end what the other rows need; it has a test of its own.
        Assert.That(endpoints.Except(named), Is.EqualTo(new[] { "POST /sign-out" }));
    }

    // Parameters and what the table puts in their places look alike.
    private static string ShapeOf(string path) => System.Text.RegularExpressions.Regex.Replace(
        path.Replace("999", "{}", StringComparison.Ordinal).Replace("/assets/1/page.css", "/assets/{build}/{name}", StringComparison.Ordinal), @"\{[^}]*\}", "{}");

    private sealed class NoAnalyses : ICallAnalyses
    {
        public long VersionsId => 1;

        public (Yardstick Yardstick, Bilingual? Problem) InForce => (Yardstick.Shipped, null);

        public IReadOnlyCollection<YardstickPart> Named => [];

        public CallAnalyzer By(Yardstick yardstick) => throw new NotSupportedException("nothing is judged here");

        public void Run(string source, Func<AnalysisClaim, IProgress<double>?> begun, Action<AnalysisClaim, CallAnalysis?> ended, CancellationToken cancellationToken)
        {
        }
    }
}
