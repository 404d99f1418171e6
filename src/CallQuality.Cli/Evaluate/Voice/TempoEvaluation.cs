using System.Globalization;
using CallQuality.Audio.Prosody;
using CallQuality.Core.Calls;
using CallQuality.Core.Measurement;

namespace CallQuality.Cli.Evaluate.Voice;

/// <summary>Syllables and tempo against hand labels: from the true text, and from sound alone.</summary>
internal sealed class TempoEvaluation(FigureBook book, PlotBook plots)
{
    // Every fourth sentence is enough to speed up.
    private const int Sampled = 4;
    private static readonly double[] Factors = [1.1, 1.25, 1.4, 1.5];
    private readonly PitchTracker tracker = new(PhoneLine.SampleRateHz);
    private readonly SyllableNucleusDetector nuclei = new(PhoneLine.SampleRateHz);

    private sealed record Row(double Truth, double Counted, double TrueRateSyllablesPerSecond, double RateSyllablesPerSecond);

    public void Run(IReadOnlyList<LabelledSentence> sentences, OutsidePrograms programs, CancellationToken cancellationToken)
    {
        var (byText, bySound) = (new List<(string, Row)>(), new List<(string, Row)>());
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

        Report("true text", byText, Goal.UpTo(0.03), Goal.From(0.95));
        Report("sound alone", bySound, Goal.UpTo(0.10), Goal.From(0.80));
        Faster([.. sentences.Where((_, index) => index % Sampled == 0)], programs, cancellationToken);
    }

    private void Faster(IReadOnlyList<LabelledSentence> sentences, OutsidePrograms programs, CancellationToken cancellationToken)
    {
        var plain = sentences.Select(sentence => Heard(PhoneLine.Of(sentence.Samples, 200))).ToList();
        foreach (var factor in Factors)
        {
            var fast = sentences.Select(sentence => Heard(PhoneLine.Of(programs.Tempo(sentence.Samples, factor, cancellationToken), 200))).ToList();
            List<(string, double)> byTime = [.. sentences.Select((sentence, index) => (sentence.Speaker, plain[index].Seconds / fast[index].Seconds / factor))];
            List<(string, double)> bySound = [.. sentences.Select((sentence, index) =>
                (sentence.Speaker, fast[index].Nuclei / fast[index].Seconds / (plain[index].Nuclei / plain[index].Seconds) / factor))];
            var name = string.Create(CultureInfo.InvariantCulture, $"sped up {factor:0.0#} times");
            book.Add("tempo", $"measured by true factor, {name}, true text", Goal.Between(0.96, 1.04), byTime, items => items.Average());
            book.Add("tempo", $"measured by true factor, {name}, sound alone", null, bySound, items => items.Average());
        }
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
