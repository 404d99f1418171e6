namespace CallQuality.Cli.Evaluate.Voice;

/// <summary>Slurs a sentence before it goes on the line: syllables cut short or dropped by the hand labels, or the level's movement smoothed away.</summary>
internal static class SlurredSpeech
{
    private const int Rate = EvaluationCorpus.SampleRateHz;
    private const int Fade = Rate / 200;

    // Follows the pitch periods no more, but every syllable.
    private const double FastHz = 20;
    private const float MostGain = 10;

    /// <summary>The steps, mildest first within a kind.</summary>
    public static readonly IReadOnlyList<(string Name, Func<LabelledSentence, float[]> Make)> Steps =
    [
        ("every second syllable shortened to 60 %", sentence => Shorten(sentence, 2, 0.6)),
        ("every fourth syllable dropped", sentence => Shorten(sentence, 4, 0)),
        ("every second syllable dropped", sentence => Shorten(sentence, 2, 0)),
        ("level movement over 4 Hz smoothed away", sentence => SmoothLevel(sentence, 4)),
        ("level movement over 2 Hz smoothed away", sentence => SmoothLevel(sentence, 2)),
    ];

    /// <summary>Sentences as something makes them, joined on a telephone line.</summary>
    public static JoinedSpeech Joined(List<LabelledSentence> group, Func<LabelledSentence, float[]> make) =>
        new(group.Select(sentence => OnLine(sentence, make(sentence))), pauses: true);

    // How many times faster the sentence is taken to be because its sound became shorter comes last.
    private static (LabelledSentence Sentence, float[] Line, double Tempo) OnLine(LabelledSentence sentence, float[] samples) =>
        (sentence, PhoneLine.Of(samples, 200), (double)sentence.Samples.Length / samples.Length);

    // Takes samples out of the middle of every n-th syllable, with 5-ms cross-fades.
    private static float[] Shorten(LabelledSentence sentence, int every, double keep)
    {
        var (output, at, number) = (new List<float>(), 0, 0);
        foreach (var (start, end, _) in sentence.Segments.Where(segment => !segment.IsPause))
        {
            if (++number % every != 0)
            {
                continue;
            }

            var (from, to) = ((int)(start * Rate), Math.Min((int)(end * Rate), sentence.Samples.Length - Fade));
            var removed = (int)((to - from) * (1 - keep));
            var cut = from + ((to - from - removed) / 2);
            if (removed < Fade || cut < at)
            {
                continue;
            }

            output.AddRange(sentence.Samples[at..cut]);
            for (var index = 0; index < Fade; index++)
            {
                var weight = (float)index / Fade;
                output.Add(((1 - weight) * sentence.Samples[cut + index]) + (weight * sentence.Samples[Math.Min(cut + removed + index, sentence.Samples.Length - 1)]));
            }

            at = Math.Min(cut + removed + Fade, sentence.Samples.Length);
        }

        output.AddRange(sentence.Samples[at..]);
        return [.. output];
    }

    // Leaves only the movement of the level that is slower than a frequency.
    private static float[] SmoothLevel(LabelledSentence sentence, double slowestHz)
    {
        float[] heights = [.. sentence.Samples.Select(Math.Abs)];
        var (fast, slow) = (LowPass(heights, FastHz), LowPass(heights, slowestHz));
        return [.. sentence.Samples.Select((sample, index) => sample * Math.Min(slow[index] / Math.Max(fast[index], 1e-6f), MostGain))];
    }

    // Three moving means are close to a Gauss filter, whose response falls by 3 dB at 0.1325 by its deviation.
    private static float[] LowPass(float[] samples, double hz)
    {
        var reach = Math.Max(1, (int)(Rate * 0.1325 / hz));
        for (var pass = 0; pass < 3; pass++)
        {
            var sums = new double[samples.Length + 1];
            for (var index = 0; index < samples.Length; index++)
            {
                sums[index + 1] = sums[index] + samples[index];
            }

            samples = [.. Enumerable.Range(0, samples.Length).Select(index =>
            {
                var (from, to) = (Math.Max(0, index - reach), Math.Min(samples.Length, index + reach + 1));
                return (float)((sums[to] - sums[from]) / (to - from));
            })];
        }

        return samples;
    }
}
