using CallQuality.Audio.Line;

namespace CallQuality.Cli.Evaluate.Voice;

/// <summary>Line quality against made truth.</summary>
internal sealed class LineEvaluation(FigureBook book)
{
    private const string Part = "line";
    private static readonly double[] Snrs = [5, 10, 15, 20, 25, 30];
    private static readonly double[] Hums = [0, 10, 20];
    private static readonly (double LowHz, double HighHz)[] Edges = [(200, 3400), (300, 3400), (300, 3000), (200, 2700)];
    private readonly LineMeter meter = new(PhoneLine.SampleRateHz);

    public void Run(IReadOnlyList<LabelledSentence> sentences, OutsidePrograms programs, CancellationToken cancellationToken)
    {
        List<(string Speaker, List<LabelledSentence> Group, JoinedSpeech Joined)> stretches =
            [.. DeliveryEvaluation.Groups(sentences).Select(group => (group[0].Speaker, group, Joined(group, 200)))];
        cancellationToken.ThrowIfCancellationRequested();
        Greatest("error of the level in dB", null, joined => [Error(joined.Line(joined.Samples, meter).LevelDbfs, 10 * Math.Log10(TrueLevel(joined)))]);
        Greatest("error of SNR at 5, 10, 15, 20, 25 and 30 dB, in dB", Goal.UpTo(2),
            joined => [.. Snrs.Select(snr => Error(joined.Line(DamagedLine.Noise(joined.Samples, snr), meter).SnrDb, snr))]);
        Greatest("error of the share of clipped samples, as a part of it", Goal.UpTo(0.05), joined => [Clipping(joined, 2), Clipping(joined, 4)]);
        Greatest("error of the share of drop-outs, as a part of it", Goal.UpTo(0.05), joined => [Dropouts(joined)]);
        Greatest("error of mains hum at 0, 10 and 20 dB over the background, in dB", null,
            joined => [.. Hums.Select(hum => Error(joined.Line(DamagedLine.Hum(joined.Samples, 1e-6, hum), meter).HumDb, hum))]);
        var lines = stretches.ConvertAll(stretch => (stretch.Speaker, Edges.Select(edge => (edge, Joined(stretch.Group, edge.LowHz, edge.HighHz)))
            .Select(made => (made.edge, Line: made.Item2.Line(made.Item2.Samples, meter))).ToArray()));
        book.AddMany(Part, "greatest error of the lower band edge in Hz", Goal.UpTo(100), Errors(line => Error(line.Line.LowEdgeHz, line.edge.LowHz)), items => items.Max());
        book.AddMany(Part, "greatest error of the upper band edge in Hz", Goal.UpTo(100), Errors(line => Error(line.Line.HighEdgeHz, line.edge.HighHz)), items => items.Max());
        book.AddMany(Part, "codec told right: A-law, GSM 06.10, neither", Goal.From(1), stretches.ConvertAll(stretch => (stretch.Speaker, new[]
        {
            Is(stretch.Joined, stretch.Joined.Samples, "G.711 A-law"),
            Is(stretch.Joined, programs.Gsm(stretch.Joined.Samples, cancellationToken), "GSM 06.10"),
            Is(stretch.Joined, DamagedLine.Noise(stretch.Joined.Samples, 40), null),
        })), items => items.Count(item => item) / (double)items.Count);

        void Greatest(string name, Goal? goal, Func<JoinedSpeech, double[]> errors) =>
            book.AddMany(Part, $"greatest {name}", goal, stretches.ConvertAll(stretch => (stretch.Speaker, errors(stretch.Joined))), items => items.Max());

        List<(string Speaker, double[] Items)> Errors(Func<((double LowHz, double HighHz) edge, LineQuality Line), double> error) =>
            lines.ConvertAll(line => (line.Speaker, line.Item2.Select(error).ToArray()));
    }

    // What the meter does not know counts as infinitely wrong.
    private static double Error(double? measured, double truth) => measured is { } value ? Math.Abs(value - truth) : double.PositiveInfinity;

    private static JoinedSpeech Joined(List<LabelledSentence> group, double lowHz, double highHz = 3400) =>
        new(group.Select(sentence => (sentence, PhoneLine.Of(sentence.Samples, lowHz, highHz), 1.0)), pauses: true);

    private static double TrueLevel(JoinedSpeech joined) => joined.Samples.Sum(sample => (double)sample * sample) / joined.SpokenSamples;

    private double Clipping(JoinedSpeech joined, double gain)
    {
        var samples = joined.Samples;
        var ceiling = samples.Max(Math.Abs) / (float)gain;
        var truth = samples.Count(sample => Math.Abs(sample) >= ceiling) / (double)joined.SpokenSamples;
        return Math.Abs((joined.Line(DamagedLine.Clip(samples, ceiling), meter).ClippedRatio / truth) - 1);
    }

    private double Dropouts(JoinedSpeech joined)
    {
        var (samples, lost) = DamagedLine.Holes(joined);
        return Math.Abs((joined.Line(samples, meter).DropoutRatio * joined.SpokenSamples / lost) - 1);
    }

    private bool Is(JoinedSpeech joined, float[] sound, string? codec) => joined.Line(sound, meter).Codec == codec;
}
