using System.Buffers.Binary;
using System.Text;

namespace CallQuality.Tests.Audio.Files;

/// <summary>Makes WAV files byte by byte, right ones and wrong ones, independently of the code under test.</summary>
internal static class WavBytes
{
    /// <summary>The tail of the GUIDs that stand for a codec's number.</summary>
    private static readonly byte[] GuidTail = [0, 0, 0, 0, 0x10, 0, 0x80, 0, 0, 0xAA, 0, 0x38, 0x9B, 0x71];

    public static byte[] File(params byte[][] chunks) => FileOf("RIFF", chunks);

    public static byte[] FileOf(string form, params byte[][] chunks)
    {
        byte[] body = [.. "WAVE"u8, .. chunks.SelectMany(chunk => chunk)];
        return [.. Encoding.ASCII.GetBytes(form), .. UInt32((uint)body.Length), .. body];
    }

    /// <summary>A chunk with its length and, where that is odd, its byte of padding.</summary>
    public static byte[] Chunk(string id, params byte[] content) => Claiming(id, (uint)content.Length, content.Length % 2 == 0 ? content : [.. content, 0]);

    /// <summary>A chunk that says any length.</summary>
    public static byte[] Claiming(string id, uint length, params byte[] content) => [.. Encoding.ASCII.GetBytes(id), .. UInt32(length), .. content];

    public static byte[] Format(int tag, int channels, int rateHz, int bits, int? frameLength = null)
    {
        var block = frameLength ?? channels * ((bits + 7) / 8);
        return Chunk("fmt ", [.. UInt16(tag), .. UInt16(channels), .. UInt32((uint)rateHz), .. UInt32((uint)(rateHz * block)), .. UInt16(block), .. UInt16(bits)]);
    }

    public static byte[] Extensible(int subFormat, int channels, int rateHz, int bits, int validBits)
    {
        var block = channels * bits / 8;
        return Chunk(
            "fmt ",
            [
                .. UInt16(0xFFFE), .. UInt16(channels), .. UInt32((uint)rateHz), .. UInt32((uint)(rateHz * block)), .. UInt16(block), .. UInt16(bits),
                .. UInt16(22), .. UInt16(validBits), .. UInt32(3), .. UInt16(subFormat), .. GuidTail,
            ]);
    }

    public static byte[] Pcm16(IEnumerable<int> amplitudes) => [.. amplitudes.SelectMany(amplitude => UInt16(amplitude & 0xFFFF))];

    /// <summary>A sound file of 16-bit noise, the simplest file that is right in every way.</summary>
    public static byte[] Noise(int rateHz, int channels, int frames, int seed = 1)
    {
        var random = new Random(seed);
        var data = Pcm16(Enumerable.Range(0, frames * channels).Select(_ => random.Next(-32768, 32768)));
        return File(Format(1, channels, rateHz, 16), Chunk("data", data));
    }

    public static byte[] UInt16(int value)
    {
        var bytes = new byte[2];
        BinaryPrimitives.WriteUInt16LittleEndian(bytes, (ushort)value);
        return bytes;
    }

    public static byte[] UInt32(uint value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, value);
        return bytes;
    }
}

/// <summary>A folder of one test.</summary>
internal sealed class TestFolder : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("callquality-files-");

    public string Path(string name) => System.IO.Path.Combine(folder.FullName, name);

    public string Write(string name, byte[] bytes)
    {
        File.WriteAllBytes(Path(name), bytes);
        return Path(name);
    }

    public void Dispose() => folder.Delete(recursive: true);
}
