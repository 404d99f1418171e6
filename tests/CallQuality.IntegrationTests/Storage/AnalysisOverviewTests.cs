using CallQuality.Audio;
using CallQuality.Storage.Analyses;
using CallQuality.Storage.Calls;
using CallQuality.Storage.Scorecards;
using Microsoft.EntityFrameworkCore;

namespace CallQuality.IntegrationTests.Storage;

/// <summary>How the whole queue stands, on both kinds of database.</summary>
[TestFixture(TestStore.Sqlite)]
[TestFixture(TestStore.Postgres)]
public class AnalysisOverviewTests(string kind)
{
    private static readonly Bilingual Reason = new("Grund in e.wav", "reason in e.wav");
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
    public void Read_CallsOfSeveralProcesses_CountsEachWhereItStands()
    {
        store.Batch(versions, "a", "b", "c", "d", "e");
        var (one, two) = (store.Claims("here/1/1"), store.Claims("there/2/2"));
        Complete(one);
        Complete(one);
        one.Claim(versions, null);
        two.Reject(two.Claim(versions, null)!, Reason);

        var queue = new AnalysisOverview(store.Database).Read();

        Assert.That((queue.Waiting, queue.Running, queue.LastHour), Is.EqualTo((1, 1, 3)));
        Assert.That(queue.LastDay, Is.EquivalentTo(new Dictionary<AnalysisState, int> { [AnalysisState.Done] = 2, [AnalysisState.Rejected] = 1 }));
        Assert.That(queue.Processes.Select(process => (process.Name, process.Running, process.Ended)), Is.EqualTo(new[] { ("here/1/1", 1, 2), ("there/2/2", 0, 1) }));
        Assert.That(queue.Processes.Select(process => process.AliveUntil > queue.At), Is.EqualTo(new[] { true, false }));
        Assert.That(queue.Left, Is.Null, "three calls say nothing of the rate");
    }

    [Test]
    public void Left_SixCallsEndedInTheLastTenMinutes_GoesOnAtTheirRate()
    {
        store.Batch(versions, [.. Enumerable.Range(0, 10).Select(number => $"call {number}")]);
        for (var number = 0; number < 6; number++)
        {
            Complete(store.Claims($"here/{number}/1"));
            EndedBefore($"here/{number}/1", TimeSpan.FromMinutes(10 - number));
        }

        Assert.That(new AnalysisOverview(store.Database).Read().Left, Is.EqualTo(TimeSpan.FromMinutes(8)).Within(TimeSpan.FromMinutes(0.5)));
    }

    [Test]
    public void Read_WhatEndedLongAgo_IsNoWorkOfToday()
    {
        store.Batch(versions, "a", "b");
        Complete(store.Claims("here/1/1"));
        Complete(store.Claims("here/2/1"));
        EndedBefore("here/1/1", TimeSpan.FromHours(2));
        EndedBefore("here/2/1", TimeSpan.FromHours(25));

        var queue = new AnalysisOverview(store.Database).Read();

        Assert.That((queue.Processes.Count, queue.LastDay[AnalysisState.Done], queue.Left), Is.EqualTo((0, 1, (TimeSpan?)null)));
    }

    [Test]
    public void In_CallThatALaterAnalysisScored_IsNotAmongThoseWithoutResult()
    {
        store.Batch(versions, "d", "e");
        var claims = store.Claims();
        claims.Reject(claims.Claim(versions, null)!, Reason);
        claims.Reject(claims.Claim(versions, null)!, Reason);
        var later = store.Versions("2.0");
        store.Batch(later, "d");
        Complete(claims, later);
        var reader = new CallReader(store.Database, Redaction.OfNothing);

        var calls = reader.In(CallScope.Everything, [AnalysisState.Failed, AnalysisState.Rejected], 10);
        var hidden = reader.In(CallScope.Everything with { HidesNames = true }, [AnalysisState.Rejected], 10);

        Assert.That(calls.Select(call => (call.FileName, call.Analysis.Reason?.English)), Is.EqualTo(new[] { ("e.wav", "reason in e.wav") }));
        Assert.That(hidden.Single().Analysis.Reason?.German, Is.EqualTo($"Grund in {calls[0].CallId}.wav"), "a file's name may hold its agent's");
        Assert.That(reader.In(CallScope.Nothing, [AnalysisState.Rejected], 10), Is.Empty);
    }

    private void EndedBefore(string worker, TimeSpan time)
    {
        var at = DateTime.UtcNow - time;
        store.Ask(context => context.Analyses.Where(row => row.Worker == worker).ExecuteUpdate(set => set.SetProperty(row => row.EndedAt, at)));
    }

    private void Complete(AnalysisClaims claims, long? of = null) =>
        claims.Complete(claims.Claim(of ?? versions, null)!, TestStore.Card(), "document"u8.ToArray(), new Dictionary<StageName, double>());
}
