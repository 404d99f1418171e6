using System.Collections.Concurrent;
using System.Text;
using CallQuality.Audio;
using CallQuality.Storage.Analyses;
using CallQuality.Storage.Scorecards;

namespace CallQuality.IntegrationTests.Storage;

/// <summary>Who works on what, on both kinds of database.</summary>
[TestFixture(TestStore.Sqlite)]
[TestFixture(TestStore.Postgres)]
public class AnalysisClaimsTests(string kind)
{
    private static readonly Bilingual Reason = new("Grund", "reason");
    private static readonly Dictionary<StageName, double> Heard = new() { [StageName.Read] = 0.5, [StageName.Listen] = 3 };
    private static readonly Dictionary<StageName, double> Judged = new() { [StageName.Judge] = 1 };
    private TestStore store = null!;
    private long versions;

    [SetUp]
    public void MakeStore()
    {
        store = new TestStore(kind);
        versions = store.Versions();
    }

    [TearDown]
    public void RemoveStore() => store.Dispose();

    [Test]
    public void Claim_ManyWorkersAtOnce_EachCallIsGivenOnce()
    {
        const int Calls = 120;
        store.Batch(versions, [.. Enumerable.Range(0, Calls).Select(number => $"call {number}")]);
        var claimed = new ConcurrentBag<long>();

        Parallel.For(0, 12, new ParallelOptions { MaxDegreeOfParallelism = 12 }, worker =>
        {
            var claims = store.Claims($"elsewhere/{worker}/1");
            while (claims.Claim(versions, null) is { } claim)
            {
                claimed.Add(claim.AnalysisId);
            }
        });

        Assert.That(claimed, Has.Count.EqualTo(Calls));
        Assert.That(claimed, Is.Unique);
    }

    [Test]
    public void Claim_OtherVersionsOrOtherBatch_GivesNothing()
    {
        var batch = store.Batch(versions, "a");

        Assert.That(store.Claims().Claim(store.Versions("2.0"), null), Is.Null);
        Assert.That(store.Claims().Claim(versions, batch + 1), Is.Null);
        Assert.That(store.Claims().Claim(versions, batch)?.Call.FileName, Is.EqualTo("a.wav"));
    }

    [Test]
    public void Complete_ClaimThatHolds_SavesTheWholeScorecard()
    {
        store.Batch(versions, "a");
        var card = TestStore.Card();
        var claim = store.Claims().Claim(versions, null)!;

        store.Claims().SaveHeard(claim, "words"u8.ToArray(), Heard);
        Assert.That(store.Claims().Complete(claim, card, "document"u8.ToArray(), Judged), Is.True);

        var saved = store.Ask(context => context.Scorecards.Single());
        Assert.That(saved.IsCurrent, Is.True);
        Assert.That(saved.OverallScore, Is.EqualTo(card.OverallScore));
        Assert.That(saved.KnowItAll, Is.EqualTo(card.Mistakes[^1].Score));
        Assert.That(store.Ask(context => context.Findings.Count()), Is.EqualTo(card.Mistakes.Sum(result => result.Findings.Count) + card.Strengths.Sum(result => result.Findings.Count)));
        Assert.That(store.Ask(context => context.Promises.Count()), Is.EqualTo(card.Promises.Count));
        Assert.That(Packing.Unpack(store.Ask(context => context.Documents.Single()).Packed), Is.EqualTo("document"u8.ToArray()));
        var stages = store.Ask(context => context.Stages.OrderBy(row => row.Id).ToList());
        Assert.That(stages.ToDictionary(row => row.Name, row => row.ElapsedSeconds), Is.EquivalentTo(Heard.Concat(Judged)));
        Assert.That(stages.Select(row => row.Document), Is.All.Null, "what was heard is in the scorecard now");
    }

    [Test]
    public void Complete_Twice_IsOnceAndStillTrue()
    {
        store.Batch(versions, "a");
        var claim = store.Claims().Claim(versions, null)!;

        Assert.That(store.Claims().Complete(claim, TestStore.Card(), [1], Judged), Is.True);
        Assert.That(store.Claims().Complete(claim, TestStore.Card(), [1], Judged), Is.True);

        Assert.That(store.Ask(context => context.Scorecards.Count()), Is.EqualTo(1));
    }

