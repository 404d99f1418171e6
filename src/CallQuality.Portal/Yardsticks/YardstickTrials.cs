using System.Collections.Concurrent;
using CallQuality.Audio;
using CallQuality.Core.Mistakes;
using CallQuality.Core.Wording;
using CallQuality.Core.Yardsticks;
using CallQuality.Portal.Access;
using CallQuality.Portal.Analyses;
using CallQuality.Reports.Json;
using CallQuality.Storage.Scorecards;
using CallQuality.Storage.Yardsticks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CallQuality.Portal.Yardsticks;

/// <summary>Tries a version of the yardstick on the calls of the last month, beside the one in force; one at a time, in the background.</summary>
/// <remarks>Thread-safe. A trial that the end of the process cuts off is begun anew by whoever wants it.</remarks>
internal sealed partial class YardstickTrials(ICallAnalyses analyses, YardstickLedger ledger, TimeProvider clock, IHostApplicationLifetime life, ILogger<YardstickTrials> log)
{
    /// <summary>Most calls a version is tried on; more are drawn from at random.</summary>
    public const int MostCalls = 500;

    private readonly ConcurrentDictionary<long, double> shares = [];
    private readonly ConcurrentDictionary<long, Bilingual> problems = [];
    private int isBusy;

    /// <summary>Share of a trial under way that is done, 0 to 1; <see langword="null"/> where none is.</summary>
    public double? ShareOf(long id) => shares.TryGetValue(id, out var share) ? share : null;

    /// <summary>Why a version's last trial in this process came to nothing; <see langword="null"/> where it did not.</summary>
    public Bilingual? ProblemOf(long id) => problems.GetValueOrDefault(id);

    /// <summary>Begins a trial.</summary>
    /// <returns>Whether it began; not while another one is under way.</returns>
    public bool Begin(Person person, StoredYardstick version)
    {
        if (Interlocked.Exchange(ref isBusy, 1) == 1)
        {
            return false;
        }

        shares[version.Id] = 0;
        problems.TryRemove(version.Id, out _);
        // A thread of its own: the work is minutes of arithmetic.
        _ = Task.Factory.StartNew(() => Work(person, version), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        return true;
    }

    private void Work(Person person, StoredYardstick version)
    {
        try
        {
            ledger.Tried(person.Id, version.Id, Try(person, version));
        }
        catch (OperationCanceledException) when (life.ApplicationStopping.IsCancellationRequested)
        {
            // Nobody waits any more.
        }
#pragma warning disable CA1031 // Nothing above this thread would hear of it; whoever waits on the page reads it there.
        catch (Exception error)
#pragma warning restore CA1031
        {
            problems[version.Id] = error is CallQualityException known ? known.Text : Texts.Both("portal.error.unexpected");
            CameToNothing(log, version.Id, error.GetType().Name);
        }
        finally
        {
            shares.TryRemove(version.Id, out _);
            Volatile.Write(ref isBusy, 0);
        }
    }

    private YardstickTrial Try(Person person, StoredYardstick version)
    {
        var inForce = analyses.InForce.Yardstick;
        var (before, after) = (analyses.By(inForce), analyses.By(inForce.With(version.Part, version.Named)));
        var (documents, _) = ledger.Draw(person.Scope, clock.GetUtcNow().UtcDateTime.AddMonths(-1), MostCalls);
        var calls = new List<RejudgedCall>(documents.Count);
        foreach (var document in documents)
        {
            life.ApplicationStopping.ThrowIfCancellationRequested();
            // Words and measures are all the same; to keep five hundred transcripts in mind only the scores are taken along.
            var card = ScorecardJson.Read(document, ScorecardJson.FileName);
            var readings = before.Read(card, life.ApplicationStopping);
            var others = version.Part == YardstickPart.Rubric ? readings : after.Read(card, life.ApplicationStopping);
            calls.Add(RejudgedCall.Of(card, before.Rejudge(card, readings), after.Rejudge(card, others)));
            shares[version.Id] = (double)calls.Count / documents.Count;
        }

        return YardstickTrial.Of(calls, Enum.GetValues<Mistake>().Where(mistake => Redaction.Shows(person.Scope, mistake.ToString())).ToHashSet());
    }

    [LoggerMessage(130, LogLevel.Error, "The trial of yardstick {Id} came to nothing: {Error}")]
    private static partial void CameToNothing(ILogger log, long id, string error);
}
