namespace CallQuality.Audio.Prosody;

/// <summary>The best few periods of every frame, with the strength of each.</summary>
internal sealed class PitchCandidates(int frameCount)
{
    /// <summary>Most candidates a frame can hold.</summary>
    public const int Capacity = 8;

    private readonly float[] frequencies = new float[frameCount * Capacity];
    private readonly float[] strengths = new float[frameCount * Capacity];
    private readonly int[] counts = new int[frameCount];

    /// <summary>Number of frames.</summary>
    public int FrameCount => counts.Length;

    /// <summary>Forgets the candidates of a frame.</summary>
    public void Clear(int frame) => counts[frame] = 0;

    /// <summary>Frequencies of a frame's candidates in hertz, in no order.</summary>
    public ReadOnlySpan<float> FrequenciesHz(int frame) => frequencies.AsSpan(frame * Capacity, counts[frame]);

    /// <summary>Strengths of a frame's candidates, about 0 to 1.</summary>
    public ReadOnlySpan<float> Strengths(int frame) => strengths.AsSpan(frame * Capacity, counts[frame]);

    /// <summary>Keeps a candidate if the frame has room or a weaker one.</summary>
    public void Offer(int frame, float frequencyHz, float strength)
    {
        var start = frame * Capacity;
        if (counts[frame] < Capacity)
        {
            frequencies[start + counts[frame]] = frequencyHz;
            strengths[start + counts[frame]] = strength;
            counts[frame]++;
            return;
        }

        var weakest = start;
        for (var index = start + 1; index < start + Capacity; index++)
        {
            weakest = strengths[index] < strengths[weakest] ? index : weakest;
        }

        if (strengths[weakest] < strength)
        {
            frequencies[weakest] = frequencyHz;
            strengths[weakest] = strength;
        }
    }
}
