using System.Globalization;
using CallQuality.Core.Calls;

namespace CallQuality.Cli.Evaluate.Transcription;

/// <summary>Numbers as they are said, words parted by blanks, umlauts written out.</summary>
internal static class SpokenNumbers
{
    // Longer runs are telephone and customer numbers, said digit by digit.
    private const int MostDigitsOfANumber = 6;

    private static readonly string[] GermanSmall =
    [
        "null", "eins", "zwei", "drei", "vier", "fuenf", "sechs", "sieben", "acht", "neun", "zehn", "elf", "zwoelf",
        "dreizehn", "vierzehn", "fuenfzehn", "sechzehn", "siebzehn", "achtzehn", "neunzehn",
    ];

    private static readonly string[] GermanTens = ["", "", "zwanzig", "dreissig", "vierzig", "fuenfzig", "sechzig", "siebzig", "achtzig", "neunzig"];

    private static readonly string[] EnglishSmall =
    [
        "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
        "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
    ];

    private static readonly string[] EnglishTens = ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];

    /// <summary>A run of ASCII digits: 47 is <c>siebenundvierzig</c> or <c>forty seven</c>; from seven digits on, or after a leading 0, digit by digit.</summary>
    public static string Whole(string digits, Language language)
    {
        if (digits.Length > MostDigitsOfANumber || (digits.Length > 1 && digits[0] == '0'))
        {
            return Digits(digits, language);
        }

        var number = int.Parse(digits, CultureInfo.InvariantCulture);
        return language == Language.German ? German(number) : English(number);
    }

    /// <summary>Each digit alone, as behind a decimal point.</summary>
    public static string Digits(string digits, Language language) =>
        string.Join(' ', digits.Select(digit => (language == Language.German ? GermanSmall : EnglishSmall)[digit - '0']));

    /// <summary>English: 21 is <c>twenty first</c>.</summary>
    public static string EnglishOrdinal(string digits)
    {
        var words = Whole(digits, Language.English).Split(' ');
        words[^1] = words[^1] switch
        {
            "one" => "first",
            "two" => "second",
            "three" => "third",
            "five" => "fifth",
            "eight" => "eighth",
            "nine" => "ninth",
            "twelve" => "twelfth",
            [.. var tens, 'y'] => tens + "ieth",
            var other => other + "th",
        };
        return string.Join(' ', words);
    }

    private static string German(int number) => number switch
    {
        < 20 => GermanSmall[number],
        < 100 => (number % 10 == 0 ? "" : Joined(number % 10) + "und") + GermanTens[number / 10],
        < 1000 => Joined(number / 100) + "hundert" + (number % 100 == 0 ? "" : German(number % 100)),
        _ => (number / 1000 == 1 ? "ein" : German(number / 1000)) + "tausend" + (number % 1000 == 0 ? "" : German(number % 1000)),
    };

    private static string English(int number) => number switch
    {
        < 20 => EnglishSmall[number],
        < 100 => EnglishTens[number / 10] + (number % 10 == 0 ? "" : " " + EnglishSmall[number % 10]),
        < 1000 => EnglishSmall[number / 100] + " hundred" + (number % 100 == 0 ? "" : " " + English(number % 100)),
        _ => English(number / 1000) + " thousand" + (number % 1000 == 0 ? "" : " " + English(number % 1000)),
    };

    private static string Joined(int digit) => digit == 1 ? "ein" : GermanSmall[digit];
}
