using System.Globalization;
using System.Text;
using CallQuality.Core.Calls;

namespace CallQuality.Cli.Evaluate.Transcription;

/// <summary>Brings a reference and a reading to the same spelling, so that only what was said is compared.</summary>
/// <remarks>
/// Rules, in order: lower case; ß as ss, ä ö ü as ae oe ue; digits and a following % or € as spoken words (up to 999 999);
/// apostrophes dropped (don't = dont); every other sign a blank; spelling variants of the table below.
/// The language's hesitations (äh, hm; uh, um) are left out on both sides: recognisers are trained to.
/// </remarks>
internal static class TranscriptNormaliser
{
    private static readonly HashSet<string> GermanHesitations = ["aeh", "aehm", "hm", "hmm", "mhm"];
    private static readonly HashSet<string> EnglishHesitations = ["uh", "um", "uhm", "er", "hm", "hmm", "mhm"];

    private static readonly Dictionary<string, string> Variants = new(StringComparer.Ordinal)
    {
        ["ok"] = "okay", ["mr"] = "mister", ["mrs"] = "missis", ["dr"] = "doktor", ["gonna"] = "going to", ["wanna"] = "want to",
        ["alright"] = "all right", ["e mail"] = "email", ["colour"] = "color", ["favourite"] = "favorite", ["grey"] = "gray",
        ["photo"] = "foto", ["heut"] = "heute", ["hab"] = "habe", ["gehn"] = "gehen",
    };

    /// <summary>The words to compare.</summary>
    public static string[] Words(string text, Language language)
    {
        var spelled = new StringBuilder();
        foreach (var letter in text.ToLowerInvariant())
        {
            _ = letter switch
            {
                'ä' => spelled.Append("ae"),
                'ö' => spelled.Append("oe"),
                'ü' => spelled.Append("ue"),
                'ß' => spelled.Append("ss"),
                '%' => spelled.Append(language == Language.German ? " prozent " : " percent "),
                '€' => spelled.Append(" euro "),
                '\'' or '’' => spelled,
                _ => spelled.Append(char.IsLetterOrDigit(letter) ? letter : ' '),
            };
        }

        var hesitations = language == Language.German ? GermanHesitations : EnglishHesitations;
        return [.. spelled.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .SelectMany(word => Spell(word, language))
            .Where(word => !hesitations.Contains(word))];
    }

    private static string[] Spell(string word, Language language)
    {
        if (word.All(char.IsAsciiDigit) && int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number < 1_000_000)
        {
            return language == Language.German ? [SpokenNumbers.German(number)] : SpokenNumbers.English(number).Split(' ');
        }

        return Variants.TryGetValue(word, out var variant) ? variant.Split(' ') : [word];
    }
}
