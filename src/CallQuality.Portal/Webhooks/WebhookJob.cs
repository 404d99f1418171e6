using CallQuality.Storage.Webhooks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CallQuality.Portal.Webhooks;

/// <summary>Sends what is due, a few at a time, as long as the portal runs.</summary>
internal sealed partial class WebhookJob(WebhookLedger ledger, WebhookSender sender, WebhookSettings settings, TimeProvider clock, ILogger<WebhookJob> log) : BackgroundService
{
    // One receiver that does not answer must not hold up the others.
    private const int AtOnce = 8;

    // Other processes end analyses too, so there is no bell to wait for.
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan SweepEvery = TimeSpan.FromHours(1);

    private readonly SemaphoreSlim free = new(AtOnce);

    public override void Dispose()
    {
        free.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await RunAsync(stoppingToken);
        // What is under way ends with the token; it must not outlive this.
        for (var i = 0; i < AtOnce; i++)
        {
            await free.WaitAsync(CancellationToken.None);
        }
    }

    private async Task RunAsync(CancellationToken stoppingToken)
    {
        var sweepAt = clock.GetUtcNow();
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (clock.GetUtcNow() >= sweepAt)
                {
                    await Task.Run(ledger.Sweep, stoppingToken);
                    sweepAt = clock.GetUtcNow() + SweepEvery;
                }

                await SendDueAsync(stoppingToken);
                await Task.Delay(Look, clock, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Audio.CallQualityException error)
            {
                // The database is away; what waits in it still waits when it comes back.
                Broken(log, error.GetType().Name);
                await Task.Delay(Look, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task SendDueAsync(CancellationToken stop)
    {
        while (true)
        {
            await free.WaitAsync(stop);
            WebhookDelivery? delivery = null;
            try
            {
                delivery = await Task.Run(ledger.Claim, stop);
            }
            finally
            {
                if (delivery is null)
                {
                    free.Release();
                }
            }

            if (delivery is null)
            {
                return;
            }

            _ = Task.Run(() => SendAsync(delivery, stop), CancellationToken.None);
        }
    }

    private async Task SendAsync(WebhookDelivery delivery, CancellationToken stop)
    {
        try
        {
            var (problem, status) = await sender.TryAsync(delivery, stop);
            if (problem is null)
            {
                ledger.Delivered(delivery, status!.Value);
                return;
            }

            // Nobody can open that secret again, however often it is tried.
            TimeSpan? pause = problem != DeliveryProblem.SecretLost && delivery.Attempts <= settings.Pauses.Count ? settings.Pauses[delivery.Attempts - 1] : null;
            ledger.Failed(delivery, problem.Value, status, pause);
            Failed(log, delivery.Id, delivery.Attempts, problem.Value);
        }
        catch (Exception error) when (error is OperationCanceledException or Audio.CallQualityException)
        {
            // Nothing was noted, so it is due again after the lease.
            Broken(log, error.GetType().Name);
        }
        finally
        {
            free.Release();
        }
    }

    [LoggerMessage(120, LogLevel.Error, "Webhooks stand still: {Error}")]
    private static partial void Broken(ILogger log, string error);

    [LoggerMessage(121, LogLevel.Warning, "Webhook delivery {Delivery} failed at try {Try}: {Problem}")]
    private static partial void Failed(ILogger log, long delivery, int @try, DeliveryProblem problem);
}
