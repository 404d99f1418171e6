using CallQuality.Core.Analysis;
using CallQuality.Core.Calls;
using CallQuality.Core.Transcription;
using CallQuality.Reports.Json;
using CallQuality.Storage.Analyses;
using CallQuality.Storage.Calls;
using CallQuality.Storage.Scorecards;
using CallQuality.Storage.Search;
using Microsoft.EntityFrameworkCore;

namespace CallQuality.IntegrationTests.Storage;

/// <summary>What was said is found, the same in both databases.</summary>
[Parallelizable]
[TestFixture(TestStore.Sqlite)]
[TestFixture(TestStore.Postgres)]
public class WordIndexTests(string kind)
{
    private const string German = "de";
    private const string English = "en";
    private TestStore store = null!;
    private long versions;

    [OneTimeSetUp]
    public void AddCalls()
    {
        store = new TestStore(kind);
        versions = store.Versions();
        Add("bill", German, "Ihre Rechnungen gingen gestern hinaus, am 3. Mai.", "Ich möchte den Vertrag kündigen. Die Straße ist falsch geschrieben.");
        Add("mail", German, "Ich schicke Ihnen eine E-Mail mit der Rechnungsnummer.", "Ihre Rechnung kam nie an, und den Vertrag habe ich nicht.");
        Add("router", English, "I'm calling back about your routers, they don't connect.", "I was told the technicians are calling tomorrow.");
    }

    [OneTimeTearDown]
    public void RemoveStore() => store.Dispose();

    [TestCase("Rechnung", null, "bill mail")]
    [TestCase("RECHNUNGEN", null, "bill mail")]
    [TestCase("rechnung", Side.Agent, "bill")]
    [TestCase("Rechnung", Side.Customer, "mail")]
    [TestCase("rechnung*", Side.Agent, "bill mail")]
    [TestCase("kündigt", null, "bill")]
    [TestCase("kuendigen", null, "bill")]
    [TestCase("künd*", null, "bill")]
    [TestCase("strasse", null, "bill")]
    [TestCase("Vertrag Rechnung", null, "bill mail")]
    [TestCase("Vertrag -kündigen", null, "mail")]
    [TestCase("\"den Vertrag kündigen\"", null, "bill")]
    [TestCase("\"Vertrag den\"", null, "")]
    [TestCase("Vertrag -\"ihre Rechnung\"", null, "")]
    [TestCase("e-mail", null, "mail")]
    [TestCase("email", null, "")]
    [TestCase("router", null, "router")]
    [TestCase("connecting", null, "router")]
    [TestCase("\"technician is\"", null, "")]
    [TestCase("technician", Side.Agent, "")]
    [TestCase("don't", null, "router")]
    [TestCase("3", null, "bill")]
    [TestCase("hinaus ich", null, "bill")]
    [TestCase("\"Mai ich\"", null, "")]
    [TestCase("a' OR 'b\\ & (: * NEAR {", null, "")]
    public void List_Words_FindsTheCalls(string words, Side? side, string expected)
    {
        var filter = new CallFilter(null, null, null, null, 70, SearchQuery.Of(words, side));
        var (calls, total) = new CallReader(store.Database, Redaction.OfNothing).List(CallScope.Everything, filter, 0, 10);

        Assert.That(string.Join(' ', calls.Select(call => Path.GetFileNameWithoutExtension(call.FileName)).Order(StringComparer.Ordinal)), Is.EqualTo(expected));
        Assert.That(total, Is.EqualTo(calls.Count));
    }

    [TestCase("")]
    [TestCase("-kündigen")]
    [TestCase("\"\" * - ?")]
    public void Of_NoWordThatMustOccur_IsNoQuery(string words) => Assert.That(SearchQuery.Of(words, null), Is.Null);

    [Test]
    public void MomentsIn_Phrase_NamesWhoSaidItAndWhen()
    {
        var card = Card(German, "Ja.", "Also den Vertrag kündigt man so, und noch einmal: den Zettel habe ich.");

        var moments = SearchQuery.Of("\"Vertrag kündigen\" man", null)!.MomentsIn(card.Transcript, card.Sides).ToList();

        Assert.That(moments.Select(moment => string.Join(' ', moment.Words.Skip(moment.First).Take(moment.Last - moment.First + 1).Select(word => word.Text))), Is.EqualTo(new[] { "Vertrag kündigt", "man" }));
        Assert.That(moments.Select(moment => moment.Side), Is.All.EqualTo(Side.Customer));
        Assert.That(moments[0].Words[moments[0].First].Start, Is.EqualTo(TimeSpan.FromSeconds(2)));
    }

    [Test]
    public void CatchUp_CallsFromBeforeTheIndex_AreFoundAgain()
    {
        using var older = new TestStore(kind);
        Add(older, older.Versions(), "old", German, "Guten Tag.", "Der Zähler steht still.");
        older.Database.Run(context => context.Database.ExecuteSqlRaw("DELETE FROM call_words"));
        var index = new WordIndex(older.Database, bytes => ScorecardJson.Read(bytes, "old"));
        int Found() => new CallReader(older.Database, Redaction.OfNothing).List(CallScope.Everything, new CallFilter(null, null, null, null, 70, SearchQuery.Of("Zähler", null)), 0, 10).Total;
        Assert.That(Found(), Is.Zero);

        Assert.That(index.CatchUp(CancellationToken.None), Is.EqualTo(1));
        Assert.That(Found(), Is.EqualTo(1));
        Assert.That(index.CatchUp(CancellationToken.None), Is.Zero);
    }

    [Test]
    public void Delete_Scorecard_TakesItsWordsWithIt()
    {
        using var other = new TestStore(kind);
        Add(other, other.Versions(), "gone", German, "Guten Tag.", "Der Zähler steht still.");
        Assert.That(Rows(), Is.EqualTo(1));

        other.Database.Run(context => context.Calls.ExecuteDelete());

        Assert.That(Rows(), Is.Zero);
        int Rows() => other.Database.Run(context => context.Database.SqlQueryRaw<int>("SELECT CAST(COUNT(*) AS integer) AS \"Value\" FROM call_words").Single());
    }

    private static Scorecard Card(string language, string agent, string customer)
    {
        var card = TestStore.Card();
        IEnumerable<Word> Said(int channel, string text) => text.Split(' ').Index().Select(word => new Word
        {
            Channel = channel,
            Text = word.Item,
            Start = TimeSpan.FromSeconds(word.Index),
            End = TimeSpan.FromSeconds(word.Index + 0.9),
            Confidence = 0.9,
        });
        return card with
        {
            Transcript = card.Transcript with
            {
                LanguageCode = language,
                ChannelLanguages = [],
                Words = [.. Said(card.Sides.AgentChannel, agent).Concat(Said(card.Sides.CustomerChannel!.Value, customer)).OrderBy(word => word.Start)],
            },
        };
    }

    private static void Add(TestStore store, long versions, string name, string language, string agent, string customer)
    {
        store.Batch(versions, name);
        var card = Card(language, agent, customer);
        var claim = store.Claims().Claim(versions, null)!;
        Assert.That(store.Claims().Complete(claim, card, ScorecardJson.ToBytes(card, Core.Calls.Language.German), new Dictionary<StageName, double>()), Is.True);
    }

    private void Add(string name, string language, string agent, string customer) => Add(store, versions, name, language, agent, customer);
}
