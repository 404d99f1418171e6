using System.Collections.Frozen;
using System.Globalization;
using CallQuality.Core.Calls;

namespace CallQuality.Core.Phrases;

/// <summary>Numbers as they are spoken and as recognisers write them.</summary>
internal static class SpokenNumbers
{
    private static readonly FrozenDictionary<string, int> German = new Dictionary<string, int>
    {
        ["ein"] = 1, ["eins"] = 1, ["eine"] = 1, ["einer"] = 1, ["einem"] = 1, ["einen"] = 1, ["zwei"] = 2, ["zwo"] = 2, ["drei"] = 3,
        ["vier"] = 4, ["fünf"] = 5, ["sechs"] = 6, ["sieben"] = 7, ["acht"] = 8, ["neun"] = 9, ["zehn"] = 10, ["elf"] = 11, ["zwölf"] = 12,
        ["dreizehn"] = 13, ["vierzehn"] = 14, ["fünfzehn"] = 15, ["sechzehn"] = 16, ["siebzehn"] = 17, ["achtzehn"] = 18, ["neunzehn"] = 19,
        ["zwanzig"] = 20, ["einundzwanzig"] = 21, ["zweiundzwanzig"] = 22, ["dreiundzwanzig"] = 23, ["vierundzwanzig"] = 24, ["dreissig"] = 30,
        ["fünfundvierzig"] = 45, ["vierzig"] = 40, ["achtundvierzig"] = 48, ["fünfzig"] = 50, ["sechzig"] = 60, ["zweiundsiebzig"] = 72, ["neunzig"] = 90,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, int> English = new Dictionary<string, int>
    {
        ["a"] = 1, ["an"] = 1, ["one"] = 1, ["two"] = 2, ["three"] = 3, ["four"] = 4, ["five"] = 5, ["six"] = 6, ["seven"] = 7, ["eight"] = 8,
        ["nine"] = 9, ["ten"] = 10, ["eleven"] = 11, ["twelve"] = 12, ["thirteen"] = 13, ["fourteen"] = 14, ["fifteen"] = 15, ["sixteen"] = 16,
        ["seventeen"] = 17, ["eighteen"] = 18, ["nineteen"] = 19, ["twenty"] = 20, ["thirty"] = 30, ["forty"] = 40, ["fortyfive"] = 45,
        ["fortyeight"] = 48, ["fifty"] = 50, ["sixty"] = 60, ["ninety"] = 90,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static bool IsNumber(string folded, Language language) => Value(folded, language) is not null;

    /// <summary>The value of a folded token, or <see langword="null"/> where it is no number.</summary>
    public static int? Value(string folded, Language language)
    {
        if (int.TryParse(folded, NumberStyles.None, CultureInfo.InvariantCulture, out var digits))
        {
            return digits;
        }

        return (language == Language.German ? German : English).TryGetValue(folded, out var value) ? value : null;
    }
}
