using CallQuality.Core.Batches;
using CallQuality.Core.Calls;
using CallQuality.Core.Wording;
using CallQuality.Reports.Files;

namespace CallQuality.Reports.Batches;

/// <summary>One row a file of a batch: <c>batch.csv</c>. As <see cref="Runs.CallsCsv"/> in its form.</summary>
public static class BatchCsv
{
    /// <summary>The file's name in a batch's folder.</summary>
    public const string FileName = "batch.csv";

    /// <summary>Writes the table.</summary>
    /// <param name="entries">The files, read one after the other.</param>
    /// <param name="language">Language of the reasons.</param>
    /// <param name="stream">Where to; not closed.</param>
    public static void Write(IEnumerable<BatchEntry> entries, Language language, Stream stream)
    {
        ArgumentNullException.ThrowIfNull(entries);
        using var csv = CsvTable.Begin(stream);
        csv.WriteHeader(["file", "call", "outcome", "reason", "overall", "durationSeconds", "page"]);
        foreach (var entry in entries)
        {
            csv.WriteField(entry.Path);
            csv.WriteField(entry.CallId);
            csv.WriteField(entry.Outcome.ToString());
            csv.WriteField(entry.Reason?.In(language));
            csv.WriteField(entry.OverallScore, default);
            csv.WriteField(entry.DurationSeconds, "0.###");
            csv.WriteField(entry.ResultFolder);
            csv.EndRecord();
        }
    }
}
