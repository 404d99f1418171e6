using System.Numerics.Tensors;
using CallQuality.Audio;

namespace CallQuality.Core.Calls;

/// <summary>Tells two people on two channels from one signal written twice.</summary>
internal static class ChannelSimilarity
{
    // Sums of squares over hours of samples would lose digits in float; a block does not.
    private const int BlockLength = 4096;

    /// <summary>
    /// Correlation of the two channels' samples without delay, as absolute value from 0 (independent) to 1 (the same signal at any gain or polarity).
    /// </summary>
    /// <returns>The correlation; <see langword="null"/> for one channel or where a channel is silent.</returns>
    public static double? Of(Recording recording)
    {
        if (recording.Channels.Count != 2)
        {
            return null;
        }

        var (left, right) = (recording.Channels[0], recording.Channels[1]);
        var (cross, leftPower, rightPower) = (0.0, 0.0, 0.0);
        for (var at = 0; at < left.Length; at += BlockLength)
        {
            var length = Math.Min(BlockLength, left.Length - at);
            var a = left.AsSpan(at, length);
            var b = right.AsSpan(at, length);
            cross += TensorPrimitives.Dot<float>(a, b);
            leftPower += TensorPrimitives.SumOfSquares<float>(a);
            rightPower += TensorPrimitives.SumOfSquares<float>(b);
        }

        var power = Math.Sqrt(leftPower * rightPower);
        return power > 0 ? Math.Min(1, Math.Abs(cross) / power) : null;
    }
}
