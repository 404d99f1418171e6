using CallQuality.Cli.Analyze;
using CallQuality.Cli.Commands;
using CallQuality.Core.Analysis;
using CallQuality.Core.Calls;
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
        Language PageLanguage(Scorecard card) => terminal.PageLanguage ?? LanguageCodes.FromCode(card.Transcript.LanguageCode) ?? terminal.Language;

        log.WorkerStarted(WorkerName.OfThisProcess, house.InForce().VersionsId);
        do
        {
            var inForce = house.InForce();
            var work = new CallWork(inForce.Analyzer, store.Claims, store.Recordings, wishes, PageLanguage);
            new CallLoop(store.Claims, work, inForce.VersionsId, log).Run(batchId: null, _ => null, (_, _, _) => { }, stop);
        }
        while (!once && !stop.Soon.WaitHandle.WaitOne(Pause));
        log.WorkerEnded(WorkerName.OfThisProcess);
        return stop.Soon.IsCancellationRequested && once ? ExitCode.Interrupted : ExitCode.Done;
    }
}
