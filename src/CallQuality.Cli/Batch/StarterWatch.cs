namespace CallQuality.Cli.Batch;

/// <summary>Notices that the process which started this one is gone or wants it to stop: its end of standard input closes.</summary>
internal sealed class StarterWatch : IDisposable
{
    private readonly CancellationTokenSource gone;

    public StarterWatch(CancellationToken stop)
    {
        gone = CancellationTokenSource.CreateLinkedTokenSource(stop);
        new Thread(Watch) { IsBackground = true, Name = "starter" }.Start();
    }

    /// <summary>Cancelled when it is gone.</summary>
    public CancellationToken Gone => gone.Token;

    public void Dispose() => gone.Dispose();

    private void Watch()
    {
        using var pipe = Console.OpenStandardInput();
        while (pipe.ReadByte() >= 0)
        {
            // Nothing is ever said.
        }

        try
        {
            gone.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // The work was done already.
        }
    }
}
