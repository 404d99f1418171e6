using System.Numerics.Tensors;
using CallQuality.Core.Transcription;

namespace CallQuality.Inference.Whisper;

/// <summary>Lays one channel's speech into as few packs as hold it, evenly filled.</summary>
/// <remarks>
/// A pause longer than 0.3 s keeps 0.15 s at each side. Packs hold up to 28 s: full windows are what the recogniser
/// was trained on, and short ones cost as much and are read worse.
/// </remarks>
internal static class SpeechPacker
{
    public const double LongestPackSeconds = 28;

    /// <summary>Silence before speech that begins with the recording itself: without any, its first words are misread.</summary>
    public const double LeadSeconds = 0.5;

    private const double MarginSeconds = 0.15;
    private const double LevelWindowSeconds = 0.1;

    // Splitting between two contributions is free; tearing one apart where no more than a breath lies between costs as
    // much as packs that differ by some seconds.
    private const double TearPauseSeconds = 0.6;
    private const double TearCostSquareSeconds = 25;

    public static IReadOnlyList<SpeechPack> Pack(int channel, ReadOnlySpan<float> samples, int sampleRateHz, IReadOnlyList<SpeechSegment> speech)
    {
        var units = Units(samples, sampleRateHz, speech);
        if (units.Count == 0)
        {
            return [];
        }

        var ends = Split(units, sampleRateHz);
        var packs = new List<SpeechPack>(ends.Count);
        var first = 0;
        foreach (var end in ends)
        {
            packs.Add(Build(channel, sampleRateHz, units[first..end]));
            first = end;
        }

        return packs;
    }

    private static SpeechPack Build(int channel, int sampleRateHz, List<Unit> units)
    {
        var pieces = new List<PackPiece>();
        var lead = units[0].Start == 0 && units[0].SpeechStart < MarginSeconds * sampleRateHz ? (int)(LeadSeconds * sampleRateHz) : 0;
        foreach (var unit in units)
        {
            if (pieces.Count > 0 && pieces[^1] is var last && last.RecordingEnd >= unit.Start)
            {
                pieces[^1] = last with { Length = unit.End - last.RecordingStart };
            }
            else
            {
                pieces.Add(new PackPiece(unit.Start, pieces.Count == 0 ? lead : pieces[^1].PackEnd, unit.End - unit.Start));
            }
        }

        return new SpeechPack
        {
            Channel = channel,
            SampleRateHz = sampleRateHz,
            Pieces = pieces,
            Speech = [.. units.Select(unit => new SpeechSegment(Time(unit.SpeechStart, sampleRateHz), Time(unit.SpeechEnd, sampleRateHz)))],
        };
    }

    /// <summary>Speech with its margins; neighbours never overlap.</summary>
    private static List<Unit> Units(ReadOnlySpan<float> samples, int sampleRateHz, IReadOnlyList<SpeechSegment> speech)
    {
        var stretches = new List<(int Start, int End)>();
        foreach (var segment in speech)
        {
            var start = Math.Clamp((int)Math.Round(segment.Start.TotalSeconds * sampleRateHz), 0, samples.Length);
            var end = Math.Clamp((int)Math.Round(segment.End.TotalSeconds * sampleRateHz), start, samples.Length);
            if (end > start)
            {
                AddInParts(samples, sampleRateHz, start, end, stretches);
            }
        }

        var margin = (int)(MarginSeconds * sampleRateHz);
        var units = new List<Unit>(stretches.Count);
        for (var i = 0; i < stretches.Count; i++)
        {
            var (start, end) = stretches[i];
            var before = i == 0 ? start : (start - stretches[i - 1].End + 1) / 2;
            var after = i == stretches.Count - 1 ? samples.Length - end : (stretches[i + 1].Start - end) / 2;
            units.Add(new Unit(start - Math.Min(margin, before), start, end, end + Math.Min(margin, after)));
        }

        return units;
    }

    /// <summary>Cuts speech that fills no window, at the quietest moment of its last third.</summary>
    private static void AddInParts(ReadOnlySpan<float> samples, int sampleRateHz, int start, int end, List<(int Start, int End)> stretches)
    {
        var longest = (int)((LongestPackSeconds - (2 * MarginSeconds)) * sampleRateHz);
        var window = (int)(LevelWindowSeconds * sampleRateHz);
        while (end - start > longest)
        {
            var quietest = start + longest - window;
            var least = float.MaxValue;
            for (var at = start + (longest * 2 / 3); at <= start + longest - window; at += window / 4)
            {
                var energy = TensorPrimitives.SumOfSquares(samples.Slice(at, window));
                (least, quietest) = energy < least ? (energy, at) : (least, quietest);
            }

            var cut = quietest + (window / 2);
            stretches.Add((start, cut));
            start = cut;
        }

        stretches.Add((start, end));
    }

    /// <summary>
    /// Ends (exclusive) of the packs: as few as a greedy filling needs, and among those the ones most alike in length
    /// that tear the fewest contributions apart. Dynamic programme over the number of packs.
    /// </summary>
    private static List<int> Split(List<Unit> units, int sampleRateHz)
    {
        // In whole samples: sums of seconds taken from either end differ in the last digit, and so about what fits.
        var longest = (long)(LongestPackSeconds * sampleRateHz);
        var count = FewestPacks(units, longest);
        var n = units.Count;
        var best = Unreached(count, n);
        var from = new int[count + 1, n + 1];
        for (var k = 1; k <= count; k++)
        {
            for (var end = k; end <= n; end++)
            {
                var samples = 0L;
                for (var start = end - 1; start >= k - 1; start--)
                {
                    samples += units[start].Samples;
                    if (samples > longest)
                    {
                        break;
                    }

                    var seconds = (double)samples / sampleRateHz;
                    var cost = best[k - 1, start] + (seconds * seconds) + TearCost(units, start, sampleRateHz);
                    if (cost < best[k, end])
                    {
                        (best[k, end], from[k, end]) = (cost, start);
                    }
                }
            }
        }

        var ends = new List<int>(count);
        for (int k = count, end = n; k > 0; end = from[k, end], k--)
        {
            ends.Insert(0, end);
        }

        return ends;
    }

    /// <summary>Costs before the search: only no packs over no units costs nothing.</summary>
    private static double[,] Unreached(int packCount, int unitCount)
    {
        var costs = new double[packCount + 1, unitCount + 1];
        for (var k = 0; k <= packCount; k++)
        {
            for (var i = 0; i <= unitCount; i++)
            {
                costs[k, i] = k == 0 && i == 0 ? 0 : double.PositiveInfinity;
            }
        }

        return costs;
    }

    private static int FewestPacks(List<Unit> units, long longest)
    {
        var count = 1;
        var samples = 0L;
        foreach (var unit in units)
        {
            if (samples + unit.Samples > longest)
            {
                count++;
                samples = 0;
            }

            samples += unit.Samples;
        }

        return count;
    }

    private static double TearCost(List<Unit> units, int start, int sampleRateHz) =>
        start > 0 && units[start].SpeechStart - units[start - 1].SpeechEnd < TearPauseSeconds * sampleRateHz ? TearCostSquareSeconds : 0;

    private static TimeSpan Time(int sample, int sampleRateHz) => TimeSpan.FromSeconds((double)sample / sampleRateHz);

    private readonly record struct Unit(int Start, int SpeechStart, int SpeechEnd, int End)
    {
        public int Samples => End - Start;
    }
}