    [Test]
    public void TakeBack_LeaseIsOver_TheCallGoesElsewhereFromTheSavedStage()
    {
        store.Batch(versions, "a");
        var silent = store.Claims("elsewhere/1/1", lease: TimeSpan.FromMilliseconds(1));
        var lost = silent.Claim(versions, null)!;
        silent.SaveHeard(lost, "words"u8.ToArray(), Heard);

        var back = WaitUntil(() => store.Claims().TakeBackFromTheDead() == 1);
        var claim = store.Claims("elsewhere/2/1").Claim(versions, null)!;

        Assert.That(back, Is.True);
        Assert.That(claim.AnalysisId, Is.EqualTo(lost.AnalysisId));
        Assert.That(Encoding.UTF8.GetString(claim.Heard!), Is.EqualTo("words"));
        Assert.That(silent.Renew(lost), Is.False);
        Assert.That(silent.Complete(lost, TestStore.Card(), [1], Judged), Is.False, "who lost the claim must not write");
        Assert.That(silent.Fail(lost, Reason), Is.Null);
        Assert.That(store.Ask(context => context.Scorecards.Count()), Is.Zero);
    }

    [Test]
    public void TakeBack_LeaseRenewed_StaysWhereItIs()
    {
        store.Batch(versions, "a");
        var claim = store.Claims(lease: TimeSpan.FromMilliseconds(1)).Claim(versions, null)!;

        Assert.That(store.Claims().Renew(claim), Is.True);
        Assert.That(store.Claims().TakeBackFromTheDead(), Is.Zero);
    }

    [Test]
    public void TakeBack_ProcessOfThisHostIsGone_DoesNotWaitForTheLease()
    {
        store.Batch(versions, "a");
        store.Claims($"{Environment.MachineName}/{Environment.ProcessId}/1").Claim(versions, null);

        Assert.That(store.Claims().TakeBackFromTheDead(), Is.EqualTo(1));
    }

    [Test]
    public void TakeBack_ThisProcess_IsAlive()
    {
        store.Batch(versions, "a");
        store.Claims(WorkerName.OfThisProcess).Claim(versions, null);

        Assert.That(store.Claims().TakeBackFromTheDead(), Is.Zero);
    }

    [Test]
    public void Fail_ThreeTimes_EndsAsFailedWithTheReason()
    {
        store.Batch(versions, "bad", "good");
        var claims = store.Claims();

        for (var attempt = 1; attempt <= 3; attempt++)
        {
            var claim = claims.Claim(versions, null)!;
            Assert.That(claim.Call.FileName, Is.EqualTo("bad.wav"));
            Assert.That(claim.Attempt, Is.EqualTo(attempt));
            Assert.That(claims.Fail(claim, Reason), Is.EqualTo(attempt == 3));
            if (attempt == 1)
            {
                // What failed goes behind what was not tried yet.
                claims.Complete(claims.Claim(versions, null)!, TestStore.Card(), [1], Judged);
            }
        }

        Assert.That(claims.Claim(versions, null), Is.Null);
        var failed = store.Ask(context => context.Analyses.Single(row => row.State == AnalysisState.Failed));
        Assert.That(failed.Reason, Is.EqualTo(Reason));
    }

    [Test]
    public void TakeBack_WorkersDiedAndNobodySawWhy_EndsAsFailedAfterSixTries()
    {
        store.Batch(versions, "a");
        var dead = store.Claims($"{Environment.MachineName}/{Environment.ProcessId}/1");
        for (var death = 1; death <= 6; death++)
        {
            Assert.That(dead.Claim(versions, null)?.Attempt, Is.EqualTo(death));
            Assert.That(dead.TakeBackFromTheDead(), Is.EqualTo(death < 6 ? 1 : 0));
        }

        Assert.That(dead.Claim(versions, null), Is.Null);
        var failed = store.Ask(context => context.Analyses.Single());
        Assert.That(failed.State, Is.EqualTo(AnalysisState.Failed));
        Assert.That(failed.Reason?.English, Does.Contain("6 times in the middle of this call"));
    }

