using System.Text;

namespace CallQuality.Inference.ModelFiles;

/// <summary>A field of a message in an ONNX file: its number, where its tag stands, and its content.</summary>
internal readonly record struct OnnxField(int Number, int TagAt, int Start, int End)
{
    private const byte Continues = 0x80;

    /// <summary>The fields of a message, one after the other.</summary>
    /// <param name="model">Bytes of an ONNX file.</param>
    /// <param name="position">Where the message begins.</param>
    /// <param name="end">One past its last byte.</param>
    /// <exception cref="InvalidDataException">These are no messages laid end to end.</exception>
    public static IEnumerable<OnnxField> Read(byte[] model, int position, int end)
    {
        while (position < end)
        {
            var tagAt = position;
            var tag = Varint(model, ref position);
            var start = position;
            switch (tag & 7)
            {
                case 0:
                    Varint(model, ref position);
                    break;
                case 2:
                    var length = Varint(model, ref position);
                    start = position;
                    position = length <= (ulong)(end - start) ? start + (int)length : int.MaxValue;
                    break;
                default:
                    position += (tag & 7) == 1 ? sizeof(double) : sizeof(float);
                    break;
            }

            if (position > end)
            {
                throw new InvalidDataException("A field ends behind its message.");
            }

            yield return new OnnxField((int)(tag >> 3), tagAt, start, position);
        }
    }

    /// <summary>The fields of a message inside another.</summary>
    /// <exception cref="InvalidDataException">These are no messages laid end to end.</exception>
    public static IEnumerable<OnnxField> Read(byte[] model, OnnxField message) => Read(model, message.Start, message.End);

    /// <summary>Its content as text.</summary>
    public string Text(byte[] model) => Encoding.UTF8.GetString(model, Start, End - Start);

    /// <summary>A field of bytes: its head and its content.</summary>
    public static byte[] Write(int number, ReadOnlySpan<byte> content) => [.. Head(number, content.Length), .. content];

    /// <summary>What stands before the content of a field of bytes: number and kind, and its length.</summary>
    public static byte[] Head(int number, int length)
    {
        List<byte> head = [(byte)((number << 3) | 2)];
        for (; length >= Continues; length >>= 7)
        {
            head.Add((byte)(length | Continues));
        }

        return [.. head, (byte)length];
    }

    private static ulong Varint(byte[] model, ref int position)
    {
        ulong value = 0;
        for (var shift = 0; ; shift += 7)
        {
            if (position >= model.Length)
            {
                throw new InvalidDataException("A number has no end.");
            }

            var part = model[position++];
            value |= (ulong)(part & 0x7F) << shift;
            if (part < Continues)
            {
                return value;
            }
        }
    }
}
