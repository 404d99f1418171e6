using System.Runtime.InteropServices;
using System.Text;

namespace CallQuality.IntegrationTests.Inference;

/// <summary>Writes small ONNX graphs: just the protocol buffer fields the made models need (onnx.proto3, IR version 8).</summary>
[System.Diagnostics.CodeAnalysis.SuppressMessage("Design", "CA1001", Justification = "A MemoryStream holds nothing but memory.")]
internal sealed class OnnxWriter(bool half)
{
    public const int UnsignedByte = 2;
    public const int SignedByte = 3;
    public const int Int32 = 6;
    public const int Int64 = 7;
    public const int Bool = 9;

    private readonly MemoryStream graph = new();

    public int Real => half ? 10 : 1;

    public OnnxWriter Input(string name, int type, params object[] shape) => Field(11, ValueInfo(name, type, shape));

    public OnnxWriter Output(string name, int type, params object[] shape) => Field(12, ValueInfo(name, type, shape));

    public OnnxWriter Weights(string name, int[] shape, Random random)
    {
        var values = Enumerable.Range(0, shape.Aggregate(1, (a, b) => a * b)).Select(_ => (float)(random.NextDouble() - 0.5)).ToArray();
        byte[] raw = half
            ? MemoryMarshal.AsBytes<Half>([.. values.Select(value => (Half)value)]).ToArray()
            : MemoryMarshal.AsBytes<float>(values).ToArray();
        return Field(5, Tensor(name, Real, shape, raw));
    }

    public OnnxWriter Integers(string name, params long[] values) =>
        Field(5, Tensor(name, Int64, [values.Length], MemoryMarshal.AsBytes<long>(values).ToArray()));

    public OnnxWriter SignedBytes(string name, int[] shape, sbyte[] values) => Field(5, Tensor(name, SignedByte, shape, MemoryMarshal.AsBytes<sbyte>(values).ToArray()));

    // The other form, in which small tensors are written: numbers one by one.
    public OnnxWriter SmallSignedBytes(string name, params byte[] values) => Field(5, Tensor(name, SignedByte, [values.Length], values, field: 5));

    public OnnxWriter Node(string operation, string[] inputs, string[] outputs, params (string Name, object Value)[] attributes)
    {
        var node = new MemoryStream();
        foreach (var input in inputs)
        {
            Write(node, 1, Encoding.UTF8.GetBytes(input));
        }

        foreach (var output in outputs)
        {
            Write(node, 2, Encoding.UTF8.GetBytes(output));
        }

        Write(node, 4, Encoding.UTF8.GetBytes(operation));
        foreach (var (name, value) in attributes)
        {
            Write(node, 5, Attribute(name, value));
        }

        return Field(1, node.ToArray());
    }

    public byte[] Graph()
    {
        Write(graph, 2, "made"u8);
        return graph.ToArray();
    }

    public void SaveModel(string path) => File.WriteAllBytes(path, Model());

    public byte[] Model()
    {
        var file = new MemoryStream();
        Number(file, 1, 8);
        var opset = new MemoryStream();
        Write(opset, 1, ""u8);
        Number(opset, 2, 17);
        Write(file, 8, opset.ToArray());
        Write(file, 7, Graph());
        return file.ToArray();
    }

    private static byte[] Attribute(string name, object value)
    {
        var attribute = new MemoryStream();
        Write(attribute, 1, Encoding.UTF8.GetBytes(name));
        switch (value)
        {
            case long number:
                Number(attribute, 3, number);
                Number(attribute, 20, 2);
                break;
            case byte[] subgraph:
                Write(attribute, 6, subgraph);
                Number(attribute, 20, 5);
                break;
            case long[] numbers:
                foreach (var number in numbers)
                {
                    Number(attribute, 8, number);
                }

                Number(attribute, 20, 7);
                break;
            default:
                throw new ArgumentException($"No attribute of type {value.GetType()}.", nameof(value));
        }

        return attribute.ToArray();
    }

    private static byte[] Tensor(string name, int type, int[] shape, byte[] values, int field = 9)
    {
        var tensor = new MemoryStream();
        foreach (var size in shape)
        {
            Number(tensor, 1, size);
        }

        Number(tensor, 2, type);
        Write(tensor, 8, Encoding.UTF8.GetBytes(name));
        Write(tensor, field, values);
        return tensor.ToArray();
    }

    private static byte[] ValueInfo(string name, int type, object[] shape)
    {
        var dimensions = new MemoryStream();
        foreach (var size in shape)
        {
            var dimension = new MemoryStream();
            if (size is int number)
            {
                Number(dimension, 1, number);
            }
            else
            {
                Write(dimension, 2, Encoding.UTF8.GetBytes((string)size));
            }

            Write(dimensions, 1, dimension.ToArray());
        }

        var tensor = new MemoryStream();
        Number(tensor, 1, type);
        Write(tensor, 2, dimensions.ToArray());
        var kind = new MemoryStream();
        Write(kind, 1, tensor.ToArray());
        var info = new MemoryStream();
        Write(info, 1, Encoding.UTF8.GetBytes(name));
        Write(info, 2, kind.ToArray());
        return info.ToArray();
    }

    private static void Write(Stream target, int field, ReadOnlySpan<byte> content)
    {
        Varint(target, ((ulong)field << 3) | 2);
        Varint(target, (ulong)content.Length);
        target.Write(content);
    }

    private static void Number(Stream target, int field, long value)
    {
        Varint(target, (ulong)field << 3);
        Varint(target, (ulong)value);
    }

    private static void Varint(Stream target, ulong value)
    {
        for (; value >= 0x80; value >>= 7)
        {
            target.WriteByte((byte)(value | 0x80));
        }

        target.WriteByte((byte)value);
    }

    private OnnxWriter Field(int field, byte[] content)
    {
        Write(graph, field, content);
        return this;
    }
}
