using System.Diagnostics;

namespace CallQuality.Benchmarks;

/// <summary>Calls of 30 to 38 s, cut from the samples, each another recording.</summary>
internal static class ShortCalls
{
    public static void Make(string samples, string folder, int count)
    {
        Directory.CreateDirectory(folder);
        string[] whole = [.. Directory.GetFiles(samples, "*.wav").Where(path => !path.Contains("short", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];
        for (var number = 0; number < count; number++)
        {
            using var sox = Process.Start("sox", [whole[number % whole.Length], Path.Combine(folder, $"call-{number:000}.wav"), "trim", $"{number / whole.Length * 2}", $"{30 + (number % 9)}"]);
            sox.WaitForExit();
        }
    }
}
