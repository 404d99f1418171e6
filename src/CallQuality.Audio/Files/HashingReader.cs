using System.Security.Cryptography;

namespace CallQuality.Audio.Files;

/// <summary>Reads a file once from front to back and computes its SHA-256 on the way. Not thread-safe.</summary>
internal sealed class HashingReader : IDisposable
{
    /// <summary>How far <see cref="Peek"/> can see.</summary>
    public const int PeekLimit = 4096;

    private readonly FileStream stream;
    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly byte[] buffer = new byte[64 * 1024];
    private int start;
    private int end;

    public HashingReader(string path)
    {
        stream = new FileStream(path, new FileStreamOptions { BufferSize = 0, Options = FileOptions.SequentialScan, Share = FileShare.ReadWrite });
        Length = stream.Length;
    }

    /// <summary>The file's length in bytes when it was opened.</summary>
    public long Length { get; }

    /// <summary>Bytes consumed so far.</summary>
    public long Position { get; private set; }

    /// <summary>The next bytes without consuming them: fewer than asked for only at the file's end.</summary>
    public ReadOnlySpan<byte> Peek(int count)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, PeekLimit);
        if (end - start < count)
        {
            buffer.AsSpan(start, end - start).CopyTo(buffer);
            end -= start;
            start = 0;
            while (end < count && Fill())
            {
            }
        }

        return buffer.AsSpan(start, Math.Min(count, end - start));
    }

    /// <summary>Fills the target as far as the file goes.</summary>
    /// <returns>Bytes read: fewer than the target holds only at the file's end.</returns>
    public int Read(Span<byte> target)
    {
        var read = 0;
        while (read < target.Length)
        {
            if (start == end)
            {
                start = end = 0;
                if (!Fill())
                {
                    break;
                }
            }

            var count = Math.Min(target.Length - read, end - start);
            buffer.AsSpan(start, count).CopyTo(target[read..]);
            start += count;
            read += count;
        }

        Position += read;
        return read;
    }

    /// <summary>Passes over bytes, which still count in the hash.</summary>
    /// <returns>Bytes passed: fewer than asked for only at the file's end.</returns>
    public long Skip(long count, CancellationToken ct)
    {
        var skipped = 0L;
        while (skipped < count)
        {
            ct.ThrowIfCancellationRequested();
            if (start == end)
            {
                start = end = 0;
                if (!Fill())
                {
                    break;
                }
            }

            var step = (int)Math.Min(count - skipped, end - start);
            start += step;
            skipped += step;
        }

        Position += skipped;
        return skipped;
    }

    /// <summary>Reads to the end and gives the whole file's SHA-256: 64 lower-case hexadecimal digits.</summary>
    public string FinishHash(CancellationToken ct)
    {
        Skip(long.MaxValue, ct);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    public void Dispose()
    {
        hash.Dispose();
        stream.Dispose();
    }

    private bool Fill()
    {
        var read = stream.Read(buffer.AsSpan(end));
        hash.AppendData(buffer, end, read);
        end += read;
        return read > 0;
    }
}
