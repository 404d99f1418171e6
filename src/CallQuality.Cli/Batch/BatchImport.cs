using CallQuality.Audio.Files;
using CallQuality.Cli.Analyze;
using CallQuality.Core.Calls;
using CallQuality.Core.Wording;
using CallQuality.Storage;
using CallQuality.Storage.Batches;
using CallQuality.Storage.Recordings;

namespace CallQuality.Cli.Batch;

/// <summary>Takes files into a batch, some hundreds at a time, so that memory does not grow with their number.</summary>
internal sealed class BatchImport(BatchLedger ledger, IRecordingStore recordings, RunMetadata metadata)
{
    private const int ChunkFiles = 200;

    // PostgreSQL keeps microseconds.
    private const long TicksKept = TimeSpan.TicksPerMicrosecond;

    /// <summary>Imports. Files that have not changed since some batch saw them are not read again.</summary>
    /// <param name="batchId">The batch.</param>
    /// <param name="found">The files.</param>
    /// <param name="imported">Told the number of files so far.</param>
    /// <param name="stop">Ends the work between two files; what was looked at so far is kept.</param>
    /// <returns>How many files were new to the batch's program or rejected.</returns>
    /// <exception cref="DatabaseException">The store cannot be written.</exception>
    public int Run(long batchId, IEnumerable<FoundRecording> found, Action<int> imported, CancellationToken stop)
    {
        var (count, changed) = (0, 0);
        foreach (var chunk in found.Chunk(ChunkFiles))
        {
            var known = ledger.Known([.. chunk.Select(file => Path.GetFullPath(file.Path))]);
            var files = new List<ImportedFile>(ChunkFiles);
            foreach (var file in chunk.DistinctBy(file => Path.GetFullPath(file.Path)))
            {
                if (stop.IsCancellationRequested)
                {
                    break;
                }

                files.Add(Look(file, known));
                changed += files[^1].Problem is not null || files[^1].Kept != known.GetValueOrDefault(files[^1].Path)?.Kept ? 1 : 0;
                imported(++count);
            }

            ledger.Add(batchId, files);
            if (stop.IsCancellationRequested)
            {
                break;
            }
        }

        return changed;
    }

    private ImportedFile Look(FoundRecording found, IReadOnlyDictionary<string, KnownFile> known)
    {
        var path = Path.GetFullPath(found.Path);
        if (found.Problem is { } problem)
        {
            return new ImportedFile(path, 0, DateTime.UnixEpoch, null, new CallMetadata(), problem);
        }

        try
        {
            RecordingReader.CheckReadable(found.Path);
            var about = metadata.For(found.Path);
            var file = new FileInfo(found.Path);
            var (bytes, modifiedAt) = (file.Length, new DateTime(file.LastWriteTimeUtc.Ticks / TicksKept * TicksKept, DateTimeKind.Utc));
            var kept = known.TryGetValue(path, out var before) && before.Bytes == bytes && before.ModifiedAt == modifiedAt && Stored(found.Path, () => recordings.Contains(before.Kept.Name))
                ? before.Kept
                : Stored(found.Path, () => recordings.Keep(found.Path, CancellationToken.None));
            return new ImportedFile(path, bytes, modifiedAt, kept, about, null);
        }
        catch (Exception error) when (error is UnreadableAudioException or MetadataException)
        {
            return new ImportedFile(path, 0, DateTime.UnixEpoch, null, new CallMetadata(), ((Audio.CallQualityException)error).Text);
        }
    }

    private static T Stored<T>(string path, Func<T> work)
    {
        try
        {
            return work();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new DatabaseException(Texts.Both("storage.recordings", path, error.Message), error);
        }
    }
}
