using System.Security.Cryptography;
using System.Text;
using CallQuality.Audio;
using CallQuality.Core.Calls;
using CallQuality.Core.Phrases;
using CallQuality.Core.Scoring;
using CallQuality.Core.Wording;

namespace CallQuality.Core.Yardsticks;

/// <summary>What of the yardstick a text holds. A closed list.</summary>
public enum YardstickPart
{
    /// <summary>The rubric.</summary>
    Rubric,

    /// <summary>German phrases.</summary>
    GermanPhrases,

    /// <summary>English phrases.</summary>
    EnglishPhrases,
}

/// <summary>The text of one part, as it is put in the place of the shipped one (rubric) or on top of it (phrases).</summary>
/// <param name="Name">What error sentences call it.</param>
/// <param name="Text">YAML, as <c>--rubric</c> and <c>--phrases</c> take it.</param>
public sealed record YardstickText(string Name, string Text);

/// <summary>What calls are judged by besides the models: the rubric and the phrase lists. Immutable and thread-safe.</summary>
/// <param name="Rubric">The norms and weights.</param>
/// <param name="Phrases">The phrase lists.</param>
public sealed record Yardstick(Rubric Rubric, PhraseBooks Phrases)
{
    /// <summary>The one that ships with the program.</summary>
    public static Yardstick Shipped { get; } = new(Rubric.Default, PhraseBooks.BuiltIn);

    /// <summary>This yardstick with other texts for some parts.</summary>
    /// <exception cref="RubricException">The rubric is not valid.</exception>
    /// <exception cref="PhraseBookException">A phrase list is not valid.</exception>
    /// <exception cref="YardstickException">A phrase list is of another language than its part.</exception>
    public Yardstick With(IEnumerable<KeyValuePair<YardstickPart, YardstickText>> texts) =>
        texts.Aggregate(this, (yardstick, text) => yardstick.With(text.Key, text.Value));

    /// <summary>This yardstick with another text for one part; throws as the other <c>With</c>.</summary>
    public Yardstick With(YardstickPart part, YardstickText text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return part == YardstickPart.Rubric ? this with { Rubric = Rubric.Parse(text.Text, text.Name) } : this with { Phrases = Phrases.With(Phrasebook(part, text)) };
    }

    /// <summary>Reads and checks the text of one part: the whole of it is valid, and every phrase of it finds its example and not its counter-example.</summary>
    /// <returns>The version it names.</returns>
    /// <exception cref="CallQualityException">It does not hold; the sentence has a line for each fault.</exception>
    public static string VersionOf(YardstickPart part, YardstickText text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (part == YardstickPart.Rubric)
        {
            return Rubric.Parse(text.Text, text.Name).Version;
        }

        var book = Phrasebook(part, text);
        return PhraseProbe.Faults(book, text.Name) is { Count: > 0 } faults ? throw new YardstickException(faults) : book.Version;
    }

    /// <summary>SHA-256 of a text, 64 lower-case hexadecimal digits.</summary>
    public static string HashOf(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    /// <summary>The language of a part's phrases; <see langword="null"/> for the rubric.</summary>
    public static Language? LanguageOf(YardstickPart part) => part switch
    {
        YardstickPart.GermanPhrases => Language.German,
        YardstickPart.EnglishPhrases => Language.English,
        _ => null,
    };

    /// <summary>The part a phrase list of a language belongs to.</summary>
    public static YardstickPart PartOf(Language language) => language == Language.German ? YardstickPart.GermanPhrases : YardstickPart.EnglishPhrases;

    private static PhraseBook Phrasebook(YardstickPart part, YardstickText text)
    {
        var book = PhraseBook.Parse(text.Text, text.Name);
        return PartOf(book.Language) == part ? book : throw new YardstickException([Texts.Both("ownPhrases.otherLanguage", text.Name, book.Language.Code())]);
    }
}

/// <summary>A text that cannot be a part of the yardstick. The sentence has a line for each fault.</summary>
public sealed class YardstickException : CallQualityException
{
    internal YardstickException(IReadOnlyList<Bilingual> faults)
        : base(new Bilingual(string.Join('\n', faults.Select(fault => fault.German)), string.Join('\n', faults.Select(fault => fault.English))))
    {
    }
}
