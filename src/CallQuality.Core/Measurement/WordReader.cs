using System.Buffers;
using System.Collections.Frozen;

namespace CallQuality.Core.Measurement;

/// <summary>Takes a written word apart into what is read out: words, spelled letters, figures, signs, abbreviations.</summary>
internal sealed class WordReader
{
    private static readonly SearchValues<char> Vowels = SearchValues.Create("aeiouäöü");

    /// <summary>Reads German.</summary>
    public static readonly WordReader German = new()
    {
        Numbers = NumberWords.German,
        CountWord = GermanSyllables.Count,
        Abbreviations = SyllableTables.GermanAbbreviations,
        Signs = SyllableTables.GermanSigns,
        DecimalSign = ',',
        LongLetter = 'y',
    };

    /// <summary>Reads English.</summary>
    public static readonly WordReader English = new()
    {
        Numbers = NumberWords.English,
        CountWord = EnglishSyllables.Count,
        Abbreviations = SyllableTables.EnglishAbbreviations,
        Signs = SyllableTables.EnglishSigns,
        DecimalSign = '.',
        LongLetter = 'w',
    };

    internal required NumberWords Numbers { get; init; }

    internal required Func<string, int> CountWord { get; init; }

    internal required FrozenDictionary<string, int> Abbreviations { get; init; }

    internal required FrozenDictionary<char, int> Signs { get; init; }

    internal required char DecimalSign { get; init; }

    // The one letter whose name has three syllables: Ypsilon, double-u.
    internal required char LongLetter { get; init; }

    /// <summary>The syllables of one written word, punctuation around it allowed; 0 for punctuation alone.</summary>
    public int Count(ReadOnlySpan<char> written)
    {
        var word = written.Trim("\"'„“”‚‘’»«›‹()[]{}…,;:!?–—- ");
        if (word.IsEmpty)
        {
            return 0;
        }

        var key = word.ToString().ToLowerInvariant();
        if (Abbreviations.TryGetValue(key, out var known) || Abbreviations.TryGetValue(key.TrimEnd('.'), out known) && IsAbbreviated(word))
        {
            return known;
        }

        var count = 0;
        var start = 0;
        while (start < word.Length)
        {
            var end = EndOfPart(word, start);
            count += CountPart(word, start, end);
            start = end;
        }

        return count;
    }

    // "min" is a word of its own kind only with its dot; "km", "kg" and "GmbH" need none.
    private bool IsAbbreviated(ReadOnlySpan<char> word) => word[^1] == '.' || !Abbreviations.ContainsKey(word.ToString().ToLowerInvariant() + ".");

    private static int EndOfPart(ReadOnlySpan<char> word, int start)
    {
        var end = start + 1;
        if (char.IsLetter(word[start]))
        {
            // An apostrophe inside a word belongs to it: "don't", "geht's".
            while (end < word.Length && (char.IsLetter(word[end]) || (word[end] is '\'' or '’' && end + 1 < word.Length && char.IsLetter(word[end + 1]))))
            {
                end++;
            }
        }
        else if (char.IsAsciiDigit(word[start]))
        {
            while (end < word.Length && char.IsAsciiDigit(word[end]))
            {
                end++;
            }
        }

        return end;
    }

    private int CountPart(ReadOnlySpan<char> word, int start, int end)
    {
        var part = word[start..end];
        if (char.IsLetter(part[0]))
        {
            return CountLetters(part, start > 0 && char.IsAsciiDigit(word[start - 1]));
        }

        if (char.IsAsciiDigit(part[0]))
        {
            return CountFigures(word, start, part);
        }

        var inside = start > 0 && end < word.Length;
        if (part[0] == '.')
        {
            return inside && char.IsLetter(word[start - 1]) && char.IsLetter(word[end]) ? 1 : 0;
        }

        return Signs.GetValueOrDefault(part[0]);
    }

