using System.Net;

namespace CallQuality.IntegrationTests.Portal;

/// <summary>People review calls: who is blind stays blind, and what they say adds up.</summary>
[Parallelizable]
public class ReviewTests
{
    private SeededPortal portal = null!;

    [OneTimeSetUp]
    public async Task StartPortal() => portal = await SeededPortal.StartAsync(withDisputes: false);

    [OneTimeTearDown]
    public void StopPortal() => portal?.Dispose();

    [Test]
    public async Task BlindDouble_BeforeBothAreDone_ShowsNoScoreOfAnybody()
    {
        var call = await FirstCallAsync(await portal.DrawAsync("Blind", "BlindDouble"));
        var before = await portal["Quality"].PageAsync($"/reviews/{call}");
        // Nothing that was measured or found may help: no link to the scorecard, no findings, no pitch.
        Assert.That(before, Does.Not.Contain("/calls/" + portal.Keys["ownCall"] + "\"").And.Not.Contain("class=\"mark ").And.Not.Contain("pitch-movement").And.Not.Contain("Machine: ").And.Contain(">Pumpe,</span>"));

        Assert.That(await GiveAsync("Quality", call, ("score-KnowItAll", "35"), ("why-KnowItAll", "cuts him short")), Is.EqualTo(HttpStatusCode.Redirect));
        Assert.That(await portal["Administrator"].PageAsync($"/reviews/{call}"), Does.Not.Contain("cuts him short").And.Not.Contain("quality</bdi>: <b>35"));
        Assert.That(await GiveAsync("Quality", call, ("score-KnowItAll", "40")), Is.EqualTo(HttpStatusCode.Conflict), "one review each");

        Assert.That(await GiveAsync("Administrator", call, ("score-KnowItAll", "45"), ("text", "Long call.")), Is.EqualTo(HttpStatusCode.Redirect));
        var after = await portal["Quality"].PageAsync($"/reviews/{call}");
        Assert.That(after, Does.Contain("quality</bdi>: <b>35</b>").And.Contain("boss</bdi>: <b>45</b>").And.Contain("Long call.").And.Contain("Machine: <b>"));
    }

    [Test]
    public async Task BesideTheMachine_OneReviewer_SeesTheScoreAndIsEnough()
    {
        var sample = await portal.DrawAsync("Beside", "BesideTheMachine");
        var call = await FirstCallAsync(sample);
        Assert.That(await portal["Quality"].PageAsync($"/samples/{sample}"), Does.Contain("the agreement with it is too high"));
        Assert.That(await portal["Quality"].PageAsync($"/reviews/{call}"), Does.Contain("machine: "));

        Assert.That(await GiveAsync("Quality", call, ("score-TooFast", "100")), Is.EqualTo(HttpStatusCode.Redirect));
        Assert.That(await GiveAsync("Administrator", call, ("score-TooFast", "90")), Is.EqualTo(HttpStatusCode.Conflict));
    }

    [Test]
    public async Task Session_OnceRevealed_TheTeamWritesDownWhatItAgreesOn()
    {
        var sample = await portal.DrawAsync("Session", "Session");
        var call = await FirstCallAsync(sample);
        Assert.That(await AgreeAsync("Quality", call), Is.EqualTo(HttpStatusCode.NotFound), "nobody has rated yet");
        await GiveAsync("Quality", call, ("score-Impatience", "20"));
        Assert.That(await AgreeAsync("Quality", call), Is.EqualTo(HttpStatusCode.NotFound), "one alone agrees with nobody");
        await GiveAsync("Administrator", call, ("score-Impatience", "60"));

        Assert.That(await AgreeAsync("Quality", call), Is.EqualTo(HttpStatusCode.Redirect));
        Assert.That(await AgreeAsync("Administrator", call, score: "45"), Is.EqualTo(HttpStatusCode.Redirect), "a later word replaces it");
        Assert.That(await portal["Quality"].PageAsync($"/reviews/{call}"), Does.Contain("Together: 45").And.Not.Contain("Together: 40"));
        Assert.That(await portal["Quality"].PageAsync($"/samples/{sample}"), Does.Contain("scored together"));
    }

    [Test]
    public async Task Ratings_OfASample_AreATableWithoutNamesThatIsReadAgain()
    {
        var sample = await portal.DrawAsync("Table", "BlindDouble");
        var call = await FirstCallAsync(sample);
        await GiveAsync("Quality", call, ("score-KnowItAll", "35"));
        await GiveAsync("Administrator", call, ("score-KnowItAll", "45"));

        var table = await portal["Quality"].PageAsync($"/samples/{sample}/ratings.csv");

        Assert.That(table, Does.Contain("call,mistake,rater,score").And.Contain(",KnowItAll,reviewer ").And.Contain(",35").And.Contain(",45").And.Not.Contain("boss"));
    }

    [TestCase("score-KnowItAll", "101")]
    [TestCase("score-KnowItAll", "many")]
    [TestCase("why-KnowItAll", "a reason alone")]
    [TestCase("text", "nothing scored")]
    public async Task Review_NotAScore_IsRefusedWithASentence(string field, string value)
    {
        var call = await FirstCallAsync(await portal.DrawAsync("Wrong", "BlindDouble"));
        using var answer = await portal["Quality"].PostAsync($"/reviews/{call}", (field, value));

        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That(await answer.Content.ReadAsStringAsync(), Does.Contain("Not given: at least one mistake needs a whole number"));
    }

    [Test]
    public async Task Draw_TrainingOnly_KeepsMistakesOfTheVoiceBack()
    {
        using var other = await SeededPortal.StartAsync(withDisputes: false);
        using var saved = await other["Administrator"].PostAsync("/settings", ("trainingOnly", "on"));
        var call = await FirstCallAsync(await other.DrawAsync("Words alone", "BlindDouble"), other);

        Assert.That(await other["Quality"].PageAsync($"/reviews/{call}"), Does.Contain("score-KnowItAll").And.Not.Contain("score-TooFast"));
        using var given = await other["Quality"].PostAsync($"/reviews/{call}", ("score-TooFast", "20"));
        Assert.That(given.StatusCode, Is.EqualTo(HttpStatusCode.Conflict));
    }

    private Task<string> FirstCallAsync(string sample) => FirstCallAsync(sample, portal);

    private static async Task<string> FirstCallAsync(string sample, SeededPortal portal)
    {
        var page = await portal["Quality"].PageAsync($"/samples/{sample}");
        var address = page[(page.IndexOf("/reviews/", StringComparison.Ordinal) + "/reviews/".Length)..];
        return address[..address.IndexOf('"', StringComparison.Ordinal)];
    }

    private async Task<HttpStatusCode> GiveAsync(string who, string call, params (string Name, string Value)[] fields)
    {
        using var answer = await portal[who].PostAsync($"/reviews/{call}", fields);
        return answer.StatusCode;
    }

    private async Task<HttpStatusCode> AgreeAsync(string who, string call, string score = "40")
    {
        using var answer = await portal[who].PostAsync($"/reviews/{call}/agree", ("mistake", "Impatience"), ("score", score), ("text", "after talking"));
        return answer.StatusCode;
    }
}
