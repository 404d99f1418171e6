using System.Diagnostics;

namespace CallQuality.IntegrationTests.Pipeline;

/// <summary>The built executable, run as a user runs it.</summary>
internal static class CallQualityProgram
{
    // Nothing that a test starts takes longer; what does has hung.
    private static readonly TimeSpan LongestRun = TimeSpan.FromMinutes(6);

    /// <summary>Root of the repository, where models and samples lie.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>How a run ended.</summary>
    public sealed record Outcome(int ExitCode, string Output, string Error);

    /// <summary>Path of a sample call.</summary>
    public static string Sample(string name) => Path.Combine(Root, "samples", name);

    /// <summary>Runs <c>callquality</c> to its end.</summary>
    public static Outcome Run(string workingFolder, params string[] arguments) => Run(workingFolder, [], arguments);

    /// <summary>Runs <c>callquality</c> to its end, started by another program, such as one that takes permissions away.</summary>
    public static Outcome Run(string workingFolder, string[] starter, params string[] arguments)
    {
        using var process = Start(workingFolder, starter, arguments);
        return WaitFor(process);
    }

    /// <summary>Starts <c>callquality</c>.</summary>
    public static Process Start(string workingFolder, string[] starter, params string[] arguments)
    {
        // What is started in the background inherits that Ctrl-C is ignored; the tests must not depend on how they were started.
        string[] command = ["env", "--default-signal=INT", .. starter, Path.Combine(TestContext.CurrentContext.TestDirectory, "callquality"), .. arguments];
        var start = new ProcessStartInfo(command[0], command[1..])
        {
            WorkingDirectory = workingFolder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };

        // Sentences are compared, so the machine's language must not decide which.
        start.Environment["LANG"] = "en_GB.UTF-8";
        start.Environment.Remove("LC_ALL");
        start.Environment.Remove("CALLQUALITY_MODELS");
        return Process.Start(start)!;
    }

    /// <summary>Reads what a process says and waits for its end.</summary>
    public static Outcome WaitFor(Process process)
    {
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEndAsync();
        if (!process.WaitForExit(LongestRun))
        {
            process.Kill(entireProcessTree: true);
            Assert.Fail($"callquality did not end within {LongestRun}.");
        }

        return new Outcome(process.ExitCode, output.GetAwaiter().GetResult(), error.GetAwaiter().GetResult());
    }

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "CallQuality.sln")))
        {
            folder = folder.Parent!;
        }

        return folder.FullName;
    }
}
