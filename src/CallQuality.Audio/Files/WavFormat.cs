using System.Buffers.Binary;

namespace CallQuality.Audio.Files;

/// <summary>The content of a WAV file's format chunk.</summary>
/// <param name="Tag">The codec's number in Microsoft's registry; that of the sub-format where the format is extensible.</param>
/// <param name="Encoding">How samples are written; <see langword="null"/> where another program must decode them.</param>
/// <param name="ChannelCount">Channels, 1 or more.</param>
/// <param name="SampleRateHz">Samples a second and channel, 1 or more.</param>
/// <param name="BitsPerSample">Bits as the header gives them.</param>
/// <param name="FrameLength">Bytes of one sample of all channels.</param>
internal sealed record WavFormat(int Tag, WavEncoding? Encoding, int ChannelCount, int SampleRateHz, int BitsPerSample, int FrameLength)
{
    /// <summary>Bytes of a format chunk without extension.</summary>
    public const int ShortestLength = 16;

    /// <summary>Bytes of a format chunk with the extension that carries a sub-format.</summary>
    public const int ExtensibleLength = 40;

    private const int TagPcm = 1;
    private const int TagFloat = 3;
    private const int TagALaw = 6;
    private const int TagMuLaw = 7;
    private const int TagExtensible = 0xFFFE;

    /// <summary>The part of a sub-format's GUID that says "what comes first is a codec's number".</summary>
    private static ReadOnlySpan<byte> CodecGuidTail => [0, 0, 0, 0, 0x10, 0, 0x80, 0, 0, 0xAA, 0, 0x38, 0x9B, 0x71];

    /// <summary>What the file is, for a sentence.</summary>
    public Bilingual Name
    {
        get
        {
            var codec = Tag switch
            {
                0x0002 or 0x0011 => "ADPCM",
                0x0022 => "TrueSpeech",
                0x0031 => "GSM 06.10",
                0x0040 or 0x0045 or 0x0064 => "G.726",
                0x0055 => "MP3",
                0x0065 or 0x028F => "G.722",
                0x0083 => "G.729",
                _ => $"0x{Tag:X4}",
            };
            return new($"eine WAV-Datei mit dem Codec {codec}", $"a WAV file with the codec {codec}");
        }
    }

    /// <summary>Reads the chunk's content.</summary>
    /// <param name="chunk">At least <see cref="ShortestLength"/> bytes.</param>
    /// <param name="path">The file, for the sentence of a refusal.</param>
    public static WavFormat Parse(ReadOnlySpan<byte> chunk, string path)
    {
        var tag = (int)BinaryPrimitives.ReadUInt16LittleEndian(chunk);
        var channels = (int)BinaryPrimitives.ReadUInt16LittleEndian(chunk[2..]);
        var rate = BinaryPrimitives.ReadUInt32LittleEndian(chunk[4..]);
        var frameLength = (int)BinaryPrimitives.ReadUInt16LittleEndian(chunk[12..]);
        var bits = (int)BinaryPrimitives.ReadUInt16LittleEndian(chunk[14..]);
        if (tag == TagExtensible)
        {
            tag = SubFormat(chunk, path);
        }

        if (channels == 0)
        {
            throw Refusals.WavBroken(path, new("im Kopf stehen 0 Kanäle", "its header says 0 channels"), new("mono oder stereo", "mono or stereo"));
        }

        if (rate == 0)
        {
            throw Refusals.WavBroken(
                path,
                new("im Kopf steht eine Abtastrate von 0 Hz", "its header says a sampling rate of 0 Hz"),
                new($"eine Rate von {SourceLimits.LowestRateHz} bis {SourceLimits.HighestRateHz} Hz", $"a rate of {SourceLimits.LowestRateHz} to {SourceLimits.HighestRateHz} Hz"));
        }

        SourceLimits.Check(path, channels, (int)Math.Min(rate, int.MaxValue));
        var encoding = EncodingOf(tag, bits);
        if (encoding is { } own && frameLength != channels * own.ByteCount())
        {
            throw Refusals.WavBroken(
                path,
                new($"im Kopf steht eine Blockgröße von {frameLength} Byte bei {channels} Kanälen mit {bits} Bit", $"its header says a block of {frameLength} bytes for {channels} channels of {bits} bits"),
                new($"eine Blockgröße von {channels * own.ByteCount()} Byte", $"a block of {channels * own.ByteCount()} bytes"));
        }

        return new WavFormat(tag, encoding, channels, (int)rate, bits, frameLength);
    }

    private static int SubFormat(ReadOnlySpan<byte> chunk, string path)
    {
        if (chunk.Length < ExtensibleLength)
        {
            throw Refusals.WavBroken(
                path,
                new($"der erweiterte Formatteil hat nur {chunk.Length} Byte", $"its extensible format chunk has only {chunk.Length} bytes"),
                new($"{ExtensibleLength} Byte", $"{ExtensibleLength} bytes"));
        }

        var guid = chunk.Slice(24, 16);
        return guid[2..].SequenceEqual(CodecGuidTail) ? BinaryPrimitives.ReadUInt16LittleEndian(guid) : TagExtensible;
    }

    // Fewer bits than the bytes hold are left-justified by the standard, so 12 bits read as 16 and 20 as 24.
    private static WavEncoding? EncodingOf(int tag, int bits) => (tag, bits) switch
    {
        (TagPcm, >= 1 and <= 8) => WavEncoding.Unsigned8,
        (TagPcm, > 8 and <= 16) => WavEncoding.Signed16,
        (TagPcm, > 16 and <= 24) => WavEncoding.Signed24,
        (TagPcm, > 24 and <= 32) => WavEncoding.Signed32,
        (TagFloat, 32) => WavEncoding.Float32,
        (TagFloat, 64) => WavEncoding.Float64,
        (TagALaw, _) => WavEncoding.ALaw,
        (TagMuLaw, _) => WavEncoding.MuLaw,
        _ => null,
    };
}
