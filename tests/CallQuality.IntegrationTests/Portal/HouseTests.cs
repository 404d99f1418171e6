using System.Net;
using System.Text.Json;

namespace CallQuality.IntegrationTests.Portal;

/// <summary>What the house has decided about showing, held against every role and every way to a call, also by its address.</summary>
[Parallelizable]
public class HouseTests
{
    private static readonly string[] OthersThanTheAgent = ["Supervisor", "Quality", "Administrator"];
    private SeededPortal portal = null!;

    [OneTimeSetUp]
    public async Task StartPortal() => portal = await SeededPortal.StartAsync(withDisputes: false);

    [OneTimeTearDown]
    public void StopPortal() => portal?.Dispose();

    [TearDown]
    public Task SwitchAllOff() => SetAsync();

    [Test]
    public async Task Embargo_OnANewScorecard_ShowsItToItsAgentAloneUntilTheAgentDisputes()
    {
        await SetAsync(("embargoDays", "7"));
        foreach (var role in OthersThanTheAgent)
        {
            foreach (var path in new[] { "/calls/{ownCall}", "/calls/{ownCall}/scorecard.html", "/calls/{ownCall}/scorecard.json", "/calls/{ownCall}/sound" })
            {
                using var answer = await portal[role].GetAsync(portal.Fill(path));
                Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.NotFound), $"{role} {path}");
            }

