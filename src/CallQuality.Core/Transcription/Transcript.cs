namespace CallQuality.Core.Transcription;

/// <summary>A stretch of speech on one channel. <see cref="Start"/> included, <see cref="End"/> excluded.</summary>
/// <param name="Start">From the recording's start.</param>
/// <param name="End">From the recording's start.</param>
public readonly record struct SpeechSegment(TimeSpan Start, TimeSpan End)
{
    /// <summary>Length of the stretch.</summary>
    public TimeSpan Duration => End - Start;
}

/// <summary>One recognised word.</summary>
public sealed record Word
{
    /// <summary>Channel of the recording it was spoken on.</summary>
    public required int Channel { get; init; }

    /// <summary>The word as recognised, with capitals and the punctuation that follows it, without blanks.</summary>
    public required string Text { get; init; }

    /// <summary>From the recording's start.</summary>
    public required TimeSpan Start { get; init; }

    /// <summary>From the recording's start; not before <see cref="Start"/>.</summary>
    public required TimeSpan End { get; init; }

    /// <summary>The recogniser's probability for the word, 0 to 1.</summary>
    public required double Confidence { get; init; }

    /// <summary>Whether the recogniser holds the word for right rather than wrong.</summary>
    public bool IsCertain => Confidence >= 0.5;
}

/// <summary>A language that was heard.</summary>
/// <param name="Code">ISO 639-1 code.</param>
/// <param name="Confidence">Its probability among all languages, 0 to 1.</param>
public sealed record SpokenLanguage(string Code, double Confidence);

/// <summary>What was said on all channels.</summary>
public sealed record Transcript
{
    /// <summary>ISO 639-1 code of the call's language, also where the product does not score it; <see langword="null"/> without speech.</summary>
    public required string? LanguageCode { get; init; }

    /// <summary>
    /// The language each channel was read in, where they are not known to be all the same: a side that clearly speaks another
    /// language than the call as a whole is read in its own. Default empty.
    /// </summary>
    public IReadOnlyList<SpokenLanguage> ChannelLanguages { get; init; } = [];

    /// <summary>Probability of the language over the whole call, 0 to 1.</summary>
    public required double LanguageConfidence { get; init; }

    /// <summary>All words of all channels, ordered by <see cref="Word.Start"/>, then channel.</summary>
    public required IReadOnlyList<Word> Words { get; init; }

    /// <summary>
    /// Whether the recogniser's model tells nothing about when words were said, so that their times are only spread over
    /// the speech that was heard. Default <see langword="false"/>.
    /// </summary>
    public bool WordTimesAreCoarse { get; init; }

    /// <summary>The code of the language a channel was read in; <see langword="null"/> without speech.</summary>
    public string? LanguageCodeOf(int channel) => channel < ChannelLanguages.Count ? ChannelLanguages[channel].Code : LanguageCode;
}
