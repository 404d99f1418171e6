using System.Diagnostics;

namespace CallQuality.IntegrationTests.Pipeline;

/// <summary>Ctrl-C in the middle of a run.</summary>
[Platform("Linux")]
public class InterruptTests
{
    [TestCase("INT")]
    [TestCase("TERM")]
    public void Analyze_InterruptedInTheSecondCall_KeepsTheFirstAndNothingHalf(string signal)
    {
        using var files = new TestFiles();
        string[] calls = ["09-en-clean.wav", "12-en-know-it-all.wav", "11-en-impatient.wav"];
        using var process = CallQualityProgram.Start(files.Folder, [], ["analyze", .. calls.Select(CallQualityProgram.Sample), "--out", "results"]);
        var seen = "";
        while (!seen.Contains("[1/3]", StringComparison.Ordinal) && process.StandardOutput.ReadLine() is { } line)
        {
            seen += line + '\n';
        }

        using (var kill = Process.Start("kill", [$"-{signal}", $"{process.Id}"]))
        {
            kill.WaitForExit();
        }

        var run = CallQualityProgram.WaitFor(process);

        Assert.That(run.ExitCode, Is.EqualTo(130), seen + run.Output + run.Error);
        Assert.That(run.Output, Does.Contain("Interrupted. What was done is in"));
        Assert.That(run.Output, Does.Not.Contain("[3/3]"));
        Assert.That(Directory.GetFileSystemEntries(files.Folder, "*.part", SearchOption.AllDirectories), Is.Empty);
        Assert.That(File.Exists(files.At("results/09-en-clean/scorecard.html")), Is.True);
        Assert.That(File.Exists(files.At("results/index.html")), Is.True);
        Assert.That(Directory.Exists(files.At("results/11-en-impatient")), Is.False);
    }
}
