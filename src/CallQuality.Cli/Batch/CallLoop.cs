using System.Diagnostics;
using CallQuality.Storage.Analyses;
using Microsoft.Extensions.Logging;

namespace CallQuality.Cli.Batch;

/// <summary>Claims calls and works on them until nothing waits or the user stops it.</summary>
internal sealed class CallLoop(AnalysisClaims claims, CallWork work, WatchedWork watched, long versionsId, ILogger log)
{
    /// <summary>Works until nothing waits.</summary>
    /// <param name="batchId">The batch to take from; <see langword="null"/> for any.</param>
    /// <param name="begin">Told of each call when it is claimed; gives the progress inside it.</param>
    /// <param name="end">Told what came of it.</param>
    /// <param name="stop">When to stop.</param>
    public void Run(long? batchId, Func<AnalysisClaim, IProgress<double>?> begin, Action<AnalysisClaim, WorkResult, TimeSpan> end, StopSignals stop)
    {
        if (claims.TakeBackFromTheDead() is > 0 and var lost)
        {
            log.TakenBack(lost);
        }

        while (!stop.Soon.IsCancellationRequested && claims.Claim(versionsId, batchId) is { } claim)
        {
            var clock = Stopwatch.StartNew();
            var result = (claim.Attempt < AnalysisClaims.MostAttempts ? null : watched.Run(claim, stop)) ?? work.Run(claim, begin(claim), stop);
            end(claim, result, clock.Elapsed);
            if (result.End == WorkEnd.Done)
            {
                log.Analysed(claim.Call.CallId, clock.Elapsed.TotalSeconds, claim.Attempt);
            }
            else
            {
                log.NotAnalysed(claim.Call.CallId, result.End, clock.Elapsed.TotalSeconds, claim.Attempt);
            }
        }
    }
}
