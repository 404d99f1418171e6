using System.Text.Encodings.Web;
using System.Text.Json;
using CallQuality.Audio;
using CallQuality.Core.Analysis;
using CallQuality.Core.Calls;

namespace CallQuality.Reports.Json;

/// <summary>The public form of a scorecard: <c>scorecard.json</c>, schema <c>callquality.scorecard/1</c>.</summary>
/// <remarks>
/// Times are seconds from the recording's start, numbers invariant, unknown is <c>null</c>. The same scorecard gives the
/// same bytes on every machine. Thread-safe.
/// </remarks>
public static class ScorecardJson
{
    /// <summary>The schema's name and version as it stands in every file.</summary>
    public const string SchemaName = "callquality.scorecard/1";

    /// <summary>The file's name in a call's folder of results.</summary>
    public const string FileName = "scorecard.json";

    private const string SchemaResource = "CallQuality.Reports.Json.scorecard.schema.json";

    // The encoder is the writer's and not the serializer's: with one of its own the serializer leaves the code generated for it
    // and takes a third of a second to start. Umlauts stay readable; no page embeds this text.
    private static readonly JsonWriterOptions Writing = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Indented = true,
        NewLine = "\n",
    };

    /// <summary>The file's bytes: UTF-8 without byte-order mark, indented, with a final line feed.</summary>
    /// <param name="scorecard">The result.</param>
    /// <param name="language">Language of <c>reason</c>, <c>explanation</c> and <c>advice</c>; both languages stand beside them.</param>
    public static byte[] ToBytes(Scorecard scorecard, Language language)
    {
        ArgumentNullException.ThrowIfNull(scorecard);
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, Writing))
        {
            JsonSerializer.Serialize(writer, new ScorecardToDocument(scorecard, language).Convert(), ScorecardJsonContext.Default.ScorecardDocument);
        }

        buffer.WriteByte((byte)'\n');
        return buffer.ToArray();
    }

    /// <summary>Reads a scorecard back. Numbers come back as they were rounded for the file; writing again gives the same bytes.</summary>
    /// <param name="bytes">The file's bytes.</param>
    /// <param name="fileName">The file's name as error sentences show it.</param>
    /// <exception cref="UnreadableScorecardException">The bytes are no scorecard of this schema.</exception>
    public static Scorecard Read(ReadOnlySpan<byte> bytes, string fileName)
    {
        try
        {
            var document = JsonSerializer.Deserialize(bytes, ScorecardJsonContext.Default.ScorecardDocument);
            if (document?.Schema != SchemaName)
            {
                throw UnreadableScorecardException.WrongSchema(fileName, document?.Schema);
            }

            return DocumentToScorecard.Convert(document);
        }
        catch (Exception error) when (error is JsonException or ArgumentException or NullReferenceException or FormatException or InvalidOperationException)
        {
            throw UnreadableScorecardException.Broken(fileName, error);
        }
    }

    /// <summary>The JSON Schema (draft 2020-12) that every file satisfies.</summary>
    public static string SchemaText()
    {
        using var stream = typeof(ScorecardJson).Assembly.GetManifestResourceStream(SchemaResource)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}

/// <summary>A file that should be a scorecard is not one.</summary>
public sealed class UnreadableScorecardException(Bilingual text, Exception? inner = null) : CallQualityException(text, inner)
{
    internal static UnreadableScorecardException WrongSchema(string fileName, string? found) => new(new Bilingual(
        $"{fileName}: Schema „{found ?? "–"}“ gefunden, erwartet wird „{ScorecardJson.SchemaName}“.",
        $"{fileName}: found schema \"{found ?? "none"}\", expected \"{ScorecardJson.SchemaName}\"."));

    internal static UnreadableScorecardException Broken(string fileName, Exception inner) => new(
        new Bilingual(
            $"{fileName}: Die Datei ist keine lesbare Bewertung ({inner.Message}); erwartet wird JSON nach dem Schema {ScorecardJson.SchemaName}.",
            $"{fileName}: the file is no readable scorecard ({inner.Message}); expected JSON of schema {ScorecardJson.SchemaName}."),
        inner);
}
