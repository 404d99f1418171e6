using CallQuality.Core.Transcription;

namespace CallQuality.Inference.VoiceActivity;

/// <summary>Turns speech probabilities of equal windows into stretches of speech.</summary>
/// <remarks>The rules and constants are those of the silero-vad package, <c>get_speech_timestamps</c>.</remarks>
internal static class SpeechSegmenter
{
    /// <summary>Probability from which speech begins.</summary>
    public const float OnProbability = 0.5f;

    /// <summary>Probability below which speech may end.</summary>
    public const float OffProbability = 0.35f;

    private const double MinimumSpeechSeconds = 0.25;
    private const double MinimumSilenceSeconds = 0.1;
    private const double PadSeconds = 0.03;

    /// <summary>Finds the stretches.</summary>
    /// <param name="probabilities">One probability a window.</param>
    /// <param name="windowSamples">Length of a window.</param>
    /// <param name="totalSamples">Length of the sound; the last window may reach beyond it.</param>
    /// <param name="sampleRateHz">Samples a second.</param>
    public static IReadOnlyList<SpeechSegment> Segment(
        ReadOnlySpan<float> probabilities, int windowSamples, long totalSamples, int sampleRateHz)
    {
        var stretches = Stretches(probabilities, windowSamples, totalSamples, sampleRateHz);
        Pad(stretches, totalSamples, (long)(PadSeconds * sampleRateHz));
        return [.. stretches.Select(s => new SpeechSegment(
            TimeSpan.FromSeconds((double)s.Start / sampleRateHz), TimeSpan.FromSeconds((double)s.End / sampleRateHz)))];
    }

    private static List<(long Start, long End)> Stretches(
        ReadOnlySpan<float> probabilities, int windowSamples, long totalSamples, int sampleRateHz)
    {
        var minimumSpeech = (long)(MinimumSpeechSeconds * sampleRateHz);
        var minimumSilence = (long)(MinimumSilenceSeconds * sampleRateHz);
        var stretches = new List<(long Start, long End)>();
        long? start = null;
        long? possibleEnd = null;
        for (var i = 0; i < probabilities.Length; i++)
        {
            var position = (long)i * windowSamples;
            if (probabilities[i] >= OnProbability)
            {
                possibleEnd = null;
                start ??= position;
            }
            else if (probabilities[i] < OffProbability && start is { } begun)
            {
                possibleEnd ??= position;
                if (position - possibleEnd >= minimumSilence)
                {
                    AddIfLong(begun, possibleEnd.Value);
                    (start, possibleEnd) = (null, null);
                }
            }
        }

        if (start is { } open)
        {
            AddIfLong(open, totalSamples);
        }

        return stretches;

        void AddIfLong(long from, long to)
        {
            if (to - from > minimumSpeech)
            {
                stretches.Add((from, to));
            }
        }
    }

    private static void Pad(List<(long Start, long End)> stretches, long totalSamples, long pad)
    {
        for (var i = 0; i < stretches.Count; i++)
        {
            var (start, end) = stretches[i];
            if (i == 0)
            {
                start = Math.Max(0, start - pad);
            }

            if (i == stretches.Count - 1)
            {
                stretches[i] = (start, Math.Min(totalSamples, end + pad));
                continue;
            }

            var next = stretches[i + 1];
            var grow = Math.Min(pad, (next.Start - end) / 2);
            stretches[i] = (start, end + grow);
            stretches[i + 1] = (next.Start - grow, next.End);
        }
    }
}
