using System.CommandLine;
using CallQuality.Cli.Batch;
using CallQuality.Cli.Serve;
using CallQuality.Portal;

namespace CallQuality.Cli.Commands;

/// <summary><c>callquality serve</c>: the portal in the browser, with the analyses in the same process.</summary>
internal static class ServeCommand
{
    private const string DefaultData = "callquality-data";
    private const string DefaultUrls = "http://127.0.0.1:5080";

    public static Command Create(Terminal terminal)
    {
        var engine = new AnalyzeOptions(terminal);
        var store = new StoreOptions(terminal);
        var data = Choices.Named(terminal, "--data", "DIR", "cli.serve.data");
        var urls = Choices.Named(terminal, "--urls", "URLS", "cli.serve.urls");
        var lease = BatchCommand.LeaseOption(terminal);
        var command = new Command("serve", terminal.Text("cli.serve.description"));
        foreach (var option in (Option[])[data, urls, .. store.All, .. engine.OfEngine, lease])
        {
            command.Options.Add(option);
        }

        command.SetAction((parsed, cancellationToken) =>
        {
            var folder = PortalServer.MakeDataFolder(parsed.GetValue(data) ?? DefaultData);
            var (database, recordings) = (Path.Combine(folder, "callquality.db"), Path.Combine(folder, "recordings"));
            return PortalRun.ExecuteAsync(
                engine.Read(parsed),
                new BatchStore(
                    store.OpenDatabase(parsed, database),
                    store.OpenRecordings(parsed, recordings),
                    BatchCommand.Lease(parsed, lease),
                    WorkerCommand.Child(parsed, [.. engine.OfEngine, lease], page: null, start => store.HandOn(parsed, start, database, recordings))),
                parsed.GetValue(urls) ?? DefaultUrls,
                folder,
                terminal,
                cancellationToken);
        });
        return command;
    }
}
