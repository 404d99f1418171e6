using CallQuality.Audio;
using Microsoft.ML.OnnxRuntime;

namespace CallQuality.Inference.ModelFiles;

/// <summary>Opens ONNX Runtime sessions the one way this program wants them.</summary>
internal static class SessionFactory
{
    static SessionFactory()
    {
        RuntimeTelemetry.SwitchOff();
        RuntimeMemory.Keep();
    }

    /// <summary>Opens a session on the CPU.</summary>
    /// <param name="path">The graph.</param>
    /// <param name="threads">Threads inside an operator, at least 1.</param>
    /// <param name="growing">Whether shapes grow from call to call, so that planning memory for each of them would only cost.</param>
    /// <exception cref="ModelFileException">The file is no graph this runtime can run.</exception>
    public static InferenceSession Open(string path, int threads, bool growing = false)
    {
        using var options = new SessionOptions
        {
            GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_ALL,
            ExecutionMode = ExecutionMode.ORT_SEQUENTIAL,
            IntraOpNumThreads = threads,
            InterOpNumThreads = 1,
            EnableMemoryPattern = !growing,
            LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR,
        };
        try
        {
            return new InferenceSession(path, options);
        }
        catch (OnnxRuntimeException error)
        {
            throw new ModelFileException(
                new Bilingual(
                    $"{path}: ONNX Runtime kann die Datei nicht laden ({error.Message}); erwartet wird ein ONNX-Graph.",
                    $"{path}: ONNX Runtime cannot load the file ({error.Message}); expected an ONNX graph."),
                error);
        }
    }
}
