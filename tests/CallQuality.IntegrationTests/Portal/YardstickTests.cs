using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using CallQuality.Core.Yardsticks;
using CallQuality.IntegrationTests.Pipeline;
using CallQuality.Storage.Yardsticks;
using Microsoft.EntityFrameworkCore;

namespace CallQuality.IntegrationTests.Portal;

/// <summary>A house changes its rubric and its phrases: written in a form, tried on calls that were analysed, switched on, and the next call is judged by it.</summary>
[Parallelizable]
public partial class YardstickTests
{
    private SeededPortal portal = null!;

    [OneTimeSetUp]
    public async Task StartPortal()
    {
        portal = await SeededPortal.StartAsync(withDisputes: false);
        // Those were made up and not heard: they would say nothing about what is recalculated.
        portal.Database.Run(context => context.Calls.ExecuteDelete());
    }

    [OneTimeTearDown]
    public void StopPortal() => portal?.Dispose();

    [Test]
    public async Task Rubric_ChangedInAForm_IsTriedOnRealCallsAndJudgesTheNextOne()
    {
        var sample = CallQualityProgram.Sample("09-en-clean.wav");
        var first = await UploadAsync("first.wav", await File.ReadAllBytesAsync(sample));
        Assert.That(await RubricOfAsync(first), Is.EqualTo(Core.Scoring.Rubric.Default.Version));

        // Nothing but the name differs: nothing may change, and what is recalculated is what was stored.
        var same = await SaveAsync("same", []);
        var trial = await TryAsync(same);
        Assert.That((trial.Calls, trial.Changed, trial.Reproduced), Is.EqualTo((1, 0, 1)));

        // In this house two syllables a second are fast.
        var strict = await SaveAsync("strict", [("number:mistakes.TooFast.settings.windowRateSyllablesPerSecond.value.en", "2")]);
        using (var early = await portal["Quality"].PostAsync($"/rubric/{strict}/on"))
        {
            Assert.That(early.StatusCode, Is.EqualTo(HttpStatusCode.Conflict), "not tried yet");
        }

        trial = await TryAsync(strict);
        Assert.That((trial.Calls, trial.Changed), Is.EqualTo((1, 1)));
        Assert.That(trial.Mistakes[Core.Mistakes.Mistake.TooFast].Lower, Is.EqualTo(1));
        Assert.That(trial.Mistakes[Core.Mistakes.Mistake.KnowItAll], Has.Property("Lower").EqualTo(0).And.Property("Higher").EqualTo(0));
        using var on = await portal["Quality"].PostAsync($"/rubric/{strict}/on");
        Assert.That(on.StatusCode, Is.EqualTo(HttpStatusCode.Found));

        // The same sound with one bit of its last sample changed is another recording.
        var bytes = await File.ReadAllBytesAsync(sample);
        bytes[^1] ^= 1;
        var second = await UploadAsync("second.wav", bytes);
        Assert.That(await RubricOfAsync(second), Is.EqualTo("strict"));
        Assert.That(await TooFastOfAsync(second), Is.LessThan(await TooFastOfAsync(first)));
        Assert.That(await RubricOfAsync(first), Is.EqualTo(Core.Scoring.Rubric.Default.Version), "what is there stays as it is");
    }

    [Test]
    public async Task Rubric_WithAWrongNumber_IsRefusedWithItsLineAndWhatWasTypedStays()
    {
        using var answer = await portal["Quality"].PostAsync("/rubric", ("part", "Rubric"), ("version", "wrong"), ("number:gates.minSnrDb.value", "ten"));

        var page = await answer.Content.ReadAsStringAsync();
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That(WebUtility.HtmlDecode(page), Does.Contain("'gates.minSnrDb.value' is 'ten', expected is a number from"));
        Assert.That(page, Does.Contain("name=\"number:gates.minSnrDb.value\" value=\"ten\""));
        Assert.That(portal.Database.Run(context => context.Yardsticks.Any(row => row.Version == "wrong")), Is.False);
    }

