using CallQuality.Audio;
using CallQuality.Storage.Analyses;
using CallQuality.Storage.Webhooks;

namespace CallQuality.IntegrationTests.Storage;

/// <summary>The outbox of webhooks in both databases.</summary>
[Parallelizable]
[TestFixture(TestStore.Sqlite)]
[TestFixture(TestStore.Postgres)]
public class WebhookLedgerTests(string kind)
{
    private static readonly Dictionary<StageName, double> NoTimes = [];
    private TestStore store = null!;
    private WebhookLedger ledger = null!;

    [SetUp]
    public void OpenStore()
    {
        store = new TestStore(kind);
        ledger = new WebhookLedger(store.Database);
    }

    [TearDown]
    public void CloseStore() => store.Dispose();

    [Test]
    public void Endings_OfAnalyses_AreToldToEachWebhookThatAskedForThemAndOnlyOnce()
    {
        var all = ledger.Add("user 1", "https://a.example/", "s", WebhookEvents.Analysed | WebhookEvents.Rejected | WebhookEvents.Failed);
        var analysed = ledger.Add("user 1", "https://b.example/", "s", WebhookEvents.Analysed);
        var (claims, versions) = (store.Claims(), store.Versions());
        store.Batch(versions, "one", "two", "three");
        var done = claims.Claim(versions, null)!;
        Assert.That(claims.Complete(done, TestStore.Card(), [1], NoTimes), Is.True);
        Assert.That(claims.Complete(done, TestStore.Card(), [1], NoTimes), Is.True, "the answer got lost and the end is told again");
        var rejected = claims.Claim(versions, null)!;
        claims.Reject(rejected, new Bilingual("kaputt", "broken"));
        Assert.That(claims.Reject(rejected, new Bilingual("kaputt", "broken")), Is.False);
        var failed = claims.Claim(versions, null)!;
        for (claims.Fail(failed, new Bilingual("x", "x")); claims.Claim(versions, null) is { } again;)
        {
            failed = again;
            claims.Fail(again, new Bilingual("x", "x"));
        }

        var rows = store.Ask(context => context.Set<WebhookDelivery>().OrderBy(row => row.Id).Select(row => new { row.WebhookId, row.Event, row.CallId, row.AnalysisId }).ToList());
        Assert.That(rows.Select(row => (row.WebhookId, row.Event, row.AnalysisId)), Is.EquivalentTo(new[]
        {
            (all.Id, WebhookEvents.Analysed, done.AnalysisId),
            (analysed.Id, WebhookEvents.Analysed, done.AnalysisId),
            (all.Id, WebhookEvents.Rejected, rejected.AnalysisId),
            (all.Id, WebhookEvents.Failed, failed.AnalysisId),
        }));
        Assert.That(rows[0].CallId, Is.EqualTo(done.Call.CallId));
    }

    [Test]
    public void Deaths_OfProcesses_AreToldOnceWhenACallIsGivenUp()
    {
        ledger.Add("user 1", "https://a.example/", "s", WebhookEvents.Failed);
        var versions = store.Versions();
        store.Batch(versions, "one");
        for (var i = 0; i < AnalysisClaims.MostUnseen; i++)
        {
            Assert.That(store.Claims(lease: TimeSpan.FromMinutes(-1)).Claim(versions, null), Is.Not.Null);
            store.Claims().TakeBackFromTheDead();
        }

        store.Claims().TakeBackFromTheDead();
        Assert.That(store.Ask(context => context.Set<WebhookDelivery>().Select(row => row.Event).ToList()), Is.EqualTo(new[] { WebhookEvents.Failed }));
    }

    [Test]
    public void Claims_OfADelivery_CountTriesAndEndInADeadLetterThatCanBeSentAgain()
    {
        var delivery = AddDelivery();
        Assert.That(ledger.Claim(), Is.Null, "the lease keeps others away");
        ledger.Failed(delivery, DeliveryProblem.Status, 500, TimeSpan.FromTicks(1));
        var second = ledger.Claim()!;
        Assert.That((second.Id, second.Attempts), Is.EqualTo((delivery.Id, 2)));
        ledger.Failed(delivery, DeliveryProblem.TimedOut, null, pause: null);
        Assert.That(ledger.InTrouble(9).Single().State, Is.EqualTo(DeliveryState.Waiting), "the first try came back late and must not end the second");
        ledger.Failed(second, DeliveryProblem.TimedOut, null, pause: null);
        Assert.That(ledger.Claim(), Is.Null);
        var dead = ledger.InTrouble(9).Single();
        Assert.That((dead.State, dead.Problem, dead.Webhook!.Address), Is.EqualTo((DeliveryState.Dead, DeliveryProblem.TimedOut, "https://a.example/")));

        Assert.That(ledger.SendAgain("user 1", dead.Id), Is.True);
        Assert.That(ledger.SendAgain("user 1", dead.Id), Is.False, "it waits already");
        var again = ledger.Claim()!;
        Assert.That(again.Attempts, Is.EqualTo(1));
        ledger.Delivered(again, 204);
        Assert.That(ledger.InTrouble(9), Is.Empty);
        Assert.That(ledger.All().Single() is (_, 0, 1, 0), Is.True);
    }

    [Test]
    public void Removal_OfAWebhookOrACall_TakesItsDeliveriesAlong()
    {
        var delivery = AddDelivery();
        store.Database.Run(context =>
        {
            context.Calls.Remove(context.Calls.Single(row => row.Sha256.StartsWith(delivery.CallId)));
            context.SaveChanges();
        });
        Assert.That(store.Ask(context => context.Set<WebhookDelivery>().Any()), Is.False);

        Assert.That(ledger.Remove("user 1", delivery.WebhookId), Is.True);
        Assert.That(ledger.Remove("user 1", delivery.WebhookId), Is.False);
        Assert.That(ledger.All(), Is.Empty);
    }

    private WebhookDelivery AddDelivery()
    {
        ledger.Add("user 1", "https://a.example/", "s", WebhookEvents.Rejected);
        var (claims, versions) = (store.Claims(), store.Versions());
        store.Batch(versions, "one");
        claims.Reject(claims.Claim(versions, null)!, new Bilingual("kaputt", "broken"));
        return ledger.Claim()!;
    }
}
