using System.Globalization;
using CallQuality.Audio;

namespace CallQuality.Core.Calls;

/// <summary>Turns texts of a metadata row, a JSON file or a file name into <see cref="CallMetadata"/>. Thread-safe.</summary>
public static class MetadataFields
{
    private static readonly string[] StartFormats =
    [
        "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd HH:mm:ssK", "yyyy-MM-dd HH:mm:ss zzz",
        "yyyy-MM-dd HH:mmK", "dd.MM.yyyy HH:mm:ss", "dd.MM.yyyy HH:mm",
    ];

    /// <summary>The column that names the recording.</summary>
    public const string File = "file";

    /// <summary>All columns in the order of the documentation.</summary>
    public static IReadOnlyList<string> Columns { get; } = [File, "agent", "customer", "startedAt", "agentChannel", "language", "queue"];

    /// <summary>Validates texts; empty and missing ones are unknown.</summary>
    /// <param name="field">Gives the text of a column, or <see langword="null"/>.</param>
    /// <param name="place">Names file and row for error sentences: <c>calls.csv, Zeile 4</c> and <c>calls.csv, row 4</c>.</param>
    /// <param name="zone">Time zone of times without an offset.</param>
    /// <exception cref="MetadataException">A text is not what its column takes.</exception>
    public static CallMetadata Parse(Func<string, string?> field, Bilingual place, TimeZoneInfo zone)
    {
        ArgumentNullException.ThrowIfNull(field);
        ArgumentNullException.ThrowIfNull(zone);
        string? Text(string column) => field(column)?.Trim() is { Length: > 0 } text ? text : null;
        return new CallMetadata
        {
            Agent = Text("agent"),
            Customer = Text("customer"),
            StartedAt = Text("startedAt") is { } start ? Start(start, place, zone) : null,
            AgentChannel = Text("agentChannel") is { } channel ? Channel(channel, place) : null,
            Language = Text("language") is { } language ? ParseLanguage(language, place) : null,
            Queue = Text("queue"),
        };
    }

    /// <summary>The error of a column.</summary>
    /// <param name="place">File and row.</param>
    /// <param name="column">The column.</param>
    /// <param name="found">Its text.</param>
    /// <param name="expected">What it should be.</param>
    public static MetadataException Wrong(Bilingual place, string column, string found, Bilingual expected) => new(new Bilingual(
        $"{place.German}, Spalte „{column}“: „{found}“ gefunden, erwartet wird {expected.German}.",
        $"{place.English}, column '{column}': found '{found}', expected is {expected.English}."));

    private static DateTimeOffset Start(string text, Bilingual place, TimeZoneInfo zone)
    {
        if (!DateTimeOffset.TryParseExact(text, StartFormats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var value))
        {
            throw Wrong(place, "startedAt", text, new Bilingual(
                "ein Zeitpunkt wie 2026-11-25T14:30:00+01:00 oder 25.11.2026 14:30",
                "a time such as 2026-11-25T14:30:00+01:00"));
        }

        // A time that ends in neither Z nor an offset is the house's own.
        var hasOffset = text.EndsWith('Z') || text.LastIndexOf('+') > 0 || text.LastIndexOf('-') > text.IndexOf(':', StringComparison.Ordinal);
        if (hasOffset)
        {
            return value;
        }

        var local = DateTime.SpecifyKind(value.DateTime, DateTimeKind.Unspecified);
        return new DateTimeOffset(local, zone.GetUtcOffset(local));
    }

    private static int Channel(string text, Bilingual place) => text.ToLowerInvariant() switch
    {
        "left" or "links" or "0" => 0,
        "right" or "rechts" or "1" => 1,
        _ => throw Wrong(place, "agentChannel", text, new Bilingual("left, right oder nichts", "left, right or nothing")),
    };

    private static Language ParseLanguage(string text, Bilingual place) =>
        LanguageCodes.FromCode(text.ToLowerInvariant()) ?? throw Wrong(place, "language", text, new Bilingual("de, en oder nichts", "de, en or nothing"));
}
