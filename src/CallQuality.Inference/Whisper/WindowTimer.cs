namespace CallQuality.Inference.Whisper;

/// <summary>Gives the words of read windows their times, in one forced pass over the finished tokens.</summary>
internal sealed class WindowTimer(WhisperModel model)
{
    private const double SecondsPerState = 0.02;

    /// <summary>The words of every window that has any, with times in the pack.</summary>
    public IEnumerable<(int Row, IReadOnlyList<WordPlacer.Timed> Words)> Time(
        EncodedWindows windows, SpeechPack[] packs, string[] codes, DecodedWindow[] readings)
    {
        var rows = Enumerable.Range(0, readings.Length).Where(row => readings[row].Tokens.Count > 0 && !readings[row].IsSilence);
        if (!model.Decoder.HasAttention)
        {
            return rows.Select(row => (row, CoarseTimes.Spread(packs[row], Words(readings[row], codes[row]), readings[row])));
        }

        return rows.Select(row => (row, Time(windows.Only([row]), packs[row], codes[row], readings[row])));
    }

    /// <summary>One window at a time: all logits and attentions of a forced pass lie in memory at once, 50 MB a window.</summary>
    private IReadOnlyList<WordPlacer.Timed> Time(EncodedWindows window, SpeechPack pack, string code, DecodedWindow reading)
    {
        using var stage = RecognitionStages.Begin(RecognitionStages.WordTimes);
        var prompt = model.Configuration.Prompt(code);
        using var attention = model.Decoder.Attend(window, [[.. prompt, .. reading.Tokens, model.Configuration.EndOfText]]);
        var states = Math.Clamp((int)Math.Ceiling(pack.Seconds / SecondsPerState), 1, attention.States);
        var starts = WordAligner.Align(attention, prompt.Count - 1, reading.Tokens.Count, states);
        return [.. Words(reading, code).Select(word => new WordPlacer.Timed(
            word.Text, starts[word.FirstToken] * SecondsPerState, starts[word.EndToken] * SecondsPerState, reading.ConfidenceOf(word)))];
    }

    private IReadOnlyList<SpokenWord> Words(DecodedWindow reading, string code) => WordGrouper.Group(reading.Tokens, model.Vocabulary, code);
}
