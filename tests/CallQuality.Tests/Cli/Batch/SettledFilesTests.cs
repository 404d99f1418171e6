using CallQuality.Cli.Analyze;
using CallQuality.Cli.Batch;

namespace CallQuality.Tests.Cli.Batch;

public class SettledFilesTests
{
    private SettledFiles settled = null!;
    private string path = null!;

    [SetUp]
    public void MakeFile() => (settled, path) = (new SettledFiles(), Path.GetTempFileName());

    [TearDown]
    public void RemoveFile() => File.Delete(path);

    [Test]
    public void Of_FileThatGrows_IsGivenOnceWhenItHasStopped()
    {
        File.WriteAllText(path, "a");
        Assert.That(Look(), Is.Empty, "first seen");
        File.AppendAllText(path, "b");
        Assert.That(Look(), Is.Empty, "grown");
        Assert.That(Look(), Is.EqualTo(new[] { path }), "complete");
        Assert.That(Look(), Is.Empty, "given before");
    }

    [Test]
    public void Of_FileThatChangesLater_IsGivenAgain()
    {
        File.WriteAllText(path, "a");
        Look();
        Look();
        File.WriteAllText(path, "other");

        Assert.That(Look(), Is.Empty);
        Assert.That(Look(), Is.EqualTo(new[] { path }));
    }

    [Test]
    public void Of_FileThatSomebodyHolds_Waits()
    {
        File.WriteAllText(path, "a");
        Look();
        using (new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None))
        {
            Assert.That(Look(), Is.Empty);
        }

        Assert.That(Look(), Is.EqualTo(new[] { path }));
    }

    private List<string> Look() => [.. settled.Of([new FoundRecording(path, Problem: null)]).Select(found => found.Path)];
}
