using CallQuality.Storage;
using CallQuality.Storage.Analyses;

namespace CallQuality.Cli.Batch;

/// <summary>Shows signs of life while a call is worked on, and ends the work when the claim is lost.</summary>
internal sealed class Heartbeat : IDisposable
{
    private readonly CancellationTokenSource stop;
    private readonly AnalysisClaims claims;
    private readonly AnalysisClaim claim;
    private readonly Timer timer;

    public Heartbeat(AnalysisClaims claims, AnalysisClaim claim, CancellationToken now)
    {
        this.claims = claims;
        this.claim = claim;
        stop = CancellationTokenSource.CreateLinkedTokenSource(now);
        var every = claims.Lease / 4;
        timer = new Timer(_ => Beat(), state: null, every, every);
    }

    /// <summary>Cancelled when the work has to end: the claim is lost, or the user wants it.</summary>
    public CancellationToken Token => stop.Token;

    public void Dispose()
    {
        using var ended = new ManualResetEvent(initialState: false);
        timer.Dispose(ended);
        ended.WaitOne();
        stop.Dispose();
    }

    private void Beat()
    {
        try
        {
            if (!claims.Renew(claim))
            {
                stop.Cancel();
            }
        }
        catch (DatabaseException)
        {
            // The database is away. If it comes back before the lease is over nothing is lost; else the next write finds out.
        }
    }
}
