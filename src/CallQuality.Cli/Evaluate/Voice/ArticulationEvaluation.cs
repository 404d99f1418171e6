using CallQuality.Core.Mistakes;

namespace CallQuality.Cli.Evaluate.Voice;

/// <summary>Speech slurred in steps without touching the line, and the line damaged without touching the speech: only the first may lower the score.</summary>
internal sealed class ArticulationEvaluation(FigureBook book)
{
    private const string Part = "articulation";
    private const double SamePoints = 5;

    private sealed record Heard(string Speaker, double NucleiRatio, double ModulationDepth, double? Score);

    public void Run(IReadOnlyList<LabelledSentence> sentences, OutsidePrograms programs, CancellationToken cancellationToken)
    {
        var groups = DeliveryEvaluation.Groups(sentences);
        var plain = Slurred("the original", groups, sentence => sentence.Samples, cancellationToken);
        (string Name, Func<LabelledSentence, float[]> Make)[] steps =
        [
            ("every second syllable shortened to 60 %", sentence => SlurredSpeech.Shorten(sentence, 2, 0.6)),
            ("every fourth syllable dropped", sentence => SlurredSpeech.Shorten(sentence, 4, 0)),
            ("every second syllable dropped", sentence => SlurredSpeech.Shorten(sentence, 2, 0)),
            ("level movement over 4 Hz smoothed away", sentence => SlurredSpeech.SmoothLevel(sentence, 4)),
            ("level movement over 2 Hz smoothed away", sentence => SlurredSpeech.SmoothLevel(sentence, 2)),
            ("both: every second syllable dropped, movement over 2 Hz smoothed away", Both),
        ];
        foreach (var (name, make) in steps)
        {
            var heard = Slurred(name, groups, make, cancellationToken);
            Compare($"stretches with fewer nuclei or less modulation than the original, {name}", Goal.From(1), plain, heard, (before, after) =>
                after.NucleiRatio < before.NucleiRatio - 0.02 || after.ModulationDepth < before.ModulationDepth - 0.02);
            Compare($"stretches with a lower score than the original, {name}", null, plain, heard, (before, after) => after.Score < before.Score);
        }

        Lines(groups, plain, programs, cancellationToken);
    }

    // Shortened syllables stay in the sentence; a second cut of it would need new labels, so the level is smoothed first.
    private static float[] Both(LabelledSentence sentence) => SlurredSpeech.Shorten(sentence with { Samples = SlurredSpeech.SmoothLevel(sentence, 2) }, 2, 0);

    private List<Heard> Slurred(
        string name, List<List<LabelledSentence>> groups, Func<LabelledSentence, float[]> make, CancellationToken cancellationToken)
    {
        var heard = new List<Heard>();
        foreach (var group in groups)
        {
            var joined = new JoinedSpeech(group.Select(sentence => PartOf(sentence, make(sentence))), pauses: true);
            heard.Add(Hear(group[0].Speaker, joined, joined.Samples, cancellationToken));
        }

        Report(name, heard);
        return heard;
    }

    private void Lines(List<List<LabelledSentence>> groups, List<Heard> plain, OutsidePrograms programs, CancellationToken cancellationToken)
    {
        List<JoinedSpeech> joined = [.. groups.Select(group => new JoinedSpeech(group.Select(sentence => PartOf(sentence, sentence.Samples)), pauses: true))];
        (string Name, Func<JoinedSpeech, float[]> Damage)[] damages =
        [
            ("noise 20 dB under the speech", speech => DamagedLine.Noise(speech.Samples, 20)),
            ("noise 10 dB under the speech", speech => DamagedLine.Noise(speech.Samples, 10)),
            ("noise 5 dB under the speech", speech => DamagedLine.Noise(speech.Samples, 5)),
            ("drop-outs of 40 ms every 0.7 s", speech => DamagedLine.Holes(speech).Samples),
            ("clipped at a quarter of the peak", speech => DamagedLine.Clip(speech.Samples, speech.Samples.Max(Math.Abs) / 4)),
            ("GSM 06.10 twice", speech => programs.Gsm(programs.Gsm(speech.Samples, cancellationToken), cancellationToken)),
        ];
        foreach (var (name, damage) in damages)
        {
            List<Heard> heard = [.. joined.Select((speech, index) => Hear(plain[index].Speaker, speech, Fitted(damage(speech), speech.Samples.Length), cancellationToken))];
            Report(name, heard);
            Compare($"stretches not scored, {name}", null, plain, heard, (_, after) => after.Score is null);
            Compare($"stretches not scored or scored no more than five points lower than on the whole line, {name}", Goal.From(1), plain, heard,
                (before, after) => !(after.Score < before.Score - SamePoints));
        }
    }

    private static Heard Hear(string speaker, JoinedSpeech joined, float[] sound, CancellationToken cancellationToken)
    {
        var (voice, _, verdicts) = joined.Judge(sound, cancellationToken);
        var verdict = verdicts[Mistake.UnclearArticulation];
        return new Heard(
            speaker, voice.NucleiRatio ?? double.NaN, voice.ModulationDepth ?? double.NaN, verdict.Status == ScoreStatus.NotScorable ? null : verdict.Score);
    }

    private void Report(string name, List<Heard> heard)
    {
        book.Add(Part, $"nuclei heard per syllable expected, {name}", null, [.. heard.Select(row => (row.Speaker, row.NucleiRatio))], items => items.Average());
        book.Add(Part, $"modulation depth at 3–6 Hz, {name}", null, [.. heard.Select(row => (row.Speaker, row.ModulationDepth))], items => items.Average());
    }

    private void Compare(string name, Goal? goal, List<Heard> plain, List<Heard> heard, Func<Heard, Heard, bool> holds) => book.Add(
        Part, name, goal, [.. plain.Zip(heard, (before, after) => (before.Speaker, holds(before, after)))], items => items.Count(item => item) / (double)items.Count);

    // A codec may add or drop a frame at the end.
    private static float[] Fitted(float[] sound, int length) => sound.Length >= length ? sound[..length] : [.. sound, .. new float[length - sound.Length]];

    // The whole sentence is taken as so much faster as its sound became shorter.
    private static (LabelledSentence Sentence, float[] Line, double Tempo) PartOf(LabelledSentence sentence, float[] samples) =>
        (sentence, PhoneLine.Of(samples, 200), (double)sentence.Samples.Length / samples.Length);
}
