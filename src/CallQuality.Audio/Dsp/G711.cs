namespace CallQuality.Audio.Dsp;

/// <summary>
/// The two companding laws of the telephone network (ITU-T G.711): 8 bits a sample for 13 (A-law) or 14 (µ-law) bits of range.
/// </summary>
/// <remarks>Thread-safe. Amplitudes are 16-bit integers, as in every telephony library; divide by 32768 for samples in [-1, 1].</remarks>
public static class G711
{
    private const int MuLawBias = 132;
    private const int MuLawClip = 32635;

    private static readonly short[] ALawAmplitudes = Table(DecodeALawByte);
    private static readonly short[] MuLawAmplitudes = Table(DecodeMuLawByte);

    /// <summary>The amplitude of an A-law byte, -32256 to 32256, never 0.</summary>
    public static short DecodeALaw(byte code) => ALawAmplitudes[code];

    /// <summary>The amplitude of a µ-law byte, -32124 to 32124.</summary>
    public static short DecodeMuLaw(byte code) => MuLawAmplitudes[code];

    /// <summary>The A-law byte whose amplitude is nearest.</summary>
    public static byte EncodeALaw(short amplitude)
    {
        // Negative amplitudes mirror the positive ones: -1 is the mirror of 0.
        var magnitude = amplitude < 0 ? ~amplitude : amplitude;
        var sign = amplitude < 0 ? 0 : 0x80;
        var segment = Math.Max(0, 31 - int.LeadingZeroCount(magnitude | 1) - 7);
        var mantissa = (magnitude >> Math.Max(4, segment + 3)) & 0x0F;
        return (byte)((sign | (segment << 4) | mantissa) ^ 0x55);
    }

    /// <summary>The µ-law byte whose amplitude is nearest.</summary>
    public static byte EncodeMuLaw(short amplitude)
    {
        var magnitude = Math.Min(Math.Abs((int)amplitude), MuLawClip) + MuLawBias;
        var sign = amplitude < 0 ? 0x80 : 0;
        var segment = 31 - int.LeadingZeroCount(magnitude) - 7;
        var mantissa = (magnitude >> (segment + 3)) & 0x0F;
        return (byte)~(sign | (segment << 4) | mantissa);
    }

    private static short DecodeALawByte(int code)
    {
        code ^= 0x55;
        var segment = (code >> 4) & 7;
        var magnitude = ((code & 0x0F) << 4) + 8;
        if (segment > 0)
        {
            magnitude = (magnitude + 256) << (segment - 1);
        }

        return (short)((code & 0x80) != 0 ? magnitude : -magnitude);
    }

    private static short DecodeMuLawByte(int code)
    {
        code = ~code;
        var magnitude = ((((code & 0x0F) << 3) + MuLawBias) << ((code >> 4) & 7)) - MuLawBias;
        return (short)((code & 0x80) != 0 ? -magnitude : magnitude);
    }

    private static short[] Table(Func<int, short> decode)
    {
        var table = new short[256];
        for (var code = 0; code < table.Length; code++)
        {
            table[code] = decode(code);
        }

        return table;
    }
}