    [Test]
    public void Adopt_ClaimOfAnotherProcess_IsWorkedOnUnderTheSameMark()
    {
        store.Batch(versions, "a");
        var starter = store.Claims("elsewhere/1/1");
        var claim = starter.Claim(versions, null)!;
        var child = store.Claims("elsewhere/2/1");

        Assert.That(child.Adopt(claim.Mark, store.Versions("2.0")), Is.Null, "other versions");
        Assert.That(child.Adopt("somebody's", versions), Is.Null);
        Assert.That(starter.Outcome(claim).State, Is.EqualTo(AnalysisState.Running));
        var adopted = child.Adopt(claim.Mark, versions)!;

        Assert.That(adopted.AnalysisId, Is.EqualTo(claim.AnalysisId));
        Assert.That(store.Ask(context => context.Analyses.Single().Worker), Is.EqualTo("elsewhere/2/1"));
        Assert.That(starter.Renew(claim), Is.True, "whoever watches keeps it too");
        Assert.That(child.Complete(adopted, TestStore.Card(), [1], Judged), Is.True);
        Assert.That(starter.Outcome(claim).State, Is.EqualTo(AnalysisState.Done));
        Assert.That(child.Adopt(claim.Mark, versions), Is.Null, "it has ended");
    }

    [Test]
    public void GiveUp_ClaimThatAnotherProcessHadTakenOver_EndsAsFailedAtOnce()
    {
        store.Batch(versions, "a");
        var starter = store.Claims("elsewhere/1/1");
        var claim = starter.Claim(versions, null)!;

        Assert.That(starter.GiveUp(claim, Reason), Is.False, "who died had not begun");
        store.Claims("elsewhere/2/1").Adopt(claim.Mark, versions);

        Assert.That(starter.GiveUp(claim, Reason), Is.True);
        Assert.That(starter.Outcome(claim), Is.EqualTo((AnalysisState.Failed, Reason)));
        Assert.That(starter.GiveUp(claim, new Bilingual("später", "later")), Is.False);
        Assert.That(starter.Outcome(claim).Reason, Is.EqualTo(Reason));
    }

    [Test]
    public void Outcome_CallWentToSomebodyElse_IsNotThisClaims()
    {
        store.Batch(versions, "a");
        var claims = store.Claims();
        var claim = claims.Claim(versions, null)!;

        claims.TakeBack(claim);
        Assert.That(claims.Outcome(claim).State, Is.EqualTo(AnalysisState.Queued));
        var other = claims.Claim(versions, null)!;
        claims.Complete(other, TestStore.Card(), [1], Judged);

        Assert.That(other.Attempt, Is.EqualTo(2));
        Assert.That(claims.Outcome(claim).State, Is.EqualTo(AnalysisState.Queued));
    }

    [Test]
    public void Release_StoppedByTheUser_DoesNotCountAsATry()
    {
        store.Batch(versions, "a");
        var claims = store.Claims();

        claims.Release(claims.Claim(versions, null)!);

        Assert.That(claims.Claim(versions, null)?.Attempt, Is.EqualTo(1));
    }

    [Test]
    public void Complete_NewVersions_StandBesideTheOldAndAreCurrent()
    {
        store.Batch(versions, "a");
        var claims = store.Claims();
        claims.Complete(claims.Claim(versions, null)!, TestStore.Card(), [1], Judged);
        var newer = store.Versions("2.0");
        store.Batch(newer, "a");

        claims.Complete(claims.Claim(newer, null)!, TestStore.Card() with { OverallScore = 1 }, [2], Judged);

        var cards = store.Ask(context => context.Scorecards.OrderBy(row => row.AnalysisId).ToList());
        Assert.That(cards.Select(card => card.IsCurrent), Is.EqualTo(new[] { false, true }));
        Assert.That(cards[^1].OverallScore, Is.EqualTo(1));
        Assert.That(store.Ask(context => context.Calls.Count()), Is.EqualTo(1));
    }

    private static bool WaitUntil(Func<bool> condition) => SpinWait.SpinUntil(condition, TimeSpan.FromSeconds(10));
}
