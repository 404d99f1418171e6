using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace CallQuality.Inference.Whisper;

/// <summary>The past of a batch that has none yet: the graph asks for all its inputs, so they are there with length 0.</summary>
internal sealed class EmptyPast : IDisposable
{
    private static readonly bool[] No = [false];

    public EmptyPast(WhisperConfiguration configuration, int rows, TensorElementType type)
    {
        FirstCall = OrtValue.CreateTensorValueFromMemory(No, [1]);
        var width = configuration.StateWidth / configuration.DecoderHeads;
        Values = [.. Enumerable.Range(0, 4 * configuration.DecoderLayers).Select(_ =>
            TensorFloats.Create(Array.Empty<float>(), [rows, configuration.DecoderHeads, 0, width], type))];
    }

    public OrtValue FirstCall { get; }

    public IReadOnlyList<OrtValue> Values { get; }

    public void Dispose()
    {
        FirstCall.Dispose();
        foreach (var value in Values)
        {
            value.Dispose();
        }
    }
}
