using CallQuality.Core.Measurement;
using CallQuality.Core.Mistakes;

namespace CallQuality.Cli.Evaluate.Voice;

/// <summary>Flattened pitch, raised tempo and missing pauses on joined sentences: does each mistake fall into place, and no other?</summary>
internal sealed class DeliveryEvaluation(FigureBook book, PlotBook plots)
{
    private const double WantedSeconds = 34;
    private const double CrowdedRate = 6.4;
    private const double FastRate = 7.4;
    private const double FastestTempo = 1.5;

    // Per cent of the pitch movement that is left, most first.
    private static readonly int[] Shares = [100, 50, 25, 0];

    public void Run(IReadOnlyList<LabelledSentence> sentences, OutsidePrograms programs, CancellationToken cancellationToken)
    {
        Movement(Groups(sentences.OrderBy(sentence => sentence.Speaker, StringComparer.Ordinal).ThenBy(sentence => !sentence.IsPlain), WantedSeconds), programs, cancellationToken);
        Pauses(Groups(sentences, FastestTempo * WantedSeconds), programs, cancellationToken);
    }

    private sealed record Heard(string Speaker, SideMeasurements Voice, double? Score);

    private void Movement(List<List<LabelledSentence>> groups, OutsidePrograms programs, CancellationToken cancellationToken)
    {
        var heard = new Dictionary<int, List<Heard>>();
        foreach (var percent in Shares)
        {
            var moved = Moved(groups, percent, programs, cancellationToken);
            heard[percent] = [.. groups.Select(group => Hear(group, moved, cancellationToken))];
            Add($"pitch spread in semitones with {percent} % of the movement", row => row.Voice.PitchSpreadSemitones);
            Add($"loudness spread in dB with {percent} % of the movement", row => row.Voice.LoudnessSpreadDb);
            Add($"TonelessVoice score with {percent} % of the movement", row => row.Score);

            void Add(string name, Func<Heard, double?> value) => book.Add(
                "delivery", name, null, [.. heard[percent].Where(row => value(row) is not null).Select(row => (row.Speaker, value(row)!.Value))], items => items.Average());
        }

        book.Add(
            "delivery", "stretches whose TonelessVoice score never rises as movement is taken away", Goal.From(1),
            [.. groups.Select((group, index) => (group[0].Speaker, Shares.Select(percent => heard[percent][index].Score ?? double.NaN).ToArray()))],
            items => items.Average(scores => scores.Zip(scores.Skip(1)).All(pair => pair.Second <= pair.First) ? 1 : 0));
        Told("stretches, pitch spread", "movement-roc", row => [row.Voice.PitchSpreadSemitones]);
        Told("stretches, TonelessVoice score", "toneless-roc", row => [row.Score]);
        Told("windows of ten seconds, pitch spread", "window-roc", row => row.Voice.Windows.Select(window => window.PitchSpreadSemitones));

        void Told(string name, string file, Func<Heard, IEnumerable<double?>> values)
        {
            var told = groups.Select((group, index) => (group[0].Speaker, Items(heard[25][index], true).Concat(Items(heard[100][index], false)).ToArray())).ToList();
            book.AddMany("delivery", $"AUC, 25 % of the movement against all of it, {name}", Goal.From(0.97), told, Statistics.Auc);
            plots.Roc("delivery", file, $"25 % of the pitch movement told from all of it, {name}", [.. told.SelectMany(item => item.Item2)]);

            IEnumerable<(double X, bool Positive)> Items(Heard row, bool positive) =>
                values(row).Where(value => value is not null).Select(value => (-value!.Value, positive));
        }
    }

    // All movement of a stretch is taken about its one middle: a speaker who moves a quarter as much does so between sentences as well.
    private static Dictionary<string, float[]> Moved(List<List<LabelledSentence>> groups, int percent, OutsidePrograms programs, CancellationToken cancellationToken)
    {
        var all = groups.SelectMany(group => group.Select(sentence => (Sentence: sentence, CentreHz: CentreHz(group)))).ToList();
        var sounds = percent == 100
            ? [.. all.Select(item => item.Sentence.Samples)]
            : programs.Flatten([.. all.Select(item => (item.Sentence.Samples, item.CentreHz))], percent / 100.0, cancellationToken);
        return all.Zip(sounds).ToDictionary(pair => pair.First.Sentence.File, pair => pair.Second);
    }

