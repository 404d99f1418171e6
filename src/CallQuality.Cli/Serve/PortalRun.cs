using CallQuality.Cli.Analyze;
using CallQuality.Cli.Batch;
using CallQuality.Cli.Commands;
using CallQuality.Portal;
using CallQuality.Storage.Accounts;
using Microsoft.Extensions.Logging;

namespace CallQuality.Cli.Serve;

/// <summary>Runs the portal with the real engine behind it. Apart from the command, so that the web is loaded for <c>serve</c> alone.</summary>
internal static class PortalRun
{
    /// <summary>Runs until the user stops it; returns the exit code.</summary>
    /// <exception cref="Audio.CallQualityException">The call of the program or its surroundings are wrong.</exception>
    public static async Task<int> ExecuteAsync(
        AnalysisSettings settings, BatchStore store, string urls, string dataFolder, Terminal terminal, CancellationToken cancellationToken)
    {
        using var engine = AnalysisEngine.Open(settings, cancellationToken);

        // A portal that cannot analyse should not open its doors.
        engine.WaitUntilReady();
        using var logs = RunLog.Open(Path.Combine(dataFolder, "log"), console: false);
        var analyses = new EngineAnalyses(engine, settings, store, new LoggerFactory([logs]).CreateLogger("portal"), terminal.Language);
        var portal = new PortalSettings
        {
            Urls = urls,
            DataFolder = dataFolder,
            Database = store.Database,
            Recordings = store.Recordings,
            Analyses = analyses,
            Log = logs,
        };
        try
        {
            await PortalServer.RunAsync(portal, addresses => Tell(addresses, store, terminal), cancellationToken);
            return ExitCode.Done;
        }
        catch (PortalAddressException error)
        {
            terminal.Complain(error.Text);
            return ExitCode.Environment;
        }
    }

    private static void Tell(IReadOnlyList<string> addresses, BatchStore store, Terminal terminal)
    {
        terminal.Line(terminal.Text("portal.started", string.Join(' ', addresses)));
        if (!new UserAccounts(store.Database).Any())
        {
            terminal.Line(terminal.Text("portal.started.first"));
        }

        if (addresses.Any(address => new Uri(address.Replace("[::]", "0.0.0.0", StringComparison.Ordinal)) is { Scheme: "http", IsLoopback: false }))
        {
            terminal.Line(terminal.Text("portal.started.open"));
        }
    }
}
