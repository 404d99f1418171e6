using System.Globalization;
using System.Text;
using CallQuality.Audio;
using CallQuality.Core.Agreement;
using CallQuality.Core.Mistakes;
using CallQuality.Core.Wording;
using CallQuality.Reports.Files;
using CsvHelper;

namespace CallQuality.Reports.Ratings;

/// <summary>Reviewers' ratings as a table: one row a rating, with the columns call, mistake, rater, score. Thread-safe.</summary>
public static class RatingsCsv
{
    private const string CallColumn = "call";
    private const string MistakeColumn = "mistake";
    private const string RaterColumn = "rater";
    private const string ScoreColumn = "score";
    private static readonly string[] Columns = [CallColumn, MistakeColumn, RaterColumn, ScoreColumn];

    /// <summary>Writes a table.</summary>
    /// <param name="ratings">The ratings, in the order of the rows.</param>
    /// <param name="stream">Where to; not closed.</param>
    public static void Write(IEnumerable<Rating> ratings, Stream stream)
    {
        ArgumentNullException.ThrowIfNull(ratings);
        using var csv = CsvTable.Begin(stream);
        csv.WriteHeader(Columns);
        foreach (var rating in ratings)
        {
            csv.WriteField(rating.CallId);
            csv.WriteField(rating.Mistake.ToString());
            csv.WriteField(rating.Rater);
            csv.WriteField(rating.Score.ToString(CultureInfo.InvariantCulture));
            csv.EndRecord();
        }
    }

    /// <summary>Reads a table separated by comma, semicolon or tab; further columns are left alone.</summary>
    /// <param name="path">The table.</param>
    /// <exception cref="RatingsException">It cannot be read, a column is missing, a value is wrong, or somebody rated the same twice.</exception>
    public static IReadOnlyList<Rating> Read(string path)
    {
        var name = Path.GetFileName(path);
        try
        {
            using var reader = new StreamReader(path, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true));
            using var csv = CsvReader.Create(reader, new CsvReaderOptions { TrimWhitespace = true, TrackLineNumbers = true }, leaveOpen: true);
            return Read(csv, name);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or DecoderFallbackException)
        {
            throw new RatingsException(Texts.Both("ratings.unreadable", name), error);
        }
    }

    private static List<Rating> Read(CsvReader csv, string name)
    {
        string[] header = [.. csv.Headers];
        if (Columns.FirstOrDefault(column => !header.Contains(column, StringComparer.Ordinal)) is { } missing)
        {
            throw new RatingsException(Texts.Both("ratings.noColumn", name, missing));
        }

        var ratings = new List<Rating>();
        var rows = new Dictionary<(string Call, Mistake Mistake, string Rater), long>();
        while (csv.Read())
        {
            var line = csv.LineNumber;
            var (call, rater) = (Named(csv, CallColumn, name), Named(csv, RaterColumn, name));
            if (!Enum.TryParse<Mistake>(csv.GetString(MistakeColumn), out var mistake) || !Enum.IsDefined(mistake))
            {
                throw new RatingsException(Texts.Both("ratings.noMistake", name, line, csv.GetString(MistakeColumn), string.Join(", ", Enum.GetNames<Mistake>())));
            }

            if (!int.TryParse(csv.GetString(ScoreColumn), NumberStyles.None, CultureInfo.InvariantCulture, out var score) || score > 100)
            {
                throw new RatingsException(Texts.Both("ratings.noScore", name, line, csv.GetString(ScoreColumn)));
            }

            if (!rows.TryAdd((call, mistake, rater), line))
            {
                throw new RatingsException(Texts.Both("ratings.twice", name, line, rows[(call, mistake, rater)]));
            }

            ratings.Add(new Rating(call, mistake, rater, score));
        }

        return ratings.Count > 0 ? ratings : throw new RatingsException(Texts.Both("ratings.none", name));
    }

    private static string Named(CsvReader csv, string column, string name) =>
        csv.GetString(column) is { Length: > 0 } text ? text : throw new RatingsException(Texts.Both("ratings.empty", name, csv.LineNumber, column));
}

/// <summary>A table of ratings is not usable.</summary>
public sealed class RatingsException : CallQualityException
{
    internal RatingsException(Bilingual text)
        : base(text)
    {
    }

    internal RatingsException(Bilingual text, Exception inner)
        : base(text, inner)
    {
    }
}
