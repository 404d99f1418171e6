using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using CallQuality.Audio;
using CallQuality.Inference.ModelFiles;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace CallQuality.Inference.Whisper;

/// <summary>Numbers to and from tensors of 32 or 16 bits; half-precision exports want the latter.</summary>
internal static class TensorFloats
{
    /// <summary>The element type of an input or output.</summary>
    /// <exception cref="ModelFileException">It is missing or no float the program knows.</exception>
    public static TensorElementType TypeOf(IReadOnlyDictionary<string, NodeMetadata> nodes, string name)
    {
        var type = nodes.TryGetValue(name, out var node) ? node.ElementDataType : TensorElementType.DataTypeMax;
        return type is TensorElementType.Float or TensorElementType.Float16
            ? type
            : throw new ModelFileException(new Bilingual(
                $"Der Graph hat für „{name}“ den Typ {(node is null ? "–" : type)}; erwartet wird ein Whisper-Export mit 32- oder 16-Bit-Kommazahlen.",
                $"The graph has type {(node is null ? "none" : type)} for '{name}'; expected a Whisper export with floats of 32 or 16 bits."));
    }

    /// <summary>A tensor over the values themselves, or over a half-precision copy.</summary>
    public static OrtValue Create(Memory<float> values, long[] shape, TensorElementType type)
    {
        if (type == TensorElementType.Float)
        {
            return OrtValue.CreateTensorValueFromMemory(OrtMemoryInfo.DefaultInstance, values, shape);
        }

        var halves = new Float16[values.Length];
        TensorPrimitives.ConvertToHalf(values.Span, MemoryMarshal.Cast<Float16, Half>(halves.AsSpan()));
        return OrtValue.CreateTensorValueFromMemory(halves, shape);
    }

    /// <summary>Bytes of one number.</summary>
    public static int BytesOf(TensorElementType type) => type == TensorElementType.Float ? sizeof(float) : sizeof(ushort);

    /// <summary>The tensor's values: its own memory where it holds 32-bit floats, else a copy in <paramref name="buffer"/>.</summary>
    public static Span<float> Read(OrtValue tensor, ref float[] buffer) =>
        Read(tensor.GetTensorMutableRawData(), tensor.GetTensorTypeAndShape().ElementDataType, ref buffer);

    /// <summary>Values of a tensor's memory: that memory where it holds 32-bit floats, else a copy in <paramref name="buffer"/>.</summary>
    public static Span<float> Read(Span<byte> memory, TensorElementType type, ref float[] buffer)
    {
        if (type == TensorElementType.Float)
        {
            return MemoryMarshal.Cast<byte, float>(memory);
        }

        var halves = MemoryMarshal.Cast<byte, Half>(memory);
        if (buffer.Length < halves.Length)
        {
            buffer = new float[halves.Length];
        }

        TensorPrimitives.ConvertToSingle(halves, buffer);
        return buffer.AsSpan(0, halves.Length);
    }
}
