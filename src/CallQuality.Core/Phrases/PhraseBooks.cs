using CallQuality.Core.Calls;

namespace CallQuality.Core.Phrases;

/// <summary>The phrase lists in use, one a language.</summary>
/// <param name="German">The German list.</param>
/// <param name="English">The English list.</param>
public sealed record PhraseBooks(PhraseBook German, PhraseBook English)
{
    /// <summary>The lists that ship with the program.</summary>
    public static PhraseBooks BuiltIn { get; } = new(PhraseBook.BuiltIn(Language.German), PhraseBook.BuiltIn(Language.English));

    /// <summary>The list of a language.</summary>
    public PhraseBook For(Language language) => language == Language.German ? German : English;

    /// <summary>These lists with one put in the place of its language's.</summary>
    public PhraseBooks With(PhraseBook book) => book.Language == Language.German ? this with { German = book } : this with { English = book };
}
