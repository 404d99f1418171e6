using Microsoft.ML.OnnxRuntime;

namespace CallQuality.Inference.Whisper;

/// <summary>Where the alignment heads looked while they read the tokens of one window.</summary>
internal sealed class CrossAttention(
    IDisposableReadOnlyCollection<OrtValue> outputs, IReadOnlyList<int> layers, WhisperConfiguration configuration, int tokens, int states) : IDisposable
{
    private float[] converted = [];

    public int States => states;

    public int Heads => configuration.AlignmentHeads.Count;

    /// <summary>Attention of one alignment head for one token: one value a state, all of them 1 in sum.</summary>
    public ReadOnlySpan<float> Of(int alignmentHead, int token)
    {
        var (layer, head) = configuration.AlignmentHeads[alignmentHead];
        var values = TensorFloats.Read(outputs[Index(layer)], ref converted);
        return values.Slice(((head * tokens) + token) * states, states);
    }

    public void Dispose() => outputs.Dispose();

    private int Index(int layer)
    {
        var index = 0;
        while (layers[index] != layer)
        {
            index++;
        }

        return index;
    }
}
