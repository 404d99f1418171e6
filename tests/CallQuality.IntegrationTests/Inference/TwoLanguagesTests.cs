using CallQuality.Core.Analysis;
using CallQuality.Core.Mistakes;

namespace CallQuality.IntegrationTests.Inference;

/// <summary>Two people who speak different languages are each read in theirs.</summary>
[Parallelizable]
public sealed class TwoLanguagesTests : IDisposable
{
    private static readonly (string Agent, string Caller)[] Turns =
    [
        ("Guten Tag, was kann ich für Sie tun? Haben Sie die Rechnung schon bekommen?", "Hello, my heating does not work since yesterday evening and the house is getting cold."),
        ("Das ist sehr ärgerlich. Ich schaue gleich nach, ob wir heute noch jemanden schicken können.", "Yes, I have the bill here in front of me, and the number is on the first page."),
        ("Der Techniker kommt morgen Vormittag zwischen acht und zehn Uhr. Passt das für Sie?", "Tomorrow morning is fine, I will be at home all day and wait for the engineer."),
        ("Wenn Sie möchten, rufe ich Sie vorher an, damit Sie wissen, wann er ungefähr bei Ihnen ist.", "That would be very kind, please call me on my mobile phone."),
        ("Bitte schalten Sie die Heizung bis dahin nicht mehr ein, und lassen Sie die Fenster geschlossen.", "Alright, I will leave it off until your colleague comes."),
        ("Wir haben am Freitag noch einen Termin frei, dann kommt ein Kollege mit dem neuen Gerät zu Ihnen.", "Friday would be better for me, because on Thursday I have to work until the evening."),
        ("Sehr gut, dann trage ich den Termin ein. Kann ich sonst noch etwas für Sie tun?", "No, thank you very much for your help, that was everything I wanted to know."),
    ];

    private readonly SpokenCalls calls = new();

    [Test]
    public void Analyze_GermanAgentAndEnglishCaller_ReadsEachInTheirLanguage()
    {
        var (left, right) = (new List<float>(), new List<float>());
        foreach (var turn in Turns)
        {
            var (said, answered) = (MadeSpeech.Say(turn.Agent, "de+m3"), MadeSpeech.Say(turn.Caller, "en-us+m3"));
            var pause = MadeSpeech.Silence(0.3);
            left.AddRange([.. said, .. pause, .. new float[answered.Length], .. pause]);
            right.AddRange([.. new float[said.Length], .. pause, .. answered, .. pause]);
        }

        var recording = MadeSpeech.Recording([.. left], [.. right]);

        var card = calls.Analyze(recording);

        Assert.That(card.Transcript.ChannelLanguages.Select(language => language.Code), Is.EqualTo(new[] { "de", "en" }));
        Assert.That(WordsOf(card, 0).Intersect(["guten", "tag", "techniker", "morgen", "uhr", "ich", "die", "das", "termin", "heizung"]).Count(), Is.GreaterThanOrEqualTo(7));
        Assert.That(WordsOf(card, 1).Intersect(["hello", "heating", "yesterday", "thank", "you", "have", "page", "morning", "friday", "evening"]).Count(), Is.GreaterThanOrEqualTo(7));
        // The agent is scored in the agent's language, and the page says what that leaves out.
        Assert.That(card.Transcript.LanguageCode, Is.EqualTo("de"));
        Assert.That(card.Notices.Select(notice => notice.English), Has.Some.Contains("different languages (agent: de, other side: en)"));
        Assert.That(card.Mistakes.Single(mistake => mistake.Mistake == Mistake.TooFast).Status, Is.EqualTo(ScoreStatus.Scored));
    }

    private static HashSet<string> WordsOf(Scorecard card, int channel) =>
        [.. card.Transcript.Words.Where(word => word.Channel == channel).Select(word => word.Text.Trim('.', ',', '?').ToLowerInvariant())];

    public void Dispose() => calls.Dispose();
}
