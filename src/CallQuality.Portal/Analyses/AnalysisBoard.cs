using System.Collections.Concurrent;

namespace CallQuality.Portal.Analyses;

/// <summary>How far the calls are that this process works on, and the bell that says a new one waits. Thread-safe.</summary>
internal sealed class AnalysisBoard : IDisposable
{
    private readonly ConcurrentDictionary<string, double> shares = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim bell = new(0);

    /// <summary>Share that is done, 0 to 1; <see langword="null"/> where the call is not worked on here.</summary>
    public double? ShareOf(string callId) => shares.TryGetValue(callId, out var share) ? share : null;

    public IProgress<double> Begin(string callId)
    {
        shares[callId] = 0;
        return new Share(this, callId);
    }

    public void End(string callId) => shares.TryRemove(callId, out _);

    public void Ring() => bell.Release();

    /// <summary>Waits for the bell or the time, whichever comes first.</summary>
    public void WaitForBell(TimeSpan longest, CancellationToken stop) => bell.Wait(longest, stop);

    public void Dispose() => bell.Dispose();

    private sealed class Share(AnalysisBoard board, string callId) : IProgress<double>
    {
        public void Report(double value) => board.shares[callId] = Math.Clamp(value, 0, 1);
    }
}
