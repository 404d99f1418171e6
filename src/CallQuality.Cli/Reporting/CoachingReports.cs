using CallQuality.Cli.Analyze;
using CallQuality.Cli.Batch;
using CallQuality.Cli.Commands;
using CallQuality.Core.Coaching;
using CallQuality.Core.Scoring;
using CallQuality.Core.Wording;
using CallQuality.Reports.Coaching;
using CallQuality.Reports.Json;
using CallQuality.Storage;
using CallQuality.Storage.Calls;
using CallQuality.Storage.Scorecards;

namespace CallQuality.Cli.Reporting;

/// <summary>Days of a report, both included, by the machine's own time zone.</summary>
internal sealed record ReportPeriod(DateOnly First, DateOnly Last)
{
    public DateTime From => Start(First);

    public DateTime Until => Start(Last.AddDays(1));

    /// <summary>Start of the period of the same length that ends where this begins.</summary>
    public DateTime Before => Start(First.AddDays(First.DayNumber - Last.DayNumber - 1));

    private static DateTime Start(DateOnly day) => TimeZoneInfo.ConvertTimeToUtc(day.ToDateTime(TimeOnly.MinValue, DateTimeKind.Unspecified), TimeZoneInfo.Local);
}

/// <summary>Writes coaching reports of a period from the database.</summary>
internal sealed class CoachingReports(CallDatabase database, ResultFolder output, Rubric rubric, ReportPeriod period, string results)
{
    private readonly CoachingReader reader = new(database);
    private readonly PromiseLedger promises = new(database, document => ScorecardJson.Read(document, ScorecardJson.FileName));

    /// <summary>One agent's report; returns the names of what was written.</summary>
    /// <exception cref="UsageException">There is no such agent.</exception>
    public IReadOnlyList<string> Agent(string name) =>
        [Write(reader.Agent(name) ?? throw new UsageException(Texts.Both("cli.report.error.agent", name)))];

    /// <summary>A report for each agent with calls in the period.</summary>
    public IReadOnlyList<string> AllAgents() => [.. reader.Agents(period.From, period.Until).Select(Write)];

    /// <summary>A team's report.</summary>
    /// <param name="name">The team.</param>
    /// <param name="withNames">Whether agents shall be named, where the house allows it.</param>
    /// <param name="refused">Told that the house does not.</param>
    /// <exception cref="UsageException">There is no such team.</exception>
    public IReadOnlyList<string> Team(string name, bool withNames, Action refused)
    {
        var team = reader.Team(name) ?? throw new UsageException(Texts.Both("cli.report.error.team", name));
        var (agents, calls, unscored) = reader.TeamScores(team.Id, period.From, period.Until);
        var report = TeamReport.Of(team.Name, agents, calls, unscored);
        if (withNames)
        {
            var (named, isAllowed) = reader.NamedTeamScores(team.Id, period.From, period.Until);
            report = report.WithNames(named, isAllowed);
        }

        if (report.NamesRefused)
        {
            refused();
        }

        var written = "";
        output.Write((root, language, formats) => written = CoachingFiles.Write(root, report, language, formats));
        return [written];
    }

    private string Write(Agent agent)
    {
        var calls = reader.Scorecards(CallScope.Everything, agent.Id, period.From, period.Until, (sha256, fileName, document) =>
            new CoachingCall(ScorecardJson.Read(document, fileName), FolderOf(sha256, fileName)));
        var report = CoachingReport.Of(agent.Name, calls, rubric)
            .Since(reader.Scores(CallScope.Everything, agent.Id, period.Before, period.From))
            .Following(promises.HistoryOf(CallScope.Everything, calls, FolderOf));
        var written = "";
        output.Write((root, language, formats) => written = CoachingFiles.Write(root, report, language, rubric, results, formats));
        return written;
    }

    private string? FolderOf(string sha256, string fileName) => results.Length == 0 ? null : BatchPages.FolderOf(sha256, fileName);
}
