using System.Runtime.InteropServices;

namespace CallQuality.Inference.Phrases;

/// <summary>Files sequences under numbers: FNV-1a, the same on every machine and in every run.</summary>
internal static class GramHash
{
    /// <summary>The number of a sequence, 0 to <paramref name="count"/> less one.</summary>
    /// <param name="letters">The sequence.</param>
    /// <param name="count">How many numbers there are, a power of two.</param>
    public static int Of(ReadOnlySpan<char> letters, int count)
    {
        var hash = 2166136261u;
        foreach (var part in MemoryMarshal.AsBytes(letters))
        {
            hash = (hash ^ part) * 16777619u;
        }

        return (int)((hash ^ (hash >> 15)) & (count - 1));
    }
}
