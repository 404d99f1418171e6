using CallQuality.Cli.Analyze;

namespace CallQuality.Cli.Batch;

/// <summary>Of the files a watched folder holds, those that are complete: their length has not changed since the last look, and nobody has them locked.</summary>
internal sealed class SettledFiles
{
    private Dictionary<string, (long Bytes, bool Given)> before = new(StringComparer.Ordinal);

    /// <summary>The files that are complete and were not given before.</summary>
    public IEnumerable<FoundRecording> Of(IEnumerable<FoundRecording> found)
    {
        var now = new Dictionary<string, (long Bytes, bool Given)>(StringComparer.Ordinal);
        foreach (var recording in found)
        {
            var seen = before.TryGetValue(recording.Path, out var last);
            var bytes = recording.Problem is null && File.Exists(recording.Path) ? new FileInfo(recording.Path).Length : 0;
            var isNew = !seen || last.Bytes != bytes || !last.Given;
            var give = isNew && seen && last.Bytes == bytes && !IsLocked(recording);
            now[recording.Path] = (bytes, give || !isNew);
            if (give)
            {
                yield return recording;
            }
        }

        before = now;
    }

    // What cannot be opened for another reason is for the import to say.
    private static bool IsLocked(FoundRecording recording)
    {
        if (recording.Problem is not null || !File.Exists(recording.Path) || new FileInfo(recording.Path).Length == 0)
        {
            return false;
        }

        try
        {
            using var file = new FileStream(recording.Path, FileMode.Open, FileAccess.Read, FileShare.Read);
            return false;
        }
        catch (IOException error) when (error is not (FileNotFoundException or DirectoryNotFoundException))
        {
            return true;
        }
        catch (Exception error) when (error is UnauthorizedAccessException or IOException)
        {
            return false;
        }
    }
}
