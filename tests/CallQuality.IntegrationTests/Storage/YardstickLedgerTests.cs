using CallQuality.Core.Mistakes;
using CallQuality.Core.Yardsticks;
using CallQuality.Storage.Accounts;
using CallQuality.Storage.Analyses;
using CallQuality.Storage.Calls;
using CallQuality.Storage.Yardsticks;

namespace CallQuality.IntegrationTests.Storage;

/// <summary>Versions of rubric and phrases, on both kinds of database.</summary>
[Parallelizable]
[TestFixture(TestStore.Sqlite)]
[TestFixture(TestStore.Postgres)]
public class YardstickLedgerTests(string kind)
{
    private TestStore store = null!;
    private YardstickLedger ledger = null!;
    private long user;

    [SetUp]
    public void MakeStore()
    {
        store = new TestStore(kind);
        ledger = new YardstickLedger(store.Database);
        user = store.Database.Run(context =>
        {
            var added = context.Users.Add(new PortalUser { UserName = "qa", Role = PortalRole.Quality }).Entity;
            context.SaveChanges();
            return added.Id;
        });
    }

    [TearDown]
    public void RemoveStore() => store.Dispose();

    [Test]
    public void SwitchOn_OnlyWhatWasTriedAgainstWhatIsInForce_AndOneOfAPart()
    {
        var (first, second, phrases) = (Add("a"), Add("b"), Add("c", YardstickPart.GermanPhrases));
        Assert.That(ledger.SwitchOn(user, first), Is.False, "never tried");
        ledger.Tried(user, first, Trial(3));
        ledger.Tried(user, second, Trial(3));
        Assert.That(ledger.SwitchOn(user, first), Is.True);
        Assert.That(ledger.SwitchOn(user, first), Is.False, "it is on");
        Assert.That(ledger.SwitchOn(user, second), Is.False, "tried against something else");
        ledger.Tried(user, second, Trial(4));
        Assert.That(ledger.SwitchOn(user, second), Is.True);
        ledger.Tried(user, phrases, Trial(0));
        Assert.That(ledger.SwitchOn(user, phrases), Is.True, "a month without calls cannot hold anybody up");

        Assert.That(ledger.InForceIds(), Is.EqualTo(new[] { second, phrases }));
        Assert.That(ledger.InForce()[YardstickPart.Rubric].Text, Is.EqualTo("text of b"));
        Assert.That(ledger.SwitchOff(user, second), Is.True);
        Assert.That(ledger.SwitchOff(user, second), Is.False);
        Assert.That(ledger.InForceIds(), Is.EqualTo(new[] { phrases }));
        Assert.That(
            store.Ask(context => context.Audit.Where(row => row.Action == "yardstick.switchOn" || row.Action == "yardstick.switchOff").OrderBy(row => row.Id).Select(row => row.Subject).ToList()),
            Is.EqualTo(new[] { $"yardstick {first}", $"yardstick {second}", $"yardstick {phrases}", $"yardstick {second}" }));
    }

    [Test]
    public void Add_AVersionThatIsThere_IsRefusedInItsPartAlone()
    {
        Add("a");

        Assert.That(ledger.Add(user, YardstickPart.Rubric, "a", "another text", ""), Is.Null);
        Assert.That(ledger.Add(user, YardstickPart.EnglishPhrases, "a", "a list", ""), Is.Not.Null);
        Assert.That(ledger.List().Select(version => (version.Version, version.Text)), Is.EqualTo(new[] { ("a", ""), ("a", "") }));
    }

    [Test]
    public void Tried_TheResult_IsReadBackWhole()
    {
        var id = Add("a");
        Assert.That(YardstickLedger.TrialOf(ledger.Find(id)!), Is.Null);
        ledger.Tried(user, id, Trial(7));

        var trial = YardstickLedger.TrialOf(ledger.Find(id)!)!;
        Assert.That((trial.Calls, trial.Greatest.Single()), Is.EqualTo((7, new CallShift("0123456789abcdef", Mistake.TooFast, 80, null))));
        Assert.That(trial.Mistakes[Mistake.TooFast], Is.EqualTo(Trial(7).Mistakes[Mistake.TooFast]));
    }

    [Test]
    public void Draw_CallsInReachSinceADay_GivesTheirDocumentsAndNoMoreThanAsked()
    {
        foreach (var (name, days) in new[] { ("one", -1), ("two", -2), ("three", -3), ("old", -40) })
        {
            AddCall(name, DateTimeOffset.UtcNow.AddDays(days));
        }

        var (documents, total) = ledger.Draw(CallScope.Everything, DateTime.UtcNow.AddDays(-30), 2);
        Assert.That((documents.Count, total), Is.EqualTo((2, 3)));
        Assert.That(documents.Select(document => System.Text.Encoding.UTF8.GetString(document)), Is.SubsetOf(new[] { "{one}", "{two}", "{three}" }));
        Assert.That(ledger.Draw(CallScope.Nothing, DateTime.UtcNow.AddDays(-30), 2).Total, Is.Zero);
    }

    [Test]
    public void Reassign_WhatWaitsOfASource_GoesToTheNewVersionsAndLosesWhatWasHeard()
    {
        var (old, now) = (store.Versions("1.0"), store.Versions("2.0"));
        var (batch, _) = store.Ledger.Open(["portal"], "portal", old);
        store.Ledger.Add(batch, [TestStore.ImportedFile("a"), TestStore.ImportedFile("b")]);
        store.Batch(old, "of a batch run");
        var claims = store.Claims();
        var held = claims.Claim(old, batch)!;
        claims.SaveHeard(held, [1, 2], new Dictionary<StageName, double> { [StageName.Listen] = 1 });
        claims.Release(held);
        var running = claims.Claim(old, batch)!;

        Assert.That(claims.Reassign("portal", now), Is.EqualTo(1), "what runs goes on");
        var claimed = claims.Claim(now, null)!;
        Assert.That(claimed.Call.Sha256, Is.Not.EqualTo(running.Call.Sha256));
        Assert.That((claimed.Heard, claimed.Attempt), Is.EqualTo(((byte[]?)null, 1)));
        Assert.That(claims.Claim(old, null)!.Call.FileName, Is.EqualTo("of a batch run.wav"));
        Assert.That(claims.Reassign("portal", now), Is.Zero);
    }

    private long Add(string version, YardstickPart part = YardstickPart.Rubric) => ledger.Add(user, part, version, $"text of {version}", "why")!.Value;

    private void AddCall(string name, DateTimeOffset startedAt)
    {
        var versions = store.Versions();
        store.Ledger.Add(store.Ledger.Open(["calls"], "out", versions).Id, [TestStore.ImportedFile(name, metadata: new Core.Calls.CallMetadata { StartedAt = startedAt })]);
        var claim = store.Claims().Claim(versions, null)!;
        store.Claims().Complete(claim, TestStore.Card(), System.Text.Encoding.UTF8.GetBytes($"{{{name}}}"), new Dictionary<StageName, double>());
    }

    private static YardstickTrial Trial(int calls)
    {
        var shift = new ScoreShift { Both = calls, Gained = 0, Lost = 1, Higher = 2, Lower = 3, MeanBefore = 71.5, MeanAfter = 70, ChangeLow = -3, ChangeHigh = null };
        return new YardstickTrial
        {
            Calls = calls,
            Reproduced = calls,
            Changed = 1,
            Overall = shift,
            Mistakes = new Dictionary<Mistake, ScoreShift> { [Mistake.TooFast] = shift },
            Greatest = [new CallShift("0123456789abcdef", Mistake.TooFast, 80, null)],
        };
    }
}
