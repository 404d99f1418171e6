using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace CallQuality.Inference.ModelFiles;

/// <summary>Runs a graph again and again on handles, for loops in which .NET's interface would make new objects at each turn.</summary>
/// <remarks>
/// Calls ONNX Runtime's C interface. The places of its functions are part of that interface and stay as they are
/// (onnxruntime_c_api.h: new ones are added at the end). Values that a run gives belong to the caller: <see cref="Release"/>.
/// </remarks>
internal sealed unsafe partial class HandleRun : IDisposable
{
    // Any version since all of the functions below are there.
    private const uint InterfaceVersion = 14;

    // Places in the table of functions, in the order of the header.
    private const int GetErrorMessage = 2;
    private const int RunSession = 9;
    private const int CreateTensorWithData = 49;
    private const int GetTensorData = 51;
    private const int ReleaseStatus = 93;
    private const int ReleaseValue = 96;

    private static readonly nint* Functions = (nint*)((delegate* unmanaged<uint, nint>)*(nint*)OrtGetApiBase())(InterfaceVersion);

    private readonly InferenceSession session;
    private readonly RunOptions options = new();
    private readonly nint[] inputNames;
    private readonly nint[] outputNames;

    /// <param name="session">Must live longer than this.</param>
    /// <param name="inputs">Names of the inputs.</param>
    /// <param name="outputs">Names of the outputs that are wanted.</param>
    public HandleRun(InferenceSession session, IEnumerable<string> inputs, IEnumerable<string> outputs)
    {
        this.session = session;
        inputNames = [.. inputs.Select(Marshal.StringToCoTaskMemUTF8)];
        outputNames = [.. outputs.Select(Marshal.StringToCoTaskMemUTF8)];
    }

    /// <summary>Where a value's numbers lie.</summary>
    public static nint Numbers(nint value)
    {
        nint numbers;
        Check(((delegate* unmanaged<nint, nint*, nint>)Functions[GetTensorData])(value, &numbers));
        return numbers;
    }

    /// <summary>A tensor over numbers that lie elsewhere and must stay there as long as it lives.</summary>
    /// <param name="numbers">Where they begin.</param>
    /// <param name="byteCount">Their length in bytes.</param>
    /// <param name="shape">The tensor's shape.</param>
    /// <param name="type">Their type.</param>
    public static nint View(nint numbers, long byteCount, ReadOnlySpan<long> shape, TensorElementType type)
    {
        nint value;
        fixed (long* sizes = shape)
        {
            Check(((delegate* unmanaged<nint, nint, nint, long*, nint, int, nint*, nint>)Functions[CreateTensorWithData])(
                OrtMemoryInfo.DefaultInstance.DangerousGetHandle(), numbers, (nint)byteCount, sizes, shape.Length, (int)type, &value));
        }

        return value;
    }

    /// <summary>Frees a value; what it is a view of stays.</summary>
    public static void Release(nint value) => ((delegate* unmanaged<nint, void>)Functions[ReleaseValue])(value);

    /// <summary>The handle of a value of .NET's interface, which keeps it.</summary>
    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "get_Handle")]
    public static extern nint Of(OrtValue value);

    /// <summary>Runs the graph.</summary>
    /// <param name="inputs">Values in the order of the inputs' names.</param>
    /// <param name="outputs">Receives values in the order of the outputs' names.</param>
    /// <exception cref="InvalidOperationException">The graph cannot be run on these.</exception>
    public void Run(ReadOnlySpan<nint> inputs, Span<nint> outputs)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(inputs.Length, inputNames.Length, nameof(inputs));
        ArgumentOutOfRangeException.ThrowIfNotEqual(outputs.Length, outputNames.Length, nameof(outputs));
        outputs.Clear();
        fixed (nint* names = inputNames, values = inputs, wanted = outputNames, results = outputs)
        {
            Check(((delegate* unmanaged<nint, nint, nint*, nint*, nint, nint*, nint, nint*, nint>)Functions[RunSession])(
                SessionOf(session), options.DangerousGetHandle(), names, values, inputs.Length, wanted, outputs.Length, results));
        }
    }

    public void Dispose()
    {
        options.Dispose();
        foreach (var name in inputNames.Concat(outputNames))
        {
            Marshal.FreeCoTaskMem(name);
        }
    }

    private static void Check(nint status)
    {
        if (status == 0)
        {
            return;
        }

        var message = Marshal.PtrToStringUTF8(((delegate* unmanaged<nint, nint>)Functions[GetErrorMessage])(status));
        ((delegate* unmanaged<nint, void>)Functions[ReleaseStatus])(status);
        throw new InvalidOperationException(message);
    }

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "get_Handle")]
    private static extern nint SessionOf(InferenceSession session);

    [LibraryImport("onnxruntime")]
    private static partial nint OrtGetApiBase();
}
