using System.IO.Compression;

namespace CallQuality.Storage.Scorecards;

/// <summary>Documents in the database are packed with Brotli: a scorecard shrinks to about a tenth.</summary>
public static class Packing
{
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
    public static byte[] Unpack(byte[] packed)
    {
        using var bytes = new MemoryStream();
        using var brotli = new BrotliStream(new MemoryStream(packed), CompressionMode.Decompress);
        brotli.CopyTo(bytes);
        return bytes.ToArray();
    }
}
