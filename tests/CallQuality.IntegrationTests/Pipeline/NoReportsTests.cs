namespace CallQuality.IntegrationTests.Pipeline;

/// <summary>The program keeps to itself: the library that runs the models would report to its maker, and keep an id of the machine for that.</summary>
public class NoReportsTests
{
    [Test]
    public void Analyze_InAnEmptyHome_LeavesNothingThere()
    {
        using var files = new TestFiles();
        var home = Directory.CreateDirectory(files.At("home")).FullName;
        // An empty environment: on build servers the library keeps still by itself.
        string[] clean =
        [
            "env", "-i", $"HOME={home}", $"PATH={Environment.GetEnvironmentVariable("PATH")}", "LANG=en_GB.UTF-8",
            .. Environment.GetEnvironmentVariable("DOTNET_ROOT") is { } root ? new[] { $"DOTNET_ROOT={root}" } : [],
        ];

        var run = CallQualityProgram.Run(files.Folder, clean, "analyze", CallQualityProgram.Sample("05-de-short.wav"), "--out", files.At("out"));

        Assert.That(run.ExitCode, Is.Zero, run.Error);
        Assert.That(Directory.EnumerateFileSystemEntries(home, "*", SearchOption.AllDirectories), Is.Empty);
    }
}
