using CallQuality.Core.Coaching;
using CallQuality.Reports.Files;
using CsvHelper;

namespace CallQuality.Reports.Coaching;

/// <summary>One row a promise, with what later calls of the same customer tell of it.</summary>
/// <remarks>As <see cref="Runs.CallsCsv"/>: UTF-8 with byte-order mark, invariant numbers, no cell that begins a formula. Empty is unknown.</remarks>
internal static class PromisesCsv
{
    private const string TimeFormat = "yyyy-MM-ddTHH:mm:sszzz";

    /// <summary>The table's name in a run's folder, and the end of its name beside an agent's report.</summary>
    public const string FileName = "promises.csv";

    /// <summary>Writes the table.</summary>
    /// <param name="reports">Reports of agents, in the order of the rows.</param>
    /// <param name="stream">Where to; not closed.</param>
    public static void Write(IEnumerable<CoachingReport> reports, Stream stream)
    {
        using var csv = CsvTable.Begin(stream);
        csv.WriteHeader(
        [
            "agent", "customer", "call", "file", "startedAt", "startSeconds", "endSeconds", "kind", "who", "quote", "dueQuote", "due", "state",
            "complaintCall", "complaintFile", "complaintAt", "complaintStartSeconds", "complaintQuote",
        ]);
        foreach (var report in reports)
        {
            foreach (var item in report.Promises)
            {
                Write(csv, report.Agent, item);
            }
        }
    }

    private static void Write(CsvWriter csv, string? agent, CoachingPromise item)
    {
        var (card, promise) = (item.Call.Scorecard, item.Promise);
        csv.WriteField(agent);
        csv.WriteField(card.Metadata.Customer);
        csv.WriteField(card.CallId);
        csv.WriteField(card.File);
        csv.WriteField(card.Metadata.StartedAt, TimeFormat);
        csv.WriteField(promise.Start.TotalSeconds, "0.###");
        csv.WriteField(promise.End.TotalSeconds, "0.###");
        csv.WriteField(promise.Kind.ToString());
        csv.WriteField(promise.Who);
        csv.WriteField(promise.Quote);
        csv.WriteField(promise.DueQuote);
        csv.WriteField(promise.Due, TimeFormat);
        csv.WriteField(item.Standing.State.ToString());

        // Of a call that the reader may not open only the day is told.
        var missed = item.Standing.Complaint;
        var open = missed is { File: not null } ? missed : null;
        csv.WriteField(open?.CallId);
        csv.WriteField(open?.File);
        csv.WriteField(missed?.At, TimeFormat);
        csv.WriteField(open?.Complaint.Start.TotalSeconds, "0.###");
        csv.WriteField(open?.Complaint.Quote);
        csv.EndRecord();
    }
}
