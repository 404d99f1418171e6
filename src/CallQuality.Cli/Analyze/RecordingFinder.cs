using CallQuality.Audio;
using CallQuality.Audio.Files;
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

    // A solution of Visual Studio is called like raw samples; a file named on the command line is taken whatever it is called.
    private const string AlsoSolution = ".sln";

    /// <summary>Finds the recordings under the paths.</summary>
    /// <exception cref="UsageException">A path does not exist, or there is no recording at all.</exception>
    public static IReadOnlyList<FoundRecording> Find(IReadOnlyList<string> paths, CancellationToken cancellationToken)
    {
        CheckPaths(paths);
        List<FoundRecording> found = [.. Enumerate(paths, cancellationToken).DistinctBy(recording => Path.GetFullPath(recording.Path))];
        return found.Count > 0 ? found : throw new UsageException(Texts.Both("cli.error.noRecordings", string.Join(", ", paths)));
    }

    /// <summary>Whether the paths are there.</summary>
    /// <exception cref="UsageException">One is not.</exception>
    public static void CheckPaths(IReadOnlyList<string> paths)
    {
        foreach (var path in paths.Where(path => !Directory.Exists(path) && !IsFile(path)))
        {
            // What looks like an option and is no file is an option we don't know: the parser takes it for a path.
            throw new UsageException(path.StartsWith('-') ? Texts.Both("cli.error.unknown", path, "analyze") : Texts.Both("cli.error.missingPath", path));
        }
    }

    /// <summary>The recordings under the paths, one after the other; a path that is not there any more gives none.</summary>
    public static IEnumerable<FoundRecording> Enumerate(IReadOnlyList<string> paths, CancellationToken cancellationToken)
    {
        var visited = new HashSet<string>(StringComparer.Ordinal);
        return paths.SelectMany(path => Directory.Exists(path) ? Search(new DirectoryInfo(path), visited, cancellationToken)
            : IsFile(path) ? [new FoundRecording(path, Problem: null)]
            : []);
    }

    private static bool IsFile(string path) => File.Exists(path) || new FileInfo(path).LinkTarget is not null;

    private static IEnumerable<FoundRecording> Search(DirectoryInfo folder, HashSet<string> visited, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (!visited.Add(RealPath(folder)))
        {
            yield return new FoundRecording(Show(folder), Texts.Both("cli.error.folderLoop", folder.Name));
            yield break;
        }

        if (EntriesOf(folder) is not { } entries)
        {
            yield return new FoundRecording(Show(folder), Texts.Both("cli.error.folderUnreadable", folder.Name));
            yield break;
        }

        foreach (var entry in entries)
        {
            if (entry is DirectoryInfo inner)
            {
                foreach (var found in Search(inner, visited, cancellationToken))
                {
                    yield return found;
                }
            }
            else if (RecordingNames.IsRecording(entry.Name) && !entry.Extension.Equals(AlsoSolution, StringComparison.OrdinalIgnoreCase))
            {
                yield return new FoundRecording(Show(entry), Problem: null);
            }
        }
    }

    private static FileSystemInfo[]? EntriesOf(DirectoryInfo folder)
    {
        try
        {
            return [.. folder.EnumerateFileSystemInfos().OrderBy(entry => entry.Name, StringComparer.Ordinal)];
        }
        catch (Exception error) when (error is UnauthorizedAccessException or IOException)
        {
            return null;
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