    private int CountLetters(ReadOnlySpan<char> letters, bool afterFigure)
    {
        if (letters.Length == 1)
        {
            return char.ToLowerInvariant(letters[0]) == LongLetter ? 3 : 1;
        }

        if (afterFigure && EnglishSyllables.IsOrdinalEnding(letters))
        {
            return 0;
        }

        var text = letters.ToString();
        var lower = text.ToLowerInvariant();
        if (afterFigure && Abbreviations.TryGetValue(lower, out var unit))
        {
            return unit;
        }

        return IsSpelled(text, lower) ? CountSpelled(text, lower) : CountWord(lower);
    }

    private static bool IsSpelled(string text, string lower)
    {
        if (SyllableTables.SpelledInAnyCase.Contains(lower))
        {
            return true;
        }

        // A plural's s is not part of what is spelled: "PDFs".
        if (text.Length > 2 && text[^1] == 's' && char.IsUpper(text[^2]))
        {
            return IsSpelled(text[..^1], lower[..^1]);
        }

        var capitals = text.All(char.IsUpper);
        return capitals && text.Length <= 5 && !SyllableTables.CapitalsSaidAsWord.Contains(lower)
            && (text.Length <= 3 || !lower.AsSpan().ContainsAny(Vowels) || SyllableTables.SpelledCapitals.Contains(lower));
    }

    private int CountSpelled(string text, string lower)
    {
        var count = 0;
        foreach (var letter in lower.Length > 2 && lower[^1] == 's' && !text.All(char.IsUpper) && !SyllableTables.SpelledInAnyCase.Contains(lower) ? lower[..^1] : lower)
        {
            count += letter == LongLetter ? 3 : 1;
        }

        return count;
    }

    // A group of three figures after a full stop (German) or a comma (English) goes on with the number; after the decimal sign
    // come figures one by one; after a colon minutes.
    private int CountFigures(ReadOnlySpan<char> word, int start, ReadOnlySpan<char> digits)
    {
        var before = start > 1 && char.IsAsciiDigit(word[start - 2]) ? word[start - 1] : ' ';
        var after = start + digits.Length;
        var groups = before != ' ' && before != DecimalSign && before is '.' or ',' or '\'' && digits.Length == 3;
        if (groups)
        {
            return 0;
        }

        if (before == DecimalSign)
        {
            return Numbers.CountDecimals(digits);
        }

        if (before == ':' && digits is "00")
        {
            return 0;
        }

        if (before is ':' or '.' && digits.Length == 2 && digits[0] == '0' && digits[1] != '0')
        {
            return Numbers.CountDigits(digits[1..]);
        }

        var ordinal = after < word.Length && EnglishSyllables.IsOrdinalEnding(word[after..]);
        var number = WithGroups(word, start, digits);
        return number is { } whole
            ? Numbers.CountNumber(whole)
            : Numbers.CountDigits(digits) + (ordinal ? EnglishSyllables.OrdinalExtra(digits) : 0);
    }

    private int? WithGroups(ReadOnlySpan<char> word, int start, ReadOnlySpan<char> digits)
    {
        long number = int.TryParse(digits, System.Globalization.CultureInfo.InvariantCulture, out var first) ? first : long.MaxValue;
        var at = start + digits.Length;
        var any = false;
        while (digits.Length <= 3 && at + 3 < word.Length && word[at] is '.' or ',' or '\'' && word[at] != DecimalSign
            && char.IsAsciiDigit(word[at + 1]) && char.IsAsciiDigit(word[at + 2]) && char.IsAsciiDigit(word[at + 3])
            && (at + 4 == word.Length || !char.IsAsciiDigit(word[at + 4])) && number < 1_000_000)
        {
            number = (number * 1000) + int.Parse(word.Slice(at + 1, 3), System.Globalization.CultureInfo.InvariantCulture);
            at += 4;
            any = true;
        }

        return any && number < 1_000_000_000 ? (int)number : null;
    }
}
