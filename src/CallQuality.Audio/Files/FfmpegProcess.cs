using System.Diagnostics;

namespace CallQuality.Audio.Files;

/// <summary>
/// One run of ffmpeg or ffprobe whose output is read as it comes. It ends with this object at the latest: when the token is
/// cancelled, or when nothing comes for longer than the program's longest wait, it is killed.
/// </summary>
internal sealed class FfmpegProcess : IDisposable
{
    private const int MostErrorLines = 50;

    private readonly Process process;
    private readonly TimeSpan longestWait;
    private readonly Timer watchdog;
    private readonly CancellationTokenRegistration cancellation;
    private readonly List<string> errors = [];
    private volatile bool stalled;

    private FfmpegProcess(Process process, TimeSpan longestWait, CancellationToken ct)
    {
        this.process = process;
        this.longestWait = longestWait;
        process.ErrorDataReceived += (_, line) => Remember(line.Data);
        process.BeginErrorReadLine();
        watchdog = new Timer(_ => GiveUp(), null, longestWait, Timeout.InfiniteTimeSpan);
        cancellation = ct.Register(Kill);
    }

    /// <summary>Whether it was killed because nothing came any more.</summary>
    public bool Stalled => stalled;

    /// <summary>Its process number, for whoever wants to see it end.</summary>
    public int Id => process.Id;

    /// <summary>The last error line, without addresses and file name; empty without any.</summary>
    public string LastError
    {
        get
        {
            lock (errors)
            {
                return errors.Count == 0 ? "" : Condensed(errors[^1]);
            }
        }
    }

    /// <summary>Starts a program without a shell: arguments are taken literally.</summary>
    /// <exception cref="System.ComponentModel.Win32Exception">It cannot be started.</exception>
    public static FfmpegProcess Start(string program, IEnumerable<string> arguments, TimeSpan longestWait, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            CreateNoWindow = true,
        };

        // With this variable ffmpeg would write a log file into the current folder.
        start.Environment.Remove("FFREPORT");
        start.Environment["AV_LOG_FORCE_NOCOLOR"] = "1";
        var process = Process.Start(start)!;
        process.StandardInput.Close();
        return new FfmpegProcess(process, longestWait, ct);
    }

    /// <summary>Fills the target as far as the output goes.</summary>
    /// <returns>Bytes read: fewer than the target holds only at the output's end.</returns>
    public int Read(Span<byte> target)
    {
        var read = 0;
        while (read < target.Length)
        {
            var count = process.StandardOutput.BaseStream.Read(target[read..]);
            if (count == 0)
            {
                break;
            }

            watchdog.Change(longestWait, Timeout.InfiniteTimeSpan);
            read += count;
        }

        return read;
    }

    /// <summary>Waits for the end.</summary>
    /// <returns>The exit code.</returns>
    public int WaitForExit()
    {
        process.WaitForExit();
        return process.ExitCode;
    }

    public void Dispose()
    {
        cancellation.Dispose();
        watchdog.Dispose();
        Kill();
        process.WaitForExit();
        process.Dispose();
    }

    /// <summary>An error line of ffmpeg without what only its developers understand.</summary>
    internal static string Condensed(string line)
    {
        // "[mp3 @ 0x55d0c0ffee00] Header missing" and "file:/calls/a.mp3: Invalid data found when processing input".
        line = line.Trim();
        while (line.StartsWith('[') && line.IndexOf("] ", StringComparison.Ordinal) is > 0 and var end)
        {
            line = line[(end + 2)..];
        }

        if (line.StartsWith("file:", StringComparison.Ordinal) && line.LastIndexOf(": ", StringComparison.Ordinal) is > 0 and var colon)
        {
            line = line[(colon + 2)..];
        }

        const int Longest = 160;
        return line.Length <= Longest ? line : line[..Longest] + "…";
    }

    private void Remember(string? line)
    {
        lock (errors)
        {
            // A broken file can make ffmpeg complain about every packet.
            if (!string.IsNullOrWhiteSpace(line) && errors.Count < MostErrorLines)
            {
                errors.Add(line);
            }
        }
    }

    private void GiveUp()
    {
        stalled = true;
        Kill();
    }

    private void Kill()
    {
        try
        {
            process.Kill(entireProcessTree: true);
        }
        catch (Exception gone) when (gone is InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            // It had ended by itself, which is what was wanted.
        }
    }
}
