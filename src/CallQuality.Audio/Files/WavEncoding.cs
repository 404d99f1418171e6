using System.Buffers.Binary;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using CallQuality.Audio.Dsp;

namespace CallQuality.Audio.Files;

/// <summary>The ways of writing one sample that are decoded without any other program.</summary>
internal enum WavEncoding
{
    Unsigned8,
    Signed16,
    Signed24,
    Signed32,
    Float32,
    Float64,
    ALaw,
    MuLaw,
}

/// <summary>Turns the bytes of a WAV file's data chunk into samples, where full scale is 1.</summary>
internal static class WavEncodings
{
    private static readonly float[] ALawSamples = Table(G711.DecodeALaw);
    private static readonly float[] MuLawSamples = Table(G711.DecodeMuLaw);

    public static int ByteCount(this WavEncoding encoding) => encoding switch
    {
        WavEncoding.Signed16 => 2,
        WavEncoding.Signed24 => 3,
        WavEncoding.Signed32 or WavEncoding.Float32 => 4,
        WavEncoding.Float64 => 8,
        _ => 1,
    };

    /// <summary>The name ffmpeg gives to the encoding.</summary>
    public static string CodecName(this WavEncoding encoding) => encoding switch
    {
        WavEncoding.Unsigned8 => "pcm_u8",
        WavEncoding.Signed16 => "pcm_s16le",
        WavEncoding.Signed24 => "pcm_s24le",
        WavEncoding.Signed32 => "pcm_s32le",
        WavEncoding.Float32 => "pcm_f32le",
        WavEncoding.Float64 => "pcm_f64le",
        WavEncoding.ALaw => "pcm_alaw",
        _ => "pcm_mulaw",
    };

    /// <summary>Whether samples may be no number or beyond full scale.</summary>
    public static bool IsFloat(this WavEncoding encoding) => encoding is WavEncoding.Float32 or WavEncoding.Float64;

    /// <summary>Decodes whole samples, channels interleaved as they come.</summary>
    /// <param name="encoding">How the bytes are written.</param>
    /// <param name="bytes">A whole number of samples.</param>
    /// <param name="samples">Room for one number a sample.</param>
    public static void Decode(this WavEncoding encoding, ReadOnlySpan<byte> bytes, Span<float> samples)
    {
        samples = samples[..(bytes.Length / encoding.ByteCount())];
        switch (encoding)
        {
            case WavEncoding.Unsigned8:
                for (var i = 0; i < samples.Length; i++)
                {
                    samples[i] = (bytes[i] - 128) / 128f;
                }

                break;
            case WavEncoding.Signed16:
                DecodeSigned16(bytes, samples);
                break;
            case WavEncoding.Signed24:
                DecodeSigned24(bytes, samples);
                break;
            case WavEncoding.Signed32:
                DecodeSigned32(bytes, samples);
                break;
            case WavEncoding.Float32:
                for (var i = 0; i < samples.Length; i++)
                {
                    samples[i] = BinaryPrimitives.ReadSingleLittleEndian(bytes[(4 * i)..]);
                }

                break;
            case WavEncoding.Float64:
                for (var i = 0; i < samples.Length; i++)
                {
                    samples[i] = (float)BinaryPrimitives.ReadDoubleLittleEndian(bytes[(8 * i)..]);
                }

                break;
            default:
                Look(encoding == WavEncoding.ALaw ? ALawSamples : MuLawSamples, bytes, samples);
                break;
        }
    }

    private static void DecodeSigned24(ReadOnlySpan<byte> bytes, Span<float> samples)
    {
        for (var i = 0; i < samples.Length; i++)
        {
            // The three bytes go to the top of an integer, which brings the sign along.
            samples[i] = ((bytes[3 * i] << 8) | (bytes[(3 * i) + 1] << 16) | (bytes[(3 * i) + 2] << 24)) / 2147483648f;
        }
    }

    private static void DecodeSigned32(ReadOnlySpan<byte> bytes, Span<float> samples)
    {
        for (var i = 0; i < samples.Length; i++)
        {
            samples[i] = BinaryPrimitives.ReadInt32LittleEndian(bytes[(4 * i)..]) / 2147483648f;
        }
    }

    private static void DecodeSigned16(ReadOnlySpan<byte> bytes, Span<float> samples)
    {
        if (BitConverter.IsLittleEndian)
        {
            TensorPrimitives.ConvertTruncating(MemoryMarshal.Cast<byte, short>(bytes), samples);
            TensorPrimitives.Multiply(samples, 1 / 32768f, samples);
            return;
        }

        for (var i = 0; i < samples.Length; i++)
        {
            samples[i] = BinaryPrimitives.ReadInt16LittleEndian(bytes[(2 * i)..]) / 32768f;
        }
    }

    private static void Look(float[] table, ReadOnlySpan<byte> codes, Span<float> samples)
    {
        for (var i = 0; i < samples.Length; i++)
        {
            samples[i] = table[codes[i]];
        }
    }

    private static float[] Table(Func<byte, short> decode)
    {
        var table = new float[256];
        for (var code = 0; code < table.Length; code++)
        {
            table[code] = decode((byte)code) / 32768f;
        }

        return table;
    }
}
