namespace CallQuality.Reports.Files;

/// <summary>Writes a file whole or not at all: under a temporary name in the same folder first, then renamed.</summary>
/// <remarks>A reader sees the old file or the new one, never a part. Several threads may write different files.</remarks>
public static class AtomicFile
{
    /// <summary>Writes a file; an existing one is replaced. The folder must exist.</summary>
    /// <param name="path">Where the file is to stand.</param>
    /// <param name="write">Writes the content. When it throws, nothing is left behind and the old file stays.</param>
    /// <exception cref="IOException">The disk is full or the folder is missing.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder or the file may not be written.</exception>
    public static void Write(string path, Action<Stream> write)
    {
        ArgumentNullException.ThrowIfNull(write);
        var temporary = $"{path}.{Guid.NewGuid():N}.part";
        try
        {
            using (var stream = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1 << 16))
            {
                write(stream);
            }

            File.Move(temporary, path, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }

    /// <summary>Writes bytes; see <see cref="Write(string, Action{Stream})"/>.</summary>
    public static void Write(string path, ReadOnlyMemory<byte> bytes) => Write(path, stream => stream.Write(bytes.Span));
}
