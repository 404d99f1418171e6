using CallQuality.Storage.Search;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CallQuality.Portal.Calls;

/// <summary>When the portal starts, makes calls searchable that were analysed before there was an index.</summary>
internal sealed partial class WordIndexJob(WordIndex index, ILogger<WordIndexJob> log) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.Run(() => CatchUp(stoppingToken), stoppingToken);

    private void CatchUp(CancellationToken stop)
    {
        try
        {
            if (index.CatchUp(stop) is > 0 and var count)
            {
                Caught(log, count);
            }
        }
        catch (Exception error) when (error is Audio.CallQualityException or InvalidDataException)
        {
            // What is missing is found at the next start.
            Broken(log, error.GetType().Name);
        }
    }

    [LoggerMessage(140, LogLevel.Information, "Made {Calls} calls searchable")]
    private static partial void Caught(ILogger log, int calls);

    [LoggerMessage(141, LogLevel.Error, "Older calls are not searchable yet: {Error}")]
    private static partial void Broken(ILogger log, string error);
}
