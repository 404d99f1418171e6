using CallQuality.Audio;
using CallQuality.Core.Calls;

namespace CallQuality.Core.Phrases;

/// <summary>A pattern that cannot be read; the text says what was found and what was expected.</summary>
internal sealed class PatternException(Bilingual text) : CallQualityException(text);

/// <summary>Reads the pattern grammar that the head of <c>phrases.de.yaml</c> explains.</summary>
internal sealed class PatternParser
{
    private const int DefaultGap = 4;
    private const int MostInAnyOrder = 5;

    private static readonly HashSet<string> AddressPronouns =
        new(StringComparer.Ordinal) { "sie", "ihnen", "ihr", "ihre", "ihren", "ihrem", "ihrer", "ihres" };

    private readonly string source;
    private readonly Language language;
    private readonly IReadOnlyDictionary<string, string> variants;
    private int at;

    private PatternParser(string source, Language language, IReadOnlyDictionary<string, string> variants)
    {
        this.source = source;
        this.language = language;
        this.variants = variants;
    }

    private delegate PatternStep Part(PatternStep next);

    /// <exception cref="PatternException">The pattern does not follow the grammar or holds no word.</exception>
    public static PatternStep Parse(string source, Language language, IReadOnlyDictionary<string, string> variants)
    {
        var parser = new PatternParser(source, language, variants);
        var part = Chain(parser.Items(closing: '\0'));
        return part(AcceptStep.Instance);
    }

    private static Part Chain(List<Part> parts) => next =>
    {
        for (var i = parts.Count - 1; i >= 0; i--)
        {
            next = parts[i](next);
        }

        return next;
    };

    private List<Part> Items(char closing)
    {
        var parts = new List<Part>();
        while (true)
        {
            SkipBlanks();
            var sign = Peek();
            if (sign == closing || sign == '|')
            {
                return parts.Count > 0 || closing == ')' ? parts : throw Unexpected(sign);
            }

            if (sign == '\0')
            {
                throw new PatternException(new Bilingual($"im Muster „{source}“ fehlt „{closing}“", $"the pattern '{source}' lacks '{closing}'"));
            }

            var part = Item(sign);
            parts.Add(TakeOptionalSign() ? Optional(part) : part);
        }
    }

    private Part Item(char sign)
    {
        switch (sign)
        {
            case '(':
                return Choice();
            case '{':
                return AnyOrder();
            case '^':
                at++;
                return next => new AnchorStep(Anchor.TurnStart, next);
            case '$':
                at++;
                return next => new AnchorStep(Anchor.SentenceEnd, next);
            case ',':
                at++;
                return next => new AnchorStep(Anchor.AnyPunctuation, next);
            case '#':
                at++;
                return next => new NumberStep(next);
            case '.':
                return Gap();
            default:
                return sign == '=' || char.IsLetterOrDigit(sign) ? Word() : throw Unexpected(sign);
        }
    }

    private Part Choice()
    {
        at++;
        var branches = new List<Part>();
        do
        {
            branches.Add(Chain(Items(closing: ')')));
        }
        while (source[at++] == '|');
        return next => new BranchStep([.. branches.Select(branch => branch(next))]);
    }

    private Part AnyOrder()
    {
        at++;
        var parts = Items(closing: '}');
        if (source[at++] != '}' || parts.Count is < 2 or > MostInAnyOrder)
        {
            throw new PatternException(new Bilingual(
                $"im Muster „{source}“ braucht {{…}} zwei bis {MostInAnyOrder} Teile",
                $"in the pattern '{source}' {{…}} takes two to {MostInAnyOrder} parts"));
        }

        return next => new BranchStep([.. Permutations(parts).Select(order => Chain(order)(next))]);
    }

    private Part Gap()
    {
        if (at + 2 >= source.Length || source[at + 1] != '.' || source[at + 2] != '.')
        {
            throw Unexpected('.');
        }

        at += 3;
        var digits = at;
        while (char.IsAsciiDigit(Peek()))
        {
            at++;
        }

        var longest = at > digits ? int.Parse(source.AsSpan(digits, at - digits), System.Globalization.CultureInfo.InvariantCulture) : DefaultGap;
        return next => new GapStep(longest, next);
    }

    private Part Word()
    {
        var isStrict = Peek() == '=';
        at += isStrict ? 1 : 0;
        var start = at;
        while (char.IsLetterOrDigit(Peek()) || Peek() is '\'' or '’' or '-')
        {
            at++;
        }

        var written = source[start..at];
        var isPrefix = Peek() == '*';
        at += isPrefix ? 1 : 0;
        var words = SpokenText.Split(written, language, variants).ToList();
        if (words.Count == 0)
        {
            throw Unexpected(Peek());
        }

        var addresses = language == Language.German && char.IsUpper(written[0]) && AddressPronouns.Contains(words[0]);
        var parts = words.ConvertAll<Part>(word => next => new WordStep(word, isPrefix, isStrict, addresses, next));
        return Chain(parts);
    }

    private bool TakeOptionalSign()
    {
        if (Peek() != '?')
        {
            return false;
        }

        at++;
        return true;
    }

    private static Part Optional(Part part) => next => new BranchStep([part(next), next]);

    private static IEnumerable<List<Part>> Permutations(List<Part> parts)
    {
        if (parts.Count <= 1)
        {
            yield return parts;
            yield break;
        }

        for (var i = 0; i < parts.Count; i++)
        {
            var rest = parts.ToList();
            rest.RemoveAt(i);
            foreach (var order in Permutations(rest))
            {
                yield return [parts[i], .. order];
            }
        }
    }

    private char Peek() => at < source.Length ? source[at] : '\0';

    private void SkipBlanks()
    {
        while (char.IsWhiteSpace(Peek()))
        {
            at++;
        }
    }

    private PatternException Unexpected(char sign) => sign == '\0'
        ? new PatternException(new Bilingual($"das Muster „{source}“ enthält kein Wort", $"the pattern '{source}' holds no word"))
        : new PatternException(new Bilingual($"im Muster „{source}“ ist „{sign}“ nicht erlaubt", $"in the pattern '{source}' '{sign}' is not allowed"));
}
