using System.Diagnostics;
using System.Text.Json.Nodes;
using CallQuality.IntegrationTests.Pipeline;
using CallQuality.IntegrationTests.Storage;
using CallQuality.Storage;
using CallQuality.Storage.Analyses;

namespace CallQuality.IntegrationTests.Batch;

/// <summary>A folder of short calls, a database, and the program run over them as a user runs it.</summary>
internal sealed class BatchFolder : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    public BatchFolder(string kind)
    {
        Address = TestStore.FormedAddressOf(kind, Files);
        Directory.CreateDirectory(Files.At("calls"));
    }

    public TestFiles Files { get; } = new();

    public string Address { get; }

    /// <summary>Cuts calls of some seconds, each with other bytes, out of a sample.</summary>
    public void MakeCalls(int count, string sample = "09-en-clean.wav")
    {
        for (var number = 0; number < count; number++)
        {
            Files.Make("sox", CallQualityProgram.Sample(sample), $"calls/call-{number}.wav", "trim", $"{number}", "12");
        }
    }

    public string[] RunArguments(params string[] more) =>
        ["batch", "run", "calls", "--out", "out", "--database", Address, "--recordings", "store", "--threads", "1", .. more];

    public CallQualityProgram.Outcome Run(params string[] more) => CallQualityProgram.Run(Files.Folder, RunArguments(more));

    public Process Start(params string[] more) => CallQualityProgram.Start(Files.Folder, [], RunArguments(more));

    /// <summary>What <c>analyze</c> makes of the same calls: the scorecards by file name.</summary>
    public Dictionary<string, string> Undisturbed()
    {
        CallQualityProgram.Run(Files.Folder, "analyze", "calls", "--out", "undisturbed", "--threads", "1", "--format", "json");
        return Scorecards("undisturbed");
    }

    /// <summary>The scorecards in a folder of results, by the name of the call's file.</summary>
    public Dictionary<string, string> Scorecards(string folder) => Directory.GetFiles(Files.At(folder), "scorecard.json", SearchOption.AllDirectories)
        .Select(File.ReadAllText).ToDictionary(text => (string)JsonNode.Parse(text)!["call"]!["file"]!);

    /// <summary>The batch's own summary.</summary>
    public JsonNode Summary() => JsonNode.Parse(File.ReadAllBytes(Files.At("out/batch.json")))!;

    public T Ask<T>(Func<CallsContext, T> question)
    {
        using var context = CallDatabase.Open(Address, TimeProvider.System).CreateContext();
        return question(context);
    }

    /// <summary>Waits until some call is in the given state.</summary>
    public void WaitFor(AnalysisState state, int atLeast = 1)
    {
        var database = CallDatabase.Open(Address, TimeProvider.System);
        WaitUntil(() => database.Run(context => context.Analyses.Count(row => row.State == state)) >= atLeast, $"{atLeast} calls {state}");
    }

    public static void WaitUntil(Func<bool> condition, string what)
    {
        var clock = Stopwatch.StartNew();
        using var pause = new ManualResetEventSlim();
        while (!condition())
        {
            Assert.That(clock.Elapsed, Is.LessThan(Patience), $"waited for {what}");
            pause.Wait(TimeSpan.FromMilliseconds(50));
        }
    }

    /// <summary>Files that a finished run must not leave behind.</summary>
    public IEnumerable<string> Leftovers() => Directory.GetFileSystemEntries(Files.At("out"), "*.part", SearchOption.AllDirectories)
        .Concat(Directory.GetFiles(Files.At("store/incoming")));

    public void Dispose() => Files.Dispose();
}
