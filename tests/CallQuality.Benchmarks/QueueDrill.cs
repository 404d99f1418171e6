using System.Diagnostics;
using System.Text.RegularExpressions;
using CallQuality.Storage;
using CallQuality.Storage.Analyses;

namespace CallQuality.Benchmarks;

/// <summary>Memory of <c>batch run</c> over folders of 100 and of 100,000 very short files, on SQLite: what it has when all are queued, and a minute into the analysis.</summary>
internal static class QueueDrill
{
    private const int SampleBytes = 1600;
    private const int PathLevels = 1000;
    private static readonly int[] Counts = [100, 100_000];
    private static readonly TimeSpan Working = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(500);

    public static void Run(string program, TextWriter output)
    {
        foreach (var count in Counts)
        {
            var folder = Directory.CreateTempSubdirectory("callquality-queue-").FullName;
            MakeFiles(Path.Combine(folder, "calls"), count);
            var database = Path.Combine(folder, "calls.db");
            using (CallDatabase.Open(database, TimeProvider.System).CreateContext())
            {
                var clock = Stopwatch.StartNew();
                using var run = Process.Start(new ProcessStartInfo(program, ["batch", "run", Path.Combine(folder, "calls"), "--out", Path.Combine(folder, "out"), "--database", database, "--recordings", Path.Combine(folder, "store"), "--format", "json"]) { RedirectStandardOutput = true })!;
                run.BeginOutputReadLine();
                WaitUntil(run, () => Ended(database) > 0);
                output.WriteLine($"{count} files: queued after {clock.Elapsed.TotalSeconds:0} s with {Memory(run, "VmRSS")} KiB, {Memory(run, "VmHWM")} KiB at the peak so far");
                clock.Restart();
                WaitUntil(run, () => clock.Elapsed > Working);
                output.WriteLine(run.HasExited ? "  all analysed" : $"  {Ended(database)} calls later {Memory(run, "VmRSS")} KiB, {Memory(run, "VmHWM")} KiB at the peak");
                run.Kill();
                run.WaitForExit();
            }

            Directory.Delete(folder, recursive: true);
        }
    }

    private static int Ended(string database)
    {
        using var context = CallDatabase.Open(database, TimeProvider.System).CreateContext();
        return context.Analyses.Count(row => row.State != AnalysisState.Queued && row.State != AnalysisState.Running);
    }

    private static void WaitUntil(Process run, Func<bool> condition)
    {
        while (!condition() && !run.WaitForExit(Look))
        {
        }
    }

    private static string Memory(Process run, string what) =>
        run.HasExited ? "?" : Regex.Match(File.ReadAllText($"/proc/{run.Id}/status"), what + ":\\s+(\\d+) kB").Groups[1].Value;

    // A tenth of a second of mono sound at 8 kHz each; the first samples make it another file.
    private static void MakeFiles(string folder, int count)
    {
        byte[] header = [.. "RIFF"u8, .. BitConverter.GetBytes(36 + SampleBytes), .. "WAVEfmt "u8, .. BitConverter.GetBytes(16), 1, 0, 1, 0, .. BitConverter.GetBytes(8000), .. BitConverter.GetBytes(16000), 2, 0, 16, 0, .. "data"u8, .. BitConverter.GetBytes(SampleBytes)];
        var file = new byte[header.Length + SampleBytes];
        header.CopyTo(file, 0);
        for (var number = 0; number < count; number++)
        {
            var place = Path.Combine(folder, $"{number / PathLevels}");
            Directory.CreateDirectory(place);
            BitConverter.TryWriteBytes(file.AsSpan(header.Length), number);
            File.WriteAllBytes(Path.Combine(place, $"{number}.wav"), file);
        }
    }
}
