using CallQuality.Core.Batches;
using CallQuality.Core.Calls;
using CallQuality.Reports.Files;
using CallQuality.Reports.Pages;
using CallQuality.Reports.Runs;

namespace CallQuality.Reports.Batches;

/// <summary>The files that sum a batch up: <c>batch.html</c>, <c>batch.csv</c>, <c>batch.json</c>.</summary>
public static class BatchPage
{
    /// <summary>The page's name in a batch's folder.</summary>
    public const string FileName = "batch.html";

    /// <summary>Most files that the page lists under one heading; the table has all of them.</summary>
    public const int MostListed = 500;

    /// <summary>Writes the files.</summary>
    /// <param name="folder">The batch's folder; it must exist.</param>
    /// <param name="summary">The sums.</param>
    /// <param name="entries">The files that ended so, or all for <see langword="null"/>; asked several times.</param>
    /// <param name="language">Language of page and reasons.</param>
    /// <param name="formats">Which files.</param>
    /// <exception cref="IOException">The disk is full.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder may not be written.</exception>
    public static void Write(
        string folder, BatchSummary summary, Func<IReadOnlyCollection<BatchOutcome>?, IEnumerable<BatchEntry>> entries, Language language, ResultFormats formats)
    {
        ArgumentNullException.ThrowIfNull(entries);
        ArgumentNullException.ThrowIfNull(formats);
        if (formats.Csv)
        {
            AtomicFile.Write(Path.Combine(folder, BatchCsv.FileName), stream => BatchCsv.Write(entries(null), language, stream));
        }

        if (formats.Json)
        {
            AtomicFile.Write(Path.Combine(folder, BatchJson.FileName), stream => BatchJson.Write(summary, entries(null), stream));
        }

        if (formats.Html)
        {
            CallResults.WriteText(Path.Combine(folder, FileName), writer => Render(summary, entries, language, formats.Csv ? BatchCsv.FileName : null, writer));
        }
    }

    /// <summary>Writes the page.</summary>
    internal static void Render(
        BatchSummary summary, Func<IReadOnlyCollection<BatchOutcome>?, IEnumerable<BatchEntry>> entries, Language language, string? table, TextWriter writer)
    {
        var words = new Wordings(language);
        BatchOutcome[] listed = [BatchOutcome.Failed, BatchOutcome.Rejected, BatchOutcome.NotScorable, BatchOutcome.Cancelled];
        HtmlPage.Write<BatchBody>(writer, language, words.Text("batch.title", summary.Number), new Dictionary<string, object?>
        {
            [nameof(BatchBody.Summary)] = summary,
            [nameof(BatchBody.Listed)] = listed.Select(outcome => (outcome, entries([outcome]).Take(MostListed).ToList())).Where(list => list.Item2.Count > 0).ToList(),
            [nameof(BatchBody.Table)] = table,
            [nameof(BatchBody.Words)] = words,
        });
    }
}
