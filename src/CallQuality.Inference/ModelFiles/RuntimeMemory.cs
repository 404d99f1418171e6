using System.Runtime.InteropServices;

namespace CallQuality.Inference.ModelFiles;

/// <summary>How the C library gives memory to ONNX Runtime.</summary>
/// <remarks>
/// A run takes and frees tensors of some megabytes. By itself the GNU C library gives each back to the system and takes it anew,
/// and every page is then faulted in again: some two hundredths of a call's time (tests/CallQuality.Benchmarks). Kept in the
/// process, the memory is used again; the peak stays the same.
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
    public static void Keep()
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        try
        {
            _ = SetOption(MapThreshold, Never);
            _ = SetOption(TrimThreshold, Never);
            _ = SetOption(TopPad, GrowthBytes);
        }
        catch (EntryPointNotFoundException)
        {
            // Such as musl's, which has no such options.
        }
    }

    /// <summary>Gives back what opening a graph took and freed, which no run would use again: it lies with the thread that opened it.</summary>
    public static void GiveBack()
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        try
        {
            _ = Trim(0);
        }
        catch (EntryPointNotFoundException)
        {
            // Such as musl's, which keeps nothing of it.
        }
    }

    [LibraryImport("libc", EntryPoint = "mallopt")]
    private static partial int SetOption(int option, int value);

    [LibraryImport("libc", EntryPoint = "malloc_trim")]
    private static partial int Trim(nuint keptBytes);
}
