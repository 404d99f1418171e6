using CallQuality.Cli.Analyze;
using CallQuality.Cli.Commands;
using CallQuality.Storage.Analyses;
using Microsoft.Extensions.Logging;

namespace CallQuality.Cli.Batch;

/// <summary>Works on whatever waits in the database for its versions. Writes no pages: the run that took the calls in does that.</summary>
internal static class Worker
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    /// <summary>Works until the user stops it or, with <paramref name="once"/>, until nothing waits; returns the exit code.</summary>
    /// <exception cref="Audio.CallQualityException">The call of the program or its surroundings are wrong.</exception>
    public static int Execute(
        AnalysisSettings settings, Func<BatchStore> openStore, string logFolder, Terminal terminal, bool once, CancellationToken cancellationToken)
    {
        using var stop = new StopSignals(cancellationToken);
        using var engine = AnalysisEngine.Open(settings, cancellationToken);
        var store = openStore();
        using var logs = RunLog.Open(logFolder, console: true);
        var log = new LoggerFactory([logs]).CreateLogger("worker");
        var house = new HouseEngine(engine, settings, store);
        var wishes = settings.ReadWishes();

        log.WorkerStarted(WorkerName.OfThisProcess, house.InForce().VersionsId);
        do
        {
            var inForce = house.InForce();
            var work = new CallWork(inForce.Analyzer, store.Claims, store.Recordings, wishes, terminal.CallLanguage);
            var watched = new WatchedWork(store.Claims, store.Child, log);
            new CallLoop(store.Claims, work, watched, inForce.VersionsId, log).Run(batchId: null, _ => null, (_, _, _) => { }, stop);
        }
        while (!once && !stop.Soon.WaitHandle.WaitOne(Pause));
        log.WorkerEnded(WorkerName.OfThisProcess);
        return stop.Soon.IsCancellationRequested && once ? ExitCode.Interrupted : ExitCode.Done;
    }

    /// <summary>
    /// Goes on with the one call that the process which started this one has claimed, and ends. The exit code says
    /// whether it took the call over; what came of it is in the database.
    /// </summary>
    /// <exception cref="Audio.CallQualityException">The surroundings are wrong.</exception>
    public static int ExecuteOne(AnalysisSettings settings, Func<BatchStore> openStore, Terminal terminal, string mark, CancellationToken cancellationToken)
    {
        using var starter = new StarterWatch(cancellationToken);
        using var stop = new StopSignals(starter.Gone);
        using var engine = AnalysisEngine.Open(settings, cancellationToken);
        var store = openStore();
        var inForce = new HouseEngine(engine, settings, store).InForce();
        if (store.Claims.Adopt(mark, inForce.VersionsId) is not { } claim)
        {
            return ExitCode.SomeFailed;
        }

        new CallWork(inForce.Analyzer, store.Claims, store.Recordings, settings.ReadWishes(), terminal.CallLanguage).Run(claim, progress: null, stop);
        return ExitCode.Done;
    }
}
