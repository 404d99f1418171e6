using CallQuality.Core.Analysis;
using CallQuality.Core.Calls;
using CallQuality.Core.Mistakes;
using CallQuality.Core.Wording;
using CallQuality.Reports.Files;
using CsvHelper;

namespace CallQuality.Reports.Runs;

/// <summary>One row a file of a run: <c>calls.csv</c>.</summary>
/// <remarks>
/// UTF-8 with byte-order mark (spreadsheets need it to see umlauts), commas, invariant numbers. Empty is unknown or not scored.
/// File and agent names come from outside: what a spreadsheet would run as a formula is written as text.
/// </remarks>
public static class CallsCsv
{
    /// <summary>The file's name in a run's folder.</summary>
    public const string FileName = "calls.csv";

    private static readonly string[] Leading =
        ["file", "agent", "customer", "queue", "startedAt", "durationSeconds", "language", "outcome", "reason", "overall", "overallConfidence"];

    /// <summary>Writes the table.</summary>
    /// <param name="outcomes">What became of each file, in the order of the rows.</param>
    /// <param name="language">Language of the reasons; everything else is the same in both.</param>
    /// <param name="stream">Where to; not closed.</param>
    public static void Write(IEnumerable<CallOutcome> outcomes, Language language, Stream stream)
    {
        ArgumentNullException.ThrowIfNull(outcomes);
        using var csv = CsvTable.Begin(stream);
        csv.WriteHeader([.. Leading, .. Enum.GetNames<Mistake>(), "notScored", "page"]);
        foreach (var outcome in outcomes)
        {
            csv.WriteField(outcome.Scorecard?.File ?? Path.GetFileName(outcome.Path));
            WriteCall(csv, outcome.Scorecard);
            csv.WriteField(outcome.Kind.ToString());
            csv.WriteField(outcome.Reason?.In(language));
            WriteScores(csv, outcome.Scorecard);
            csv.WriteField(outcome is { Kind: OutcomeKind.Analysed, ResultFolder: { } folder } ? folder.Replace('\\', '/') : null);
            csv.EndRecord();
        }
    }

    private static void WriteCall(CsvWriter csv, Scorecard? card)
    {
        csv.WriteField(card?.Metadata.Agent);
        csv.WriteField(card?.Metadata.Customer);
        csv.WriteField(card?.Metadata.Queue);
        csv.WriteField(card?.Metadata.StartedAt, "yyyy-MM-ddTHH:mm:sszzz");
        csv.WriteField(card?.Duration.TotalSeconds, "0.###");
        csv.WriteField(card?.Transcript.LanguageCode);
    }

    private static void WriteScores(CsvWriter csv, Scorecard? card)
    {
        csv.WriteField(card?.OverallScore, default);
        csv.WriteField(card?.OverallConfidence, "0.###");
        foreach (var mistake in Enum.GetValues<Mistake>())
        {
            csv.WriteField(card?.Mistakes.FirstOrDefault(result => result.Mistake == mistake)?.Score, default);
        }

        csv.WriteField(card is null
            ? null
            : string.Join(' ', card.Mistakes.Where(result => result.Status == ScoreStatus.NotScorable).Select(result => result.Mistake.ToString())));
    }
}
