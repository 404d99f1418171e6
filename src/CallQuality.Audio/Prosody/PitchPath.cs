namespace CallQuality.Audio.Prosody;

/// <summary>
/// The cheapest way through the candidates of all frames (Viterbi): strong candidates, few octave jumps, few changes between
/// voiced and unvoiced. Costs as in Boersma 1993, "Accurate short-term analysis of the fundamental frequency".
/// </summary>
internal sealed class PitchPath
{
    private const int States = PitchCandidates.Capacity + 1;
    private readonly float octaveJumpCost;
    private readonly float voicingCost;

    public PitchPath(PitchSettings settings)
    {
        octaveJumpCost = settings.OctaveJumpCost;
        voicingCost = settings.VoicingCost;
    }

    /// <summary>Writes the pitch of every frame; NaN where the path is unvoiced.</summary>
    /// <param name="candidates">The candidates.</param>
    /// <param name="unvoicedStrengths">How strongly each frame speaks for being unvoiced.</param>
    /// <param name="pitchHz">Receives one value a frame.</param>
    public void Find(PitchCandidates candidates, ReadOnlySpan<float> unvoicedStrengths, Span<float> pitchHz)
    {
        var frames = candidates.FrameCount;
        var back = new byte[frames * States];
        Span<float> previous = stackalloc float[States];
        Span<float> current = stackalloc float[States];
        Span<float> previousOctaves = stackalloc float[States];
        Span<float> octaves = stackalloc float[States];
        var previousCount = 0;
        for (var frame = 0; frame < frames; frame++)
        {
            var frequencies = candidates.FrequenciesHz(frame);
            var strengths = candidates.Strengths(frame);
            var count = frequencies.Length + 1;
            for (var state = 0; state < count; state++)
            {
                octaves[state] = state == 0 ? float.NaN : MathF.Log2(frequencies[state - 1]);
                var own = state == 0 ? unvoicedStrengths[frame] : strengths[state - 1];
                var (best, from) = frame == 0
                    ? (0f, 0)
                    : BestPredecessor(previous[..previousCount], previousOctaves, octaves[state], state == 0);
                current[state] = best + own;
                back[(frame * States) + state] = (byte)from;
            }

            current[..count].CopyTo(previous);
            octaves[..count].CopyTo(previousOctaves);
            previousCount = count;
        }

        Trace(candidates, back, previous[..previousCount], pitchHz);
    }

    private static void Trace(PitchCandidates candidates, byte[] back, ReadOnlySpan<float> totals, Span<float> pitchHz)
    {
        var state = 0;
        for (var index = 1; index < totals.Length; index++)
        {
            state = totals[index] > totals[state] ? index : state;
        }

        for (var frame = candidates.FrameCount - 1; frame >= 0; frame--)
        {
            pitchHz[frame] = state == 0 ? float.NaN : candidates.FrequenciesHz(frame)[state - 1];
            state = back[(frame * States) + state];
        }
    }

    private (float Total, int From) BestPredecessor(
        ReadOnlySpan<float> totals, ReadOnlySpan<float> previousOctaves, float octave, bool unvoiced)
    {
        var best = totals[0] - (unvoiced ? 0 : voicingCost);
        var from = 0;
        for (var state = 1; state < totals.Length; state++)
        {
            var cost = unvoiced ? voicingCost : octaveJumpCost * MathF.Abs(octave - previousOctaves[state]);
            var total = totals[state] - cost;
            if (total > best)
            {
                best = total;
                from = state;
            }
        }

        return (best, from);
    }
}
