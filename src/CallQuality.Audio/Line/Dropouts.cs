using System.Numerics.Tensors;

namespace CallQuality.Audio.Line;

/// <summary>
/// Finds gaps in which the signal vanishes inside speech: either it lies far under the line's own background, which no speaker
/// can do, or it breaks off and comes back within two milliseconds on both sides.
/// </summary>
internal sealed class Dropouts(int sampleRateHz)
{
    /// <summary>At and under this mean power, which is −100 dBFS, a line is dead.</summary>
    public const double SilentPower = 1e-10;

    private const double UnderBackground = 30;
    private const int ShortestBlocks = 8;
    private const int EdgeBlocks = 3;
    private readonly int block = sampleRateHz / 1000;

    /// <summary>Samples lost in a stretch of speech.</summary>
    /// <param name="speech">The stretch.</param>
    /// <param name="speechPower">Mean power of speech.</param>
    /// <param name="noisePower">Mean power of the background; <see langword="null"/> if unknown or if the line itself goes dead between words.</param>
    public long CountLost(ReadOnlySpan<float> speech, double speechPower, double? noisePower)
    {
        var blocks = speech.Length / block;
        var belowBackground = noisePower > SilentPower * UnderBackground;
        var dead = belowBackground ? noisePower!.Value / UnderBackground : Math.Max(1e-6 * speechPower, SilentPower);
        var loud = 1e-3 * speechPower;
        var lost = 0L;
        for (var start = 0; start < blocks; start++)
        {
            if (Movement(speech, start) > dead)
            {
                continue;
            }

            var end = start + 1;
            while (end < blocks && Movement(speech, end) <= dead)
            {
                end++;
            }

            var abrupt = IsLoud(speech, start - EdgeBlocks, start, loud) && IsLoud(speech, end, end + EdgeBlocks, loud);
            if (end - start >= ShortestBlocks && end < blocks && start > 0 && (belowBackground || abrupt))
            {
                lost += (long)(end - start) * block;
            }

            start = end;
        }

        return lost;
    }

    // The mean is taken out because a dead A-law line decodes to a small constant, not to zero.
    private double Movement(ReadOnlySpan<float> speech, int index)
    {
        var samples = speech.Slice(index * block, block);
        var mean = TensorPrimitives.Sum(samples) / block;
        return Math.Max(0, (TensorPrimitives.SumOfSquares(samples) / block) - (mean * mean));
    }

    private bool IsLoud(ReadOnlySpan<float> speech, int from, int to, double loud)
    {
        for (var index = Math.Max(0, from); index < Math.Min(to, speech.Length / block); index++)
        {
            if (Movement(speech, index) > loud)
            {
                return true;
            }
        }

        return false;
    }
}
