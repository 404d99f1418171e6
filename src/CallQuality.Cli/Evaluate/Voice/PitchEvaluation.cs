using CallQuality.Audio.Prosody;
using CallQuality.Core.Measurement;

namespace CallQuality.Cli.Evaluate.Voice;

/// <summary>Pitch on the telephone band against the reference of the wide band.</summary>
internal sealed class PitchEvaluation(FigureBook book, PlotBook plots)
{
    private const double Gross = 0.2;
    private const int FewestFrames = 40;
    private readonly PitchTracker tracker = new(PhoneLine.SampleRateHz);

    private sealed record Row(int Both, int GrossErrors, int Reference, int Missed, int Unvoiced, int Invented, double? SpreadSemitones, double ReferenceSpreadSemitones);

    public void Run(IReadOnlyList<LabelledSentence> sentences, OutsidePrograms programs, CancellationToken cancellationToken)
    {
        foreach (var (name, lowHz, gsm, grossGoal, spreadGoal) in new[]
        {
            ("200–3400 Hz A-law", 200.0, false, Goal.UpTo(0.01), Goal.From(0.92)), ("300–3400 Hz A-law", 300, false, Goal.UpTo(0.02), Goal.From(0.80)), ("200–3400 Hz GSM 06.10", 200, true, Goal.UpTo(0.01), Goal.From(0.92)),
        })
        {
            var rows = new List<(string, Row)>();
            foreach (var sentence in sentences)
            {
                var line = PhoneLine.Of(sentence.Samples, lowHz);
                rows.Add((sentence.Speaker, RowOf(sentence, gsm ? programs.Gsm(line, cancellationToken) : line)));
            }

            book.Add("pitch", $"gross errors, {name}", grossGoal, rows, items => Share(items.Sum(row => row.GrossErrors), items.Sum(row => row.Both)));
            book.Add("pitch", $"voiced frames missed, {name}", null, rows, items => Share(items.Sum(row => row.Missed), items.Sum(row => row.Reference)));
            book.Add("pitch", $"unvoiced frames held voiced, {name}", null, rows, items => Share(items.Sum(row => row.Invented), items.Sum(row => row.Unvoiced)));
            var known = rows.Where(row => row.Item2.SpreadSemitones is not null).ToList();
            book.Add("pitch", $"sentences with a known spread, {name}", null, rows, items => Share(items.Count(row => row.SpreadSemitones is not null), items.Count));
            book.Add("pitch", $"correlation of spread, {name}", spreadGoal, known, items => Statistics.Correlation([.. items.Select(row => (row.ReferenceSpreadSemitones, row.SpreadSemitones!.Value))]));
            plots.Scatter("pitch", $"pitch-spread-{(gsm ? "gsm-" : string.Empty)}{lowHz:F0}", $"Pitch spread in semitones, {name}", "wide band", "telephone band",
                [.. known.Select(row => (row.Item2.ReferenceSpreadSemitones, row.Item2.SpreadSemitones!.Value, EvaluationCorpus.Development.Contains(row.Item1)))]);
        }
    }

    private Row RowOf(LabelledSentence sentence, float[] line)
    {
        var pitch = tracker.Estimate(line).PitchHz;
        var (both, gross, reference, missed, unvoiced, invented) = (0, 0, 0, 0, 0, 0);
        for (var frame = 0; frame < sentence.ReferenceHz.Length; frame++)
        {
            var own = (int)Math.Round((sentence.ReferenceFirstSeconds * 100) + frame - 0.5);
            if (own < 0 || own >= pitch.Length)
            {
                continue;
            }

            var voiced = float.IsFinite(pitch[own]);
            if (sentence.ReferenceHz[frame] <= 0)
            {
                unvoiced++;
                invented += voiced ? 1 : 0;
                continue;
            }

            reference++;
            missed += voiced ? 0 : 1;
            both += voiced ? 1 : 0;
            gross += voiced && Math.Abs((pitch[own] / sentence.ReferenceHz[frame]) - 1) > Gross ? 1 : 0;
        }

        return new Row(both, gross, reference, missed, unvoiced, invented, PitchSpread.Of(pitch, FewestFrames)?.Semitones, sentence.ReferenceSpreadSemitones);
    }

    private static double Share(int part, int whole) => whole > 0 ? (double)part / whole : double.NaN;
}
