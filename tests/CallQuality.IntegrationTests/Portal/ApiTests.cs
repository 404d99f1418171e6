using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using CallQuality.IntegrationTests.Pipeline;
using CallQuality.Storage.ApiKeys;

namespace CallQuality.IntegrationTests.Portal;

/// <summary>The portal as other programs use it: with keys, without pages.</summary>
[Parallelizable]
public class ApiTests
{
    private SeededPortal portal = null!;

    [OneTimeSetUp]
    public async Task StartPortal()
    {
        portal = await SeededPortal.StartAsync(withDisputes: false);
        portal.AddKey("Recorder", ApiScopes.WriteCalls);
        portal.AddKey("Reports", ApiScopes.ReadResults);
        portal.AddKey("North", ApiScopes.WriteCalls | ApiScopes.ReadResults, team: "North");
    }

    [OneTimeTearDown]
    public void StopPortal() => portal?.Dispose();

    [Test]
    public async Task Post_OfANewCall_IsTakenWithItsFieldsAndTheSameBytesAgainAreRecognised()
    {
        var bytes = await File.ReadAllBytesAsync(CallQualityProgram.Sample("05-de-short.wav"));
        using var form = Form(bytes, "05-de-short.wav", ("agent", "Zoë Übel"), ("customer", "K-7"), ("startedAt", "2026-03-04T10:00:00+01:00"), ("agentChannel", "right"), ("language", "de"), ("queue", "Q2"));
        using var answer = await portal.CallAsync("POST", "/api/calls", "Recorder", form);
        var taken = await answer.Content.ReadFromJsonAsync<JsonElement>();
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.Accepted), $"{taken}");
        var id = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(bytes))[..16];
        Assert.That((taken.GetProperty("id").GetString(), answer.Headers.Location!.OriginalString), Is.EqualTo((id, $"/api/calls/{id}")));
        var call = portal.Database.Run(context => context.Calls.Where(row => row.Sha256.StartsWith(id))
            .Select(row => new { row.FileName, Agent = row.Agent!.Name, row.Customer, row.StartedAt, row.AgentChannel, row.Queue }).Single());
        Assert.That((call.FileName, call.Agent, call.Customer, call.StartedAt, call.AgentChannel, call.Queue),
            Is.EqualTo(("05-de-short.wav", "Zoë Übel", "K-7", new DateTime(2026, 3, 4, 9, 0, 0, DateTimeKind.Utc), 1, "Q2")));

        using var raw = Recording(bytes);
        using var again = await portal.CallAsync("POST", "/api/calls?file=copy.wav&agent=Somebody%20Else", "Recorder", raw);
        Assert.That(again.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That((await again.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetString(), Is.EqualTo(id));

        using var standing = await portal.CallAsync("GET", $"/api/calls/{id}", "Recorder");
        var state = await standing.Content.ReadFromJsonAsync<JsonElement>();
        Assert.That(state.GetProperty("state").GetString(), Is.AnyOf("Queued", "Running", "Done"), $"{state}");
        var audit = portal.Database.Run(context => context.Audit.Where(row => row.Subject == id && row.Action == "call.upload").Select(row => row.Actor).ToList());
        Assert.That(audit, Has.One.Matches("^key [0-9]+$"));
    }

    public static IEnumerable<TestCaseData> BadCalls()
    {
        static TestCaseData Of(string name, Func<HttpContent> content, string query, HttpStatusCode status, string sentence) => new TestCaseData(content, query, status, sentence).SetName($"{{m}}({name})");
        yield return Of("no file", () => Form(null, "", ("agent", "x")), "", HttpStatusCode.UnprocessableEntity, "The form lacks the field 'file'");
        yield return Of("unknown field", () => Form([1], "a.wav", ("agnet", "x")), "", HttpStatusCode.UnprocessableEntity, "The field 'agnet' is unknown or comes twice");
        yield return Of("field twice", () => Form([1], "a.wav", ("agent", "x"), ("agent", "y")), "", HttpStatusCode.UnprocessableEntity, "The field 'agent' is unknown or comes twice");
        yield return Of("two files", () => Form([1], "a.wav", ("file", "b")), "", HttpStatusCode.UnprocessableEntity, "The field 'file' is unknown or comes twice");
        yield return Of("long field", () => Form([1], "a.wav", ("agent", new string('x', 1001))), "", HttpStatusCode.UnprocessableEntity, "The field 'agent' is longer than 1000");
        yield return Of("wrong start", () => Form([1], "a.wav", ("startedAt", "soon")), "", HttpStatusCode.UnprocessableEntity, "a.wav, column 'startedAt': found 'soon'");
        yield return Of("wrong channel", () => Form([1], "a.wav", ("agentChannel", "middle")), "", HttpStatusCode.UnprocessableEntity, "a.wav, column 'agentChannel': found 'middle'");
        yield return Of("wrong language", () => Form([1], "a.wav", ("language", "fr")), "", HttpStatusCode.UnprocessableEntity, "a.wav, column 'language': found 'fr'");
        yield return Of("empty", () => Form([], "a.wav"), "", HttpStatusCode.UnprocessableEntity, "a.wav: the file is empty.");
        yield return Of("a text", () => Form([1], "a.txt"), "", HttpStatusCode.UnprocessableEntity, "a.txt: this is no recording");
        yield return Of("a path", () => Recording([1]), "?file=../a.wav", HttpStatusCode.UnprocessableEntity, "The file's name is empty, too long");
        yield return Of("no name", () => Recording([1]), "", HttpStatusCode.UnprocessableEntity, "The file's name is empty, too long");
        yield return Of("unknown parameter", () => Recording([1]), "?file=a.wav&team=North", HttpStatusCode.UnprocessableEntity, "The field 'team' is unknown");
        yield return Of("torn form", () => Torn("multipart/form-data; boundary=b"), "", HttpStatusCode.BadRequest, "The request breaks off or is no valid form.");
        yield return Of("form without boundary", () => Torn("multipart/form-data"), "", HttpStatusCode.BadRequest, "The request breaks off or is no valid form.");
        yield return Of("JSON", () => JsonContent.Create(new { file = "a.wav" }), "", HttpStatusCode.UnsupportedMediaType, "Expected is a form");
    }

    [TestCaseSource(nameof(BadCalls))]
    public async Task Post_OfWhatIsNotTaken_SaysWhyInOneSentenceAndLeavesNothing(Func<HttpContent> content, string query, HttpStatusCode status, string sentence)
    {
        using var body = content();
        using var answer = await portal.CallAsync("POST", "/api/calls" + query, "Recorder", body);
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>();

        Assert.That(answer.StatusCode, Is.EqualTo(status), $"{problem}");
        Assert.That(answer.Content.Headers.ContentType!.MediaType, Is.EqualTo("application/problem+json"));
        Assert.That(problem.GetProperty("detail").GetString(), Does.StartWith(sentence).And.Not.Contain(".part").And.Not.Contain("/uploads/"));
        Assert.That(Directory.GetFiles(Path.Combine(portal.Folder, "uploads")), Is.Empty);
    }

    [Test]
    public async Task Post_LargerThanAllowed_IsRefusedBeforeItIsSent()
    {
        using var client = new System.Net.Sockets.TcpClient();
        await client.ConnectAsync(portal.Process.Address.Host, portal.Process.Address.Port);
        await using var stream = client.GetStream();
        var head = $"POST /api/calls?file=a.wav HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {portal.KeyTexts["Recorder"]}\r\nContent-Type: audio/wav\r\nContent-Length: {4L << 30}\r\n\r\n";
        await stream.WriteAsync(System.Text.Encoding.ASCII.GetBytes(head));
        using var reader = new StreamReader(stream);

        Assert.That(await reader.ReadLineAsync(), Is.EqualTo("HTTP/1.1 413 Payload Too Large"));
    }

    [TestCase("de-DE,de;q=0.9,en;q=0.8", "Diesem Schlüssel fehlt das Recht dazu; nötig ist calls:write.", "de")]
    [TestCase("fr, de;q=0.3, en;q=0.2", "Diesem Schlüssel fehlt das Recht dazu; nötig ist calls:write.", "de")]
    [TestCase("en-GB", "This key has no right to do that; needed is calls:write.", "en")]
    [TestCase("de;q=0, fr", "This key has no right to do that; needed is calls:write.", "en")]
    public async Task Refusal_InTheLanguageThatIsAskedFor(string wanted, string sentence, string language)
    {
        using var answer = await portal.CallAsync("POST", "/api/calls", "Reports", new StringContent(""), wanted);

        Assert.That((await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("detail").GetString(), Is.EqualTo(sentence));
        Assert.That(answer.Content.Headers.ContentLanguage, Is.EqualTo(new[] { language }));
    }

    [Test]
    public async Task Post_WithATeamsKey_TakesCallsOfThatTeamAlone()
    {
        using var foreign = Form([1], "a.wav", ("agent", SeededPortal.OtherAgent));
        using var answer = await portal.CallAsync("POST", "/api/calls", "North", foreign);

        Assert.That((await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("detail").GetString(), Does.Contain("not in your team"));
    }

    [Test]
    public async Task List_IsPagedAndFilteredAndKeepsToTheTeam()
    {
        var first = await ReadAsync("/api/calls?pageSize=1", "Reports");
        Assert.That(first.GetProperty("total").GetInt32(), Is.EqualTo(2));
        var second = await ReadAsync(first.GetProperty("next").GetString()!, "Reports");
        Assert.That(second.GetProperty("next").ValueKind, Is.EqualTo(JsonValueKind.Null));
        Assert.That(new[] { first, second }.SelectMany(Ids), Is.EquivalentTo(new[] { portal.Keys["ownCall"], portal.Keys["otherCall"] }));

        Assert.That(Ids(await ReadAsync("/api/calls?agent=" + Uri.EscapeDataString(SeededPortal.OwnAgent), "Reports")), Is.EqualTo(new[] { portal.Keys["ownCall"] }));
        Assert.That(Ids(await ReadAsync("/api/calls?agent=Nobody", "Reports")), Is.Empty);
        Assert.That(Ids(await ReadAsync("/api/calls?from=2026-01-01&to=2026-01-02", "Reports")), Is.Empty);
        Assert.That(Ids(await ReadAsync("/api/calls?from=2026-01-01T00:00:00Z", "Reports")).Count(), Is.EqualTo(2));
        Assert.That(Ids(await ReadAsync("/api/calls", "North")), Is.EqualTo(new[] { portal.Keys["ownCall"] }));
        foreach (var query in new[] { "from=yesterday", "page=0", "page=x", "pageSize=201" })
        {
            using var refused = await portal.CallAsync("GET", "/api/calls?" + query, "Reports");
            Assert.That(refused.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest), query);
        }
    }

    [Test]
    public async Task Scorecard_OfACall_IsTheContractAsItIs()
    {
        using var answer = await portal.CallAsync("GET", portal.Fill("/api/calls/{ownCall}/scorecard"), "Reports");

        Assert.That(await answer.Content.ReadAsStringAsync(), Is.EqualTo(await portal["Agent"].PageAsync(portal.Fill("/calls/{ownCall}/scorecard.json"))));
        var key = portal.Database.Run(context => context.Audit.Where(row => row.Action == "call.document" && row.Actor.StartsWith("key ")).Select(row => row.Subject).ToList());
        Assert.That(key, Does.Contain(portal.Keys["ownCall"]));
    }

    /// <summary>A key is no way round what the house keeps back, not even one that reaches a single team.</summary>
    [Test]
    public async Task HouseRules_HoldForKeysToo()
    {
        try
        {
            await SetAsync(("trainingOnly", "on"), ("namesHidden", "on"));
            foreach (var key in new[] { "Reports", "North" })
            {
                var card = await ReadAsync(portal.Fill("/api/calls/{ownCall}/scorecard"), key);
                var voice = card.GetProperty("mistakes").EnumerateArray().Single(mistake => mistake.GetProperty("id").GetString() == "TonelessVoice");
                Assert.That(voice.GetProperty("score").ValueKind, Is.EqualTo(JsonValueKind.Null), key);
                Assert.That(card.GetProperty("call").GetProperty("agent").GetString(), Is.EqualTo(portal.Fill("Agent {ownAgent}")), key);
                Assert.That((await ReadAsync("/api/calls", key)).ToString(), Does.Contain(portal.Fill("Agent {ownAgent}")).And.Not.Contain(SeededPortal.OwnAgent), key);
                Assert.That(Ids(await ReadAsync("/api/calls?agent=" + Uri.EscapeDataString(SeededPortal.OwnAgent), key)), Is.Empty, key);
            }

            await SetAsync(("embargoDays", "7"));
            foreach (var key in new[] { "Reports", "North" })
            {
                Assert.That(Ids(await ReadAsync("/api/calls", key)), Is.Empty, key);
                using var card = await portal.CallAsync("GET", portal.Fill("/api/calls/{ownCall}/scorecard"), key);
                Assert.That(card.StatusCode, Is.EqualTo(HttpStatusCode.NotFound), key);
                var standing = await ReadAsync(portal.Fill("/api/calls/{ownCall}"), key);
                Assert.That((standing.GetProperty("state").GetString(), standing.GetProperty("scorecard").ValueKind), Is.EqualTo(("HeldBack", JsonValueKind.Null)), key);
            }
        }
        finally
        {
            await SetAsync();
        }
    }

    [Test]
    public async Task Key_MadeOnThePage_IsShownOnceKeptAsHashWorksAndEndsWhenRevoked()
    {
        using var made = await portal["Administrator"].PostAsync("/keys", ("name", "Night run"), ("scope", "results:read"), ("team", ""), ("days", "30"));
        var text = Regex.Match(await made.Content.ReadAsStringAsync(), "<code class=\"hash\">(cq_[A-Za-z0-9]{8}_[A-Za-z0-9]{40})</code>").Groups[1].Value;
        Assert.That(text, Is.Not.Empty);
        Assert.That(await portal["Administrator"].PageAsync("/keys"), Does.Contain(text[..11] + "…").And.Not.Contain(text));
        portal.KeyTexts["Night run"] = text;
        Assert.That(Ids(await ReadAsync("/api/calls", "Night run")), Is.Not.Empty);

        var row = portal.Database.Run(context => context.Set<ApiKey>().Single(key => key.Name == "Night run"));
        Assert.That(row.Hash, Is.EqualTo(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.ASCII.GetBytes(text)))));
        Assert.That(row.LastUsedAt, Is.EqualTo(DateTime.UtcNow).Within(TimeSpan.FromMinutes(1)));
        using var revoked = await portal["Administrator"].PostAsync($"/keys/{row.Id}/revoke");
        using var answer = await portal.CallAsync("GET", "/api/calls", "Night run");
        Assert.That((await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("detail").GetString(), Is.EqualTo("This key was revoked."));
        Assert.That(answer.Headers.WwwAuthenticate.Single().Scheme, Is.EqualTo("Bearer"));
        Assert.That(await portal["Administrator"].PageAsync("/audit"), Does.Contain("added an API key").And.Contain("revoked an API key").And.Contain("Night run"));
    }

    [TestCase("", "results:read", "", "30")]
    [TestCase("x", "", "", "30")]
    [TestCase("x", "everything", "", "30")]
    [TestCase("x", "results:read", "999", "30")]
    [TestCase("x", "results:read", "", "0")]
    [TestCase("x", "results:read", "", "4000")]
    public async Task Key_WithFieldsThatAreWrong_IsNotMade(string name, string scope, string team, string days)
    {
        var before = portal.Database.Run(context => context.Set<ApiKey>().Count());
        using var answer = await portal["Administrator"].PostAsync("/keys", ("name", name), ("scope", scope), ("team", team), ("days", days));

        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That(portal.Database.Run(context => context.Set<ApiKey>().Count()), Is.EqualTo(before));
    }

    [Test]
    public async Task Requests_OfOneKeyAboveTheLimit_AreRefusedForAWhileAndOthersAreNot()
    {
        portal.AddKey("Busy", ApiScopes.ReadResults);
        for (var i = 0; i < 300; i++)
        {
            using var allowed = await portal.CallAsync("GET", "/api/calls/0123456789abcdef", "Busy");
            Assert.That(allowed.StatusCode, Is.EqualTo(HttpStatusCode.NotFound), $"{i}");
        }

        using var refused = await portal.CallAsync("GET", "/api/calls/0123456789abcdef", "Busy");
        Assert.That(refused.StatusCode, Is.EqualTo(HttpStatusCode.TooManyRequests));
        Assert.That(refused.Headers.RetryAfter!.Delta, Is.InRange(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(60)));
        Assert.That((await refused.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("detail").GetString(), Does.StartWith("Too many requests"));
        using var other = await portal.CallAsync("GET", "/api/calls/0123456789abcdef", "Reports");
        Assert.That(other.StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
    }

    private async Task<JsonElement> ReadAsync(string path, string key)
    {
        using var answer = await portal.CallAsync("GET", path, key);
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.OK), $"{path}: {await answer.Content.ReadAsStringAsync()}");
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }

    private async Task SetAsync(params (string Name, string Value)[] settings)
    {
        using var answer = await portal["Administrator"].PostAsync("/settings", settings);
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.Found));
    }

    private static IEnumerable<string?> Ids(JsonElement list) => list.GetProperty("calls").EnumerateArray().Select(call => call.GetProperty("id").GetString());

    private static MultipartFormDataContent Form(byte[]? file, string name, params (string Name, string Value)[] fields)
    {
        var form = new MultipartFormDataContent();
        foreach (var (field, value) in fields)
        {
            form.Add(new StringContent(value), field);
        }

        if (file is not null)
        {
            form.Add(new ByteArrayContent(file), "file", name);
        }

        return form;
    }

    private static ByteArrayContent Recording(byte[] bytes)
    {
        var content = new ByteArrayContent(bytes);
        content.Headers.ContentType = new MediaTypeHeaderValue("audio/wav");
        return content;
    }

    private static ByteArrayContent Torn(string type)
    {
        var content = new ByteArrayContent("--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.wav\"\r\n\r\nRIFF"u8.ToArray());
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        return content;
    }
}
