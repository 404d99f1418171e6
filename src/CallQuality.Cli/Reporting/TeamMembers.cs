using System.Text;
using CallQuality.Cli.Commands;
using CallQuality.Core.Wording;
using CsvHelper;

namespace CallQuality.Cli.Reporting;

/// <summary>Reads who is in which team: a CSV with the columns <c>agent</c> and <c>team</c>.</summary>
internal static class TeamMembers
{
    private static readonly CsvReaderOptions Options = new() { TrimWhitespace = true, TrackLineNumbers = true };

    /// <summary>Reads the table.</summary>
    /// <exception cref="UsageException">It is missing, a column is, or a value.</exception>
    public static IReadOnlyList<(string Agent, string Team)> Read(string path)
    {
        if (!File.Exists(path))
        {
            throw new UsageException(Texts.Both("cli.error.missingFile", path));
        }

        using var reader = new StreamReader(path, Encoding.UTF8);
        using var csv = CsvReader.Create(reader, Options, leaveOpen: true);
        var members = new List<(string Agent, string Team)>();
        while (csv.Read())
        {
            members.Add((Value(csv, "agent", path), Value(csv, "team", path)));
        }

        return members;
    }

    private static string Value(CsvReader csv, string column, string path) =>
        csv.TryGetFieldIndex(column, out var index) && csv.GetString(index) is { Length: > 0 } text
            ? text
            : throw new UsageException(Texts.Both("cli.report.error.members", path, csv.LineNumber, column));
}
