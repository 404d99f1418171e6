using CallQuality.Audio.Prosody;
using CallQuality.Core.Calls;
using CallQuality.Core.Measurement;

namespace CallQuality.Cli.Evaluate.Voice;

/// <summary>Syllables and tempo against hand labels: from the true text, and from sound alone.</summary>
internal sealed class TempoEvaluation(FigureBook book, PlotBook plots)
{
    private readonly PitchTracker tracker = new(PhoneLine.SampleRateHz);
    private readonly SyllableNucleusDetector nuclei = new(PhoneLine.SampleRateHz);

    private sealed record Row(double Truth, double Counted, double TrueRateSyllablesPerSecond, double RateSyllablesPerSecond);

    public void Run(IReadOnlyList<LabelledSentence> sentences, OutsidePrograms programs, CancellationToken cancellationToken)
    {
        var (byText, bySound, faster) = (new List<(string, Row)>(), new List<(string, Row)>(), new List<(string, double)>());
        foreach (var sentence in sentences)
        {
            var line = PhoneLine.Of(sentence.Samples, 200);
            var truth = sentence.SyllableCount;
            var trueRate = truth / sentence.ArticulationSeconds;
            var (heard, seconds) = Heard(line);
            var written = Syllables.Count(sentence.Text, Language.German);
            byText.Add((sentence.Speaker, new Row(truth, written, trueRate, written / seconds)));
            bySound.Add((sentence.Speaker, new Row(truth, heard, trueRate, heard / seconds)));
        }

        foreach (var sentence in sentences.Where((_, index) => index % 4 == 0))
        {
            var (_, seconds) = Heard(PhoneLine.Of(sentence.Samples, 200));
            foreach (var factor in new[] { 1.1, 1.25, 1.5 })
            {
                var (_, fast) = Heard(PhoneLine.Of(programs.Tempo(sentence.Samples, factor, cancellationToken), 200));
                faster.Add((sentence.Speaker, seconds / fast / factor));
            }
        }

        Report("true text", byText, Goal.UpTo(0.03), Goal.From(0.95));
        Report("sound alone", bySound, Goal.UpTo(0.10), Goal.From(0.80));
        book.Add("tempo", "measured by true factor when sped up 1.1, 1.25 and 1.5 times", Goal.Between(0.96, 1.04), faster, items => items.Average());
    }

    private void Report(string name, List<(string Speaker, Row Item)> rows, Goal countGoal, Goal rateGoal)
    {
        book.Add("tempo", $"error of the syllable count, {name}", countGoal, rows, items => items.Average(row => Math.Abs(row.Counted - row.Truth) / row.Truth));
        book.Add("tempo", $"bias of the syllable count, {name}", null, rows, items => (items.Sum(row => row.Counted) / items.Sum(row => row.Truth)) - 1);
        book.Add("tempo", $"correlation of articulation rate, {name}", rateGoal, rows, items => Statistics.Correlation([.. items.Select(row => (row.TrueRateSyllablesPerSecond, row.RateSyllablesPerSecond))]));
        plots.Scatter("tempo", $"rate-{name.Replace(' ', '-')}", $"Articulation rate in syllables a second, {name}", "hand labels", "measured",
            [.. rows.Select(row => (row.Item.TrueRateSyllablesPerSecond, row.Item.RateSyllablesPerSecond, EvaluationCorpus.Development.Contains(row.Speaker)))]);
    }

    // Syllables heard and seconds of speaking, as the side meter counts them.
    private (double Nuclei, double Seconds) Heard(float[] line)
    {
        var pitch = tracker.Estimate(line);
        var levels = new LoudnessMeter(PhoneLine.SampleRateHz).Measure(line).LevelDbfs;
        var speaking = SpeakingTime.Of(levels, pitch.PitchHz);
        return (nuclei.Density(line, pitch).Sum(), Math.Max(0.1, speaking));
    }
}
