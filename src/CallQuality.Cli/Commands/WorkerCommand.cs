using System.CommandLine;
using System.Diagnostics;
using CallQuality.Cli.Batch;
using CallQuality.Core.Calls;

namespace CallQuality.Cli.Commands;

/// <summary><c>callquality worker</c>: one of any number of processes that share the work of one database.</summary>
internal static class WorkerCommand
{
    private const string ClaimOption = "--claim";
    private const string DefaultLogFolder = "callquality-log";

    public static Command Create(Terminal terminal)
    {
        var options = new AnalyzeOptions(terminal);
        var store = new StoreOptions(terminal);
        var once = new Option<bool>("--once") { Description = terminal.Text("cli.worker.once") };
        var log = new Option<string>("--log") { HelpName = "DIR", Description = terminal.Text("cli.worker.log") };
        var lease = BatchCommand.LeaseOption(terminal);
        var claim = new Option<string>(ClaimOption) { Hidden = true };
        var command = new Command("worker", terminal.Text("cli.worker.description"));
        foreach (var option in (Option[])[.. store.All, .. options.OfEngine, once, log, lease, claim])
        {
            command.Options.Add(option);
        }

        command.SetAction((parsed, cancellationToken) =>
        {
            var child = Child(parsed, [.. options.OfEngine, lease], terminal.PageLanguage, start => store.HandOn(parsed, start));
            BatchStore OpenStore() => new(store.OpenDatabase(parsed), store.OpenRecordings(parsed), BatchCommand.Lease(parsed, lease), child);
            var settings = options.Read(parsed);
            return Task.FromResult(parsed.GetValue(claim) is { } mark
                ? Worker.ExecuteOne(settings, OpenStore, terminal, mark, cancellationToken)
                : Worker.Execute(settings, OpenStore, parsed.GetValue(log) ?? DefaultLogFolder, terminal, parsed.GetValue(once), cancellationToken));
        });
        return command;
    }

    /// <summary>How this program is started once more, for one call that this process has claimed: with the options that say how calls are analysed.</summary>
    /// <param name="parsed">What this process was called with.</param>
    /// <param name="options">The options to give it too, where they were given.</param>
    /// <param name="page">Language of the results; <see langword="null"/> for each call's own.</param>
    /// <param name="handOn">Adds where the calls are kept.</param>
    public static Func<string, ProcessStartInfo> Child(ParseResult parsed, IReadOnlyList<Option<string>> options, Language? page, Action<ProcessStartInfo> handOn)
    {
        // What "dotnet callquality.dll" started is the program of dotnet.
        var program = Environment.ProcessPath!;
        string[] before = Path.GetFileNameWithoutExtension(program) == "dotnet" ? [Environment.GetCommandLineArgs()[0]] : [];
        string[] given = [.. options.Where(option => parsed.GetResult(option) is not null).SelectMany(option => new[] { option.Name, parsed.GetValue(option)! })];
        string[] asked = page is { } language ? ["--ui", language.Code()] : [];
        return mark =>
        {
            var start = new ProcessStartInfo(program, [.. before, "worker", ClaimOption, mark, .. given, .. asked])
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            };
            handOn(start);
            return start;
        };
    }
}
