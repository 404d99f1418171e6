namespace CallQuality.Cli.Evaluate.Voice;

/// <summary>Speech slurred in steps without touching the line, and the line damaged without touching the speech: what do the measures of the sound say?</summary>
internal sealed class ArticulationEvaluation(FigureBook book)
{
    private const string Part = "articulation";

    public void Run(IReadOnlyList<LabelledSentence> sentences, OutsidePrograms programs, CancellationToken cancellationToken)
    {
        var groups = DeliveryEvaluation.Groups(sentences);
        List<JoinedSpeech> plain = [.. groups.Select(group => SlurredSpeech.Joined(group, sentence => sentence.Samples))];
        Report("the original", speech => speech, speech => speech.Samples);
        foreach (var (name, make) in SlurredSpeech.Steps)
        {
            List<JoinedSpeech> slurred = [.. groups.Select(group => SlurredSpeech.Joined(group, make))];
            Report(name, speech => slurred[plain.IndexOf(speech)], speech => speech.Samples);
        }

        foreach (var (name, damage) in DamagedLine.Damages(programs, cancellationToken))
        {
            Report(name, speech => speech, damage);
        }

        void Report(string name, Func<JoinedSpeech, JoinedSpeech> speechOf, Func<JoinedSpeech, float[]> soundOf)
        {
            var heard = plain.ConvertAll(speech => speechOf(speech)).ConvertAll(speech => speech.Judge(soundOf(speech), cancellationToken).Voice);
            book.Add(Part, $"nuclei heard per syllable expected, {name}", null,
                [.. heard.Select((voice, index) => (groups[index][0].Speaker, voice.NucleiRatio ?? double.NaN))], items => items.Average());
            book.Add(Part, $"modulation depth at 3–6 Hz, {name}", null,
                [.. heard.Select((voice, index) => (groups[index][0].Speaker, voice.ModulationDepth ?? double.NaN))], items => items.Average());
        }
    }
}
