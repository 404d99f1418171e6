using CallQuality.Core.Transcription;

namespace CallQuality.Inference.Whisper;

/// <summary>Brings word times from a pack to the recording's clock, and holds them to where speech was heard.</summary>
/// <remarks>
/// The recogniser's attention often begins a word in the pause before it. A word therefore stays inside one stretch of
/// speech: it never covers a pause of 0.3 s or more, and begins and ends where voice activity says so.
/// </remarks>
internal static class WordPlacer
{
    private const double PauseSeconds = 0.3;
    private const double ShortestWordSeconds = 0.06;
    private static readonly TimeSpan ShortestWord = TimeSpan.FromSeconds(ShortestWordSeconds);

    // What reaches across a short gap by less than this belongs to the word's neighbour.
    private const double SliverSeconds = 0.08;

    /// <summary>A word with its times in the pack.</summary>
    public readonly record struct Timed(string Text, double StartSeconds, double EndSeconds, double Confidence);

    /// <summary>The words on the recording's clock, in order.</summary>
    public static IReadOnlyList<Word> Place(SpeechPack pack, IReadOnlyList<Timed> words)
    {
        var stretches = Stretches(pack);
        var placed = new List<Word>(words.Count);
        foreach (var word in words)
        {
            var (start, end) = Hold(stretches, word.StartSeconds, word.EndSeconds);
            var begin = TimeSpan.FromSeconds(pack.RecordingSeconds(start));
            var finish = TimeSpan.FromSeconds(pack.RecordingSeconds(end));
            if (placed.Count > 0 && placed[^1] is var last)
            {
                // A word pressed against the edge of the speech keeps its shortest length at the cost of the next one.
                var least = last.Start + Shorter(ShortestWord, finish - last.Start);
                begin = begin < least ? least : begin;
                placed[^1] = last.End > begin ? last with { End = begin } : last;
            }

            placed.Add(new Word
            {
                Channel = pack.Channel,
                Text = word.Text,
                Start = begin,
                End = finish < begin ? begin : finish,
                Confidence = word.Confidence,
            });
        }

        return placed;
    }

    private static TimeSpan Shorter(TimeSpan first, TimeSpan second) =>
        second < TimeSpan.Zero ? TimeSpan.Zero : first < second ? first : second;

    private static (double Start, double End) Hold(List<List<(double Start, double End)>> stretches, double start, double end)
    {
        var stretch = stretches.MaxBy(candidate => Shared(candidate[0].Start, candidate[^1].End, start, end))!;
        var parts = stretch.Where(part => Shared(part.Start, part.End, start, end) > 0).ToList();
        if (parts.Count == 0)
        {
            parts.Add(stretch.MaxBy(part => Shared(part.Start, part.End, start, end)));
        }

        while (parts.Count > 1 && Shared(parts[0].Start, parts[0].End, start, end) < SliverSeconds)
        {
            parts.RemoveAt(0);
        }

        while (parts.Count > 1 && Shared(parts[^1].Start, parts[^1].End, start, end) < SliverSeconds)
        {
            parts.RemoveAt(parts.Count - 1);
        }

        var (from, to) = (parts[0].Start, parts[^1].End);
        start = Math.Clamp(start, from, to);
        end = Math.Clamp(end, start, to);
        if (end - start < ShortestWordSeconds)
        {
            end = Math.Min(start + ShortestWordSeconds, to);
            start = Math.Max(Math.Min(start, end - ShortestWordSeconds), from);
        }

        return (start, end);
    }

    /// <summary>Seconds shared; negative and larger in size the farther apart.</summary>
    private static double Shared(double from, double to, double start, double end) => Math.Min(to, end) - Math.Max(from, start);

    /// <summary>Speech in the pack's time, grouped so that every pause of 0.3 s or more lies between groups.</summary>
    private static List<List<(double Start, double End)>> Stretches(SpeechPack pack)
    {
        var stretches = new List<List<(double Start, double End)>>();
        TimeSpan? lastEnd = null;
        foreach (var speech in pack.Speech)
        {
            var part = (pack.PackSeconds(speech.Start.TotalSeconds), pack.PackSeconds(speech.End.TotalSeconds));
            if (lastEnd is { } end && (speech.Start - end).TotalSeconds < PauseSeconds)
            {
                stretches[^1].Add(part);
            }
            else
            {
                stretches.Add([part]);
            }

            lastEnd = speech.End;
        }

        return stretches;
    }
}
