namespace CallQuality.Inference.Whisper;

/// <summary>Gives the words of read windows their times, in one forced pass over the finished tokens.</summary>
internal sealed class WindowTimer(WhisperModel model)
{
    private const double SecondsPerState = 0.02;

    /// <summary>The words of every window that has any, with times in the pack.</summary>
    public IEnumerable<(int Row, IReadOnlyList<WordPlacer.Timed> Words)> Time(
        EncodedWindows windows, SpeechPack[] packs, WindowTask[] tasks, string[] codes, DecodedWindow[] readings)
    {
        int[] rows = [.. Enumerable.Range(0, readings.Length).Where(row => readings[row].Tokens.Count > 0 && !readings[row].IsSilence)];
        if (rows.Length == 0)
        {
            yield break;
        }

        // Shorter rows are filled up with the end token; the decoder looks back only, so what follows changes nothing.
        var longest = rows.Max(row => readings[row].Tokens.Count);
        var end = model.Configuration.EndOfText;
        int[][] tokens = [.. rows.Select(row =>
            (int[])[.. tasks[row].Prompt, .. readings[row].Tokens, .. Enumerable.Repeat(end, 1 + longest - readings[row].Tokens.Count)])];
        using var attention = model.Decoder.Attend(rows.Length == windows.Rows ? windows : windows.Only(rows), tokens);
        for (var i = 0; i < rows.Length; i++)
        {
            var row = rows[i];
            var reading = readings[row];
            var states = Math.Clamp((int)Math.Ceiling(packs[row].Seconds / SecondsPerState), 1, attention.States);
            var starts = WordAligner.Align(attention, i, tasks[row].Prompt.Count - 1, reading.Tokens.Count, states);
            yield return (row, [.. WordGrouper.Group(reading.Tokens, model.Vocabulary, codes[row]).Select(word => new WordPlacer.Timed(
                word.Text,
                starts[word.FirstToken] * SecondsPerState,
                starts[word.EndToken] * SecondsPerState,
                reading.Probabilities.Skip(word.FirstToken).Take(word.EndToken - word.FirstToken).Average()))]);
        }
    }
}
