using System.Runtime.InteropServices;

namespace CallQuality.Cli.Batch;

/// <summary>Two ways to stop: the first Ctrl-C lets the running step end, the second ends at once.</summary>
internal sealed class StopSignals : IDisposable
{
    private readonly CancellationTokenSource now = new();
    private readonly PosixSignalRegistration interrupt;
    private readonly PosixSignalRegistration terminate;

    /// <summary>Watches for signals.</summary>
    /// <param name="soon">Cancelled by the first signal.</param>
    public StopSignals(CancellationToken soon)
    {
        Soon = soon;
        interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, OnSignal);
        terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, OnSignal);
    }

    /// <summary>Stop when the running step has ended.</summary>
    public CancellationToken Soon { get; }

    /// <summary>Stop at once.</summary>
    public CancellationToken Now => now.Token;

    public void Dispose()
    {
        interrupt.Dispose();
        terminate.Dispose();
        now.Dispose();
    }

    // Whoever registered the first token is told of the same signal, before or after us; so the count is our own.
    private int signals;

    private void OnSignal(PosixSignalContext context)
    {
        context.Cancel = true;
        if (Interlocked.Increment(ref signals) > 1)
        {
            now.Cancel();
        }
    }
}
