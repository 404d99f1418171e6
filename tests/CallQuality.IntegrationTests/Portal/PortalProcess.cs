using System.Diagnostics;
using CallQuality.IntegrationTests.Pipeline;

namespace CallQuality.IntegrationTests.Portal;

/// <summary>The real program serving the portal on a free port of this machine.</summary>
internal sealed class PortalProcess : IDisposable
{
    private static readonly TimeSpan LongestStart = TimeSpan.FromSeconds(90);
    private readonly Process process;

    private PortalProcess(Process process, Uri address)
    {
        this.process = process;
        Address = address;
    }

    /// <summary>Where it listens.</summary>
    public Uri Address { get; }

    /// <summary>Largest memory it had so far, in bytes.</summary>
    public long PeakBytes
    {
        get
        {
            process.Refresh();
            return process.PeakWorkingSet64;
        }
    }

    public static async Task<PortalProcess> StartAsync(string dataFolder, params string[] arguments)
    {
        var process = CallQualityProgram.Start(Path.GetTempPath(), [], ["serve", "--data", dataFolder, "--urls", "http://127.0.0.1:0", .. arguments]);
        var complaints = process.StandardError.ReadToEndAsync();
        using var patience = new CancellationTokenSource(LongestStart);
        var line = await process.StandardOutput.ReadLineAsync(patience.Token);
        Assert.That(line, Does.StartWith("CallQuality runs: http"), line is null ? await complaints : "");
        // Read on, or the pipe would fill up.
        _ = process.StandardOutput.ReadToEndAsync();
        return new PortalProcess(process, new Uri(line!["CallQuality runs: ".Length..]));
    }

    /// <summary>Asks it to end, as a system that shuts down does, and waits.</summary>
    public int Stop()
    {
        using (var kill = Process.Start("kill", ["-TERM", $"{process.Id}"]))
        {
            kill.WaitForExit();
        }

        Assert.That(process.WaitForExit(TimeSpan.FromMinutes(2)), Is.True, "the portal did not end");
        return process.ExitCode;
    }

    public void Dispose()
    {
        if (!process.HasExited)
        {
            process.Kill(entireProcessTree: true);
            process.WaitForExit();
        }

        process.Dispose();
    }
}
