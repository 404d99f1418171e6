using System.Security.Cryptography;
using CallQuality.Audio;

namespace CallQuality.Inference.ModelFiles;

/// <summary>The folder the models lie in, with the manifest that says what each file must be.</summary>
/// <remarks>Immutable and thread-safe. Nothing is read from a model before its hash was compared.</remarks>
public sealed class ModelFolder
{
    /// <summary>Environment variable that names the model folder.</summary>
    public const string EnvironmentVariable = "CALLQUALITY_MODELS";

    private const string DefaultWhisper = "whisper-base";

    private readonly Dictionary<string, ModelFile> files;

    private ModelFolder(string path, ModelManifest manifest, string? whisperPath = null)
    {
        FolderPath = path;
        WhisperPath = whisperPath ?? Path.Combine(path, DefaultWhisper);
        files = manifest.Files.ToDictionary(file => file.File, StringComparer.Ordinal);
        Files = manifest.Files;
    }

    /// <summary>Full path of the folder.</summary>
    public string FolderPath { get; }

    /// <summary>Full path of the folder of the Whisper model to use: one below this folder, or one of the user's.</summary>
    public string WhisperPath { get; }

    /// <summary>All files the manifest names, in its order.</summary>
    public IReadOnlyList<ModelFile> Files { get; }

    /// <summary>
    /// Finds the model folder: <paramref name="given"/>, else the environment variable <c>CALLQUALITY_MODELS</c>, else
    /// <c>models</c> next to the program, else <c>models</c> in a folder above the program or the working directory.
    /// </summary>
    /// <param name="given">
    /// A folder with a <c>manifest.json</c>; or the folder of one Whisper export, or the name of an installed one such as
    /// <c>small</c>: then everything else is searched for as usual. <see langword="null"/> to search for all.
    /// </param>
    /// <exception cref="ModelFileException">There is none, or it has no readable manifest.</exception>
    public static ModelFolder Locate(string? given = null)
    {
        if (given is null)
        {
            return Environment.GetEnvironmentVariable(EnvironmentVariable) is { Length: > 0 } set ? Open(set) : Search();
        }

        if (Directory.Exists(given) && !WhisperFiles.AreIn(given))
        {
            return Open(given);
        }

        var models = Locate();
        var named = Path.Combine(models.FolderPath, $"whisper-{given}");
        var whisper = Directory.Exists(given) ? given : Directory.Exists(named) ? named : throw Missing(Path.GetFullPath(given));
        return new ModelFolder(models.FolderPath, new ModelManifest { Schema = ModelManifest.CurrentSchema, Files = models.Files }, Path.GetFullPath(whisper));
    }

    /// <summary>Opens a folder that has a <c>manifest.json</c>.</summary>
    /// <exception cref="ModelFileException">The folder or its manifest is missing or unreadable.</exception>
    public static ModelFolder Open(string path)
    {
        var full = Path.GetFullPath(path);
        if (!Directory.Exists(full))
        {
            throw Missing(full);
        }

        if (!ModelManifest.IsIn(full))
        {
            throw Missing(Path.Combine(full, ModelManifest.FileName));
        }

        return new ModelFolder(full, ModelManifest.Read(full));
    }

    /// <summary>Whether the manifest names a file.</summary>
    internal bool Names(string file) => files.ContainsKey(file);

    /// <summary>Full path of a file of the manifest; its content is not looked at.</summary>
    /// <exception cref="ModelFileException">The manifest does not name the file, or it is not there.</exception>
    public string PathOf(string file)
    {
        if (!files.ContainsKey(file))
        {
            throw new ModelFileException(new Bilingual(
                $"{Path.Combine(FolderPath, ModelManifest.FileName)}: der Eintrag „{file}“ fehlt.",
                $"{Path.Combine(FolderPath, ModelManifest.FileName)}: expected an entry '{file}', found none."));
        }

        var path = Path.Combine(FolderPath, file);
        return File.Exists(path) ? path : throw Missing(path);
    }

