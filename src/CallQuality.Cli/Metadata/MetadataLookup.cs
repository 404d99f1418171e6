using System.Text.Json;
using CallQuality.Audio;
using CallQuality.Core.Calls;
using CallQuality.Reports.Metadata;

namespace CallQuality.Cli.Metadata;

/// <summary>Finds what is known of a recording: a row of the table, else a JSON file of the same name, else its file name, else nothing.</summary>
/// <remarks>Thread-safe after construction.</remarks>
internal sealed class MetadataLookup
{
    private const long LongestJson = 1 << 20;
    private readonly Dictionary<string, CallMetadata> byFile;
    private readonly FileNamePatterns patterns;
    private readonly TimeZoneInfo zone;
    private readonly string folder;

    /// <summary>Reads the table, if there is one.</summary>
    /// <param name="csvPath">The table; <see langword="null"/> for none. Its <c>file</c> column holds file names, or paths from the table's folder.</param>
    /// <param name="patterns">File-name patterns.</param>
    /// <param name="zone">Time zone of times without an offset.</param>
    /// <exception cref="MetadataException">The table is wrong.</exception>
    public MetadataLookup(string? csvPath, FileNamePatterns patterns, TimeZoneInfo zone)
    {
        this.patterns = patterns;
        this.zone = zone;
        folder = csvPath is null ? string.Empty : Path.GetDirectoryName(Path.GetFullPath(csvPath))!;
        byFile = csvPath is null
            ? new Dictionary<string, CallMetadata>(StringComparer.Ordinal)
            : MetadataCsv.Read(csvPath, zone).ToDictionary(row => Key(row.File), row => row.Metadata, StringComparer.Ordinal);
    }

    /// <summary>What is known of a recording; everything unknown where nothing is.</summary>
    /// <exception cref="MetadataException">The JSON file beside it is wrong.</exception>
    public CallMetadata For(string recordingPath)
    {
        var full = Path.GetFullPath(recordingPath);
        return FromTable(full) ?? FromJson(Path.ChangeExtension(full, ".json")) ?? patterns.Match(full, zone) ?? new CallMetadata();
    }

    private CallMetadata? FromTable(string fullPath)
    {
        var relative = folder.Length == 0 ? string.Empty : Key(Path.GetRelativePath(folder, fullPath));
        return byFile.TryGetValue(relative, out var byPath) || byFile.TryGetValue(Key(fullPath), out byPath)
            || byFile.TryGetValue(Path.GetFileName(fullPath), out byPath) ? byPath : null;
    }

    // Tables written on Windows name paths with backslashes.
    private static string Key(string file) => file.Replace('\\', '/') is ['.', '/', .. var rest] ? rest : file.Replace('\\', '/');

    private CallMetadata? FromJson(string path)
    {
        var info = new FileInfo(path);
        if (!info.Exists)
        {
            return null;
        }

        var name = info.Name;
        var place = new Bilingual(name, name);
        try
        {
            using var stream = info.Length <= LongestJson ? info.OpenRead() : throw NotAnObject(name, null);
            using var document = JsonDocument.Parse(stream);
            var root = document.RootElement;
            return root.ValueKind == JsonValueKind.Object ? MetadataFields.Parse(column => Text(root, column, place), place, zone) : throw NotAnObject(name, null);
        }
        catch (Exception exception) when (exception is JsonException or IOException or UnauthorizedAccessException)
        {
            throw NotAnObject(name, exception);
        }
    }

    // Keys of other programs' JSON files are none of ours; only a known key with a strange value is an error.
    private static string? Text(JsonElement root, string column, Bilingual place)
    {
        if (!root.TryGetProperty(column, out var value) || value.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        return value.ValueKind switch
        {
            JsonValueKind.String => value.GetString(),
            JsonValueKind.Number => value.GetRawText(),
            _ => throw MetadataFields.Wrong(place, column, value.GetRawText(), new Bilingual("ein Text oder eine Zahl", "a text or a number")),
        };
    }

    private static MetadataException NotAnObject(string name, Exception? inner) => new(
        new Bilingual(
            $"{name}: Die Datei enthält kein lesbares JSON-Objekt, erwartet werden Angaben wie {{ \"agent\": \"…\", \"language\": \"de\" }}.",
            $"{name}: the file holds no readable JSON object, expected are entries such as {{ \"agent\": \"…\", \"language\": \"de\" }}."),
        inner);
}
