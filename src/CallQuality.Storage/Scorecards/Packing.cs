using System.Buffers;
using System.IO.Compression;

namespace CallQuality.Storage.Scorecards;

/// <summary>Documents in the database are packed with Brotli: a scorecard shrinks to about a tenth.</summary>
public static class Packing
{
    // Room at first, as a multiple of the packed size; what needs more gets the double.
    private const int UsualRatio = 16;

    /// <summary>Packs bytes. The same bytes give the same packed bytes.</summary>
    public static byte[] Pack(ReadOnlySpan<byte> bytes)
    {
        using var packed = new MemoryStream();
        using (var brotli = new BrotliStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            brotli.Write(bytes);
        }

        return packed.ToArray();
    }

    /// <summary>The bytes that were packed.</summary>
    /// <exception cref="InvalidDataException">These are not packed bytes.</exception>
    public static byte[] Unpack(byte[] packed) => Unpack(packed, bytes => bytes.ToArray());

    /// <summary>What is read from the bytes that were packed. They are there while it is read; many in a row leave nothing for the garbage collector.</summary>
    /// <param name="packed">Packed bytes.</param>
    /// <param name="read">Reads them; must not keep them.</param>
    /// <exception cref="InvalidDataException">These are not packed bytes.</exception>
    public static T Unpack<T>(byte[] packed, Func<ReadOnlySpan<byte>, T> read)
    {
        ArgumentNullException.ThrowIfNull(packed);
        ArgumentNullException.ThrowIfNull(read);
        for (var room = UsualRatio * Math.Max(packed.Length, 1); ; room = checked(2 * room))
        {
            var buffer = ArrayPool<byte>.Shared.Rent(room);
            try
            {
                using var decoder = new BrotliDecoder();
                switch (decoder.Decompress(packed, buffer, out _, out var length))
                {
                    case OperationStatus.Done:
                        return read(buffer.AsSpan(0, length));
                    case not OperationStatus.DestinationTooSmall:
                        throw new InvalidDataException("These are not packed bytes.");
                }
            }
            finally
            {
                ArrayPool<byte>.Shared.Return(buffer);
            }
        }
    }
}
