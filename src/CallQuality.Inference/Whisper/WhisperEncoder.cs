using Microsoft.ML.OnnxRuntime;

namespace CallQuality.Inference.Whisper;

/// <summary>Turns log-mel spectrograms into encoder states.</summary>
internal sealed class WhisperEncoder(InferenceSession session, WhisperConfiguration configuration) : IDisposable
{
    private static readonly string[] InputNames = ["input_features"];
    private static readonly string[] OutputNames = ["last_hidden_state"];

    private readonly RunOptions runOptions = new();

    /// <summary>Frames of a full window of 30 s.</summary>
    public int Frames => configuration.EncoderStates * 2;

    /// <summary>Encodes windows.</summary>
    /// <param name="mel">Rows times bands times frames values.</param>
    /// <param name="rows">Windows.</param>
    public EncodedWindows Encode(float[] mel, int rows)
    {
        var memory = mel.AsMemory(0, rows * configuration.MelBands * Frames);
        using var input = OrtValue.CreateTensorValueFromMemory(OrtMemoryInfo.DefaultInstance, memory, [rows, configuration.MelBands, Frames]);
        using var outputs = session.Run(runOptions, InputNames, [input], OutputNames);
        var values = outputs[0].GetTensorDataAsSpan<float>().ToArray();
        return new EncodedWindows(values, rows, values.Length / rows / configuration.StateWidth, configuration.StateWidth);
    }

    public void Dispose()
    {
        runOptions.Dispose();
        session.Dispose();
    }
}
