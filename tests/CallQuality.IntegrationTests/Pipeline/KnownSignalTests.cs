using System.Text.Json.Nodes;

namespace CallQuality.IntegrationTests.Pipeline;

/// <summary>One faultless call, changed in one thing at a time: the mistake that comes of it must be found, by the executable and the real models.</summary>
public class KnownSignalTests
{
    private const double GreetingEndSeconds = 3.9;
    private readonly Dictionary<string, JsonNode> scorecards = [];

    [OneTimeSetUp]
    public void AnalyseTheVariants()
    {
        using var files = new TestFiles();
        var call = CallQualityProgram.Sample("09-en-clean.wav");
        File.Copy(call, files.At("unchanged.wav"));
        files.Make("sox", call, "faster.wav", "tempo", "-s", "1.4");

        files.Make("sox", call, "opening.wav", "trim", "0", $"={GreetingEndSeconds}", "tempo", "-s", "0.4");
        files.Make("sox", call, "rest.wav", "trim", $"{GreetingEndSeconds}");
        files.Make("sox", "opening.wav", "rest.wav", "longer-greeting.wav");

        files.Make("sox", call, "agent.wav", "remix", "1", "trim", "1.5", "pad", "0", "1.5");
        files.Make("sox", call, "customer.wav", "remix", "2");
        files.Make("sox", "-M", "agent.wav", "customer.wav", "agent-earlier.wav");

        File.WriteAllText(files.At("company.yaml"), "name: Brightwell Broadband\ngreeting: { en: \"Good morning, Brightwell Broadband, {name} speaking.\" }\n");
        string[] variants = ["unchanged", "faster", "longer-greeting", "agent-earlier"];
        var run = CallQualityProgram.Run(
            files.Folder, ["analyze", .. variants.Select(variant => variant + ".wav"), "--agent-channel", "left", "--format", "json", "--company", "company.yaml"]);

        Assert.That(run.ExitCode, Is.Zero, run.Error);
        foreach (var variant in variants)
        {
            scorecards[variant] = JsonNode.Parse(File.ReadAllBytes(files.At($"callquality-results/{variant}/scorecard.json")))!;
        }
    }

    [TestCase("TooFast")]
    [TestCase("OverlongGreeting")]
    [TestCase("Impatience")]
    [TestCase("HarriedDelivery")]
    public void Analyze_UnchangedCall_HasNoFault(string mistake) => Assert.That(Severity("unchanged", mistake), Is.EqualTo("None"));

    [TestCase("faster", "TooFast", "articulationRateSyllablesPerSecond")]
    [TestCase("longer-greeting", "OverlongGreeting", "greetingSeconds")]
    [TestCase("agent-earlier", "Impatience", "cutInsPerMinute")]
    public void Analyze_CallWithOneThingChanged_HasThatFault(string variant, string mistake, string measure)
    {
        Assert.That(Severity(variant, mistake), Is.Not.EqualTo("None"));
        Assert.That(Score(variant, mistake), Is.LessThan(Score("unchanged", mistake)));
        Assert.That(Mistake(variant, mistake)["findings"]!.AsArray().Select(finding => (string?)finding!["measure"]), Has.Member(measure));
    }

    [TestCase("faster", "Impatience")]
    [TestCase("longer-greeting", "TooFast")]
    [TestCase("longer-greeting", "Impatience")]
    [TestCase("agent-earlier", "TooFast")]
    public void Analyze_CallWithOneThingChanged_HasNotAnotherFault(string variant, string mistake) =>
        Assert.That(Severity(variant, mistake), Is.EqualTo("None"));

    // Words differ a little between two readings, so the rate follows the factor only roughly.
    [Test]
    public void Analyze_CallPlayedFaster_SpeaksFasterByThatFactor()
    {
        var factor = Rate("faster") / Rate("unchanged");

        Assert.That(factor, Is.EqualTo(1.4).Within(0.12));
    }

    [Test]
    public void Analyze_WithTheHousesOwnGreeting_ReadsHowMuchOfItWasSaid()
    {
        var reading = Mistake("unchanged", "OverlongGreeting")["readings"]!.AsArray().Single(reading => (string?)reading!["measure"] == "houseTextShare")!;

        // Which words of a made voice are recognised depends on the processor; "good morning" is, on all.
        var opening = scorecards["unchanged"]["transcript"]!["words"]!.AsArray()
            .Where(word => (string?)word!["side"] == "agent" && (double)word["startSeconds"]! < GreetingEndSeconds)
            .Select(word => ((string)word!["text"]!).Trim('.', ',').ToLowerInvariant()).ToList();
        string[] written = ["good", "morning", "brightwell", "broadband", "speaking"];
        Assert.That((double)reading["value"]!, Is.EqualTo(written.Count(opening.Contains) / 5.0).And.AtLeast(0.4));
    }

    [Test]
    public void Analyze_CallTakenUpAtOnce_SaysHowSoon()
    {
        var reactions = scorecards["unchanged"]["reactions"]!;

        // The customer begins after the greeting; the agent is sorry to hear it in the turn that follows.
        Assert.That((double)reactions["matterStatedSeconds"]!, Is.InRange(GreetingEndSeconds, GreetingEndSeconds + 3));
        Assert.That((double)reactions["secondsToUnderstanding"]!, Is.LessThan(6));
    }

    private double Rate(string variant) => (double)scorecards[variant]["measurements"]!["agent"]!["articulationRateSyllablesPerSecond"]!;

    private string? Severity(string variant, string mistake) => (string?)Mistake(variant, mistake)["severity"];

    private int Score(string variant, string mistake) => (int)Mistake(variant, mistake)["score"]!;

    private JsonNode Mistake(string variant, string mistake) =>
        scorecards[variant]["mistakes"]!.AsArray().Single(result => (string?)result!["id"] == mistake)!;
}
