using CallQuality.Core.Analysis;
using CallQuality.Core.Calls;
using CallQuality.Core.Coaching;
using CallQuality.Core.Scoring;
using CallQuality.Reports.Coaching;
using CallQuality.Reports.Files;

namespace CallQuality.Reports.Runs;

/// <summary>The files of a whole run: <c>index.html</c>, <c>calls.csv</c>, <c>promises.csv</c> and a page for each agent.</summary>
public static class RunResults
{
    /// <summary>Folder of the agents' pages in a run's folder.</summary>
    public const string AgentFolder = "agents";

    /// <summary>Writes the run's files. Pages of calls are written before, by <see cref="CallResults.Write"/>.</summary>
    /// <param name="folder">The run's folder; made if it is not there.</param>
    /// <param name="outcomes">What became of each file.</param>
    /// <param name="language">Language of pages and reasons.</param>
    /// <param name="rubric">The rubric the calls were judged by.</param>
    /// <param name="formats">Which files.</param>
    /// <exception cref="IOException">The disk is full or a folder cannot be made.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder may not be written.</exception>
    public static void Write(string folder, IReadOnlyList<CallOutcome> outcomes, Language language, Rubric rubric, ResultFormats formats)
    {
        ArgumentNullException.ThrowIfNull(formats);
        Directory.CreateDirectory(folder);
        if (formats.Csv)
        {
            AtomicFile.Write(Path.Combine(folder, CallsCsv.FileName), stream => CallsCsv.Write(outcomes, language, stream));
        }

        var agents = AgentsOf(outcomes, rubric);
        if (formats.Csv)
        {
            AtomicFile.Write(Path.Combine(folder, PromisesCsv.FileName), stream => PromisesCsv.Write(agents.Select(agent => agent.Report), stream));
        }

        if (!formats.Html)
        {
            return;
        }

        Directory.CreateDirectory(Path.Combine(folder, AgentFolder));
        foreach (var agent in agents)
        {
            CallResults.WriteText(
                Path.Combine(folder, AgentFolder, agent.FileName),
                writer => AgentPage.Render(agent.Report, language, rubric, "../", RunPage.FileName, writer));
        }

        CallResults.WriteText(
            Path.Combine(folder, RunPage.FileName),
            writer => RunPage.Render(outcomes, agents, language, formats.Csv ? CallsCsv.FileName : null, writer));
    }

    private static List<RunAgent> AgentsOf(IReadOnlyList<CallOutcome> outcomes, Rubric rubric)
    {
        var taken = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var calls = outcomes.Where(outcome => outcome.Scorecard is not null).Select(outcome => new CoachingCall(outcome.Scorecard!, outcome.ResultFolder)).ToList();
        var history = CustomerHistory.Of(calls);
        return
        [
            .. calls
                .GroupBy(call => call.Scorecard.Metadata.Agent?.Trim() is { Length: > 0 } name ? name : null)
                .OrderBy(group => group.Key is null)
                .ThenBy(group => group.Key, StringComparer.OrdinalIgnoreCase)
                .Select(group => new RunAgent(
                    PageNames.Unique(group.Key ?? "unknown", taken) + ".html",
                    CoachingReport.Of(group.Key, group, rubric).Following(history))),
        ];
    }
}

/// <summary>An agent of a run.</summary>
/// <param name="FileName">Name of the agent's page in <see cref="RunResults.AgentFolder"/>.</param>
/// <param name="Report">The agent's calls summed up.</param>
public sealed record RunAgent(string FileName, CoachingReport Report);
