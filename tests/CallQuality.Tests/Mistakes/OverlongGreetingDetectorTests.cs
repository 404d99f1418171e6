using CallQuality.Core.Calls;
using CallQuality.Core.Mistakes;
using CallQuality.Core.Phrases;
using CallQuality.Core.Scoring;
using static CallQuality.Tests.Mistakes.MadeVerdicts;

namespace CallQuality.Tests.Mistakes;

public class OverlongGreetingDetectorTests
{
    private const string ReferenceBad =
        "Herzlich willkommen bei Grumps und Söhne, mein Name ist Sonja Müller-Lüdenscheid, was kann ich für Sie tun?";

    [Test]
    public void Judge_ReferenceBadExample_IsLongAntiquatedAndBreathless()
    {
        var result = Greeting(ReferenceBad, 5.5).Judge(Mistake.OverlongGreeting);

        Assert.Multiple(() =>
        {
            Assert.That(result.Severity, Is.EqualTo(Severity.Clear).Or.EqualTo(Severity.Severe));
            Assert.That(Value(result, "greetingWords"), Is.EqualTo(17));
            Assert.That(Value(result, "greetingSyllables"), Is.EqualTo(27));
            Assert.That(result.Findings.Select(finding => finding.Measure), Is.SupersetOf(new[] { "greetingSeconds", "greetingRunSeconds", "antiquatedFormulas" }));
            Assert.That(
                result.Findings.Where(finding => finding.Measure == "antiquatedFormulas").Select(finding => finding.Quote),
                Is.EquivalentTo(new[] { "Herzlich willkommen bei", "mein Name ist", "was kann ich für Sie tun?" }));
            Assert.That(result.Findings, Has.All.Matches<Finding>(finding => finding!.Advice.German.Length > 0));
        });
    }

    [TestCase("Grumps und Söhne, Sonja Müller, guten Tag.", 3.2)]
    [TestCase("Guten Tag, Firma Huber, Anna Maier.", 2.6)]
    [TestCase("Elektro Kunz, guten Morgen, Petra Lang.", 2.8)]
    [TestCase("Grüß Gott, Autohaus Berger, Jan Wolf.", 2.7)]
    [TestCase("Stadtwerke Linz, Eva Gruber, grüß Gott.", 3.0)]
    [TestCase("Grüezi, Helvia Versicherung, Beat Keller.", 3.2)]
    [TestCase("Moin, Werft Nord, Ole Janssen.", 2.5)]
    [TestCase("Guten Tag, Netzwerk Süd, Tim Roth.", 2.6)]
    [TestCase("Hallo, Laden Eins, Mia Fuchs.", 2.4)]
    [TestCase("Maschinenbau Vogt, guten Tag, Klaus Riedel.", 3.1)]
    public void Judge_GoodGreeting_IsNone(string greeting, double seconds)
    {
        var result = Greeting(greeting, seconds).Judge(Mistake.OverlongGreeting);

        Assert.That(result.Severity, Is.EqualTo(Severity.None), string.Join('\n', result.Findings.Select(finding => finding.Explanation.English)));
    }

    [TestCase(ReferenceBad, 5.5)]
    [TestCase("Schönen guten Tag und herzlich willkommen bei der Stadtsparkasse Unterberg, Sie sprechen mit Petra Lang, womit kann ich Ihnen dienen?", 7)]
    [TestCase("Vielen Dank für Ihren Anruf bei Elektro Kunz, mein Name ist Jan Wolf, wie kann ich Ihnen weiterhelfen?", 6.5)]
    [TestCase("Einen wunderschönen guten Morgen, Autohaus Berger, es bedient Sie Frau Kunz, was darf ich für Sie tun?", 6.2)]
    [TestCase("Ich begrüße Sie herzlich bei der Helvia Versicherung in Winterthur, mein Name ist Beat Keller, welchen Wunsch darf ich Ihnen erfüllen?", 8)]
    [TestCase("Grüß Gott und willkommen bei Netzwerk Süd, Ihrem Partner für schnelles Internet, Sie sprechen mit Tim Roth, was kann ich für Sie tun?", 8)]
    public void Judge_BadGreeting_IsFound(string greeting, double seconds)
    {
        var result = Greeting(greeting, seconds).Judge(Mistake.OverlongGreeting);

        Assert.That(result.Severity, Is.GreaterThan(Severity.None));
        Assert.That(result.Findings, Is.Not.Empty);
    }

    [TestCase("Good morning, Hill Heating, Anna Miller.", 2.6, true)]
    [TestCase("Hello, Brook Motors, Tom Reed.", 2.3, true)]
    [TestCase("Thank you for calling Hill Heating, your trusted partner, my name is Anna Miller, how may I direct your call today?", 7, false)]
    [TestCase("Good morning and a very warm welcome to Brook Motors, you are speaking with Tom Reed, how can I help you today?", 7.2, false)]
    public void Judge_EnglishGreeting_IsDecidedRight(string greeting, double seconds, bool isGood)
    {
        var result = Greeting(greeting, seconds, Language.English).Judge(Mistake.OverlongGreeting);

        Assert.That(result.Severity == Severity.None, Is.EqualTo(isGood));
    }

