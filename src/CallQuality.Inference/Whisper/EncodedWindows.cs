using System.Numerics.Tensors;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace CallQuality.Inference.Whisper;

/// <summary>Encoder states of some windows: row by row, state by state.</summary>
/// <param name="Values">Rows times states times width values.</param>
/// <param name="Rows">Windows.</param>
/// <param name="States">States of a window.</param>
/// <param name="Width">Values of a state.</param>
internal sealed record EncodedWindows(Memory<float> Values, int Rows, int States, int Width)
{
    private EncodedWindows? halved;

    /// <summary>
    /// Neighbouring states averaged in pairs: half the memory for cross-attention to read, at the same error rate
    /// (measured, docs/accuracy). An odd last state is left out.
    /// </summary>
    public EncodedWindows InPairs() => halved ??= Halve();

    /// <summary>Some of the windows, in the order given; a single one lies in the same memory.</summary>
    public EncodedWindows Only(IReadOnlyList<int> rows)
    {
        var size = States * Width;
        if (rows.Count == 1)
        {
            return new EncodedWindows(Values.Slice(rows[0] * size, size), 1, States, Width);
        }

        var result = new float[rows.Count * size];
        for (var i = 0; i < rows.Count; i++)
        {
            Values.Span.Slice(rows[i] * size, size).CopyTo(result.AsSpan(i * size, size));
        }

        return new EncodedWindows(result, rows.Count, States, Width);
    }

    /// <summary>The first rows as a tensor, over the same memory where the type allows.</summary>
    public OrtValue ToTensor(int rows, TensorElementType type) =>
        TensorFloats.Create(Values[..(rows * States * Width)], [rows, States, Width], type);

    private EncodedWindows Halve()
    {
        var half = States / 2;
        var values = Values.Span;
        var result = new float[Rows * half * Width];
        for (var row = 0; row < Rows; row++)
        {
            for (var state = 0; state < half; state++)
            {
                var first = values.Slice(((row * States) + (2 * state)) * Width, Width);
                var second = values.Slice(((row * States) + (2 * state) + 1) * Width, Width);
                TensorPrimitives.AddMultiply(first, second, 0.5f, result.AsSpan(((row * half) + state) * Width, Width));
            }
        }

        return new EncodedWindows(result, Rows, half, Width);
    }
}
