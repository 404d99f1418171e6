using CallQuality.Audio;
using CallQuality.Cli.Commands;
using CallQuality.Core.Wording;

namespace CallQuality.Cli.Analyze;

/// <summary>A path that is to be analysed, or the reason why it cannot be.</summary>
/// <param name="Path">The path as the user knows it.</param>
/// <param name="Problem">Why it cannot be read; <see langword="null"/> where nothing is known against it yet.</param>
internal sealed record FoundRecording(string Path, Bilingual? Problem);

/// <summary>Turns files and folders into a list of recordings, in an order that does not depend on the file system.</summary>
internal static class RecordingFinder
{
    /// <summary>The name a folder's metadata table has when <c>--metadata</c> names none.</summary>
    public const string MetadataFileName = "metadata.csv";

    // What a folder is searched for; a file named on the command line is taken whatever it is called.
    private static readonly HashSet<string> Extensions = new(StringComparer.OrdinalIgnoreCase)
    {
        ".wav", ".wave", ".rf64", ".mp3", ".mp2", ".opus", ".ogg", ".oga", ".spx", ".flac", ".gsm", ".g722", ".m4a", ".m4b", ".mp4",
        ".aac", ".amr", ".awb", ".wma", ".webm", ".mka", ".mkv", ".aif", ".aiff", ".aifc", ".au", ".snd", ".al", ".ul", ".3gp", ".caf", ".wv",
    };

    /// <summary>Finds the recordings under the paths.</summary>
    /// <exception cref="UsageException">A path does not exist, or there is no recording at all.</exception>
    public static IReadOnlyList<FoundRecording> Find(IReadOnlyList<string> paths, CancellationToken cancellationToken)
    {
        var found = new List<FoundRecording>();
        var visited = new HashSet<string>(StringComparer.Ordinal);
        foreach (var path in paths)
        {
            if (Directory.Exists(path))
            {
                Search(new DirectoryInfo(path), visited, found, cancellationToken);
            }
            else if (File.Exists(path) || new FileInfo(path).LinkTarget is not null)
            {
                found.Add(new FoundRecording(path, Problem: null));
            }
            else
            {
                // What looks like an option and is no file is an option we don't know: the parser takes it for a path.
                throw new UsageException(path.StartsWith('-') ? Texts.Both("cli.error.unknown", path, "analyze") : Texts.Both("cli.error.missingPath", path));
            }
        }

        return found.Count > 0
            ? [.. found.DistinctBy(recording => Path.GetFullPath(recording.Path))]
            : throw new UsageException(Texts.Both("cli.error.noRecordings", string.Join(", ", paths)));
    }

    private static void Search(DirectoryInfo folder, HashSet<string> visited, List<FoundRecording> found, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (!visited.Add(RealPath(folder)))
        {
            found.Add(new FoundRecording(Show(folder), Texts.Both("cli.error.folderLoop", folder.Name)));
            return;
        }

        FileSystemInfo[] entries;
        try
        {
            entries = [.. folder.EnumerateFileSystemInfos().OrderBy(entry => entry.Name, StringComparer.Ordinal)];
        }
        catch (Exception error) when (error is UnauthorizedAccessException or IOException)
        {
            found.Add(new FoundRecording(Show(folder), Texts.Both("cli.error.folderUnreadable", folder.Name)));
            return;
        }

        foreach (var entry in entries)
        {
            if (entry is DirectoryInfo inner)
            {
                Search(inner, visited, found, cancellationToken);
            }
            else if (Extensions.Contains(entry.Extension))
            {
                found.Add(new FoundRecording(Show(entry), Problem: null));
            }
        }
    }

    private static string RealPath(DirectoryInfo folder)
    {
        try
        {
            return folder.ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? folder.FullName;
        }
        catch (IOException)
        {
            // A link that leads nowhere or in circles: its own name is as good as any.
            return folder.FullName;
        }
    }

    // Paths are shown as the user wrote them, relative to where the program was started.
    private static string Show(FileSystemInfo entry)
    {
        var relative = Path.GetRelativePath(Environment.CurrentDirectory, entry.FullName);
        return relative.StartsWith("..", StringComparison.Ordinal) ? entry.FullName : relative;
    }
}
