using CallQuality.Audio.Line;
using CallQuality.Core.Calls;
using CallQuality.Core.Measurement;
using CallQuality.Core.Mistakes;
using CallQuality.Core.Transcription;

namespace CallQuality.Cli.Evaluate.Voice;

/// <summary>
/// The same slurred speech and damaged lines through the recogniser, as in a call whose caller is the speaker's own plain speech:
/// slurring may lower the score of <see cref="Mistake.UnclearArticulation"/>, a damaged line may not.
/// </summary>
internal sealed class ClarityEvaluation(FigureBook book, ITranscriber transcriber)
{
    private const string Part = "clarity";
    private const double SamePoints = 5;

    private sealed record Heard(string Speaker, IReadOnlyList<Word> Words, SideMeasurements Voice, LineQuality Line, double? Score);

    public void Run(IReadOnlyList<LabelledSentence> sentences, OutsidePrograms programs, CancellationToken cancellationToken)
    {
        // The recogniser takes many times as long as all other measures together, so one stretch a speaker must do.
        var groups = DeliveryEvaluation.Groups(sentences).DistinctBy(group => group[0].Speaker).Select(Mixed).ToList();
        List<JoinedSpeech> speeches = [.. groups.Select(group => SlurredSpeech.Joined(group, sentence => sentence.Samples))];
        List<Heard> callers = [.. groups.Select((group, index) => Hear(group[0].Speaker, speeches[index], speeches[index].Samples, null, cancellationToken))];
        List<Heard> plain = [.. groups.Select((_, index) => Judged(callers[index].Speaker, speeches[index], speeches[index].Samples, callers[index].Words, callers[index], cancellationToken))];
        Report("the original", plain);
        foreach (var (name, make) in SlurredSpeech.Steps)
        {
            var slurred = groups.ConvertAll(group => SlurredSpeech.Joined(group, make));
            List<Heard> heard = [.. groups.Select((group, index) => Hear(group[0].Speaker, slurred[index], slurred[index].Samples, callers[index], cancellationToken))];
            Report(name, heard);
            Compare($"stretches with a lower score than the original, {name}", null, plain, heard, (before, after) => after.Score < before.Score);
        }

        foreach (var (name, damage) in DamagedLine.Damages(programs, cancellationToken))
        {
            List<Heard> heard = [.. groups.Select((group, index) => Hear(group[0].Speaker, speeches[index], damage(speeches[index]), callers[index], cancellationToken))];
            Report(name, heard);
            Compare($"stretches not scored, {name}", null, plain, heard, (_, after) => after.Score is null);
            Compare($"stretches not scored or scored no more than five points lower, {name}", Goal.From(1), plain, heard, (before, after) => !(after.Score < before.Score - SamePoints));
        }
    }

    // No sentence follows itself: what is said twice in a row the recogniser may write once.
    private static List<LabelledSentence> Mixed(List<LabelledSentence> group) =>
        [.. group.GroupBy(sentence => sentence.Text).SelectMany(same => same.Index()).OrderBy(row => row.Index).Select(row => row.Item)];

    private Heard Hear(string speaker, JoinedSpeech joined, float[] sound, Heard? caller, CancellationToken cancellationToken)
    {
        var words = transcriber.Transcribe(PhoneLine.Recorded(sound), [joined.Speech], new SpeechContext { Language = Language.German }, null, cancellationToken).Words;
        return Judged(speaker, joined, sound, words, caller, cancellationToken);
    }

    private static Heard Judged(string speaker, JoinedSpeech joined, float[] sound, IReadOnlyList<Word> words, Heard? caller, CancellationToken cancellationToken)
    {
        var (voice, line, verdicts) = joined.Judge(sound, words, caller?.Voice, caller?.Line, cancellationToken);
        var verdict = verdicts[Mistake.UnclearArticulation];
        return new Heard(speaker, words, voice, line, verdict.Status == ScoreStatus.NotScorable ? null : verdict.Score);
    }

    private void Report(string name, List<Heard> heard)
    {
        book.Add(Part, $"word certainty, {name}", null, [.. heard.Select(row => (row.Speaker, row.Voice.WordCertainty ?? double.NaN))], items => items.Average());
        book.Add(Part, $"nuclei heard per syllable recognised, {name}", null, [.. heard.Select(row => (row.Speaker, row.Voice.NucleiRatio ?? double.NaN))], items => items.Average());
        var scored = heard.Where(row => row.Score is not null).ToList();
        book.Add(Part, $"score where there is one, {name}", null, [.. scored.Select(row => (row.Speaker, row.Score!.Value))], items => items.Average());
    }

    private void Compare(string name, Goal? goal, List<Heard> plain, List<Heard> heard, Func<Heard, Heard, bool> holds) => book.Add(
        Part, name, goal, [.. plain.Zip(heard, (before, after) => (before.Speaker, holds(before, after)))], items => items.Count(item => item) / (double)items.Count);
}
