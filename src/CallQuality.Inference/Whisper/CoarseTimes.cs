namespace CallQuality.Inference.Whisper;

/// <summary>Times for words where an export tells nothing about them: spread over the speech by their letters.</summary>
internal static class CoarseTimes
{
    public static IReadOnlyList<WordPlacer.Timed> Spread(SpeechPack pack, IReadOnlyList<SpokenWord> words, DecodedWindow reading)
    {
        var parts = pack.Speech.Select(speech => (
            Start: pack.PackSeconds(speech.Start.TotalSeconds), End: pack.PackSeconds(speech.End.TotalSeconds))).ToArray();
        var letters = Math.Max(1.0, words.Sum(word => word.Text.Length));
        var speechSeconds = parts.Sum(part => part.End - part.Start);
        var timed = new List<WordPlacer.Timed>(words.Count);
        var said = 0.0;
        foreach (var word in words)
        {
            var start = At(said / letters * speechSeconds);
            said += word.Text.Length;
            timed.Add(new WordPlacer.Timed(word.Text, start, At(said / letters * speechSeconds), reading.ConfidenceOf(word)));
        }

        return timed;

        double At(double spoken)
        {
            foreach (var (start, end) in parts)
            {
                if (spoken <= end - start)
                {
                    return start + spoken;
                }

                spoken -= end - start;
            }

            return parts[^1].End;
        }
    }
}
