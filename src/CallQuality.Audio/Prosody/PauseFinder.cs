namespace CallQuality.Audio.Prosody;

/// <summary>
/// Tells speaking from pausing inside speech, frame by frame: silent is what lies near the background or far under the speaker's
/// own level, unvoiced, for at least a quarter of a second. Shorter gaps are the closures of consonants and belong to speaking.
/// </summary>
/// <remarks>Holds no state; safe to call from any thread.</remarks>
public static class PauseFinder
{
    /// <summary>Shortest pause in frames of 10 ms: 250 ms, as rates of articulation are usually defined.</summary>
    public const int ShortestFrames = 25;

    private const float OverBackgroundDb = 8;
    private const float DeepestDb = 35;
    private const float ShallowestDb = 18;

    /// <summary>Marks the frames in which nothing of the speaker is heard, however short.</summary>
    /// <param name="levelDbfs">Level of every 10-ms frame, from <see cref="LoudnessMeter"/>.</param>
    /// <param name="pitchHz">Pitch of every frame, from <see cref="PitchTracker"/>.</param>
    /// <param name="silent">Receives one value a frame.</param>
    public static void MarkSilent(ReadOnlySpan<float> levelDbfs, ReadOnlySpan<float> pitchHz, Span<bool> silent)
    {
        var threshold = Threshold(levelDbfs, pitchHz);
        for (var frame = 0; frame < levelDbfs.Length; frame++)
        {
            silent[frame] = !(levelDbfs[frame] > threshold) && !float.IsFinite(pitchHz[frame]);
        }
    }

    /// <summary>Marks the frames of pauses: silence of 250 ms and more.</summary>
    /// <param name="silent">The silent frames, from <see cref="MarkSilent"/>.</param>
    /// <param name="pausing">Receives <see langword="true"/> for every frame that lies in a pause.</param>
    public static void MarkPauses(ReadOnlySpan<bool> silent, Span<bool> pausing)
    {
        var start = 0;
        for (var frame = 0; frame <= silent.Length; frame++)
        {
            if (frame < silent.Length && silent[frame])
            {
                continue;
            }

            pausing[Math.Min(start, frame)..frame].Fill(frame - start >= ShortestFrames);
            if (frame < silent.Length)
            {
                pausing[frame] = false;
            }

            start = frame + 1;
        }
    }

    // The speaker's level is that of voiced frames, the background that of the quietest tenth. Where a line has left no frame voiced,
    // the speaker is what stands out of the background; where nothing does, nobody speaks.
    private static float Threshold(ReadOnlySpan<float> levelDbfs, ReadOnlySpan<float> pitchHz)
    {
        var voiced = new List<float>(levelDbfs.Length);
        var all = levelDbfs.ToArray();
        for (var frame = 0; frame < levelDbfs.Length; frame++)
        {
            if (float.IsFinite(pitchHz[frame]))
            {
                voiced.Add(levelDbfs[frame]);
            }
        }

        if (all.Length == 0)
        {
            return float.PositiveInfinity;
        }

        voiced.Sort();
        Array.Sort(all);
        var background = all[all.Length / 10];
        var speaker = voiced.Count > 0 ? voiced[voiced.Count * 3 / 4] : all[all.Length * 9 / 10];
        if (voiced.Count == 0 && !(speaker - background > OverBackgroundDb))
        {
            return float.PositiveInfinity;
        }

        return Math.Clamp(background + OverBackgroundDb, speaker - DeepestDb, speaker - ShallowestDb);
    }
}
