using CallQuality.Core.Analysis;
using CallQuality.Core.Calls;
using CallQuality.Core.Coaching;
using CallQuality.Core.Mistakes;
using CallQuality.Reports.Json;
using CallQuality.Storage.Analyses;
using CallQuality.Storage.Calls;
using CallQuality.Storage.Scorecards;
using CallQuality.Tests.Dialogue;
using Microsoft.EntityFrameworkCore;

namespace CallQuality.IntegrationTests.Storage;

/// <summary>Promises and what customers said of them later, the same in both databases.</summary>
[TestFixture(TestStore.Sqlite)]
[TestFixture(TestStore.Postgres)]
public class PromiseLedgerTests(string kind)
{
    private const string Customer = "0301234";
    private static readonly DateTimeOffset Monday = new(2026, 3, 2, 10, 0, 0, TimeSpan.FromHours(1));
    private TestStore store = null!;
    private long versions;
    private int readCount;

    [SetUp]
    public void MakeStore() => (store, versions, readCount) = (new TestStore(kind), 0, 0);

    [TearDown]
    public void RemoveStore() => store.Dispose();

    [Test]
    public void HistoryOf_ComplaintToAnotherAgent_IsLinkedWithThePromise()
    {
        var first = Add("first", "Ana", Customer, Monday, Promising());
        Add("second", "Ben", Customer, Monday.AddDays(2), Complaining(known: true));
        Add("stranger", "Ben", "0309999", Monday.AddDays(1), Complaining(known: true));

        var standing = StandingOf(first, CallScope.Everything);

        Assert.That(standing.State, Is.EqualTo(PromiseState.ComplainedAbout));
        Assert.That(standing.Complaint!.File, Is.EqualTo("second.wav"));
        Assert.That(standing.Complaint.Complaint.Quote, Is.EqualTo("Sie wollten mich doch zurückrufen."));
        Assert.That(standing.Complaint.At, Is.EqualTo(Monday.AddDays(2)));
        Assert.That(standing.Complaint.At.Offset, Is.EqualTo(Monday.Offset), "as the clock was where the call was taken");
    }

    [Test]
    public void HistoryOf_NoComplaint_SaysThatNoneWasHeard()
    {
        var first = Add("first", "Ana", Customer, Monday, Promising());
        Add("second", "Ben", Customer, Monday.AddDays(2), Promising());

        Assert.That(StandingOf(first, CallScope.Everything).State, Is.EqualTo(PromiseState.DuePassed));
    }

    [Test]
    public void HistoryOf_ScorecardFromBefore_IsReadOnce()
    {
        var first = Add("first", "Ana", Customer, Monday, Promising());
        Add("second", "Ben", Customer, Monday.AddDays(2), Complaining(known: false));
        Assert.That(store.Ask(context => context.Complaints.Count()), Is.Zero);

        Assert.That(StandingOf(first, CallScope.Everything).State, Is.EqualTo(PromiseState.ComplainedAbout));
        Assert.That(StandingOf(first, CallScope.Everything).State, Is.EqualTo(PromiseState.ComplainedAbout));
        Assert.That(readCount, Is.EqualTo(1));
        Assert.That(store.Ask(context => context.Complaints.Count()), Is.EqualTo(1));
    }

    [Test]
    public void HistoryOf_ComplaintOutOfReach_TellsItsDayAlone()
    {
        var first = Add("first", "Ana", Customer, Monday, Promising());
        Add("second", "Ben", Customer, Monday.AddDays(2), Complaining(known: true));
        var ana = store.Ask(context => context.Agents.Single(agent => agent.Name == "Ana").Id);

        var standing = StandingOf(first, new CallScope(All: false, ana, []));

        Assert.That(standing.Complaint!.At, Is.EqualTo(Monday.AddDays(2)));
        Assert.That(standing.Complaint.File, Is.Null);
        Assert.That(standing.Complaint.Folder, Is.Null);
    }

    [Test]
    public void HistoryOf_CallDeleted_TakesItsComplaintWithIt()
    {
        var first = Add("first", "Ana", Customer, Monday, Promising());
        Add("second", "Ben", Customer, Monday.AddDays(2), Complaining(known: true));

        store.Database.Run(context => context.Calls.Where(call => call.FileName == "second.wav").ExecuteDelete());

        Assert.That(StandingOf(first, CallScope.Everything).State, Is.EqualTo(PromiseState.DuePassed));
        Assert.That(store.Ask(context => context.Complaints.Count()), Is.Zero);
    }

    private static Scorecard Promising() => TestStore.Card() with
    {
        Promises = [new Promise { Start = TimeSpan.FromSeconds(9), End = TimeSpan.FromSeconds(12), Quote = "Ich rufe Sie morgen zurück.", Kind = PromiseKind.Callback, DueQuote = "morgen", Due = Monday.AddDays(1) }],
        Complaints = [],
    };

    private static Scorecard Complaining(bool known)
    {
        var talk = new MadeTalk { LanguageCode = "de" }.Say(0, 0.5, 2, "Guten Tag.").Say(1, 3, 5, "Sie wollten mich doch zurückrufen.");
        var card = TestStore.Card() with { Sides = MadeTalk.AgentLeft, Transcript = talk.Transcript, Dialogue = talk.Build(MadeTalk.AgentLeft), Promises = [] };
        return card with { Complaints = known ? ComplaintFinder.Find(card) : null };
    }

    private CoachingCall Add(string name, string agent, string customer, DateTimeOffset start, Scorecard card)
    {
        versions = versions == 0 ? store.Versions() : versions;
        var metadata = new CallMetadata { Agent = agent, Customer = customer, StartedAt = start };
        var batch = store.Batch(versions);
        store.Ledger.Add(batch, [TestStore.ImportedFile(name, metadata: metadata)]);
        var claim = store.Claims().Claim(versions, batch)!;
        card = card with { CallId = claim.Call.CallId, Metadata = metadata };
        Assert.That(store.Claims().Complete(claim, card, ScorecardJson.ToBytes(card, Language.German), new Dictionary<StageName, double>()), Is.True);
        return new CoachingCall(card, Folder: null);
    }

    private PromiseStanding StandingOf(CoachingCall call, CallScope scope)
    {
        var ledger = new PromiseLedger(store.Database, document =>
        {
            readCount++;
            return ScorecardJson.Read(document, "card");
        });
        return ledger.HistoryOf(scope, [call], (sha256, _) => sha256).StandingOf(call, 0);
    }
}