    [TestCase("Ja?")]
    [TestCase("Hallo?")]
    public void Judge_TooShort_IsAFinding(string greeting)
    {
        var result = Greeting(greeting, 0.4).Judge(Mistake.OverlongGreeting);

        Assert.That(result.Findings, Has.Count.EqualTo(1));
        Assert.That(result.Severity, Is.EqualTo(Severity.Slight));
    }

    [Test]
    public void Judge_CallerSpeaksFirst_IsNotScorable()
    {
        var result = new MadeCall().Customer("Hallo, ist da wer?").Agent("Guten Tag, Firma Huber.").Filling().Judge(Mistake.OverlongGreeting);

        Assert.That(result.Status, Is.EqualTo(ScoreStatus.NotScorable));
    }

    [Test]
    public void Judge_BothBeginTogether_IsNotScorable()
    {
        var result = new MadeCall().Agent("Guten Tag, Firma Huber.", seconds: 2).Customer("Hallo, ist da wer?", gap: -2).Filling().Judge(Mistake.OverlongGreeting);

        Assert.That(result.Status, Is.EqualTo(ScoreStatus.NotScorable));
    }

    [Test]
    public void Judge_CompanyAndTheAgentsNameAlone_IsAGreeting()
    {
        var call = new MadeCall { Metadata = new() { Agent = "Jana Brückner" } };
        var result = call.Agent("Lindhof Haustechnik in Wels, Jana Brückner.").Customer("Grüß Gott, es geht um den Kessel.").Filling().Judge(Mistake.OverlongGreeting);

        Assert.That(result.Severity, Is.EqualTo(Severity.None));
    }

    [Test]
    public void Judge_OtherNamesInMidCall_IsNotScorable()
    {
        var call = new MadeCall { Metadata = new() { Agent = "Jana von Berg" } };
        var result = call.Agent("Den Kessel von unten tauschen wir dann, Frau Meier.").Customer("Ja, danke.").Filling().Judge(Mistake.OverlongGreeting);

        Assert.That(result.Status, Is.EqualTo(ScoreStatus.NotScorable));
    }

    [Test]
    public void Judge_NameInTheMiddle_SaysThatMoreWordsFollow()
    {
        var result = Greeting(ReferenceBad, 5.5).Judge(Mistake.OverlongGreeting);

        Assert.That(result.Findings.Single(finding => finding.Measure == "greetingWordsAfterName").Quote, Is.EqualTo("Sonja Müller-Lüdenscheid"));
    }

    [Test]
    public void Judge_HouseText_ExcusesItsFormulasAndShowsTheShare()
    {
        var company = CompanyProfile.Parse("name: Huber\ngreeting: { de: \"Willkommen bei Huber, {name}, was kann ich für Sie tun\" }", "company.yaml");
        var evidence = Greeting("Willkommen bei Huber, Anna Maier, was kann ich für Sie tun?", 3.8).Evidence();

        var result = new AllDetectors(PhraseBooks.BuiltIn, company).Judge(evidence, Rubric.Default).Single(verdict => verdict.Mistake == Mistake.OverlongGreeting);

        Assert.That(Value(result, "antiquatedFormulas"), Is.Zero);
        Assert.That(Value(result, "houseTextShare"), Is.EqualTo(1));
    }

    [TestCase("Lindhof Haustechnik, guten Tag, Anna Maier.", Language.German, 1.0, 0.0)]
    [TestCase("Lindorf Haus Technik, guten Tag, Anna Maier.", Language.German, 1.0, 0.0)]
    [TestCase("Guten Tag, mein Name ist Anna Maier.", Language.German, 2 / 3.0, null)]
    [TestCase("Guten Tag, Firma Lindhof Haustechnik.", Language.German, 2 / 3.0, null)]
    [TestCase("Lindhof Haustechnik, hier spricht Anna Maier.", Language.German, 2 / 3.0, 0.0)]
    [TestCase("Guten Tag, mein Name ist Anna Maier, Lindhof Haustechnik.", Language.German, 1.0, 1.0)]
    [TestCase("Good morning, Lindhof Haustechnik, Anna Miller.", Language.English, 1.0, 0.0)]
    [TestCase("Lindhof Haustechnik, this is Anna Miller.", Language.English, 2 / 3.0, 0.0)]
    [TestCase("Good morning, my name is Anna Miller.", Language.English, 2 / 3.0, null)]
    [TestCase("Good morning, Lindhof Haustechnik, how can I help you?", Language.English, 2 / 3.0, null)]
    [TestCase("Hello, this is Anna Miller, Lindhof Haustechnik.", Language.English, 1.0, 1.0)]
    public void Judge_KnownCompany_ReadsPartsAndOrder(string greeting, Language language, double share, double? order)
    {
        var result = JudgeAt("name: Lindhof Haustechnik", Greeting(greeting, 3, language));

        Assert.That(Value(result, "greetingParts"), Is.EqualTo(share).Within(1e-9));
        Assert.That(Value(result, "greetingOrder"), Is.EqualTo(order));
        Assert.That(result.Findings.Any(finding => finding.Measure is "greetingParts"), Is.EqualTo(share < 1));
        Assert.That(result.Findings.Any(finding => finding.Measure is "greetingOrder"), Is.EqualTo(order == 1));
        Assert.That(result.Severity, Is.EqualTo(Severity.None));
    }

