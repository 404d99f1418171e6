using CallQuality.Audio.Line;
using CallQuality.Core.Mistakes;

namespace CallQuality.Cli.Evaluate.Voice;

/// <summary>Line quality against made truth, and what damage of the line does to the verdicts.</summary>
internal sealed class LineEvaluation(FigureBook book)
{
    private static readonly LineMeter Meter = new(PhoneLine.SampleRateHz);

    public void Run(IReadOnlyList<LabelledSentence> sentences, OutsidePrograms programs, CancellationToken cancellationToken)
    {
        var (noise, clips, drops, low, high) = (new List<(string, double)>(), new List<(string, double)>(), new List<(string, double)>(), new List<(string, double)>(), new List<(string, double)>());
        var refused = new Dictionary<string, List<(string, bool)>>();
        foreach (var group in DeliveryEvaluation.Groups(sentences))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var speaker = group[0].Speaker;
            var joined = Joined(group, 200);
            var (samples, spoken) = (joined.Samples, Spoken(joined.Samples));
            foreach (var snr in new[] { 5.0, 10, 20, 30 })
            {
                var power = spoken.Power / Math.Pow(10, snr / 10);
                noise.Add((speaker, Math.Abs((Measure(joined, PhoneLine.WithNoise(samples, power, 1)).SnrDb ?? double.NaN) - snr)));
            }

            clips.Add((speaker, Clipping(joined, 4)));
            drops.Add((speaker, Dropouts(joined)));
            foreach (var (from, to) in new[] { (200.0, 3400.0), (300, 3400), (300, 3000), (200, 2700) })
            {
                var line = Measure(Joined(group, from, to), null);
                low.Add((speaker, Math.Abs((line.LowEdgeHz ?? double.NaN) - from)));
                high.Add((speaker, Math.Abs((line.HighEdgeHz ?? double.NaN) - to)));
            }

            Refusals(refused, speaker, joined, samples, spoken.Power, programs, cancellationToken);
        }

        book.Add("line", "greatest error of SNR at 5, 10, 20 and 30 dB, in dB", Goal.UpTo(2), noise, items => items.Max());
        book.Add("line", "mean error of the share of clipped samples", Goal.UpTo(0.05), clips, items => items.Average());
        book.Add("line", "mean error of the share of drop-outs", Goal.UpTo(0.05), drops, items => items.Average());
        book.Add("line", "mean error of the lower band edge in Hz", Goal.UpTo(100), low, Known);
        book.Add("line", "mean error of the upper band edge in Hz", Goal.UpTo(100), high, Known);
        foreach (var (name, rows) in refused)
        {
            book.Add("line", $"UnclearArticulation not scored on {name}", null, rows, items => items.Count(item => item) / (double)items.Count);
        }
    }

    private static double Known(IReadOnlyList<double> items) => items.Where(double.IsFinite).DefaultIfEmpty(double.NaN).Average();

    private static JoinedSpeech Joined(List<LabelledSentence> group, double lowHz, double highHz = 3400) =>
        new(group.Select(sentence => (sentence, PhoneLine.Of(sentence.Samples, lowHz, highHz), 1.0)), pauses: true);

    private static (double Power, int Count) Spoken(float[] samples)
    {
        var loud = samples.Where(sample => sample != 0).ToArray();
        return (PhoneLine.Power(loud), loud.Length);
    }

    private static LineQuality Measure(JoinedSpeech joined, float[]? sound) => joined.Line(sound ?? joined.Samples, Meter);

    private static double Clipping(JoinedSpeech joined, double gain)
    {
        var samples = joined.Samples;
        var ceiling = samples.Max(Math.Abs) / (float)gain;
        var truth = samples.Count(sample => Math.Abs(sample) >= ceiling) / (double)joined.SpokenSamples;
        var clipped = samples.Select(sample => Math.Clamp(sample, -ceiling, ceiling)).ToArray();
        return Math.Abs((Measure(joined, clipped).ClippedRatio / truth) - 1);
    }

    // Forty-millisecond holes every 0.7 s, as lost packets leave them; only those in speech count.
    private static double Dropouts(JoinedSpeech joined)
    {
        var samples = PhoneLine.WithNoise(joined.Samples, 1e-8, 2);
        var lost = 0;
        for (var at = PhoneLine.SampleRateHz; at + 320 < samples.Length; at += 5600)
        {
            if (joined.IsSpoken(at, at + 320))
            {
                samples.AsSpan(at, 320).Clear();
                lost += 320;
            }
        }

        return Math.Abs((Measure(joined, samples).DropoutRatio * joined.SpokenSamples / lost) - 1);
    }

    private static void Refusals(
        Dictionary<string, List<(string, bool)>> refused, string speaker, JoinedSpeech joined, float[] samples, double power, OutsidePrograms programs, CancellationToken cancellationToken)
    {
        foreach (var (name, sound) in new[]
        {
            ("a clean line", samples),
            ("a line with noise at 20 dB", PhoneLine.WithNoise(samples, power / 100, 3)),
            ("a line with noise at 5 dB", PhoneLine.WithNoise(samples, power / 3.16, 3)),
            ("GSM twice", programs.Gsm(programs.Gsm(samples, cancellationToken), cancellationToken)),
        })
        {
            var same = sound.Length >= samples.Length ? sound[..samples.Length] : [.. sound, .. new float[samples.Length - sound.Length]];
            var verdict = joined.Judge(same, cancellationToken).Verdicts[Mistake.UnclearArticulation];
            refused.TryAdd(name, []);
            refused[name].Add((speaker, verdict.Status == ScoreStatus.NotScorable));
        }
    }
}
