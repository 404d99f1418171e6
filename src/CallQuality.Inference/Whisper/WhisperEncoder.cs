using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace CallQuality.Inference.Whisper;

/// <summary>Turns log-mel spectrograms into encoder states. Thread-safe.</summary>
internal sealed class WhisperEncoder(InferenceSession session, WhisperConfiguration configuration) : IDisposable
{
    private static readonly string[] InputNames = ["input_features"];
    private static readonly string[] OutputNames = ["last_hidden_state"];

    private readonly RunOptions runOptions = new();
    private readonly TensorElementType inputType = TensorFloats.TypeOf(session.InputMetadata, "input_features");

    /// <summary>Frames of a full window of 30 s.</summary>
    public int Frames => configuration.EncoderStates * 2;

    /// <summary>Encodes windows.</summary>
    /// <param name="mel">Rows times bands times frames values.</param>
    /// <param name="rows">Windows.</param>
    public EncodedWindows Encode(float[] mel, int rows)
    {
        // One by one: a window alone keeps the cores as busy as four (measured), at a quarter of the memory.
        using var stage = RecognitionStages.Begin(RecognitionStages.Encoder);
        var size = configuration.MelBands * Frames;
        float[] converted = [];
        float[]? values = null;
        for (var row = 0; row < rows; row++)
        {
            using var input = TensorFloats.Create(mel.AsMemory(row * size, size), [1, configuration.MelBands, Frames], inputType);
            using var outputs = session.Run(runOptions, InputNames, [input], OutputNames);
            var states = TensorFloats.Read(outputs[0], ref converted);
            values ??= new float[states.Length * rows];
            states.CopyTo(values.AsSpan(row * states.Length));
        }

        return new EncodedWindows(values!, rows, values!.Length / rows / configuration.StateWidth, configuration.StateWidth);
    }

    public void Dispose()
    {
        runOptions.Dispose();
        session.Dispose();
    }
}