    [TestCase("Guten Tag, was kann ich für Sie tun?", Language.German, true)]
    [TestCase("Guten Tag, Firma Huber.", Language.German, false)]
    [TestCase("Guten Tag, Anna Maier.", Language.German, false)]
    [TestCase("Good morning, how can I help you?", Language.English, true)]
    [TestCase("Good morning, Emily speaking.", Language.English, false)]
    [TestCase("Good morning, Tom Reed.", Language.English, false)]
    public void Judge_NoProfile_MissesTheNameOnlyWhereNoWordCanBeIt(string greeting, Language language, bool isMissing)
    {
        var result = Greeting(greeting, 2.5, language).Judge(Mistake.OverlongGreeting);

        Assert.That(result.Findings.Any(finding => finding.Measure == "greetingParts"), Is.EqualTo(isMissing));
    }

    [TestCase("Guten Tag, Lindenau Haustür, Anna Maier.")]
    [TestCase("Guten Tag, Anna Maier.")]
    public void Judge_WordsThatMayBeTheCompanyMisread_AreNotBlamed(string greeting)
    {
        var result = JudgeAt("name: Lindhof Haustechnik", Greeting(greeting, 2.6));

        Assert.That(Value(result, "greetingParts"), Is.EqualTo(1));
    }

    [TestCase(0.9, 0.5)]
    [TestCase(0.4, 1)]
    public void Judge_NameNotHeard_IsMissingOnlyAmongCertainWords(double confidence, double share)
    {
        var evidence = Greeting("Guten Tag, was kann ich für Sie tun?", 2.5).Evidence();
        var words = evidence.Transcript.Words.Select(word => word with { Confidence = confidence });
        var result = MadeCall.Detectors.Judge(evidence with { Transcript = evidence.Transcript with { Words = [.. words] } }, Rubric.Default)
            .Single(verdict => verdict.Mistake == Mistake.OverlongGreeting);

        Assert.That(Value(result, "greetingParts"), Is.EqualTo(share));
    }

    [TestCase("{name}, Lindhof", null)]
    [TestCase("Lindhof, {name}", 1.0)]
    public void Judge_NameBeforeCompany_IsBlamedUnlessTheHouseWantsIt(string houseText, double? order)
    {
        var result = JudgeAt($"name: Lindhof\ngreeting: {{ de: \"{houseText}\" }}", Greeting("Hier spricht Anna Maier, Lindhof.", 2.4));

        Assert.That(Value(result, "greetingOrder"), Is.EqualTo(order));
    }

    [TestCase("Guten Tag, {name}", false)]
    [TestCase("Lindhof, guten Tag, {name}", true)]
    public void Judge_CompanyNotSaid_IsMissingUnlessTheHouseLeavesItOut(string houseText, bool isMissing)
    {
        var result = JudgeAt($"name: Lindhof\ngreeting: {{ de: \"{houseText}\" }}", Greeting("Guten Tag, hier spricht Anna Maier.", 2.4));

        Assert.That(result.Findings.Any(finding => finding.Measure == "greetingParts"), Is.EqualTo(isMissing));
    }

    [TestCase("Willkommen bei Huber, hier ist Anna Maier.", 0)]
    [TestCase("Firma Huber, guten Tag, Anna Maier.", 1)]
    public void Judge_OtherWordsThanTheHouses_AreBlamedWithItsText(string greeting, int findings)
    {
        var result = JudgeAt("name: Huber\ngreeting: { de: \"Willkommen bei Huber, hier ist {name}\" }", Greeting(greeting, 2.6));

        Assert.That(result.Findings.Count(finding => finding.Measure == "houseTextShare" && finding.Advice.German.Contains("„Willkommen bei Huber, hier ist …“", StringComparison.Ordinal)), Is.EqualTo(findings));
    }

    [TestCase("greeting: { de: a }")]
    [TestCase("name: Huber\ngreeting: { fr: a }")]
    [TestCase("name: [")]
    public void Parse_BrokenProfile_IsOneSentence(string yaml) =>
        Assert.That(() => CompanyProfile.Parse(yaml, "company.yaml"), Throws.TypeOf<MetadataException>());

    private static MistakeResult JudgeAt(string profile, MadeCall call) =>
        new AllDetectors(PhraseBooks.BuiltIn, CompanyProfile.Parse(profile, "company.yaml")).Judge(call.Evidence(), Rubric.Default)
            .Single(verdict => verdict.Mistake == Mistake.OverlongGreeting);

    private static MadeCall Greeting(string text, double seconds, Language language = Language.German) =>
        new MadeCall(language).Agent(text, seconds: seconds)
            .Customer(language == Language.German ? "Ja, guten Tag, es geht um die Heizung." : "Yes, hello, it is about the heating.")
            .Filling();
}
