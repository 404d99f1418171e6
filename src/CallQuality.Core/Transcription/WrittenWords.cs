namespace CallQuality.Core.Transcription;

/// <summary>Written words as if they had been said, for what looks at words and silences: each takes a second, none lies between. Thread-safe.</summary>
public static class WrittenWords
{
    /// <summary>The words of a text, all certain.</summary>
    /// <param name="text">Words and their punctuation with blanks between.</param>
    public static IReadOnlyList<Word> Of(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Of(text.Split(' ', StringSplitOptions.RemoveEmptyEntries));
    }

    /// <summary>The words, all certain.</summary>
    /// <param name="words">Words with the punctuation that follows them, without blanks.</param>
    public static IReadOnlyList<Word> Of(IEnumerable<string> words) =>
    [
        .. words.Select((word, place) => new Word { Channel = 0, Text = word, Start = TimeSpan.FromSeconds(place), End = TimeSpan.FromSeconds(place + 1), Confidence = 1 }),
    ];
}
