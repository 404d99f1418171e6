using CallQuality.Core.Calls;

namespace CallQuality.Core.Phrases;

/// <summary>How closely a heard word fits a word of a pattern.</summary>
internal enum Likeness : byte
{
    None,

    /// <summary>One edit away or sounding the same: a likely slip of the recogniser.</summary>
    Near,

    /// <summary>Another ending of the same word.</summary>
    Inflected,

    Same,
}

/// <summary>Compares heard words with words of a pattern: endings, edit distance, sound.</summary>
internal static class Spelling
{
    private const int ShortestInflected = 5;
    private const int ShortestNear = 6;
    private const int LongWord = 10;

    private static readonly string[] GermanEndings =
    [
        "endes", "enden", "ender", "ende", "sten", "stes", "ster", "ste", "test", "tet", "ten", "tes", "ter", "tem", "te",
        "ern", "est", "en", "er", "es", "em", "et", "st", "e", "n", "t", "s",
    ];

    private static readonly string[] EnglishEndings = ["ings", "ing", "ied", "ies", "ed", "es", "ly", "s", "e", "d", "y"];

    /// <summary>Lower case, ß as ss, accents off, umlauts kept, apostrophes as one sign.</summary>
    public static string Fold(string word)
    {
        Span<char> buffer = stackalloc char[word.Length * 2];
        var length = 0;
        foreach (var sign in word)
        {
            var lower = char.ToLowerInvariant(sign);
            if (lower == 'ß')
            {
                buffer[length++] = 's';
                buffer[length++] = 's';
            }
            else if (char.IsLetterOrDigit(lower))
            {
                buffer[length++] = Unaccented(lower);
            }
            else if (lower is '\'' or '’' && length > 0)
            {
                buffer[length++] = '\'';
            }
        }

        return new string(buffer[..length]).TrimEnd('\'');
    }

    public static Likeness Compare(string pattern, string heard, Language language, bool heardIsKnownWord)
    {
        if (string.Equals(pattern, heard, StringComparison.Ordinal))
        {
            return Likeness.Same;
        }

        if (pattern.Length >= ShortestInflected && heard.Length >= ShortestInflected
            && string.Equals(Stem(pattern, language), Stem(heard, language), StringComparison.Ordinal))
        {
            return Likeness.Inflected;
        }

        return !heardIsKnownWord && IsNear(pattern, heard) ? Likeness.Near : Likeness.None;
    }

    /// <summary>The letter under which words that can fit one another are filed.</summary>
    public static char Initial(string word) => word.Length == 0 ? ' ' : word[0] switch
    {
        'p' => 'b',
        't' => 'd',
        'k' or 'c' or 'q' => 'g',
        'v' or 'w' => 'f',
        'z' => 's',
        'ä' => 'e',
        'y' or 'j' => 'i',
        var other => other,
    };

    public static string Stem(string word, Language language)
    {
        foreach (var ending in language == Language.German ? GermanEndings : EnglishEndings)
        {
            if (word.Length - ending.Length >= 4 && word.EndsWith(ending, StringComparison.Ordinal))
            {
                return word[..^ending.Length];
            }
        }

        return word;
    }

    private static bool IsNear(string pattern, string heard)
    {
        if (pattern.Length < ShortestNear || heard.Length < ShortestNear - 1 || Initial(pattern) != Initial(heard)
            || Math.Abs(pattern.Length - heard.Length) > 3)
        {
            return false;
        }

        var allowed = pattern.Length >= LongWord ? 2 : 1;
        var distance = Distance(pattern, heard, allowed + 1);
        return distance <= allowed || (distance <= allowed + 1 && string.Equals(Sound(pattern), Sound(heard), StringComparison.Ordinal));
    }

    /// <summary>Edits between two words, neighbouring letters swapped counting as one (Damerau 1964); <paramref name="limit"/> + 1 where there are more.</summary>
    internal static int Distance(string a, string b, int limit)
    {
        if (Math.Abs(a.Length - b.Length) > limit)
        {
            return limit + 1;
        }

        Span<int> before = stackalloc int[b.Length + 1];
        Span<int> above = stackalloc int[b.Length + 1];
        Span<int> row = stackalloc int[b.Length + 1];
        for (var j = 0; j <= b.Length; j++)
        {
            above[j] = j;
        }

        for (var i = 1; i <= a.Length; i++)
        {
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var cost = a[i - 1] == b[j - 1] ? 0 : 1;
                row[j] = Math.Min(Math.Min(above[j] + 1, row[j - 1] + 1), above[j - 1] + cost);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                {
                    row[j] = Math.Min(row[j], before[j - 2] + 1);
                }
            }

            above.CopyTo(before);
            row.CopyTo(above);
        }

        return Math.Min(above[b.Length], limit + 1);
    }

    /// <summary>
    /// A coarse sound key after the idea of Kölner Phonetik (Postel 1969): letters that sound alike share a sign,
    /// vowels after the first letter and doubled signs fall away.
    /// </summary>
    internal static string Sound(string word)
    {
        Span<char> key = stackalloc char[word.Length];
        var length = 0;
        for (var i = 0; i < word.Length; i++)
        {
            var sign = SoundOf(word, i);
            if (sign == '-' || (sign == '0' && i > 0) || (length > 0 && key[length - 1] == sign))
            {
                continue;
            }

            key[length++] = sign;
        }

        return new string(key[..length]);
    }

    private static char SoundOf(string word, int at) => word[at] switch
    {
        'a' or 'e' or 'i' or 'o' or 'u' or 'ä' or 'ö' or 'ü' or 'y' or 'j' => '0',
        'h' => '-',
        'p' when at + 1 < word.Length && word[at + 1] == 'h' => '3',
        'b' or 'p' => '1',
        'd' or 't' => '2',
        'f' or 'v' or 'w' => '3',
        'g' or 'k' or 'q' or 'c' or 'x' => '4',
        'l' => '5',
        'm' or 'n' => '6',
        'r' => '7',
        's' or 'z' => '8',
        var other => other,
    };

    private static char Unaccented(char letter) => letter switch
    {
        'é' or 'è' or 'ê' or 'ë' => 'e',
        'á' or 'à' or 'â' => 'a',
        'ó' or 'ò' or 'ô' => 'o',
        'ú' or 'ù' or 'û' => 'u',
        'í' or 'ì' or 'î' or 'ï' => 'i',
        'ç' => 'c',
        _ => letter,
    };
}
