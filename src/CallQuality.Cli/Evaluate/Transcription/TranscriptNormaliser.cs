using System.Collections.Frozen;
using System.Text;
using System.Text.RegularExpressions;
using CallQuality.Core.Calls;

namespace CallQuality.Cli.Evaluate.Transcription;

/// <summary>Brings a reference and a reading to the same spelling, so that only what was said is compared.</summary>
/// <remarks>
/// Rules, in order:
/// <list type="number">
/// <item>Lower case.</item>
/// <item>Numbers as words: thousands joined (German 1.500, English 1,500), the time 10:30 as „zehn Uhr dreißig“ and "ten thirty",
/// decimals digit by digit (3,5 „drei Komma fünf“, 3.5 "three point five"), English ordinals (21st), whole numbers of up to six digits
/// as one number, longer ones and those with a leading 0 digit by digit. Signs for percent, euro and dollar are said behind their
/// number; German 1 before one of them or before Uhr is „ein“.</item>
/// <item>ß as ss, ä ö ü as ae oe ue; apostrophes dropped (don't = dont); every other sign a blank.</item>
/// <item>Hesitations of the language (äh, hm; uh, um) left out on both sides: recognisers are trained to.</item>
/// <item>Spelling variants of the language's table; e-mail as one word; German hundert… and tausend… with „ein“ in front; English
/// "and" behind hundred and thousand left out.</item>
/// </list>
/// Not made alike, so they count as errors: years said in pairs (nineteen ninety nine), short numbers said digit by digit, German
/// ordinals written with a point, and contractions (we'll, we will), which are said differently too.
/// </remarks>
internal static partial class TranscriptNormaliser
{
    private static readonly Rules German = new()
    {
        Language = Language.German,
        Number = GermanNumber(),
        Units = new Dictionary<string, string> { ["%"] = "prozent", ["€"] = "euro", ["$"] = "dollar" }.ToFrozenDictionary(),
        Point = "komma",
        Clock = "uhr",
        Hesitations = ["aeh", "aehm", "oehm", "hm", "hmm", "mhm"],
        Variants = new Dictionary<string, string>
        {
            ["ok"] = "okay", ["dr"] = "doktor", ["photo"] = "foto", ["heut"] = "heute", ["hab"] = "habe", ["gehn"] = "gehen", ["zwo"] = "zwei",
        }.ToFrozenDictionary(),
    };

    private static readonly Rules English = new()
    {
        Language = Language.English,
        Number = EnglishNumber(),
        Units = new Dictionary<string, string> { ["%"] = "percent", ["€"] = "euros", ["$"] = "dollars" }.ToFrozenDictionary(),
        Point = "point",
        Clock = "",
        Hesitations = ["uh", "um", "uhm", "er", "hm", "hmm", "mhm"],
        Variants = new Dictionary<string, string>
        {
            ["ok"] = "okay", ["mr"] = "mister", ["mrs"] = "missis", ["dr"] = "doctor", ["gonna"] = "going to", ["wanna"] = "want to",
            ["alright"] = "all right", ["colour"] = "color", ["favourite"] = "favorite", ["grey"] = "gray", ["centre"] = "center",
            ["cheque"] = "check", ["tyre"] = "tire", ["programme"] = "program", ["cancelled"] = "canceled", ["apologise"] = "apologize",
        }.ToFrozenDictionary(),
    };

    /// <summary>The words to compare.</summary>
    public static string[] Words(string text, Language language)
    {
        var rules = language == Language.German ? German : English;
        var spoken = rules.Number.Replace(text.ToLowerInvariant(), number => Say(number, rules));
        var words = string.Join(' ', Split(Spell(spoken, rules)).Where(word => !rules.Hesitations.Contains(word)));
        words = EMail().Replace(words, "email");
        words = language == Language.German ? BareHundred().Replace(words, "ein$0") : AndBehindHundred().Replace(words, "$1 ");
        return [.. Split(words).SelectMany(word => Split(rules.Variants.GetValueOrDefault(word, word)))];
    }

