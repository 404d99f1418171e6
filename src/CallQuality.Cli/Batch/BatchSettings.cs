using System.Diagnostics;
using CallQuality.Cli.Analyze;
using CallQuality.Storage;
using CallQuality.Storage.Analyses;
using CallQuality.Storage.Batches;
using CallQuality.Storage.Recordings;
using Cronos;

namespace CallQuality.Cli.Batch;

/// <summary>What the user asked of <c>batch run</c>.</summary>
internal sealed record BatchSettings
{
    /// <summary>What it has in common with <c>analyze</c>.</summary>
    public required AnalysisSettings Analysis { get; init; }

    /// <summary>Whether to stay and take new files as they are complete.</summary>
    public required bool Watch { get; init; }

    /// <summary>When to run; <see langword="null"/> for now.</summary>
    public required CronExpression? Schedule { get; init; }

    /// <summary>Folder of the log.</summary>
    public required string LogFolder { get; init; }
}

/// <summary>The database and the recordings, and what is done with them.</summary>
/// <param name="database">The database.</param>
/// <param name="recordings">The recordings.</param>
/// <param name="lease">How long a claim holds without a sign of life.</param>
/// <param name="child">How a process is started that goes on with a claim of this one, given its mark.</param>
internal sealed class BatchStore(CallDatabase database, IRecordingStore recordings, TimeSpan lease, Func<string, ProcessStartInfo> child)
{
    public Func<string, ProcessStartInfo> Child { get; } = child;

    public CallDatabase Database { get; } = database;

    public IRecordingStore Recordings { get; } = recordings;

    public BatchLedger Ledger { get; } = new(database, WorkerName.OfThisProcess);

    public BatchReader Reader { get; } = new(database);

    public AnalysisClaims Claims { get; } = new(database, WorkerName.OfThisProcess, lease);
}
