namespace CallQuality.Core.Measurement;

/// <summary>How many syllables a figure has when it is read out.</summary>
internal sealed class NumberWords
{
    /// <summary>German: einundzwanzig, neunzehnhundertneunundneunzig.</summary>
    public static readonly NumberWords German = new()
    {
        small = [1, 1, 1, 1, 1, 1, 1, 2, 1, 1, 1, 1, 1, 2, 2, 2, 2, 2, 2, 2],
        tens = [0, 0, 2, 2, 2, 2, 2, 2, 2, 2],
        joint = 1,
        hundred = 2,
        thousand = 2,
        million = 3,
        point = 2,
        pairsUpTo = 1999,
        pairsFrom = 1100,
        pairsSayHundred = true,
    };

    /// <summary>English: twenty-one, nineteen ninety-nine.</summary>
    public static readonly NumberWords English = new()
    {
        small = [2, 1, 1, 1, 1, 1, 1, 2, 1, 1, 1, 3, 1, 2, 2, 2, 2, 3, 2, 2],
        tens = [0, 0, 2, 2, 2, 2, 2, 3, 2, 2],
        joint = 0,
        hundred = 2,
        thousand = 2,
        million = 2,
        point = 1,
        pairsUpTo = 2099,
        pairsFrom = 1100,
        pairsSayHundred = false,
    };

    private int[] small = [];
    private int[] tens = [];
    private int joint;
    private int hundred;
    private int thousand;
    private int million;
    private int point;
    private int pairsFrom;
    private int pairsUpTo;
    private bool pairsSayHundred;

    private NumberWords()
    {
    }

    /// <summary>A run of digits: digit by digit where it starts with 0 or has more than six figures (a telephone or customer number), else the number.</summary>
    public int CountDigits(ReadOnlySpan<char> digits)
    {
        if (digits.Length > 6 || (digits.Length > 1 && digits[0] == '0'))
        {
            var count = 0;
            foreach (var digit in digits)
            {
                count += small[digit - '0'];
            }

            return count;
        }

        var number = int.Parse(digits, System.Globalization.CultureInfo.InvariantCulture);
        return IsYear(number) ? CountYear(number) : CountNumber(number);
    }

    /// <summary>The sign and the figures after the decimal point, one by one.</summary>
    public int CountDecimals(ReadOnlySpan<char> digits)
    {
        var count = point;
        foreach (var digit in digits)
        {
            count += small[digit - '0'];
        }

        return count;
    }

    /// <summary>A number from 0 to 999,999,999.</summary>
    public int CountNumber(int number)
    {
        if (number >= 1_000_000)
        {
            return CountNumber(number / 1_000_000) + million + Rest(number % 1_000_000);
        }

        if (number >= 1000)
        {
            return CountNumber(number / 1000) + thousand + Rest(number % 1000);
        }

        if (number >= 100)
        {
            return small[number / 100] + hundred + Rest(number % 100);
        }

        return number < 20 ? small[number] : tens[number / 10] + (number % 10 == 0 ? 0 : joint + small[number % 10]);
    }

    // German says years to 1999 in hundreds; English all but those of a new century's first decade.
    private bool IsYear(int number) => number >= pairsFrom && number <= pairsUpTo && (number / 100 % 10 != 0 || number % 100 >= 10);

    private int CountYear(int number) => CountNumber(number / 100) + (pairsSayHundred || number % 100 == 0 ? hundred : 0) + Pair(number % 100);

    private int Rest(int number) => number == 0 ? 0 : CountNumber(number);

    // English reads 1905 as "nineteen oh five".
    private int Pair(int rest) => rest == 0 ? 0 : CountNumber(rest) + (rest < 10 && !pairsSayHundred ? 1 : 0);
}
