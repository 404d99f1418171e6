using System.Numerics.Tensors;

namespace CallQuality.Audio.Prosody;

/// <summary>Level every 10 ms: the root mean square over 30 ms.</summary>
/// <remarks>Immutable after construction; safe to share between threads.</remarks>
public sealed class LoudnessMeter
{
    private readonly int hop;

    /// <summary>Prepares the meter.</summary>
    /// <param name="sampleRateHz">Samples a second; at least 100.</param>
    public LoudnessMeter(int sampleRateHz)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(sampleRateHz, 100);
        hop = sampleRateHz / 100;
    }

    /// <summary>Measures the level over time; as many frames as whole 10-ms steps fit.</summary>
    /// <param name="samples">The sound, in [-1, 1].</param>
    public LoudnessTrack Measure(ReadOnlySpan<float> samples)
    {
        var levels = new float[samples.Length / hop];
        Measure(samples, levels);
        return new LoudnessTrack(TimeSpan.FromMilliseconds(10), TimeSpan.FromMilliseconds(5), levels);
    }

    /// <summary>As <see cref="Measure(ReadOnlySpan{float})"/>, into memory of the caller's.</summary>
    /// <param name="samples">The sound.</param>
    /// <param name="levelDbfs">Receives one value a frame; its length is the number of frames.</param>
    internal void Measure(ReadOnlySpan<float> samples, Span<float> levelDbfs)
    {
        var before = 0.0;
        var here = levelDbfs.Length > 0 ? Energy(samples, 0) : 0;
        for (var frame = 0; frame < levelDbfs.Length; frame++)
        {
            var after = frame + 1 < levelDbfs.Length ? Energy(samples, frame + 1) : 0;
            var steps = 1 + (frame > 0 ? 1 : 0) + (frame + 1 < levelDbfs.Length ? 1 : 0);
            levelDbfs[frame] = (float)(10 * Math.Log10((before + here + after) / (steps * hop)));
            before = here;
            here = after;
        }
    }

    private double Energy(ReadOnlySpan<float> samples, int frame) => TensorPrimitives.SumOfSquares(samples.Slice(frame * hop, hop));
}