    /// <summary>Writes an entry into the manifest, in the place of an older one of the same file or in the order of names.</summary>
    /// <remarks>This object keeps the entries it was opened with.</remarks>
    internal void Enter(ModelFile file)
    {
        var others = Files.Where(other => other.File != file.File).Append(file).OrderBy(other => other.File, StringComparer.Ordinal);
        new ModelManifest { Schema = ModelManifest.CurrentSchema, Files = [.. others] }.Write(FolderPath);
    }

    /// <summary>Compares a file's length and hash with the manifest.</summary>
    /// <param name="file">The file's path below the folder, as in the manifest.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>The manifest's entry, which the content now is known to match.</returns>
    /// <exception cref="ModelFileException">The file is missing, unreadable or another one.</exception>
    public ModelFile Verify(string file, CancellationToken cancellationToken = default)
    {
        var path = PathOf(file);
        var expected = files[file];
        var bytes = LengthOf(path);
        if (bytes != expected.Bytes)
        {
            throw new ModelFileException(new Bilingual(
                $"{path}: {bytes} Bytes gefunden, erwartet werden {expected.Bytes}. Die Datei ist unvollständig oder eine andere.",
                $"{path}: found {bytes} bytes, expected {expected.Bytes}. The file is incomplete or another one."));
        }

        var found = HashOf(path, cancellationToken);
        return found == expected.Sha256
            ? expected
            : throw new ModelFileException(new Bilingual(
                $"{path}: SHA-256 {found} gefunden, erwartet wird {expected.Sha256}. Die Datei wurde verändert oder ist eine andere.",
                $"{path}: found SHA-256 {found}, expected {expected.Sha256}. The file was changed or is another one."));
    }

    /// <summary>As <see cref="Verify"/>, for every file the manifest names.</summary>
    /// <exception cref="ModelFileException">A file is missing, unreadable or another one.</exception>
    public void VerifyAll(CancellationToken cancellationToken)
    {
        foreach (var file in Files)
        {
            Verify(file.File, cancellationToken);
        }
    }

    /// <summary>SHA-256 of a file, 64 lower-case hexadecimal digits.</summary>
    /// <exception cref="ModelFileException">The file cannot be read.</exception>
    internal static string HashOf(string path, CancellationToken cancellationToken)
    {
        try
        {
            using var handle = File.OpenHandle(path, options: FileOptions.SequentialScan);
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            var buffer = new byte[1 << 18];
            for (long position = 0; ;)
            {
                cancellationToken.ThrowIfCancellationRequested();
                var read = RandomAccess.Read(handle, buffer, position);
                if (read == 0)
                {
                    return Convert.ToHexStringLower(hash.GetHashAndReset());
                }

                hash.AppendData(buffer, 0, read);
                position += read;
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw Unreadable(path, error);
        }
    }

    // Of a link, that of the file it leads to.
    private static long LengthOf(string path)
    {
        try
        {
            using var handle = File.OpenHandle(path);
            return RandomAccess.GetLength(handle);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw Unreadable(path, error);
        }
    }

    private static ModelFileException Unreadable(string path, Exception error) => new(
        new Bilingual($"{path}: nicht lesbar ({error.Message}).", $"{path}: cannot be read ({error.Message})."),
        error);

    internal static ModelFileException Missing(string path) => new(new Bilingual(
        $"{path}: nicht gefunden; erwartet wird diese Datei eines Modells.",
        $"{path}: not found; expected this file of a model."));

    private static ModelFolder Search()
    {
        foreach (var start in new[] { AppContext.BaseDirectory, Environment.CurrentDirectory })
        {
            for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
            {
                var candidate = Path.Combine(folder.FullName, "models");
                if (ModelManifest.IsIn(candidate))
                {
                    return Open(candidate);
                }
            }
        }

        throw new ModelFileException(new Bilingual(
            $"Kein Ordner models mit {ModelManifest.FileName} gefunden, weder bei {AppContext.BaseDirectory} noch darüber; erwartet wird er dort, in {EnvironmentVariable} oder über --model.",
            $"Found no folder models with a {ModelManifest.FileName} at or above {AppContext.BaseDirectory}; expected it there, in {EnvironmentVariable} or by --model."));
    }
}
