using CallQuality.Audio;
using CallQuality.Cli.Commands;
using CallQuality.Core.Analysis;
using CallQuality.Core.Calls;
using CallQuality.Core.Scoring;
using CallQuality.Core.Wording;
using CallQuality.Reports.Batches;
using CallQuality.Reports.Json;
using CallQuality.Reports.Runs;
using CallQuality.Reports.Scorecards;

namespace CallQuality.Cli.Analyze;

/// <summary>The folder a run writes into: one folder a call, and the pages and tables over all calls.</summary>
internal sealed class ResultFolder
{
    private const int FullDiskOnUnix = 28;
    private const int FullDiskOnWindows = unchecked((int)0x80070070);
    private const int ReadOnlyDiskOnUnix = 30;

    private readonly HashSet<string> taken = new(StringComparer.OrdinalIgnoreCase) { RunResults.AgentFolder };
    private readonly ResultFormats formats;
    private readonly Terminal terminal;
    private readonly string root;

    private ResultFolder(string root, ResultFormats formats, Terminal terminal)
    {
        this.root = root;
        this.formats = formats;
        this.terminal = terminal;
    }

    /// <summary>What a user opens first.</summary>
    public string EntryPoint => formats.Html ? Path.Combine(root, RunPage.FileName) : root;

    /// <summary>What a user opens first after a batch.</summary>
    public string BatchEntryPoint => formats.Html ? Path.Combine(root, BatchPage.FileName) : root;

    /// <summary>Makes the folder if need be and finds out at once whether it can be written to.</summary>
    /// <exception cref="OutputException">It cannot.</exception>
    public static ResultFolder Open(string path, ResultFormats formats, Terminal terminal)
    {
        var results = new ResultFolder(path, formats, terminal);
        results.Guard(() =>
        {
            Directory.CreateDirectory(path);
            var probe = Path.Combine(path, $".callquality-{Environment.ProcessId}.part");
            File.WriteAllBytes(probe, [0]);
            File.Delete(probe);
        });
        return results;
    }

    /// <summary>
    /// Keeps other batch runs out of the folder until the result is disposed of, and clears away what a killed one left half-written.
    /// </summary>
    /// <exception cref="OutputException">Another run is writing here.</exception>
    public FileStream Claim()
    {
        FileStream claim;
        try
        {
            claim = new FileStream(Path.Combine(root, ".callquality-batch.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose);
        }
        catch (IOException error)
        {
            throw new OutputException(Texts.Both("cli.batch.error.busy", root), error);
        }

        foreach (var draft in Directory.EnumerateDirectories(root, ".*.part"))
        {
            Guard(() => Directory.Delete(draft, recursive: true));
        }

        foreach (var draft in Directory.EnumerateFiles(root, "*.part"))
        {
            Guard(() => File.Delete(draft));
        }

        return claim;
    }

    /// <summary>Writes one call's results and returns the name of its folder.</summary>
    /// <exception cref="OutputException">The disk is full or not writable.</exception>
    public string Write(CallAnalysis analysis)
    {
        var name = NameFor(analysis.Scorecard);
        Write(name, analysis);
        return name;
    }

    /// <summary>Writes one call's results into a folder of a given name.</summary>
    /// <exception cref="OutputException">The disk is full or not writable.</exception>
    public void Write(string name, CallAnalysis analysis) =>
        Guard(() => CallResults.Write(Path.Combine(root, name), analysis, terminal.CallLanguage(analysis.Scorecard), formats));

    /// <summary>Whether all of a call's files stand in the folder of that name.</summary>
    public bool Has(string name) =>
        (!formats.Html || File.Exists(Path.Combine(root, name, ScorecardPage.FileName)))
        && (!formats.Json || File.Exists(Path.Combine(root, name, ScorecardJson.FileName)));

    /// <summary>Runs what writes into the folder and names a full or closed disk as such.</summary>
    /// <exception cref="OutputException">The disk is full or not writable.</exception>
    public void Write(Action<string, Language, ResultFormats> write) => Guard(() => write(root, terminal.PageLanguage ?? terminal.Language, formats));

    /// <summary>Writes what sums the run up: the table of calls, the index and the agents' pages.</summary>
    /// <exception cref="OutputException">The disk is full or not writable.</exception>
    public void WriteSummary(IReadOnlyList<CallOutcome> outcomes, Rubric rubric) =>
        Guard(() => RunResults.Write(root, outcomes, terminal.PageLanguage ?? terminal.Language, rubric, formats));

    // Two recordings of one name (a/x.wav, b/x.wav) must not share a folder; the hash keeps the second name the same in every run.
    private string NameFor(Scorecard card)
    {
        var stem = Path.GetFileNameWithoutExtension(card.File).Trim().TrimEnd('.');
        var name = stem.Length == 0 ? card.CallId : stem;
        for (var copy = 1; !taken.Add(name); copy++)
        {
            name = copy == 1 ? $"{stem}-{card.CallId[..8]}" : $"{stem}-{card.CallId[..8]}-{copy}";
        }

        return name;
    }

    private void Guard(Action write)
    {
        try
        {
            write();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new OutputException(Texts.Both("cli.error.output", root, Reason(error)), error);
        }
    }

    // The system's own message names a temporary file that no user knows.
    private static Bilingual Reason(Exception error) => error switch
    {
        UnauthorizedAccessException or { HResult: ReadOnlyDiskOnUnix } => Texts.Both("cli.error.output.readOnly"),
        { HResult: FullDiskOnUnix or FullDiskOnWindows } => Texts.Both("cli.error.output.full"),
        _ => new Bilingual(error.Message, error.Message),
    };
}
