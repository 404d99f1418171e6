using CallQuality.Core.Mistakes;

namespace CallQuality.Cli.Evaluate.Voice;

/// <summary>Flattened pitch, raised tempo and missing pauses on joined sentences: does each mistake fall into place, and no other?</summary>
internal sealed class DeliveryEvaluation(FigureBook book, PlotBook plots)
{
    private const double WantedSeconds = 34;
    private const double CrowdedRate = 6.4;
    private const double FastRate = 7.4;

    public void Run(IReadOnlyList<LabelledSentence> sentences, OutsidePrograms programs, CancellationToken cancellationToken)
    {
        var groups = Groups(sentences);
        Movement(groups, programs, cancellationToken);
        Pauses(groups, programs, cancellationToken);
    }

    private void Movement(List<List<LabelledSentence>> groups, OutsidePrograms programs, CancellationToken cancellationToken)
    {
        var spreads = new Dictionary<int, List<(string Speaker, double Spread, double Score)>>();
        foreach (var percent in new[] { 100, 50, 25, 0 })
        {
            spreads[percent] = [];
            var all = groups.SelectMany(group => group).ToList();
            IReadOnlyList<float[]> sounds = [.. all.Select(sentence => sentence.Samples)];
            var moved = all.Zip(percent == 100 ? sounds : programs.Flatten(sounds, percent / 100.0, cancellationToken))
                .ToDictionary(pair => pair.First.File, pair => pair.Second);
            foreach (var group in groups)
            {
                var parts = group.Select(sentence => (sentence, PhoneLine.Of(moved[sentence.File], 200), 1.0));
                var joined = new JoinedSpeech(parts, pauses: true);
                var (voice, _, verdicts) = joined.Judge(joined.Samples, cancellationToken);
                spreads[percent].Add((group[0].Speaker, voice.PitchSpreadSemitones ?? double.NaN, verdicts[Mistake.TonelessVoice].Score ?? double.NaN));
            }

            var rows = spreads[percent].Where(row => double.IsFinite(row.Spread)).ToList();
            book.Add("delivery", $"pitch spread in semitones with {percent} % of the movement", null, [.. rows.Select(row => (row.Speaker, row.Spread))], items => items.Average());
            book.Add("delivery", $"TonelessVoice score with {percent} % of the movement", null,
                [.. rows.Where(row => double.IsFinite(row.Score)).Select(row => (row.Speaker, row.Score))], items => items.Average());
        }

        List<(string Speaker, (double X, bool Positive) Item)> told =
        [
            .. spreads[25].Where(row => double.IsFinite(row.Spread)).Select(row => (row.Speaker, (-row.Spread, true))),
            .. spreads[100].Where(row => double.IsFinite(row.Spread)).Select(row => (row.Speaker, (-row.Spread, false))),
        ];
        book.Add("delivery", "AUC, 25 % of the movement against all of it", Goal.From(0.97), told, Statistics.Auc);
        plots.Roc("delivery", "movement-roc", "25 % of the pitch movement told from all of it", [.. told.Select(item => item.Item)]);
    }

    private void Pauses(List<List<LabelledSentence>> groups, OutsidePrograms programs, CancellationToken cancellationToken)
    {
        var (crowded, fast) = (new List<(string, (double X, bool Positive))>(), new List<(string, (double X, bool Positive))>());
        foreach (var group in groups)
        {
            var plain = Scores(group, null, pauses: true, programs, cancellationToken);
            var crowdedScores = Scores(group, CrowdedRate, pauses: false, programs, cancellationToken);
            var quick = Scores(group, FastRate, pauses: true, programs, cancellationToken);
            var speaker = group[0].Speaker;
            crowded.AddRange([(speaker, (-crowdedScores.Delivery, true)), (speaker, (-plain.Delivery, false)), (speaker, (-quick.Delivery, false))]);
            fast.AddRange([(speaker, (-quick.Fast, true)), (speaker, (-plain.Fast, false)), (speaker, (-crowdedScores.Fast, false))]);
        }

        book.Add("delivery", "AUC of HarriedDelivery: pauses taken out at 6.4 syllables a second, against the original and 7.4 with pauses", Goal.From(0.97), crowded, Statistics.Auc);
        book.Add("delivery", "AUC of TooFast: 7.4 syllables a second with pauses, against the original and pauses taken out at 6.4", Goal.From(0.97), fast, Statistics.Auc);
        plots.Roc("delivery", "delivery-roc", "HarriedDelivery: pauses taken out, against original and merely fast", [.. crowded.Select(item => item.Item2)]);
        plots.Roc("delivery", "fast-roc", "TooFast: fast with pauses, against original and crowded", [.. fast.Select(item => item.Item2)]);
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

    // Consecutive sentences of a speaker, enough for 30 s even after they are sped up.
    internal static List<List<LabelledSentence>> Groups(IReadOnlyList<LabelledSentence> sentences)
    {
        var groups = new List<List<LabelledSentence>>();
        foreach (var speaker in sentences.GroupBy(sentence => sentence.Speaker))
        {
            var group = new List<LabelledSentence>();
            foreach (var sentence in speaker)
            {
                group.Add(sentence);
                if (group.Sum(part => part.End - part.Start) >= 1.5 * WantedSeconds)
                {
                    groups.Add(group);
                    group = [];
                }
            }
        }

        return groups;
    }
}
