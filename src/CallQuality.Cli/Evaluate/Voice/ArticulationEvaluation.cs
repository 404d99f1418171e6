using CallQuality.Core.Measurement;

namespace CallQuality.Cli.Evaluate.Voice;

/// <summary>Speech slurred in steps without touching the line: do the articulation measures fall?</summary>
internal sealed class ArticulationEvaluation(FigureBook book)
{
    public void Run(IReadOnlyList<LabelledSentence> sentences, CancellationToken cancellationToken)
    {
        var steps = new (string Name, Func<LabelledSentence, float[]> Make)[]
        {
            ("the original", sentence => sentence.Samples),
            ("every second syllable shortened to 60 %", sentence => Shorten(sentence, 2, 0.6)),
            ("every fourth syllable dropped", sentence => Shorten(sentence, 4, 0)),
            ("every second syllable dropped", sentence => Shorten(sentence, 2, 0)),
        };
        foreach (var (name, make) in steps)
        {
            var (ratio, depth) = (new List<(string, double)>(), new List<(string, double)>());
            foreach (var group in DeliveryEvaluation.Groups(sentences))
            {
                var joined = new JoinedSpeech(group.Select(sentence => Part(sentence, make(sentence))), pauses: true);
                SideMeasurements voice = joined.Judge(joined.Samples, cancellationToken).Voice;
                ratio.Add((group[0].Speaker, voice.NucleiRatio ?? double.NaN));
                depth.Add((group[0].Speaker, voice.ModulationDepth ?? double.NaN));
            }

            book.Add("articulation", $"nuclei heard per syllable expected, {name}", null, ratio, items => items.Average());
            book.Add("articulation", $"modulation depth at 3–6 Hz, {name}", null, depth, items => items.Average());
        }
    }

    // The whole sentence is taken as so much faster as its sound became shorter.
    private static (LabelledSentence Sentence, float[] Line, double Tempo) Part(LabelledSentence sentence, float[] samples) =>
        (sentence, PhoneLine.Of(samples, 200), (double)sentence.Samples.Length / samples.Length);

    // Takes samples out of the middle of every n-th syllable, with 5-ms cross-fades.
    private static float[] Shorten(LabelledSentence sentence, int every, double keep)
    {
        const int Fade = EvaluationCorpus.SampleRateHz / 200;
        var output = new List<float>();
        var (at, number) = (0, 0);
        foreach (var (start, end, _) in sentence.Segments.Where(segment => !segment.IsPause))
        {
            if (++number % every != 0)
            {
                continue;
            }

            var (from, to) = ((int)(start * EvaluationCorpus.SampleRateHz), Math.Min((int)(end * EvaluationCorpus.SampleRateHz), sentence.Samples.Length - Fade));
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
}
