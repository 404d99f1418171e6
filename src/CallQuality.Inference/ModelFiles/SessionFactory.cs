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
        using var options = Options(threads, growing);
        return Open(path, () => UnsignedWeights.AreNeeded ? new InferenceSession(Ready(File.ReadAllBytes(path)), options) : new InferenceSession(path, options));
    }

    /// <summary>Opens a session of a part of a graph: what a value inside it needs, which is its only output. Shapes may grow from call to call.</summary>
    /// <param name="value">Name of the value.</param>
    /// <param name="path">The graph.</param>
    /// <param name="threads">Threads inside an operator, at least 1.</param>
    /// <exception cref="ModelFileException">The file is no graph this runtime can run, or has no such value.</exception>
    public static InferenceSession OpenUpTo(string value, string path, int threads)
    {
        using var options = Options(threads, growing: true);
        return Open(path, () => new InferenceSession(Ready(GraphCut.At(File.ReadAllBytes(path), value)), options));
    }

    private static byte[] Ready(byte[] model)
    {
        if (UnsignedWeights.AreNeeded)
        {
            try
            {
                UnsignedWeights.Turn(model);
            }
            catch (InvalidDataException)
            {
                // No graph: the runtime says so in its own words.
            }
        }

        return model;
    }

    private static SessionOptions Options(int threads, bool growing)
    {
        var options = new SessionOptions
        {
            GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_ALL,
            ExecutionMode = ExecutionMode.ORT_SEQUENTIAL,
            IntraOpNumThreads = threads,
            InterOpNumThreads = 1,
            EnableMemoryPattern = !growing,
            EnableCpuMemArena = false,
            LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR,
        };

        // Threads that wait sleep: what they would spin on is a core that another lane has work for.
        options.AddSessionConfigEntry("session.intra_op.allow_spinning", "0");
        return options;
    }

    private static InferenceSession Open(string path, Func<InferenceSession> open)
    {
        try
        {
            var session = open();
            RuntimeMemory.GiveBack();
            return session;
        }
        catch (Exception error) when (error is OnnxRuntimeException or InvalidDataException)
        {
            throw new ModelFileException(
                new Bilingual(
                    $"{path}: ONNX Runtime kann die Datei nicht laden ({error.Message}); erwartet wird ein ONNX-Graph.",
                    $"{path}: ONNX Runtime cannot load the file ({error.Message}); expected an ONNX graph."),
                error);
        }
    }
}
