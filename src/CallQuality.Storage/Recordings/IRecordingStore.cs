namespace CallQuality.Storage.Recordings;

/// <summary>Where recordings are kept, each once, under the SHA-256 of its bytes.</summary>
/// <remarks>Thread-safe. Several processes may use one store.</remarks>
public interface IRecordingStore
{
    /// <summary>Takes a recording in; one that is already there is not written again.</summary>
    /// <param name="path">A file that can be read.</param>
    /// <param name="cancellationToken">Ends the copying between two blocks.</param>
    /// <exception cref="IOException">The file cannot be read or the store not be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The same, for lack of permission.</exception>
    KeptRecording Keep(string path, CancellationToken cancellationToken);

    /// <summary>Whether a recording is there.</summary>
    /// <param name="name">Its <see cref="KeptRecording.Name"/>.</param>
    bool Contains(string name);

    /// <summary>Makes a recording readable as a file, for as long as the result is not disposed of.</summary>
    /// <param name="name">Its <see cref="KeptRecording.Name"/>.</param>
    OpenedRecording Open(string name);

    /// <summary>Deletes a recording; one that is not there stays so.</summary>
    /// <param name="name">Its <see cref="KeptRecording.Name"/>.</param>
    /// <exception cref="IOException">It cannot be deleted.</exception>
    /// <exception cref="UnauthorizedAccessException">The same, for lack of permission.</exception>
    void Remove(string name);
}

/// <summary>A recording in the store.</summary>
/// <param name="Sha256">SHA-256 of its bytes, 64 lower-case hexadecimal digits.</param>
/// <param name="Name">Its name in the store: the SHA-256 with the file's extension, which raw telephone samples are known by.</param>
/// <param name="Bytes">Its length.</param>
public sealed record KeptRecording(string Sha256, string Name, long Bytes);

/// <summary>A recording as a file.</summary>
/// <param name="Path">Where to read it.</param>
/// <param name="IsCopy">Whether the file goes when this is disposed of.</param>
public sealed record OpenedRecording(string Path, bool IsCopy) : IDisposable
{
    /// <inheritdoc/>
    public void Dispose()
    {
        if (IsCopy)
        {
            File.Delete(Path);
        }
    }
}
