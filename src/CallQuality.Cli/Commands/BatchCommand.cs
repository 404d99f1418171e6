using System.CommandLine;
using System.Globalization;
using CallQuality.Cli.Batch;
using CallQuality.Core.Batches;
using CallQuality.Core.Wording;
using CallQuality.Storage.Batches;
using Cronos;
using Spectre.Console;

namespace CallQuality.Cli.Commands;

/// <summary><c>callquality batch run|status|retry|cancel</c>: a day's calls, unattended.</summary>
internal static class BatchCommand
{
    private const int ListedBatches = 20;
    private const int MostLeaseSeconds = 86400;
    private const int LeaseSeconds = 120;

    public static Command Create(Terminal terminal) => new("batch", terminal.Text("cli.batch.description"))
    {
        Run(terminal),
        Status(terminal),
        OnBatch(terminal, "retry", "cli.batch.retry", (ledger, batch) => ledger.Retry(batch), "cli.batch.retried"),
        OnBatch(terminal, "cancel", "cli.batch.cancel", (ledger, batch) => ledger.Cancel(batch), "cli.batch.cancelled"),
    };

    /// <summary><c>--lease SECONDS</c>, for every command that claims calls.</summary>
    internal static Option<string> LeaseOption(Terminal terminal) => new("--lease")
    {
        HelpName = "SECONDS",
        Description = terminal.Text("cli.batch.lease"),
        Validators = { Choices.WholeNumber(1, MostLeaseSeconds) },
    };

    internal static TimeSpan Lease(ParseResult parsed, Option<string> option) =>
        TimeSpan.FromSeconds(parsed.GetValue(option) is { } seconds ? int.Parse(seconds, CultureInfo.InvariantCulture) : LeaseSeconds);

    private static Command Run(Terminal terminal)
    {
        var options = new AnalyzeOptions(terminal);
        var store = new StoreOptions(terminal);
        var watch = new Option<bool>("--watch") { Description = terminal.Text("cli.batch.watch") };
        var schedule = new Option<string>("--schedule") { HelpName = "CRON", Description = terminal.Text("cli.batch.schedule") };
        var log = new Option<string>("--log") { HelpName = "DIR", Description = terminal.Text("cli.batch.log") };
        var lease = LeaseOption(terminal);
        var command = new Command("run", terminal.Text("cli.batch.run")) { options.Paths };
        foreach (var option in (Option[])[.. options.All, .. store.All, watch, schedule, log, lease])
        {
            command.Options.Add(option);
        }

        command.SetAction((parsed, cancellationToken) =>
        {
            var analysis = options.Read(parsed);
            var settings = new BatchSettings
            {
                Analysis = analysis,
                Watch = parsed.GetValue(watch),
                Schedule = parsed.GetValue(schedule) is { } text ? Cron(text) : null,
                LogFolder = parsed.GetValue(log) ?? Path.Combine(analysis.OutputFolder, "log"),
            };
            var child = WorkerCommand.Child(parsed, [.. options.OfEngine, lease], terminal.PageLanguage, start => store.HandOn(parsed, start));
            BatchStore OpenStore() => new(store.OpenDatabase(parsed), store.OpenRecordings(parsed), Lease(parsed, lease), child);
            return Task.FromResult(BatchRun.Execute(settings, terminal, OpenStore, cancellationToken));
        });
        return command;
    }

    private static CronExpression Cron(string text)
    {
        try
        {
            return CronExpression.Parse(text);
        }
        catch (CronFormatException error)
        {
            throw new UsageException(Texts.Both("cli.batch.error.cron", text, error.Message));
        }
    }

    private static Command Status(Terminal terminal)
    {
        var store = new StoreOptions(terminal);
        var command = new Command("status", terminal.Text("cli.batch.status"));
        store.All.ForEach(command.Options.Add);
        command.SetAction(parsed =>
        {
            var reader = new BatchReader(store.OpenDatabase(parsed));
            var table = new Table { Border = terminal.Attended ? TableBorder.Rounded : TableBorder.Simple };
            table.AddColumns(terminal.Text("cli.batch.column.batch"), terminal.Text("cli.batch.column.state"), terminal.Text("cli.batch.column.started"));
            foreach (var outcome in Enum.GetValues<BatchOutcome>())
            {
                table.AddColumn(new TableColumn(terminal.Text($"cli.batch.column.{outcome}")).RightAligned());
            }

            foreach (var batch in reader.Latest(ListedBatches))
            {
                var summary = reader.Summary(batch.Id);
                table.AddRow(
                [
                    $"{batch.Id}", terminal.Text($"cli.batch.state.{batch.State}"), summary.StartedAt.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture),
                    .. Enum.GetValues<BatchOutcome>().Select(outcome => $"{summary.Count(outcome)}"),
                ]);
            }

            terminal.Out.Write(table);
            return ExitCode.Done;
        });
        return command;
    }

    private static Command OnBatch(Terminal terminal, string name, string description, Func<BatchLedger, long, int?> act, string said)
    {
        var store = new StoreOptions(terminal);
        var number = new Argument<long>("BATCH") { Description = terminal.Text("cli.batch.number") };
        var command = new Command(name, terminal.Text(description)) { number };
        store.All.ForEach(command.Options.Add);
        command.SetAction(parsed =>
        {
            var batch = parsed.GetRequiredValue(number);
            var calls = act(new BatchLedger(store.OpenDatabase(parsed), $"cli {name}"), batch) ?? throw new UsageException(Texts.Both("cli.batch.error.none", batch));
            terminal.Line(terminal.Text(said, batch, calls));
            return ExitCode.Done;
        });
        return command;
    }
}
