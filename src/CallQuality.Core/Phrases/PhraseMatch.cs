using CallQuality.Core.Dialogue;
using CallQuality.Core.Transcription;
using CallQuality.Core.Utterances;

namespace CallQuality.Core.Phrases;

/// <summary>A phrase found in what was said, with the exact words that carry it.</summary>
public sealed record PhraseMatch
{
    /// <summary>The line of the list.</summary>
    public required PhraseEntry Entry { get; init; }

    /// <summary>The words from the first to the last that the pattern covers, fillers between them included. Never empty.</summary>
    public required IReadOnlyList<Word> Words { get; init; }

    /// <summary>Index of the first of <see cref="Words"/> among the words that were searched.</summary>
    public required int FirstWord { get; init; }

    /// <summary>1 where every word was heard as written, less where a word was taken for a recogniser's slip; above 0.</summary>
    public required double Certainty { get; init; }

    /// <summary>The turn it was found in; <see langword="null"/> where bare words were searched.</summary>
    public Turn? Turn { get; init; }

    /// <summary>Where the classifier found it and no list: what it read. <see langword="null"/> for a phrase of a list.</summary>
    public UtteranceReading? Reading { get; init; }

    /// <summary>Start of the first word.</summary>
    public TimeSpan Start => Words[0].Start;

    /// <summary>End of the last word.</summary>
    public TimeSpan End => Words[^1].End;

    /// <summary>The words as one text, without punctuation at its end other than a question mark.</summary>
    public string Quote => string.Join(' ', Words.Select(word => word.Text)).TrimEnd(',', '.', ';', ':', '!', ' ');

    /// <summary>Weight of the entry times <see cref="Certainty"/>, above 0 to 1.</summary>
    public double Strength => Entry.Weight * Certainty;
}
