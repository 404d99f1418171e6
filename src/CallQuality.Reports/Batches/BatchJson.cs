using System.Text.Encodings.Web;
using System.Text.Json;
using CallQuality.Core.Batches;

namespace CallQuality.Reports.Batches;

/// <summary>A batch as data: <c>batch.json</c>, schema <c>callquality.batch/1</c>. Files are written one after the other, so that a long batch needs no memory.</summary>
public static class BatchJson
{
    /// <summary>The file's name in a batch's folder.</summary>
    public const string FileName = "batch.json";

    private const int FlushBytes = 1 << 16;
    private static readonly JsonWriterOptions Writing = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, Indented = true, NewLine = "\n" };

    /// <summary>Writes the batch.</summary>
    /// <param name="summary">The sums.</param>
    /// <param name="entries">The files, read one after the other.</param>
    /// <param name="stream">Where to; not closed.</param>
    public static void Write(BatchSummary summary, IEnumerable<BatchEntry> entries, Stream stream)
    {
        ArgumentNullException.ThrowIfNull(summary);
        ArgumentNullException.ThrowIfNull(entries);
        using var json = new Utf8JsonWriter(stream, Writing);
        json.WriteStartObject();
        json.WriteString("schema", "callquality.batch/1");
        WriteSums(json, summary);
        json.WriteStartArray("files");
        foreach (var entry in entries)
        {
            WriteEntry(json, entry);
            if (json.BytesPending > FlushBytes)
            {
                json.Flush();
            }
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteSums(Utf8JsonWriter json, BatchSummary summary)
    {
        json.WriteNumber("batch", summary.Number);
        json.WriteString("startedAt", summary.StartedAt);
        WriteOptional(json, "endedAt", summary.EndedAt, json.WriteStringValue);
        json.WriteBoolean("cancelled", summary.IsCancelled);
        json.WriteNumber("calls", summary.CallCount);
        json.WriteNumber("durationSeconds", Math.Round(summary.DurationSeconds, 3));
        json.WriteStartObject("outcomes");
        foreach (var outcome in Enum.GetValues<BatchOutcome>())
        {
            json.WriteNumber(JsonNamingPolicy.CamelCase.ConvertName(outcome.ToString()), summary.Count(outcome));
        }

        json.WriteEndObject();
        json.WriteStartArray("stages");
        foreach (var stage in summary.Stages)
        {
            json.WriteStartObject();
            json.WriteString("stage", stage.Stage);
            json.WriteNumber("calls", stage.Count);
            json.WriteNumber("totalSeconds", Math.Round(stage.TotalSeconds, 3));
            json.WriteNumber("longestSeconds", Math.Round(stage.LongestSeconds, 3));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteEntry(Utf8JsonWriter json, BatchEntry entry)
    {
        json.WriteStartObject();
        json.WriteString("file", entry.Path);
        json.WriteString("call", entry.CallId);
        json.WriteString("outcome", entry.Outcome.ToString());
        if (entry.Reason is { } reason)
        {
            json.WriteStartObject("reason");
            json.WriteString("de", reason.German);
            json.WriteString("en", reason.English);
            json.WriteEndObject();
        }
        else
        {
            json.WriteNull("reason");
        }

        WriteOptional(json, "overall", entry.OverallScore, json.WriteNumberValue);
        WriteOptional(json, "durationSeconds", entry.DurationSeconds, seconds => json.WriteNumberValue(Math.Round(seconds, 3)));
        json.WriteString("page", entry.ResultFolder);
        json.WriteEndObject();
    }

    private static void WriteOptional<T>(Utf8JsonWriter json, string name, T? value, Action<T> write)
        where T : struct
    {
        json.WritePropertyName(name);
        if (value is { } known)
        {
            write(known);
        }
        else
        {
            json.WriteNullValue();
        }
    }
}
