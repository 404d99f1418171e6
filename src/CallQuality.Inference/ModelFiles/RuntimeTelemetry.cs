using System.Runtime.InteropServices;
using Microsoft.ML.OnnxRuntime;

namespace CallQuality.Inference.ModelFiles;

/// <summary>
/// ONNX Runtime's own reports to its maker. The packages of 1.29 and later send them unless told not to before the library is
/// loaded: names and hashes of graphs and weights, times of runs, and an id of the machine that is kept in the user's folder.
/// </summary>
internal static partial class RuntimeTelemetry
{
    // The library's documented way out on Linux and macOS; it is read once, when the library starts.
    private const string OptOut = "ORT_DISABLE_TELEMETRY";

    /// <summary>Switches the reports off. Must come before anything else of ONNX Runtime.</summary>
    public static void SwitchOff()
    {
        Environment.SetEnvironmentVariable(OptOut, "1");
        // Outside Windows .NET keeps a copy of the environment of its own, which native code does not see.
        if (!OperatingSystem.IsWindows() && SetEnvironment(OptOut, "1", overwrite: 1) != 0)
        {
            throw new InvalidOperationException($"cannot set {OptOut}");
        }

        // On Windows the reports are events of the system, which this call ends.
        OrtEnv.Instance().DisableTelemetryEvents();
    }

    [LibraryImport("libc", EntryPoint = "setenv", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int SetEnvironment(string name, string value, int overwrite);
}
