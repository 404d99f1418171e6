using System.Diagnostics;

namespace CallQuality.IntegrationTests.Pipeline;

/// <summary>A folder of a test, gone when the test has ended, and the programs that fill it.</summary>
internal sealed class TestFiles : IDisposable
{
    /// <summary>Full path of the folder.</summary>
    public string Folder { get; } = Directory.CreateTempSubdirectory("callquality-").FullName;

    /// <summary>Full path of a file in it.</summary>
    public string At(string name) => Path.Combine(Folder, name);

    /// <summary>Runs a program in the folder, and fails where it fails.</summary>
    public void Make(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = Folder, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var complaint = process.StandardError.ReadToEnd();
        process.WaitForExit();
        Assert.That(process.ExitCode, Is.Zero, $"{program} {string.Join(' ', arguments)}: {complaint}");
    }

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
