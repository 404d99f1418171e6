using System.Runtime.InteropServices;

namespace CallQuality.Inference.ModelFiles;

/// <summary>How the C library gives memory to ONNX Runtime.</summary>
/// <remarks>
/// A run takes and frees tensors of some megabytes. By itself the GNU C library gives each back to the system and takes it anew,
/// and every page is then faulted in again: some two hundredths of a call's time (tests/CallQuality.Benchmarks). Kept in the
/// process, the memory is used again while the call lasts. Between calls it is given back: other threads would not use it.
/// </remarks>
internal static partial class RuntimeMemory
{
    // Names and numbers as in malloc.h.
    private const int TrimThreshold = -1;
    private const int TopPad = -2;
    private const int MapThreshold = -3;

    private const int Never = 1 << 30;
    private const int GrowthBytes = 64 << 20;

    /// <summary>Lets the process keep what was freed. Does nothing where the C library is another.</summary>
    public static void Keep() => Ask(() =>
    {
        _ = SetOption(MapThreshold, Never);
        _ = SetOption(TrimThreshold, Never);
        _ = SetOption(TopPad, GrowthBytes);
    });

    /// <summary>Gives back what was freed: what opening a graph left over, what a call took. Does nothing where the C library is another.</summary>
    public static void GiveBack() => Ask(() => _ = Trim(0));

    private static void Ask(Action action)
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        try
        {
            action();
        }
        catch (EntryPointNotFoundException)
        {
            // Such as musl's, which has no such functions.
        }
    }

    [LibraryImport("libc", EntryPoint = "mallopt")]
    private static partial int SetOption(int option, int value);

    [LibraryImport("libc", EntryPoint = "malloc_trim")]
    private static partial int Trim(nuint keptBytes);
}
