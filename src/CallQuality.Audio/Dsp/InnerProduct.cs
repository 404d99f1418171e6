using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace CallQuality.Audio.Dsp;

/// <summary>Sums of products.</summary>
/// <remarks>
/// The library's own is compiled in full only after it has been called for a while, and filters call it for each sample
/// from the first second on; this one is from its first call.
/// </remarks>
public static class InnerProduct
{
    /// <summary>The sum of the products of values at the same place.</summary>
    /// <param name="first">Values.</param>
    /// <param name="second">As many values.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static float Of(ReadOnlySpan<float> first, ReadOnlySpan<float> second)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(second.Length, first.Length, nameof(second));
        var left = MemoryMarshal.Cast<float, Vector<float>>(first);
        var right = MemoryMarshal.Cast<float, Vector<float>>(second);
        var sums = Vector<float>.Zero;
        for (var i = 0; i < left.Length; i++)
        {
            sums = Vector.FusedMultiplyAdd(left[i], right[i], sums);
        }

        var sum = Vector.Sum(sums);
        for (var i = left.Length * Vector<float>.Count; i < first.Length; i++)
        {
            sum += first[i] * second[i];
        }

        return sum;
    }
}
