using System.Buffers.Binary;

namespace CallQuality.Audio.Files;

/// <summary>What a WAV file says before its sound, held against the file's real length.</summary>
/// <param name="Format">How the sound is written.</param>
/// <param name="DataLength">Bytes of sound that are really there.</param>
/// <param name="Notices">Where the header and the file disagree.</param>
internal sealed record WavHeader(WavFormat Format, long DataLength, IReadOnlyList<Bilingual> Notices)
{
    /// <summary>Whole frames that are really there.</summary>
    public long FrameCount => DataLength / Format.FrameLength;
}

/// <summary>Reads a WAV file up to its first byte of sound, whatever other chunks stand before it. One instance is one file.</summary>
internal sealed class WavHeaderParser(HashingReader reader, string path)
{
    /// <summary>Recorders and pipes that cannot go back to the header write 0xFFFFFFFF, or just under 2^31 as sox does.</summary>
    private const long PlaceholderLength = 0x7FFF_0000;

    private long? dataLengthOf64;
    private WavFormat? format;

    /// <summary>Reads the header.</summary>
    /// <returns>The header; where the codec is not decoded here, its format has no encoding and its length is 0.</returns>
    public WavHeader Read(CancellationToken ct)
    {
        Span<byte> bytes = stackalloc byte[12];
        ReadOrRefuse(bytes);
        bytes = bytes[..8];
        while (true)
        {
            ct.ThrowIfCancellationRequested();
            ReadOrRefuse(bytes);
            var id = bytes[..4];
            var length = BinaryPrimitives.ReadUInt32LittleEndian(bytes[4..]);
            if (id.SequenceEqual("data"u8))
            {
                return AtData(length);
            }

            if (id.SequenceEqual("fmt "u8))
            {
                ReadFormat(length, ct);
            }
            else if (id.SequenceEqual("ds64"u8))
            {
                ReadLengthOf64(length, ct);
            }
            else
            {
                PassChunk(id, length, ct);
            }
        }
    }

    private WavHeader AtData(long announced)
    {
        if (format is null)
        {
            throw Refusals.WavBroken(
                path,
                new("vor dem Datenteil fehlt der Formatteil", "there is no format chunk before the data chunk"),
                new("ein Formatteil mit Codec, Kanälen und Abtastrate", "a format chunk with codec, channels and sampling rate"));
        }

        if (format.Encoding is null)
        {
            return new WavHeader(format, 0, []);
        }

        var there = reader.Length - reader.Position;
        if (announced == uint.MaxValue && dataLengthOf64 is { } longLength)
        {
            announced = longLength;
        }

        var (length, notices) = Reconcile(announced, there);
        if (length < format.FrameLength)
        {
            throw Refusals.WavWithoutSound(path);
        }

        return new WavHeader(format, length, notices);
    }

    private (long Length, IReadOnlyList<Bilingual> Notices) Reconcile(long announced, long there)
    {
        if (announced == 0)
        {
            return IsChunkHeader(there) ? (0, []) : (there, [Notices.LengthNeverWritten]);
        }

        if (announced <= there)
        {
            return (announced, []);
        }

        return (there, [announced >= PlaceholderLength ? Notices.LengthNeverWritten : Notices.CutOff(announced, there)]);
    }

    /// <summary>Whether an orderly chunk follows, so that a length of 0 is meant.</summary>
    private bool IsChunkHeader(long there)
    {
        var next = reader.Peek(8);
        return next.Length == 8
            && (next.StartsWith("LIST"u8) || next.StartsWith("id3 "u8) || next.StartsWith("bext"u8) || next.StartsWith("cue "u8) || next.StartsWith("fact"u8))
            && BinaryPrimitives.ReadUInt32LittleEndian(next[4..]) <= there - 8;
    }

    private void ReadFormat(uint length, CancellationToken ct)
    {
        if (length < WavFormat.ShortestLength)
        {
            throw Refusals.WavBroken(
                path,
                new($"der Formatteil hat nur {length} Byte", $"its format chunk has only {length} bytes"),
                new($"mindestens {WavFormat.ShortestLength} Byte", $"at least {WavFormat.ShortestLength} bytes"));
        }

        Span<byte> chunk = stackalloc byte[WavFormat.ExtensibleLength];
        chunk = chunk[..(int)Math.Min(length, WavFormat.ExtensibleLength)];
        ReadOrRefuse(chunk);
        format = WavFormat.Parse(chunk, path);
        Pass(length - chunk.Length, length, ct);
    }

    private void ReadLengthOf64(uint length, CancellationToken ct)
    {
        Span<byte> lengths = stackalloc byte[16];
        if (length >= lengths.Length)
        {
            ReadOrRefuse(lengths);
            var data = BinaryPrimitives.ReadUInt64LittleEndian(lengths[8..]);
            dataLengthOf64 = (long)Math.Min(data, long.MaxValue);
            Pass(length - lengths.Length, length, ct);
        }
        else
        {
            Pass(length, length, ct);
        }
    }

    private void PassChunk(ReadOnlySpan<byte> id, uint length, CancellationToken ct)
    {
        if (id.ContainsAnyExceptInRange((byte)' ', (byte)'~'))
        {
            throw Refusals.WavBroken(
                path,
                new($"bei Byte {reader.Position - 8} steht kein gültiger Abschnitt", $"there is no valid chunk at byte {reader.Position - 8}"),
                new("ein Datenteil mit Ton", "a data chunk with sound"));
        }

        Pass(length, length, ct);
    }

    private void Pass(long rest, uint chunkLength, CancellationToken ct)
    {
        if (reader.Skip(rest, ct) < rest)
        {
            throw Refusals.WavCut(path, reader.Length);
        }

        // A chunk of odd length is followed by one byte of padding, which some recorders forget.
        if (chunkLength % 2 == 1 && !reader.Peek(4).SequenceEqual("data"u8) && !reader.Peek(4).SequenceEqual("fmt "u8))
        {
            reader.Skip(1, ct);
        }
    }

    private void ReadOrRefuse(Span<byte> bytes)
    {
        if (reader.Read(bytes) < bytes.Length)
        {
            throw Refusals.WavCut(path, reader.Length);
        }
    }
}
