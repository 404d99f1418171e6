using CallQuality.Core.Analysis;
using CallQuality.Core.Calls;
using CallQuality.Reports.Pages;

namespace CallQuality.Reports.Runs;

/// <summary>The page of a run: <c>index.html</c>, all calls and agents at a glance.</summary>
public static class RunPage
{
    /// <summary>The file's name in a run's folder.</summary>
    public const string FileName = "index.html";

    /// <summary>Writes the page.</summary>
    /// <param name="outcomes">What became of each file.</param>
    /// <param name="agents">The run's agents.</param>
    /// <param name="language">Language of the page.</param>
    /// <param name="table">Name of the run's CSV file; <see langword="null"/> where none is written.</param>
    /// <param name="writer">Where to; not closed.</param>
    public static void Render(IReadOnlyList<CallOutcome> outcomes, IReadOnlyList<RunAgent> agents, Language language, string? table, TextWriter writer)
    {
        ArgumentNullException.ThrowIfNull(outcomes);
        ArgumentNullException.ThrowIfNull(agents);
        ArgumentNullException.ThrowIfNull(writer);
        var words = new Wordings(language);
        HtmlPage.Write<RunBody>(writer, language, words["run.title"], new Dictionary<string, object?>
        {
            [nameof(RunBody.Outcomes)] = outcomes,
            [nameof(RunBody.Agents)] = agents,
            [nameof(RunBody.Table)] = table,
            [nameof(RunBody.Words)] = words,
        });
    }
}
