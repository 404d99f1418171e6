using System.Diagnostics;
using CallQuality.Cli.Analyze;
using CallQuality.Cli.Commands;
using CallQuality.Core.Batches;
using CallQuality.Core.Wording;
using Cronos;
using Microsoft.Extensions.Logging;

namespace CallQuality.Cli.Batch;

/// <summary>One <c>batch run</c>: import, analyse what is not analysed with the present versions, write pages and summary.</summary>
/// <remarks>Everything it knows of a call's state it asks the database, so it can be stopped or killed at any moment and goes on in the next run.</remarks>
internal sealed class BatchRun(Terminal terminal, BatchSettings settings, BatchStore store, BatchPages pages, ILogger log)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    /// <summary>Runs and returns the exit code.</summary>
    /// <exception cref="Audio.CallQualityException">The call of the program or its surroundings are wrong.</exception>
    public static int Execute(BatchSettings settings, Terminal terminal, Func<BatchStore> openStore, CancellationToken cancellationToken)
    {
        RecordingFinder.CheckPaths(settings.Analysis.Paths);
        _ = RunMetadata.Read(settings.Analysis);
        using var stop = new StopSignals(cancellationToken);
        using var engine = AnalysisEngine.Open(settings.Analysis, cancellationToken);
        var store = openStore();
        var results = ResultFolder.Open(settings.Analysis.OutputFolder, settings.Analysis.Formats, terminal);
        using var alone = results.Claim();
        using var logs = RunLog.Open(settings.LogFolder, console: false);

        // One yardstick for the whole run: what is switched on meanwhile counts from the next one on.
        var inForce = new HouseEngine(engine, settings.Analysis, store).InForce();
        var wishes = settings.Analysis.ReadWishes();
        var log = new LoggerFactory([logs]).CreateLogger("batch");
        var work = new CallWork(inForce.Analyzer, store.Claims, store.Recordings, wishes, terminal.CallLanguage);
        var run = new BatchRun(terminal, settings, store, new BatchPages(store, results), log);
        var code = run.RunAll(inForce.VersionsId, new CallLoop(store.Claims, work, new WatchedWork(store.Claims, store.Child, log), inForce.VersionsId, log), stop);
        terminal.Line(terminal.Text(code == ExitCode.Interrupted ? "cli.batch.interrupted" : "cli.run.results", results.BatchEntryPoint));
        return code;
    }

    private int RunAll(long versions, CallLoop loop, StopSignals stop)
    {
        if (settings.Schedule is not { } schedule)
        {
            return RunOnce(versions, loop, stop);
        }

        while (WaitFor(schedule, stop))
        {
            if (RunOnce(versions, loop, stop) == ExitCode.Interrupted)
            {
                break;
            }
        }

        return ExitCode.Interrupted;
    }

    private bool WaitFor(CronExpression schedule, StopSignals stop)
    {
        if (schedule.GetNextOccurrence(TimeProvider.System.GetUtcNow(), TimeZoneInfo.Local) is not { } next)
        {
            return false;
        }

        terminal.Line(terminal.Text("cli.batch.next", next.ToString("yyyy-MM-dd HH:mm zzz", Texts.Culture(terminal.Language))));
        while (next - TimeProvider.System.GetUtcNow() is var left && left > TimeSpan.Zero)
        {
            // In pieces: clocks are set, machines sleep.
            if (stop.Soon.WaitHandle.WaitOne(left < Pause ? left : Pause))
            {
                return false;
            }
        }

        return true;
    }

    private int RunOnce(long versions, CallLoop loop, StopSignals stop)
    {
        var sources = settings.Analysis.Paths.Select(Path.GetFullPath).Distinct().Order(StringComparer.Ordinal);
        var (batch, wasOpen) = store.Ledger.Open(sources, Path.GetFullPath(settings.Analysis.OutputFolder), versions);
        terminal.Line(terminal.Text(wasOpen ? "cli.batch.goesOn" : "cli.batch.starts", batch));
        log.BatchStarted(batch, versions);
        BatchProgress.Show(terminal, progress => Work(batch, loop, progress, stop));
        var (waiting, running, _) = store.Reader.Progress(batch);
        if (!stop.Soon.IsCancellationRequested && waiting + running == 0)
        {
            store.Ledger.Finish(batch);
        }

        var summary = pages.WriteSummary(batch);
        log.BatchEnded(batch, waiting);
        Print(summary);
        return stop.Soon.IsCancellationRequested ? ExitCode.Interrupted
            : summary.FileCount == summary.Count(BatchOutcome.Done) + summary.Count(BatchOutcome.NotScorable) ? ExitCode.Done
            : ExitCode.SomeFailed;
    }

    private void Work(long batch, CallLoop loop, BatchProgress progress, StopSignals stop)
    {
        var settled = settings.Watch ? new SettledFiles() : null;
        while (true)
        {
            Import(batch, settled, progress, stop);
            var (waiting, running, ended) = store.Reader.Progress(batch);
            progress.Begin(waiting + running + ended, ended);
            AnalyseAll(batch, loop, progress, stop);
            WriteMissingPages(batch, stop);
            if (settled is null || stop.Soon.WaitHandle.WaitOne(Pause))
            {
                return;
            }
        }
    }

    private void Import(long batch, SettledFiles? settled, BatchProgress progress, StopSignals stop)
    {
        var clock = Stopwatch.StartNew();
        var found = RecordingFinder.Enumerate(settings.Analysis.Paths, stop.Now);
        var files = 0;
        new BatchImport(store.Ledger, store.Recordings, RunMetadata.Read(settings.Analysis)).Run(
            batch,
            settled is null ? found : settled.Of(found),
            count =>
            {
                files = count;
                progress.Scanned(count);
            },
            stop.Soon);
        if (files > 0)
        {
            log.Imported(batch, files, clock.Elapsed.TotalSeconds);
        }
    }

    private void AnalyseAll(long batch, CallLoop loop, BatchProgress progress, StopSignals stop)
    {
        do
        {
            loop.Run(
                batch,
                _ => progress.InsideCall(),
                (claim, result, elapsed) =>
                {
                    if (result.Analysis is { } analysis)
                    {
                        pages.Write(claim, analysis);
                    }

                    progress.End(claim, result, elapsed);
                },
                stop);

            // What other processes have claimed is not done before it is done.
        }
        while (!stop.Soon.IsCancellationRequested && store.Reader.Progress(batch) is (_, > 0, _) && !stop.Soon.WaitHandle.WaitOne(Pause));
    }

    private void WriteMissingPages(long batch, StopSignals stop)
    {
        try
        {
            pages.WriteMissing(batch, stop.Soon);
        }
        catch (OperationCanceledException) when (stop.Soon.IsCancellationRequested)
        {
            // The next run writes the rest.
        }
    }

    private void Print(BatchSummary summary)
    {
        terminal.Line(terminal.Text(
            "cli.batch.summary",
            summary.Count(BatchOutcome.Done),
            summary.Count(BatchOutcome.NotScorable),
            summary.Count(BatchOutcome.Rejected),
            summary.Count(BatchOutcome.Failed),
            summary.Count(BatchOutcome.Cancelled),
            summary.Count(BatchOutcome.Waiting)));
    }
}