    private static double CentreHz(List<LabelledSentence> group)
    {
        var voiced = group.SelectMany(sentence => sentence.ReferenceHz).Where(hz => hz > 0).Order().ToList();
        return voiced[voiced.Count / 2];
    }

    private static Heard Hear(List<LabelledSentence> group, Dictionary<string, float[]> moved, CancellationToken cancellationToken)
    {
        var joined = new JoinedSpeech(group.Select(sentence => (sentence, PhoneLine.Of(moved[sentence.File], 200), 1.0)), pauses: true);
        var (voice, _, verdicts) = joined.Judge(joined.Samples, cancellationToken);
        return new Heard(group[0].Speaker, voice, verdicts[Mistake.TonelessVoice].Score);
    }

    private void Pauses(List<List<LabelledSentence>> groups, OutsidePrograms programs, CancellationToken cancellationToken)
    {
        var (crowded, fast) = (new List<(string, (double X, bool Positive)[])>(), new List<(string, (double X, bool Positive)[])>());
        foreach (var group in groups)
        {
            var plain = Scores(group, null, pauses: true, programs, cancellationToken);
            var crowdedScores = Scores(group, CrowdedRate, pauses: false, programs, cancellationToken);
            var quick = Scores(group, FastRate, pauses: true, programs, cancellationToken);
            crowded.Add((group[0].Speaker, [(-crowdedScores.Delivery, true), (-plain.Delivery, false), (-quick.Delivery, false)]));
            fast.Add((group[0].Speaker, [(-quick.Fast, true), (-plain.Fast, false), (-crowdedScores.Fast, false)]));
        }

        book.AddMany("delivery", "AUC of HarriedDelivery: pauses taken out at 6.4 syllables a second, against the original and 7.4 with pauses", Goal.From(0.97), crowded, Statistics.Auc);
        book.AddMany("delivery", "AUC of TooFast: 7.4 syllables a second with pauses, against the original and pauses taken out at 6.4", Goal.From(0.97), fast, Statistics.Auc);
        plots.Roc("delivery", "delivery-roc", "HarriedDelivery: pauses taken out, against original and merely fast", [.. crowded.SelectMany(item => item.Item2)]);
        plots.Roc("delivery", "fast-roc", "TooFast: fast with pauses, against original and crowded", [.. fast.SelectMany(item => item.Item2)]);
    }

    private static (double Delivery, double Fast) Scores(
        List<LabelledSentence> group, double? rate, bool pauses, OutsidePrograms programs, CancellationToken cancellationToken)
    {
        var parts = new List<(LabelledSentence, float[], double)>();
        var own = group.Sum(sentence => sentence.SyllableCount) / group.Sum(sentence => sentence.ArticulationSeconds);
        var factor = rate / own ?? 1;
        foreach (var sentence in group)
        {
            var sound = rate is null ? sentence.Samples : programs.Tempo(sentence.Samples, factor, cancellationToken);
            parts.Add((sentence, PhoneLine.Of(sound, 200), factor));
        }

        var joined = new JoinedSpeech(parts, pauses);
        var verdicts = joined.Judge(joined.Samples, cancellationToken).Verdicts;
        return (verdicts[Mistake.HarriedDelivery].Score ?? 100, verdicts[Mistake.TooFast].Score ?? 100);
    }

    /// <summary>Stretches long enough to be judged even after they are sped up.</summary>
    internal static List<List<LabelledSentence>> Groups(IReadOnlyList<LabelledSentence> sentences) => Groups(sentences, FastestTempo * WantedSeconds);

    // Consecutive sentences of a speaker; what is left over at a speaker's end is too short and left out.
    private static List<List<LabelledSentence>> Groups(IEnumerable<LabelledSentence> sentences, double seconds)
    {
        var groups = new List<List<LabelledSentence>>();
        foreach (var speaker in sentences.GroupBy(sentence => sentence.Speaker))
        {
            var group = new List<LabelledSentence>();
            foreach (var sentence in speaker)
            {
                group.Add(sentence);
                if (group.Sum(part => part.End - part.Start) >= seconds)
                {
                    groups.Add(group);
                    group = [];
                }
            }
        }

        return groups;
    }
}
