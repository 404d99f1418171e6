using CallQuality.Storage.House;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CallQuality.Portal.House;

/// <summary>Deletes once a day, and when the portal starts, what the house does not keep any longer.</summary>
internal sealed partial class RetentionJob(Retention retention, TimeProvider clock, ILogger<RetentionJob> log) : BackgroundService
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var days = new PeriodicTimer(Day, clock);
        do
        {
            await Task.Run(() => Sweep(stoppingToken), stoppingToken);
        }
        while (await days.WaitForNextTickAsync(stoppingToken));
    }

    private void Sweep(CancellationToken stop)
    {
        try
        {
            var (recordings, calls) = retention.Run(stop);
            Deleted(log, recordings, calls);
        }
        catch (Exception error) when (error is Audio.CallQualityException or IOException or UnauthorizedAccessException)
        {
            // What is due stays due: tomorrow it is tried again.
            Broken(log, error.GetType().Name);
        }
    }

    [LoggerMessage(110, LogLevel.Information, "Retention deleted {Recordings} recordings and {Calls} calls")]
    private static partial void Deleted(ILogger log, int recordings, int calls);

    [LoggerMessage(111, LogLevel.Error, "Retention stands still until tomorrow: {Error}")]
    private static partial void Broken(ILogger log, string error);
}
