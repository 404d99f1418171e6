using System.Text.Encodings.Web;
using System.Text.Json;
using CallQuality.Audio;
using CallQuality.Core.Calls;
using CallQuality.Core.Coaching;
using CallQuality.Core.Mistakes;
using CallQuality.Core.Scoring;
using CallQuality.Reports.Files;
using CallQuality.Reports.Pages;
using CallQuality.Reports.Runs;

namespace CallQuality.Reports.Coaching;

/// <summary>The files of a coaching report: page, table and data.</summary>
public static class CoachingFiles
{
    private static readonly JsonWriterOptions Writing = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, Indented = true, NewLine = "\n" };

    /// <summary>Writes an agent's report.</summary>
    /// <param name="folder">Where to; it must exist.</param>
    /// <param name="report">The report.</param>
    /// <param name="language">Language of the page.</param>
    /// <param name="rubric">Whose bands the medians are shown in.</param>
    /// <param name="results">Way from the folder to the one with the calls' pages, such as <c>../results/</c>; empty where there are none.</param>
    /// <param name="formats">Which files.</param>
    /// <returns>Name of the files without ending.</returns>
    /// <exception cref="IOException">The disk is full.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder may not be written.</exception>
    public static string Write(string folder, CoachingReport report, Language language, Rubric rubric, string results, ResultFormats formats)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(formats);
        var name = "agent-" + PageNames.Plain(report.Agent ?? "unknown");
        if (formats.Html)
        {
            CallResults.WriteText(Path.Combine(folder, name + ".html"), writer => AgentPage.Render(report, language, rubric, results, back: null, writer));
        }

        if (formats.Csv)
        {
            AtomicFile.Write(Path.Combine(folder, name + ".csv"), stream => WriteTable(report, stream));
            AtomicFile.Write(Path.Combine(folder, $"{name}-{PromisesCsv.FileName}"), stream => PromisesCsv.Write([report], stream));
        }

        if (formats.Json)
        {
            AtomicFile.Write(Path.Combine(folder, name + ".json"), stream => WriteData(report, stream));
        }

        return name;
    }

    /// <summary>Writes a team's report; see <see cref="Write(string, CoachingReport, Language, Rubric, string, ResultFormats)"/>.</summary>
    public static string Write(string folder, TeamReport report, Language language, ResultFormats formats)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(formats);
        var name = "team-" + PageNames.Plain(report.Team);
        var words = new Wordings(language);
        if (formats.Html)
        {
            CallResults.WriteText(Path.Combine(folder, name + ".html"), writer => HtmlPage.Write<TeamBody>(writer, language, words.Text("team.title", report.Team), new Dictionary<string, object?>
            {
                [nameof(TeamBody.Report)] = report,
                [nameof(TeamBody.Words)] = words,
            }));
        }

        if (formats.Csv)
        {
            AtomicFile.Write(Path.Combine(folder, name + ".csv"), stream => WriteTable(report, stream));
        }

        if (formats.Json)
        {
            AtomicFile.Write(Path.Combine(folder, name + ".json"), stream => WriteData(report, stream));
        }

        return name;
    }

    private static void WriteTable(CoachingReport report, Stream stream)
    {
        using var csv = CsvTable.Begin(stream);
        csv.WriteHeader(
        [
            "mistake", "calls", "scored", "median", "medianLow", "medianHigh", "lowerQuartile", "upperQuartile", "trend", "slopePerCall", "medianBefore", "scoredBefore",
            "difference", "differenceIsClear",
        ]);
        foreach (var (mistake, series) in report.Mistakes)
        {
            var change = report.Changes.FirstOrDefault(change => change.Mistake == mistake);
            csv.WriteField(mistake.ToString());
            csv.WriteField(report.Calls.Count, default);
            csv.WriteField(series.Points.Count, default);
            csv.WriteField(series.Median, "0.#");
            csv.WriteField(series.MedianInterval?.Low, "0.#");
            csv.WriteField(series.MedianInterval?.High, "0.#");
            csv.WriteField(series.LowerQuartile, "0.#");
            csv.WriteField(series.UpperQuartile, "0.#");
            csv.WriteField(series.Trend.ToString());
            csv.WriteField(series.SlopePerCall, "0.##");
            csv.WriteField(change?.MedianBefore, "0.#");
            csv.WriteField(change?.CountBefore, default);
            csv.WriteField(change?.Difference, "0.#");
            csv.WriteField(change is null ? null : change.IsClear ? "yes" : "no");
            csv.EndRecord();
        }
    }

    private static void WriteTable(TeamReport report, Stream stream)
    {
        using var csv = CsvTable.Begin(stream);
        csv.WriteHeader(["mistake", "agents", "lowerQuartile", "median", "upperQuartile"]);
        foreach (var spread in report.Mistakes)
        {
            csv.WriteField(spread.Mistake.ToString());
            csv.WriteField(spread.AgentCount, default);
            csv.WriteField(spread.LowerQuartile, "0.#");
            csv.WriteField(spread.Median, "0.#");
            csv.WriteField(spread.UpperQuartile, "0.#");
            csv.EndRecord();
        }
    }

    private static void WriteData(CoachingReport report, Stream stream) => WriteJson(stream, new
    {
        schema = "callquality.coaching/1",
        agent = report.Agent,
        calls = report.Calls.Select(call => new { id = call.Scorecard.CallId, startedAt = call.Scorecard.Metadata.StartedAt, overall = call.Scorecard.OverallScore }),
        enoughCalls = report.HasEnoughCalls,
        mistakes = report.Mistakes.Select(item => new
        {
            id = item.Mistake.ToString(),
            scored = item.Series.Points.Count,
            median = item.Series.Median,
            medianLow = item.Series.MedianInterval?.Low,
            medianHigh = item.Series.MedianInterval?.High,
            lowerQuartile = item.Series.LowerQuartile,
            upperQuartile = item.Series.UpperQuartile,
            trend = item.Series.Trend.ToString(),
            slopePerCall = item.Series.SlopePerCall,
        }),
        strongest = report.Strongest?.Mistake.ToString(),
        weakest = report.Weakest?.Mistake.ToString(),
        goals = report.Goals.Select(goal => new { id = goal.Mistake.ToString(), median = goal.Median, worst = Moment(goal.Worst), best = Moment(goal.Best), exercise = Both(goal.Exercise) }),
        changes = report.Changes.Select(change => new
        {
            id = change.Mistake.ToString(),
            medianBefore = change.MedianBefore,
            scoredBefore = change.CountBefore,
            difference = change.Difference,
            isClear = change.IsClear,
        }),
        promisesAsOf = report.PromisesAsOf,
        promises = report.Promises.Select(Promised),
        unscored = report.Unscored.Select(item => new { call = item.Call.Scorecard.CallId, reason = Both(item.Reason) }),
    });

    private static void WriteData(TeamReport report, Stream stream) => WriteJson(stream, new
    {
        schema = "callquality.team/1",
        team = report.Team,
        agents = report.AgentCount,
        calls = report.CallCount,
        unscored = report.UnscoredCount,
        mistakes = report.Mistakes.Select(spread => new
        {
            id = spread.Mistake.ToString(),
            agents = spread.AgentCount,
            lowerQuartile = spread.LowerQuartile,
            median = spread.Median,
            upperQuartile = spread.UpperQuartile,
        }),
        namesRefused = report.NamesRefused,
        named = report.Named.Select(agent => new { agent = agent.Name, medians = Enum.GetNames<Mistake>().Zip(agent.Medians).ToDictionary(pair => pair.First, pair => pair.Second) }),
    });

    private static object? Moment(CoachingMoment? moment) => moment is null ? null : new
    {
        call = moment.Call.Scorecard.CallId,
        startSeconds = moment.Start.TotalSeconds,
        endSeconds = moment.End.TotalSeconds,
        quote = moment.Quote,
    };

    private static object Promised(CoachingPromise item) => new
    {
        call = item.Call.Scorecard.CallId,
        customer = item.Call.Scorecard.Metadata.Customer,
        startSeconds = item.Promise.Start.TotalSeconds,
        quote = item.Promise.Quote,
        kind = item.Promise.Kind.ToString(),
        due = item.Promise.Due,
        state = item.Standing.State.ToString(),
        complaint = Complaint(item.Standing.Complaint),
    };

    private static object? Complaint(CustomerComplaint? missed) => missed is null ? null : new
    {
        at = missed.At,
        call = missed.File is null ? null : missed.CallId,
        startSeconds = missed.File is null ? (double?)null : missed.Complaint.Start.TotalSeconds,
        quote = missed.File is null ? null : missed.Complaint.Quote,
    };

    private static object Both(Bilingual text) => new { de = text.German, en = text.English };

    private static void WriteJson(Stream stream, object data)
    {
        using var writer = new Utf8JsonWriter(stream, Writing);
        JsonSerializer.Serialize(writer, data);
    }
}