            Assert.That(await portal[role].PageAsync("/calls"), Does.Not.Contain(portal.Keys["ownCall"]).And.Contain("after 7 days"), role);
            Assert.That(await portal[role].PageAsync(portal.Fill("/agents/{ownAgent}")), Does.Not.Contain(portal.Keys["ownCall"]), role);
            Assert.That(await portal[role].PageAsync(portal.Fill("/api/calls/standing?call={ownCall}")), Does.Contain("HeldBack").And.Not.Contain("score"), role);
        }

        Assert.That(await portal["Agent"].PageAsync("/calls"), Does.Contain(portal.Keys["ownCall"]));
        Assert.That(await portal["Agent"].PageAsync(portal.Fill("/calls/{ownCall}")), Does.Contain("Helpful"));

        using var said = await portal["Agent"].PostAsync(portal.Fill("/calls/{ownCall}/findings/{ownFinding}"), ("say", "dispute"), ("reason", "Handed over."), ("score", "90"));
        Assert.That(await portal["Supervisor"].PageAsync("/disputes"), Does.Contain("Handed over."));
        Assert.That(await portal["Supervisor"].PageAsync("/calls"), Does.Contain(portal.Keys["ownCall"]));
        Assert.That(await portal["Quality"].PageAsync("/calls"), Does.Not.Contain(portal.Keys["otherCall"]));
    }

    [Test]
    public async Task Embargo_ThatIsOver_ShowsTheScorecardToAll()
    {
        var before = DateTime.UtcNow.AddDays(-8);
        portal.Database.Run(context =>
        {
            foreach (var analysis in context.Analyses)
            {
                analysis.EndedAt = before;
            }

            context.SaveChanges();
        });
        await SetAsync(("embargoDays", "7"));

        Assert.That(await portal["Quality"].PageAsync("/calls"), Does.Contain(portal.Keys["otherCall"]));
    }

    [Test]
    public async Task TrainingOnly_ResultsFromTheVoice_AreTheAgentsAlone()
    {
        await SetAsync(("trainingOnly", "on"));
        foreach (var role in OthersThanTheAgent)
        {
            var document = JsonDocument.Parse(await portal[role].PageAsync(portal.Fill("/calls/{ownCall}/scorecard.json"))).RootElement;
            foreach (var mistake in Voice(document))
            {
                Assert.That(mistake.GetProperty("score").ValueKind, Is.EqualTo(JsonValueKind.Null), role);
                Assert.That(mistake.GetProperty("findings").GetArrayLength() + mistake.GetProperty("readings").GetArrayLength(), Is.Zero, role);
                Assert.That(mistake.GetProperty("reason").GetString(), Does.Contain("shown to the agent alone"), role);
            }

            Assert.That(document.GetProperty("measurements").GetProperty("agent").GetProperty("pitchMedianHz").ValueKind, Is.EqualTo(JsonValueKind.Null), role);
            var page = await portal[role].PageAsync(portal.Fill("/calls/{ownCall}"));
            Assert.That(page, Does.Contain("results from the voice are shown to the agent alone").And.Not.Contain("pitch-movement").And.Not.Contain("class=\"tempo\""), role);
            Assert.That(await portal[role].PageAsync(portal.Fill("/agents/{ownAgent}")), Does.Contain("results from the voice are shown to the agent alone"), role);

            // Neither the list nor what it can be asked for tells a score that it does not show.
            var list = await portal[role].PageAsync("/calls");
            Assert.That(list, Does.Contain("results from the voice are shown to the agent alone").And.Not.Contain("value=\"TooFast\""), role);
            Assert.That(await portal[role].PageAsync("/calls?mistake=TonelessVoice"), Does.Not.Contain(portal.Keys["ownCall"]), role);
            var overall = document.GetProperty("overall").GetProperty("score").GetInt32();
            Assert.That(list, Does.Contain($"<b>{overall}</b>"), role);
        }

        var own = JsonDocument.Parse(await portal["Agent"].PageAsync(portal.Fill("/calls/{ownCall}/scorecard.json"))).RootElement;
        Assert.That(Voice(own).Select(mistake => mistake.GetProperty("score").ValueKind), Has.Some.EqualTo(JsonValueKind.Number));
        Assert.That(await portal["Agent"].PageAsync(portal.Fill("/calls/{ownCall}")), Does.Contain("pitch-movement").And.Contain("Only you see this."));
    }

    [Test]
    public async Task TrainingOnly_ADisputeOfAResultFromTheVoice_IsNotTakenBecauseNobodyMayAnswer()
    {
        await SetAsync(("trainingOnly", "on"));
        var finding = portal.Database.Run(context => context.Findings.First(row => row.Subject == "TonelessVoice" && context.Scorecards.Any(card => card.AnalysisId == row.AnalysisId && card.AgentId == OwnAgentId)).Id);

        using var disputed = await portal["Agent"].PostAsync(portal.Fill($"/calls/{{ownCall}}/findings/{finding}"), ("say", "dispute"), ("reason", "x"), ("score", "50"));
        using var helpful = await portal["Agent"].PostAsync(portal.Fill($"/calls/{{ownCall}}/findings/{finding}"), ("say", "helpful"));

        Assert.That((disputed.StatusCode, helpful.StatusCode), Is.EqualTo((HttpStatusCode.NotFound, HttpStatusCode.Found)));
        Assert.That(await portal["Supervisor"].PageAsync(portal.Fill("/agents/{ownAgent}")), Does.Not.Contain("Marked as helpful"));
    }

    [Test]
    public async Task Names_Hidden_AreSeenByAgentAndSupervisorAlone()
    {
        await SetAsync(("namesHidden", "on"));
        string[] paths = ["/calls", "/calls/{ownCall}", "/calls/{ownCall}/scorecard.json", "/agents", "/agents/{ownAgent}", "/disputes", "/upload"];
        foreach (var role in new[] { "Quality", "Administrator" })
        {
            foreach (var path in paths)
            {
                var page = await portal[role].PageAsync(portal.Fill(path));
                // The agent says the own name in the call; what was said stays as it was said.
                Assert.That(page, Does.Not.Contain($">{SeededPortal.OwnAgent}<").And.Not.Contain($"\"{SeededPortal.OwnAgent}\"").And.Not.Contain("own.wav"), $"{role} {path}");
                Assert.That(path is "/disputes" || page.Contains(portal.Fill("Agent {ownAgent}"), StringComparison.Ordinal), Is.True, $"{role} {path}");
            }
        }

        Assert.That(await portal["Supervisor"].PageAsync("/calls"), Does.Contain(SeededPortal.OwnAgent));
        Assert.That(await portal["Agent"].PageAsync(portal.Fill("/calls/{ownCall}")), Does.Contain(SeededPortal.OwnAgent));
    }

    [Test]
    public async Task Settings_Changed_AreInTheAuditWithOldAndNewValue()
    {
        await SetAsync(("callDays", "400"));
        await SetAsync(("callDays", "300"), ("trainingOnly", "on"));

        var audit = await portal["Administrator"].PageAsync("/audit");
        Assert.That(audit, Does.Contain("changed the retention of calls (days)").And.Contain("400 → 300").And.Contain("0 → 1"));
    }

    [TestCase("0")]
    [TestCase("-3")]
    [TestCase("soon")]
    [TestCase("40000")]
    public async Task Settings_WithDaysThatAreNone_AreRefusedAndStay(string days)
    {
        await SetAsync(("callDays", "400"));
        using var answer = await portal["Administrator"].PostAsync("/settings", ("callDays", days));

        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That(await answer.Content.ReadAsStringAsync(), Does.Contain("whole numbers from 1").And.Contain("value=\"400\""));
    }

    private long OwnAgentId => long.Parse(portal.Keys["ownAgent"], System.Globalization.CultureInfo.InvariantCulture);

    private async Task SetAsync(params (string Name, string Value)[] settings)
    {
        using var answer = await portal["Administrator"].PostAsync("/settings", settings);
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.Found));
    }

    private static IEnumerable<JsonElement> Voice(JsonElement document) => document.GetProperty("mistakes").EnumerateArray()
        .Where(mistake => mistake.GetProperty("id").GetString() is "TonelessVoice" or "HarriedDelivery" or "UnclearArticulation" or "TooFast");
}
