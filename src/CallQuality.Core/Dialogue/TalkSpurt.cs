using CallQuality.Core.Transcription;

namespace CallQuality.Core.Dialogue;

/// <summary>Speech of one channel without a pause of <see cref="TalkSpurts.LeastPause"/> or more.</summary>
/// <param name="Channel">Channel of the recording.</param>
/// <param name="Start">From the recording's start.</param>
/// <param name="End">From the recording's start.</param>
/// <param name="Words">Words inside, in order; may be empty.</param>
internal sealed record TalkSpurt(int Channel, TimeSpan Start, TimeSpan End, IReadOnlyList<Word> Words)
{
    /// <summary>Length.</summary>
    public TimeSpan Duration => End - Start;

    /// <summary>Whether both have some time in common.</summary>
    public bool Overlaps(TimeSpan start, TimeSpan end) => Start < end && start < End;
}

/// <summary>Cuts one channel into talk spurts.</summary>
internal static class TalkSpurts
{
    /// <summary>Shorter silences belong to articulation (stop consonants, breath catches): 250 ms, the usual limit since Goldman-Eisler.</summary>
    public static readonly TimeSpan LeastPause = TimeSpan.FromMilliseconds(250);

    /// <summary>
    /// Voice activity gives the edges. A word whose time lies outside all speech makes a spurt of its own;
    /// any other word goes to the spurt it overlaps most.
    /// </summary>
    public static IReadOnlyList<TalkSpurt> Of(int channel, IReadOnlyList<SpeechSegment> speech, IReadOnlyList<Word> words)
    {
        var spans = speech.Where(segment => segment.End > segment.Start).ToList();
        spans.AddRange(words.Where(word => word.End > word.Start && !Touches(speech, word)).Select(word => new SpeechSegment(word.Start, word.End)));
        spans.Sort((a, b) => a.Start.CompareTo(b.Start));
        var merged = Merge(spans);
        var inside = merged.ConvertAll(_ => new List<Word>());
        var from = 0;
        foreach (var word in words)
        {
            while (from + 1 < merged.Count && Shared(merged[from], word) < Shared(merged[from + 1], word))
            {
                from++;
            }

            var best = Nearest(merged, from, word);
            if (best >= 0)
            {
                inside[best].Add(word);
                from = best;
            }
        }

        return [.. merged.Select((span, i) => new TalkSpurt(channel, span.Start, span.End, inside[i]))];
    }

    private static List<SpeechSegment> Merge(List<SpeechSegment> spans)
    {
        var merged = new List<SpeechSegment>(spans.Count);
        foreach (var span in spans)
        {
            if (merged.Count > 0 && span.Start - merged[^1].End < LeastPause)
            {
                merged[^1] = merged[^1] with { End = span.End > merged[^1].End ? span.End : merged[^1].End };
            }
            else
            {
                merged.Add(span);
            }
        }

        return merged;
    }

    private static int Nearest(List<SpeechSegment> spans, int from, Word word)
    {
        var best = spans.Count == 0 ? -1 : from;
        for (var i = from; i < spans.Count; i++)
        {
            if (Shared(spans[i], word) > Shared(spans[best], word))
            {
                best = i;
            }

            if (spans[i].Start > word.End)
            {
                break;
            }
        }

        return best;
    }

    // Negative where they do not meet: minus the distance, so that the nearest span wins.
    private static TimeSpan Shared(SpeechSegment span, Word word) =>
        (span.End < word.End ? span.End : word.End) - (span.Start > word.Start ? span.Start : word.Start);

    private static bool Touches(IReadOnlyList<SpeechSegment> speech, Word word)
    {
        // First segment that ends after the word starts.
        var (low, high) = (0, speech.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = speech[middle].End <= word.Start ? (middle + 1, high) : (low, middle);
        }

        return low < speech.Count && speech[low].Start < word.End;
    }
}
