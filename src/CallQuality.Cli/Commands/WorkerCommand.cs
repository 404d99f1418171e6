using System.CommandLine;
using CallQuality.Cli.Batch;

namespace CallQuality.Cli.Commands;

/// <summary><c>callquality worker</c>: one of any number of processes that share the work of one database.</summary>
internal static class WorkerCommand
{
    private const string DefaultLogFolder = "callquality-log";

    public static Command Create(Terminal terminal)
    {
        var options = new AnalyzeOptions(terminal);
        var store = new StoreOptions(terminal);
        var once = new Option<bool>("--once") { Description = terminal.Text("cli.worker.once") };
        var log = new Option<string>("--log") { HelpName = "DIR", Description = terminal.Text("cli.worker.log") };
        var lease = BatchCommand.LeaseOption(terminal);
        var command = new Command("worker", terminal.Text("cli.worker.description"));
        foreach (var option in (Option[])[.. store.All, .. options.OfEngine, once, log, lease])
        {
            command.Options.Add(option);
        }

        command.SetAction((parsed, cancellationToken) => Task.FromResult(Worker.Execute(
            options.Read(parsed),
            () => new BatchStore(store.OpenDatabase(parsed), store.OpenRecordings(parsed), BatchCommand.Lease(parsed, lease)),
            parsed.GetValue(log) ?? DefaultLogFolder,
            terminal,
            parsed.GetValue(once),
            cancellationToken)));
        return command;
    }
}
