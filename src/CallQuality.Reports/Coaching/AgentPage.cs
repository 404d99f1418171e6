using CallQuality.Core.Calls;
using CallQuality.Core.Coaching;
using CallQuality.Core.Scoring;
using CallQuality.Reports.Pages;

namespace CallQuality.Reports.Coaching;

/// <summary>An agent's coaching report as a page.</summary>
public static class AgentPage
{
    /// <summary>Writes the page.</summary>
    /// <param name="report">The report.</param>
    /// <param name="language">Language of the page.</param>
    /// <param name="rubric">Whose bands the medians are shown in.</param>
    /// <param name="up">Way from the page to the run's folder, such as <c>../</c>, for links to the calls.</param>
    /// <param name="back">Name of the page of all calls in that folder; <see langword="null"/> where there is none.</param>
    /// <param name="writer">Where to; not closed.</param>
    public static void Render(CoachingReport report, Language language, Rubric rubric, string up, string? back, TextWriter writer)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(rubric);
        ArgumentNullException.ThrowIfNull(writer);
        var words = new Wordings(language);
        HtmlPage.Write<AgentBody>(writer, language, words.Text("coaching.title", report.Agent ?? words["coaching.unknownAgent"]), new Dictionary<string, object?>
        {
            [nameof(AgentBody.Report)] = report,
            [nameof(AgentBody.Rubric)] = rubric,
            [nameof(AgentBody.Up)] = up,
            [nameof(AgentBody.Back)] = back,
            [nameof(AgentBody.Words)] = words,
        });
    }
}
