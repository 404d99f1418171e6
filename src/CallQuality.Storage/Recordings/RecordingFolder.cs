using System.Security.Cryptography;

namespace CallQuality.Storage.Recordings;

/// <summary>Recordings in a folder, 256 folders below it: <c>3f/3fa9….wav</c>.</summary>
public sealed class RecordingFolder : IRecordingStore
{
    private const int BlockBytes = 1 << 16;
    private readonly string root;
    private readonly string incoming;

    /// <summary>Opens the folder, makes it if need be, and clears away what a killed process left half-copied.</summary>
    /// <exception cref="IOException">It cannot be made.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be written.</exception>
    public RecordingFolder(string root)
    {
        this.root = Path.GetFullPath(root);
        incoming = Path.Combine(this.root, "incoming");
        Directory.CreateDirectory(incoming);
        foreach (var file in Directory.EnumerateFiles(incoming))
        {
            DeleteUnlessInUse(file);
        }
    }

    /// <inheritdoc/>
    public KeptRecording Keep(string path, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        using var source = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, BlockBytes);
        var draft = Path.Combine(incoming, Guid.NewGuid().ToString("N"));
        try
        {
            string sha256;
            using (var copy = new FileStream(draft, FileMode.CreateNew, FileAccess.Write, FileShare.None, BlockBytes))
            {
                sha256 = Copy(source, copy, cancellationToken);
                copy.Flush(flushToDisk: true);
            }

            var name = sha256 + Path.GetExtension(path).ToLowerInvariant();
            var place = PlaceOf(name);
            if (!File.Exists(place))
            {
                Directory.CreateDirectory(Path.GetDirectoryName(place)!);
                File.Move(draft, place, overwrite: true);
            }

            return new KeptRecording(sha256, name, source.Length);
        }
        finally
        {
            File.Delete(draft);
        }
    }

    /// <inheritdoc/>
    public bool Contains(string name) => File.Exists(PlaceOf(name));

    /// <inheritdoc/>
    public OpenedRecording Open(string name) => new(PlaceOf(name), IsCopy: false);

    /// <inheritdoc/>
    public void Remove(string name)
    {
        if (Contains(name))
        {
            File.Delete(PlaceOf(name));
        }
    }

    private static string Copy(FileStream source, FileStream copy, CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var block = new byte[BlockBytes];
        for (int count; (count = source.Read(block)) > 0;)
        {
            cancellationToken.ThrowIfCancellationRequested();
            hash.AppendData(block, 0, count);
            copy.Write(block, 0, count);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    // A process that lives holds its draft open and locked.
    private static void DeleteUnlessInUse(string file)
    {
        try
        {
            using var probe = new FileStream(file, FileMode.Open, FileAccess.Write, FileShare.None);
            File.Delete(file);
        }
        catch (IOException)
        {
            // In use, or gone meanwhile.
        }
    }

    private string PlaceOf(string name) => Path.Combine(root, name[..2], name);
}