    private static string[] Split(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>A number with the signs around it, as it is said.</summary>
    private static string Say(Match number, Rules rules)
    {
        string Part(string name) => number.Groups[name].Value;
        var whole = string.Concat(Part("whole").Where(char.IsAsciiDigit));
        var unit = rules.Units.GetValueOrDefault((Part("before") + Part("after")).Trim(), "");
        string words;
        if (Part("minutes") is { Length: > 0 } minutes)
        {
            words = $"{Clock(whole, rules.Language)} {rules.Clock} {(minutes == "00" ? "" : Clock(minutes, rules.Language))}";
        }
        else if (Part("decimals") is { Length: > 0 } decimals)
        {
            words = $"{SpokenNumbers.Whole(whole, rules.Language)} {rules.Point} {SpokenNumbers.Digits(decimals, rules.Language)}";
        }
        else
        {
            words = Part("ordinal").Length > 0 ? SpokenNumbers.EnglishOrdinal(whole) : SpokenNumbers.Whole(whole, rules.Language);
        }

        var counts = unit.Length > 0 || Part("minutes").Length > 0 || Part("uhr").Length > 0;
        words = rules.Language == Language.German && counts && words.Split(' ')[0] == "eins" ? "ein" + words["eins".Length..] : words;
        // Behind hours and minutes Uhr was said already.
        return $" {words} {unit} {(Part("minutes").Length > 0 ? "" : Part("uhr"))} ";
    }

    // Hours and minutes have leading zeros that nobody says.
    private static string Clock(string digits, Language language) => SpokenNumbers.Whole(digits.TrimStart('0').PadLeft(1, '0'), language);

    private static string Spell(string text, Rules rules)
    {
        var spelled = new StringBuilder();
        foreach (var letter in text)
        {
            _ = letter switch
            {
                'ä' => spelled.Append("ae"),
                'ö' => spelled.Append("oe"),
                'ü' => spelled.Append("ue"),
                'ß' => spelled.Append("ss"),
                '%' or '€' or '$' => spelled.Append(' ').Append(rules.Units[$"{letter}"]).Append(' '),
                '\'' or '’' => spelled,
                _ => spelled.Append(char.IsLetterOrDigit(letter) ? letter : ' '),
            };
        }

        return spelled.ToString();
    }

    [GeneratedRegex(@"(?<before>[€$]\s?)?(?<whole>[0-9]{1,3}(\.[0-9]{3})+(?![0-9])|[0-9]+)(:(?<minutes>[0-5][0-9])(?![0-9])|,(?<decimals>[0-9]+))?(?<after>\s?[%€$])?(?<uhr>\s?uhr)?")]
    private static partial Regex GermanNumber();

    [GeneratedRegex(@"(?<before>[€$]\s?)?(?<whole>[0-9]{1,3}(,[0-9]{3})+(?![0-9])|[0-9]+)(:(?<minutes>[0-5][0-9])(?![0-9])|\.(?<decimals>[0-9]+)|(?<ordinal>st|nd|rd|th)\b)?(?<after>\s?[%€$])?")]
    private static partial Regex EnglishNumber();

    [GeneratedRegex(@"\be mail\b")]
    private static partial Regex EMail();

    [GeneratedRegex(@"\b(hundert|tausend)")]
    private static partial Regex BareHundred();

    [GeneratedRegex(@"\b(hundred|thousand) and ")]
    private static partial Regex AndBehindHundred();

    private sealed record Rules
    {
        public required Language Language { get; init; }

        public required Regex Number { get; init; }

        /// <summary>Signs behind a number, as they are said.</summary>
        public required FrozenDictionary<string, string> Units { get; init; }

        public required string Point { get; init; }

        /// <summary>Said between hours and minutes.</summary>
        public required string Clock { get; init; }

        public required HashSet<string> Hesitations { get; init; }

        public required FrozenDictionary<string, string> Variants { get; init; }
    }
}
