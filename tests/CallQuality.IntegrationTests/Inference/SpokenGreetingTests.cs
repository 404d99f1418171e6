using CallQuality.Core.Calls;
using CallQuality.Core.Mistakes;

namespace CallQuality.IntegrationTests.Inference;

/// <summary>Greetings spoken by a synthesiser over a telephone line: ten good and ten bad ones, each decided right. What one processor's recogniser misreads is said at another pace.</summary>
[Parallelizable]
public sealed class SpokenGreetingTests : IDisposable
{
    private const string GermanCall =
        "Das ist ärgerlich, Herr Seidel. Wann ist die Anlage denn zum ersten Mal ausgegangen? Gut, dann schicke ich Ihnen heute jemanden vorbei. " +
        "Der Kollege braucht nur einen freien Zugang zum Keller und eine Steckdose in der Nähe. Er füllt die Anlage danach auch wieder auf. " +
        "Das dauert alles zusammen etwa eine Stunde, und in dieser Zeit ist die Heizung aus. Wenn Sie möchten, rufe ich Sie eine halbe Stunde vorher an. " +
        "Danke für Ihren Anruf, und auf Wiederhören.";

    private const string EnglishCall =
        "That is annoying, Mister Steel. When did it go off for the first time? All right, then I will send somebody today. " +
        "The engineer only needs a way into the cellar and a power socket near the boiler. He will fill the heating up again afterwards. " +
        "All of it takes about an hour, and during that time the heating is off. If you like, I can call you half an hour before he comes, " +
        "so that you need not wait at home all day. Thank you for your call, and goodbye.";

    // Words a minute. Of what a German voice of espeak-ng says the recogniser mishears so much that "mein Name ist" came out at the
    // first three as "mein arme ist ja" on one processor, at the other two as it was said.
    private static readonly int[] Paces = [136, 126, 146, 116, 156];

    private readonly SpokenCalls calls = new();

    [TestCase(Language.German, "Grumps und Söhne, Sonja Müller, guten Tag.")]
    [TestCase(Language.German, "Guten Tag, Stadtwerke Linz, Eva Gruber.")]
    [TestCase(Language.German, "Elektro Kunz, guten Morgen, Petra Lang.")]
    [TestCase(Language.German, "Autohaus Berger, guten Tag, Jan Wolf.")]
    [TestCase(Language.German, "Hausverwaltung Sommer, Peter Klein, guten Tag.")]
    [TestCase(Language.German, "Guten Abend, Reisebüro Sonne, Martin Bauer.")]
    [TestCase(Language.English, "Hill Heating, good morning, Anna Miller.")]
    [TestCase(Language.English, "Good morning, Brook Motors, Tom Reed speaking.")]
    [TestCase(Language.English, "Good afternoon, River Bank, this is Helen Young.")]
    [TestCase(Language.English, "Hello, Green Garden Centre, Mark Walker.")]
    public void Analyze_GoodGreeting_IsNoMistake(Language language, string greeting) =>
        AssertThat(language, greeting, result => result.Severity == Severity.None);

    [TestCase(Language.German, "Herzlich willkommen bei Grumps und Söhne, mein Name ist Sonja Müller-Lüdenscheid, was kann ich für Sie tun?")]
    [TestCase(Language.German, "Schönen guten Tag und herzlich willkommen bei der Stadtsparkasse Unterberg, Sie sprechen mit Petra Lang, womit kann ich Ihnen dienen?")]
    [TestCase(Language.German, "Vielen Dank für Ihren Anruf bei Elektro Kunz, mein Name ist Jan Wolf, wie kann ich Ihnen heute weiterhelfen?")]
    [TestCase(Language.German, "Einen wunderschönen guten Morgen, hier ist das Autohaus Berger, es bedient Sie Frau Kunz, was darf ich für Sie tun?")]
    [TestCase(Language.German, "Guten Tag und willkommen beim Kundendienst der Hausverwaltung Sommer, Ihrem Partner für gutes Wohnen, Sie sprechen mit Peter Klein, was kann ich für Sie tun?")]
    [TestCase(Language.English, "Thank you for calling Hill Heating, your trusted partner, my name is Anna Miller, how may I direct your call today?")]
    [TestCase(Language.English, "Good morning and a very warm welcome to Brook Motors, you are speaking with Tom Reed, how can I help you today?")]
    [TestCase(Language.English, "Thank you for calling River Bank customer service, my name is Helen Young, who do I have the pleasure of speaking with today?")]
    public void Analyze_LongGreeting_IsFoundAsLong(Language language, string greeting) =>
        AssertThat(language, greeting, result => result.Severity is Severity.Clear or Severity.Severe && result.Findings.Any(finding => finding.Measure == "greetingSeconds"));

    [TestCase(Language.German, "Ja?")]
    [TestCase(Language.English, "Hello?")]
    public void Analyze_HardlyAGreeting_IsFoundAsShort(Language language, string greeting) =>
        AssertThat(language, greeting, result => result is { Severity: Severity.Slight, Findings: [{ Measure: "greetingWords" }] });

    private void AssertThat(Language language, string greeting, Func<MistakeResult, bool> isRight) =>
        SpokenCalls.AssertAtOnePace(Paces, pace => Greeted(language, greeting, pace), isRight, Told);

    private MistakeResult Greeted(Language language, string greeting, int pace)
    {
        var (agent, caller) = language == Language.German ? ("de+Mike", "de+m3") : ("en-gb+Mike", "en-us+m3");
        var (matter, rest) = language == Language.German
            ? ("Guten Tag, unsere Heizung ist heute Nacht ausgefallen.", GermanCall)
            : ("Good morning, our heating went off last night.", EnglishCall);
        var (said, stated, told) = (MadeSpeech.Say(greeting, agent, pace), MadeSpeech.Say(matter, caller, pace), MadeSpeech.Say(rest, agent, pace));
        var pause = MadeSpeech.Silence(0.5);
        var recording = MadeSpeech.Recording(
            [.. pause, .. said, .. pause, .. new float[stated.Length], .. pause, .. told, .. pause],
            [.. pause, .. new float[said.Length], .. pause, .. stated, .. pause, .. new float[told.Length], .. pause]);
        return calls.Analyze(recording, language).Mistakes.Single(mistake => mistake.Mistake == Mistake.OverlongGreeting);
    }

    private static string Told(MistakeResult result) => result.Reason?.English ?? string.Join('\n', result.Findings.Select(finding => $"{finding.Quote}: {finding.Explanation.English}"));

    public void Dispose() => calls.Dispose();
}
