using CallQuality.Core.Analysis;
using CallQuality.Portal.Calls;
using CallQuality.Portal.Uploads;
using CallQuality.Storage.Analyses;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CallQuality.Portal.Analyses;

/// <summary>Analyses what was uploaded, one call after the other, as long as the portal runs.</summary>
internal sealed partial class AnalysisWorker(ICallAnalyses analyses, AnalysisBoard board, Playback playback, ILogger<AnalysisWorker> log) : BackgroundService
{
    // Other processes may queue calls too, and a lost one comes back only when somebody looks.
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);

    // A thread of its own: the work is minutes of arithmetic.
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.Factory.StartNew(() => Work(stoppingToken), stoppingToken, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    private void Work(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                analyses.Run(UploadImport.Source, claim => board.Begin(claim.Call.CallId), End, stop);
                board.WaitForBell(LongestPause, stop);
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                return;
            }
            catch (Audio.CallQualityException error)
            {
                // The surroundings are broken: a full disk, a database that is away. The calls are back in the queue; look again later.
                Broken(log, error.GetType().Name);
                stop.WaitHandle.WaitOne(LongestPause);
            }
        }
    }

    private void End(AnalysisClaim claim, CallAnalysis? analysis)
    {
        if (analysis is not null)
        {
            playback.Keep(claim.Call.CallId, claim.AnalysisId, analysis);
        }

        board.End(claim.Call.CallId);
    }

    [LoggerMessage(100, LogLevel.Error, "Analyses stand still: {Error}")]
    private static partial void Broken(ILogger log, string error);
}
