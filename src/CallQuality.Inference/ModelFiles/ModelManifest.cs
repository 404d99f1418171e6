using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using CallQuality.Audio;

namespace CallQuality.Inference.ModelFiles;

/// <summary>One file of a model folder as its manifest names it.</summary>
public sealed record ModelFile
{
    /// <summary>Path below the folder, with slashes.</summary>
    public required string File { get; init; }

    /// <summary>Length in bytes.</summary>
    public required long Bytes { get; init; }

    /// <summary>SHA-256 of the content, 64 lower-case hexadecimal digits.</summary>
    public required string Sha256 { get; init; }

    /// <summary>Short name of the licence the file may be passed on under.</summary>
    public required string Licence { get; init; }

    /// <summary>Where the file comes from.</summary>
    public required string Origin { get; init; }
}

/// <summary>The list of a model folder's files, <c>manifest.json</c>.</summary>
internal sealed record ModelManifest
{
    public const string FileName = "manifest.json";

    public const string CurrentSchema = "callquality.models/1";

    // People read it too: an umlaut stays one.
    private static readonly ManifestJson Readable = new(new JsonSerializerOptions(ManifestJson.Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    public required string Schema { get; init; }

    public required IReadOnlyList<ModelFile> Files { get; init; }

    public static bool IsIn(string folder) => File.Exists(Path.Combine(folder, FileName));

    /// <exception cref="ModelFileException">The manifest is no JSON, of another schema, or names a file outside its folder.</exception>
    public static ModelManifest Read(string folder)
    {
        var path = Path.Combine(folder, FileName);
        ModelManifest manifest;
        try
        {
            using var stream = File.OpenRead(path);
            manifest = JsonSerializer.Deserialize(stream, ManifestJson.Default.ModelManifest) ?? throw new JsonException("null");
        }
        catch (Exception error) when (error is JsonException or IOException or UnauthorizedAccessException)
        {
            throw new ModelFileException(
                new Bilingual(
                    $"{path}: kein lesbares Modellverzeichnis ({error.Message}); erwartet wird JSON nach dem Schema {CurrentSchema}.",
                    $"{path}: not a readable model manifest ({error.Message}); expected JSON of schema {CurrentSchema}."),
                error);
        }

        if (manifest.Schema != CurrentSchema)
        {
            throw new ModelFileException(new Bilingual(
                $"{path}: Schema „{manifest.Schema}“ gefunden, erwartet wird „{CurrentSchema}“.",
                $"{path}: found schema '{manifest.Schema}', expected '{CurrentSchema}'."));
        }

        if (manifest.Files.FirstOrDefault(file => !StaysInside(folder, file.File)) is { } outside)
        {
            throw new ModelFileException(new Bilingual(
                $"{path}: der Eintrag „{outside.File}“ zeigt aus dem Modellordner hinaus; erwartet wird ein Pfad darin.",
                $"{path}: the entry '{outside.File}' points outside the model folder; expected a path inside it."));
        }

        return manifest;
    }

    public void Write(string folder)
    {
        var path = Path.Combine(folder, FileName);
        var draft = path + ".tmp";
        using (var stream = File.Create(draft))
        {
            JsonSerializer.Serialize(stream, this, Readable.ModelManifest);
            stream.WriteByte((byte)'\n');
        }

        File.Move(draft, path, overwrite: true);
    }

    private static bool StaysInside(string folder, string file)
    {
        var root = Path.GetFullPath(folder) + Path.DirectorySeparatorChar;
        return Path.GetFullPath(Path.Combine(folder, file)).StartsWith(root, StringComparison.Ordinal);
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(ModelManifest))]
internal sealed partial class ManifestJson : JsonSerializerContext;
