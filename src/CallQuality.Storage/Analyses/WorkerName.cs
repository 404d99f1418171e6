using System.Diagnostics;
using System.Globalization;

namespace CallQuality.Storage.Analyses;

/// <summary>Names of processes that work: <c>host/process/start</c>, so that another process of the host can tell whether one still lives.</summary>
public static class WorkerName
{
    /// <summary>This process.</summary>
    public static string OfThisProcess { get; } = Of(Process.GetCurrentProcess());

    /// <summary>Whether a process ran on this host and is gone.</summary>
    public static bool IsDead(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (name.Split('/') is not [var host, var id, _] || host != Environment.MachineName || !int.TryParse(id, CultureInfo.InvariantCulture, out var number))
        {
            return false;
        }

        try
        {
            using var process = Process.GetProcessById(number);
            return Of(process) != name;
        }
        catch (Exception gone) when (gone is ArgumentException or InvalidOperationException)
        {
            return true;
        }
    }

    // A process's number comes again, its start does not; whole seconds, because the system computes it anew from its ticks.
    private static string Of(Process process)
    {
        using (process)
        {
            var start = new DateTimeOffset(process.StartTime.ToUniversalTime()).ToUnixTimeMilliseconds();
            return string.Create(CultureInfo.InvariantCulture, $"{Environment.MachineName}/{process.Id}/{(start + 500) / 1000}");
        }
    }
}
