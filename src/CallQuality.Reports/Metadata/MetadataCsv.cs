using System.Text;
using CallQuality.Audio;
using CallQuality.Core.Calls;
using CsvHelper;

namespace CallQuality.Reports.Metadata;

/// <summary>Reads a metadata table: one row a recording, columns as <see cref="MetadataFields.Columns"/>, separated by comma, semicolon or tab. Thread-safe.</summary>
public static class MetadataCsv
{
    // The separator is found by the reader; lines are counted as an editor shows them.
    private static readonly CsvReaderOptions Options = new() { TrimWhitespace = true, TrackLineNumbers = true };

    /// <summary>Reads the whole table.</summary>
    /// <param name="path">The table.</param>
    /// <param name="zone">Time zone of times without an offset.</param>
    /// <returns>The value of the column <c>file</c> to what is known of it, in the order of rows.</returns>
    /// <exception cref="MetadataException">The table cannot be read, a column is unknown or missing, a file is named twice or a value is wrong.</exception>
    public static IReadOnlyList<(string File, CallMetadata Metadata)> Read(string path, TimeZoneInfo zone)
    {
        ArgumentNullException.ThrowIfNull(zone);
        var name = Path.GetFileName(path);
        try
        {
            using var stream = File.OpenRead(path);
            return Read(stream, name, zone);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new MetadataException(
                new Bilingual($"{name}: Die Datei lässt sich nicht lesen, erwartet wird eine lesbare CSV-Datei.", $"{name}: the file cannot be read, expected is a readable CSV file."),
                exception);
        }
    }

    /// <summary>Reads the whole table.</summary>
    /// <param name="stream">Its bytes.</param>
    /// <param name="name">Its name as error sentences show it.</param>
    /// <param name="zone">Time zone of times without an offset.</param>
    /// <returns>The value of the column <c>file</c> to what is known of it, in the order of rows.</returns>
    /// <exception cref="MetadataException">A column is unknown or missing, a file is named twice or a value is wrong.</exception>
    public static IReadOnlyList<(string File, CallMetadata Metadata)> Read(Stream stream, string name, TimeZoneInfo zone)
    {
        try
        {
            using var reader = new StreamReader(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true), leaveOpen: true);
            using var csv = CsvReader.Create(reader, Options, leaveOpen: true);
            return ReadRows(csv, name, zone);
        }
        catch (DecoderFallbackException exception)
        {
            throw new MetadataException(
                new Bilingual($"{name}: Die Datei ist nicht in UTF-8 gespeichert, erwartet wird eine CSV-Datei in UTF-8.", $"{name}: the file is not saved as UTF-8, expected is a CSV file in UTF-8."),
                exception);
        }
    }

    private static List<(string File, CallMetadata Metadata)> ReadRows(CsvReader csv, string name, TimeZoneInfo zone)
    {
        var rows = new List<(string File, CallMetadata Metadata)>();
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        string[] header = [.. csv.Headers];
        if (header.Length == 0)
        {
            throw MetadataFields.Wrong(Place(name, 1), MetadataFields.File, string.Empty, new Bilingual("eine Kopfzeile", "a header row"));
        }

        CheckHeader(header, name);
        while (csv.Read())
        {
            var row = (int)csv.LineNumber;
            var place = Place(name, row);
            if (csv.FieldCount > header.Length)
            {
                throw MetadataFields.Wrong(place, header[^1], csv.GetString(header.Length), new Bilingual("das Ende der Zeile", "the end of the row"));
            }

            var file = csv.GetString(MetadataFields.File) is { Length: > 0 } text
                ? text
                : throw MetadataFields.Wrong(place, MetadataFields.File, string.Empty, new Bilingual("der Name einer Aufnahme", "the name of a recording"));
            if (!seen.TryAdd(file, row))
            {
                throw MetadataFields.Wrong(place, MetadataFields.File, file, new Bilingual(
                    $"jede Aufnahme nur einmal (schon in Zeile {seen[file]})",
                    $"each recording once (already in row {seen[file]})"));
            }

            rows.Add((file, MetadataFields.Parse(column => csv.TryGetFieldIndex(column, out var index) ? csv.GetString(index) : null, place, zone)));
        }

        return rows;
    }

    private static void CheckHeader(string[] header, string name)
    {
        var allowed = string.Join(", ", MetadataFields.Columns);
        var expected = new Bilingual($"eine der Spalten {allowed}", $"one of the columns {allowed}");
        var unknown = header.FirstOrDefault(column => !MetadataFields.Columns.Contains(column, StringComparer.Ordinal));
        if (unknown is not null)
        {
            throw MetadataFields.Wrong(Place(name, 1), unknown, unknown, expected);
        }

        if (!header.Contains(MetadataFields.File, StringComparer.Ordinal))
        {
            throw MetadataFields.Wrong(Place(name, 1), MetadataFields.File, string.Join(", ", header), new Bilingual("eine Spalte „file“", "a column 'file'"));
        }

        var twice = header.GroupBy(column => column, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1)?.Key;
        if (twice is not null)
        {
            throw MetadataFields.Wrong(Place(name, 1), twice, twice, new Bilingual("jede Spalte nur einmal", "each column once"));
        }
    }

    private static Bilingual Place(string name, int row) => new($"{name}, Zeile {row}", $"{name}, row {row}");
}
