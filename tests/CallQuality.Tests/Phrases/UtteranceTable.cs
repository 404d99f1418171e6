using CsvHelper;

namespace CallQuality.Tests.Phrases;

/// <summary>The written lines that the phrase classifier is trained on, as rows by column name.</summary>
internal static class UtteranceTable
{
    public static IReadOnlyList<IReadOnlyDictionary<string, string>> Read(string path)
    {
        using var text = new StreamReader(path);
        using var csv = CsvReader.Create(text, new CsvReaderOptions(), leaveOpen: true);
        string[] header = [.. csv.Headers];
        var rows = new List<IReadOnlyDictionary<string, string>>();
        while (csv.Read())
        {
            rows.Add(header.ToDictionary(column => column, csv.GetString, StringComparer.Ordinal));
        }

        return rows;
    }
}
