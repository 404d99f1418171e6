namespace CallQuality.Cli.Evaluate.Transcription;

/// <summary>Numbers from 0 to 999 999 as they are said.</summary>
internal static class SpokenNumbers
{
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

    /// <summary>German, one word, umlauts written out: 47 is <c>siebenundvierzig</c>.</summary>
    public static string German(int number) => number switch
    {
        < 20 => GermanSmall[number],
        < 100 => (number % 10 == 0 ? "" : Joined(number % 10) + "und") + GermanTens[number / 10],
        < 1000 => Joined(number / 100) + "hundert" + (number % 100 == 0 ? "" : German(number % 100)),
        _ => (number / 1000 == 1 ? "ein" : German(number / 1000)) + "tausend" + (number % 1000 == 0 ? "" : German(number % 1000)),
    };

    /// <summary>English, words parted by blanks: 147 is <c>one hundred forty seven</c>.</summary>
    public static string English(int number) => number switch
    {
        < 20 => EnglishSmall[number],
        < 100 => EnglishTens[number / 10] + (number % 10 == 0 ? "" : " " + EnglishSmall[number % 10]),
        < 1000 => EnglishSmall[number / 100] + " hundred" + (number % 100 == 0 ? "" : " " + English(number % 100)),
        _ => English(number / 1000) + " thousand" + (number % 1000 == 0 ? "" : " " + English(number % 1000)),
    };

    private static string Joined(int digit) => digit == 1 ? "ein" : GermanSmall[digit];
}