    [Test]
    public async Task Phrase_AddedInAForm_IsFoundInASentenceAndSaved()
    {
        (string, string)[] phrase =
        [
            ("part", "EnglishPhrases"), ("version", "house"), ("text", "version: 'x'\nlanguage: en\nphrases: {}\n"), ("phrase:category", "BrushOff"), ("phrase:pattern", "ask (your|the) granny"),
            ("phrase:weight", "0.8"), ("phrase:example", "Go ask your granny."), ("phrase:counter", "Granny asked me."), ("phrase:better", "Let me find out for you."),
        ];
        using var added = await portal["Quality"].PostAsync("/rubric/edit", [.. phrase, ("add", "add")]);
        var text = TextOf(await added.Content.ReadAsStringAsync());
        using var half = await portal["Quality"].PostAsync("/rubric/edit", [.. phrase.Where(field => field.Item1 != "phrase:counter"), ("add", "add")]);
        Assert.That(await half.Content.ReadAsStringAsync(), Does.Contain("Pattern, example and counter-example must not be missing").And.Contain("value=\"Go ask your granny.\""));
        Assert.That(text, Does.Contain("- pattern: 'ask (your|the) granny'"));

        using var tried = await portal["Quality"].PostAsync("/rubric/edit", ("part", "EnglishPhrases"), ("version", "house"), ("text", text), ("sentence", "well, ask the granny then"));
        Assert.That(WebUtility.HtmlDecode(await tried.Content.ReadAsStringAsync()), Does.Contain("Brush-off</b>: ask the granny"));

        using var wrong = await portal["Quality"].PostAsync("/rubric", ("part", "EnglishPhrases"), ("version", "house"), ("text", text.Replace("Go ask your granny.", "Ask grandpa.", StringComparison.Ordinal)));
        Assert.That(WebUtility.HtmlDecode(await wrong.Content.ReadAsStringAsync()), Does.Contain("phrases.yaml, line 5: 'ask (your|the) granny' does not find its own example: 'Ask grandpa.'."));

        using var saved = await portal["Quality"].PostAsync("/rubric", ("part", "EnglishPhrases"), ("version", "house"), ("text", text), ("note", "Heard last week."));
        Assert.That(saved.StatusCode, Is.EqualTo(HttpStatusCode.Found));
        using var again = await portal["Quality"].PostAsync("/rubric", ("part", "EnglishPhrases"), ("version", "house"), ("text", text));
        Assert.That(again.StatusCode, Is.EqualTo(HttpStatusCode.Conflict));
        Assert.That(await portal["Quality"].PageAsync("/rubric"), Does.Contain("Heard last week."));
    }

    private async Task<long> SaveAsync(string version, (string, string)[] numbers)
    {
        using var saved = await portal["Quality"].PostAsync("/rubric", [("part", "Rubric"), ("version", version), ("note", ""), .. numbers]);
        Assert.That(saved.StatusCode, Is.EqualTo(HttpStatusCode.Found), await saved.Content.ReadAsStringAsync());
        return long.Parse(saved.Headers.Location!.ToString()["/rubric/".Length..], System.Globalization.CultureInfo.InvariantCulture);
    }

    private async Task<YardstickTrial> TryAsync(long id)
    {
        using var begun = await portal["Quality"].PostAsync($"/rubric/{id}/try");
        Assert.That(begun.StatusCode, Is.EqualTo(HttpStatusCode.Found));
        await UntilAsync(async () => (await portal["Quality"].PageAsync($"/rubric/{id}/trial")).Contains("null", StringComparison.Ordinal));
        return YardstickLedger.TrialOf(new YardstickLedger(portal.Database).Find(id)!) ?? throw new AssertionException(await portal["Quality"].PageAsync($"/rubric/{id}"));
    }

    private async Task<string> UploadAsync(string name, byte[] bytes)
    {
        var id = await portal["Quality"].BeginUploadAsync(name, bytes.Length, agent: "Anna");
        using var sent = await portal["Quality"].SendPieceAsync(id, 0, bytes);
        using var finished = await portal["Quality"].SendAsync(HttpMethod.Post, $"/api/uploads/{id}/finish");
        Assert.That(finished.StatusCode, Is.EqualTo(HttpStatusCode.OK), await finished.Content.ReadAsStringAsync());
        var call = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(bytes))[..16];
        await UntilAsync(async () =>
        {
            using var answer = await portal["Quality"].GetAsync($"/calls/{call}/scorecard.json");
            return answer.StatusCode == HttpStatusCode.OK;
        });
        return call;
    }

    private static async Task UntilAsync(Func<Task<bool>> isSo)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        while (!await isSo())
        {
            await Task.Delay(200, patience.Token);
        }
    }

    private async Task<string?> RubricOfAsync(string call) => (await CardAsync(call)).GetProperty("versions").GetProperty("rubric").GetString();

    private async Task<int> TooFastOfAsync(string call) =>
        (await CardAsync(call)).GetProperty("mistakes").EnumerateArray().Single(mistake => mistake.GetProperty("id").GetString() == "TooFast").GetProperty("score").GetInt32();

    private async Task<JsonElement> CardAsync(string call) => JsonDocument.Parse(await portal["Quality"].PageAsync($"/calls/{call}/scorecard.json")).RootElement;

    private static string TextOf(string page) => WebUtility.HtmlDecode(Textarea().Match(page).Groups[1].Value);

    [GeneratedRegex("<textarea id=\"text\"[^>]*>([^<]*)</textarea>")]
    private static partial Regex Textarea();
}
