using System.Collections.Frozen;
using System.Text.RegularExpressions;

namespace CallQuality.Core.Measurement;

/// <summary>Syllables of an English word by its letters: groups of vowels, less the silent e, with the exceptions rules cannot see.</summary>
internal static partial class EnglishSyllables
{
    private static readonly FrozenDictionary<string, int> Whole = SyllableTables.EnglishWords;

    /// <summary>The syllables of a word in lower-case letters, apostrophes allowed; at least 1.</summary>
    public static int Count(string word)
    {
        word = word.Replace('’', '\'');
        if (Whole.TryGetValue(word, out var known))
        {
            return known;
        }

        var apostrophe = word.IndexOf('\'', StringComparison.Ordinal);
        if (apostrophe > 0)
        {
            return Count(word[..apostrophe]) + Ending(word[apostrophe..], word[..apostrophe]);
        }

        if (word.EndsWith('s') && Whole.TryGetValue(word[..^1], out known))
        {
            return known + (Hisses().IsMatch(word[..^1]) ? 1 : 0);
        }

        return Math.Max(1, ByRule(word));
    }

    /// <summary>Whether a figure goes on as an ordinal: "st", "nd", "rd", "th".</summary>
    public static bool IsOrdinalEnding(ReadOnlySpan<char> rest) => rest is "st" or "nd" or "rd" or "th";

    /// <summary>What an ordinal adds to its figure: twentieth has a syllable more than twenty, second one more than two.</summary>
    public static int OrdinalExtra(ReadOnlySpan<char> digits) =>
        digits[^1] == '0' && digits.Length == 2 && digits[0] > '1' ? 1 : digits[^1] == '2' && (digits.Length == 1 || digits[^2] != '1') ? 1 : 0;

    private static int ByRule(string word)
    {
        var stem = Silent(word);
        var count = VowelGroups().Count(stem);
        foreach (var (pattern, add) in Corrections)
        {
            count += pattern.IsMatch(word) ? add : 0;
        }

        return count;
    }

    // Takes off an ending whose e is not spoken.
    private static string Silent(string word)
    {
        if (SilentUe().IsMatch(word))
        {
            return SilentUe().Replace(word, string.Empty);
        }

        if (word.Length > 3 && SilentPast().IsMatch(word))
        {
            return word[..^2];
        }

        if (word.Length > 3 && SilentPlural().IsMatch(word))
        {
            return word[..^2];
        }

        return word.Length > 2 && SilentE().IsMatch(word) ? word[..^1] : word;
    }

    // "didn't" and "it'll" gain a syllable because a consonant comes before; "don't" and "we'll" do not.
    private static int Ending(string ending, string stem) => ending switch
    {
        "'s" => Hisses().IsMatch(stem) ? 1 : 0,
        "'t" => stem.EndsWith('n') && stem.Length > 2 && stem[^2] is 's' or 'd' or 't' ? 1 : 0,
        "'ll" or "'ve" => stem[^1] is not ('a' or 'e' or 'i' or 'o' or 'u' or 'y') ? 1 : 0,
        _ => 0,
    };

    // After G. Fast's Lingua::EN::Syllable: letters that make one syllable more or fewer than their groups of vowels.
    private static readonly (Regex Pattern, int Add)[] Corrections =
    [
        (Rule("[cst]ia(?!t)|cious|tious|gious|[cstgx]ion|gian"), -1),
        (Rule("ia|io|iu|riet|dien|[^cst]ien[ct]"), 1),
        (Rule("[aeiouy]ing"), 1),
        (Rule("[^aeiou]ie(r|rs|st)$"), 1),
        (Rule("[^gqs]ua[^auieoy]|uou|[^q]ual$|uiet|[^q]uin(s|ed)?$|[ao]y[ao]|eos?$"), 1),
        (Rule("[sct]hm|[^aeiou]sms?$"), 1),
        (Rule("^coop|^coord|creat(?!ur)|react|^reins|^reimb|^reit|^preex|^deact|theat|^area|lion|ocean|uell|[^q]uel|poet"), 1),
        (Rule("ically$"), -1),
        (Rule("[^aeiouhl]e(less|ful|ness)|[^aeioulh](?<!^c)ement|[^aeiou](?<!^r)ely$|[aeiou]fety$|[aeiou]ledge?ment"), -1),
        (Rule("^some[a-z]|^every|(?<!be)fore(?=[bcdfghkmpstw])|beforehand|nine(?=t)"), -1),
        (Rule("(ware|home|house|side|time|like|life|name|fire|safe|voice|price|base|there|where|here|note|make|lake)(?=[bcdfghkmnpstw][a-z]{2})(?!ly|less|ful|ment|ness|ty)"), -1),
    ];

    private static Regex Rule(string pattern) => new(pattern, RegexOptions.Compiled | RegexOptions.CultureInvariant);

    [GeneratedRegex("[aeiouy]+", RegexOptions.CultureInvariant)]
    private static partial Regex VowelGroups();

    [GeneratedRegex("(?<![^aeiouyl]l)(?<![bt]r)(?<![td])ed$", RegexOptions.CultureInvariant)]
    private static partial Regex SilentPast();

    [GeneratedRegex("(?<![^aeiouy]l|[bt]r)(?<![scgxz]|[cs]h)es$", RegexOptions.CultureInvariant)]
    private static partial Regex SilentPlural();

    [GeneratedRegex("(?<![^aeiouy]l|[bt]r)(?<![aeiouy])e$", RegexOptions.CultureInvariant)]
    private static partial Regex SilentE();

    [GeneratedRegex("(?<=[gq])ue(s|d)?$", RegexOptions.CultureInvariant)]
    private static partial Regex SilentUe();

    [GeneratedRegex("(s|x|z|ch|sh|ce|ge|se|ze)$", RegexOptions.CultureInvariant)]
    private static partial Regex Hisses();
}
