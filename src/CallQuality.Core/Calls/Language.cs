namespace CallQuality.Core.Calls;

/// <summary>The languages whose calls are scored and in which the product speaks.</summary>
public enum Language
{
    /// <summary>German.</summary>
    German,

    /// <summary>English.</summary>
    English,
}

/// <summary>Two-letter codes of <see cref="Language"/>.</summary>
public static class LanguageCodes
{
    /// <summary>The ISO 639-1 code: <c>de</c> or <c>en</c>.</summary>
    public static string Code(this Language language) => language == Language.German ? "de" : "en";

    /// <summary>The language of an ISO 639-1 code, or <see langword="null"/> for any other language.</summary>
    public static Language? FromCode(string? code) => code switch
    {
        "de" => Language.German,
        "en" => Language.English,
        _ => null,
    };
}
