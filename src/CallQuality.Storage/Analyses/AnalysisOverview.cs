using Microsoft.EntityFrameworkCore;

namespace CallQuality.Storage.Analyses;

/// <summary>A process that works on calls, or ended some in the last hour.</summary>
/// <param name="Name">As <see cref="WorkerName"/> makes it.</param>
/// <param name="Running">Calls in hand.</param>
/// <param name="AliveUntil">Until when its claims hold without another sign of life, UTC; <see langword="null"/> where nothing is in hand.</param>
/// <param name="Ended">Calls ended in the last hour.</param>
/// <param name="LastEndedAt">When it ended the last of these, UTC; <see langword="null"/> where there was none.</param>
public sealed record WorkingProcess(string Name, int Running, DateTime? AliveUntil, int Ended, DateTime? LastEndedAt);

/// <summary>The queue of all analyses at one moment.</summary>
public sealed record QueueStanding
{
    private const int EnoughForRate = 5;

    /// <summary>The moment, by the database's clock, UTC.</summary>
    public required DateTime At { get; init; }

    /// <summary>Calls that wait.</summary>
    public required int Waiting { get; init; }

    /// <summary>Analyses that ended in the last 24 hours, by how.</summary>
    public required IReadOnlyDictionary<AnalysisState, int> LastDay { get; init; }

    /// <summary>The processes, by name.</summary>
    public required IReadOnlyList<WorkingProcess> Processes { get; init; }

    /// <summary>Calls being worked on.</summary>
    public int Running => Processes.Sum(process => process.Running);

    /// <summary>Analyses ended in the last hour.</summary>
    public int LastHour => Processes.Sum(process => process.Ended);

    /// <summary>When the first of these ended, UTC; <see langword="null"/> where there is none.</summary>
    public required DateTime? HourSince { get; init; }

    /// <summary>Time until nothing waits if it goes on as in the last hour; <see langword="null"/> where nothing waits or too few ended to tell.</summary>
    public TimeSpan? Left => Waiting + Running == 0 || LastHour < EnoughForRate ? null : (At - HourSince) / (LastHour - 1) * (Waiting + Running);
}

/// <summary>Says how the work on all calls stands, whichever processes do it. Thread-safe.</summary>
public sealed class AnalysisOverview(CallDatabase database)
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    /// <summary>The queue now.</summary>
    public QueueStanding Read() => database.Read(context =>
    {
        var now = database.Now(context);
        var (hourAgo, dayAgo) = (now - Hour, now - Day);
        var running = context.Analyses.Where(row => row.State == AnalysisState.Running).GroupBy(row => row.Worker!)
            .Select(group => new { group.Key, Count = group.Count(), Until = group.Max(row => row.LeaseUntil) }).ToDictionary(row => row.Key, StringComparer.Ordinal);
        // What was called off was ended by nobody who works.
        var ended = context.Analyses.Where(row => row.EndedAt > hourAgo && row.State != AnalysisState.Cancelled && row.Worker != null).GroupBy(row => row.Worker!)
            .Select(group => new { group.Key, Count = group.Count(), First = group.Min(row => row.EndedAt), Last = group.Max(row => row.EndedAt) }).ToDictionary(row => row.Key, StringComparer.Ordinal);
        return new QueueStanding
        {
            At = now,
            Waiting = context.Analyses.Count(row => row.State == AnalysisState.Queued),
            LastDay = context.Analyses.Where(row => row.EndedAt > dayAgo).GroupBy(row => row.State).Select(group => new { group.Key, Count = group.Count() }).ToDictionary(row => row.Key, row => row.Count),
            HourSince = ended.Values.Min(row => row.First),
            Processes = [.. running.Keys.Union(ended.Keys).Order(StringComparer.Ordinal).Select(name => new WorkingProcess(
                name, running.GetValueOrDefault(name)?.Count ?? 0, running.GetValueOrDefault(name)?.Until, ended.GetValueOrDefault(name)?.Count ?? 0, ended.GetValueOrDefault(name)?.Last))],
        };
    });
}
