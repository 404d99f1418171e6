using CallQuality.Core.Calls;
using CallQuality.Core.Transcription;

namespace CallQuality.Core.Phrases;

/// <summary>What comes after a spoken word.</summary>
internal enum Boundary : byte
{
    None,
    Clause,
    Sentence,
    Question,
}

/// <summary>One token of what was said: a word, or half of a contraction such as "that's".</summary>
/// <param name="Text">Folded, variants of spelling brought to one form.</param>
/// <param name="Word">Index of the word it comes from.</param>
/// <param name="Capital">Whether it was written with a capital; true where capitals tell nothing.</param>
/// <param name="Quoted">Whether it stands between quotation marks.</param>
internal readonly record struct SpokenToken(string Text, int Word, bool Capital, bool Quoted)
{
    /// <summary>The letter under which words that can fit are filed.</summary>
    public char Initial { get; } = Spelling.Initial(Text);

    /// <summary>What comes after the token.</summary>
    public Boundary After { get; init; }
}

/// <summary>Words of one turn made ready for matching.</summary>
internal sealed class SpokenText
{
    // A silence this long inside a turn ends a sentence even where the recogniser wrote no full stop.
    private static readonly TimeSpan SentencePause = TimeSpan.FromSeconds(1.5);

    private SpokenText(IReadOnlyList<Word> words, SpokenToken[] tokens)
    {
        Words = words;
        Tokens = tokens;
    }

    public IReadOnlyList<Word> Words { get; }

    public SpokenToken[] Tokens { get; }

    public static SpokenText From(IReadOnlyList<Word> words, Language language, IReadOnlyDictionary<string, string> variants)
    {
        var tokens = new List<SpokenToken>(words.Count + 8);
        var capitalsTell = words.Any(word => word.Text.Any(char.IsUpper));
        var quoted = false;
        var sentenceStart = true;
        for (var i = 0; i < words.Count; i++)
        {
            var text = words[i].Text;
            quoted |= text.Length > 0 && text[0] is '"' or '„' or '“' or '«' or '»';
            var after = BoundaryAfter(words, i);
            var capital = sentenceStart || !capitalsTell || text.Any(char.IsUpper);
            var first = tokens.Count;
            foreach (var part in Split(text, language, variants))
            {
                tokens.Add(new SpokenToken(part, i, capital, quoted));
            }

            sentenceStart = after >= Boundary.Sentence || (sentenceStart && tokens.Count == first);
            if (after != Boundary.None && tokens.Count > 0 && tokens[^1].After < after)
            {
                tokens[^1] = tokens[^1] with { After = after };
            }

            quoted &= !(text.Length > 1 && text.AsSpan(1).IndexOfAny("\"“”«»") >= 0);
        }

        return new SpokenText(words, [.. tokens]);
    }

    /// <summary>Folded tokens of a word of a pattern or of something said.</summary>
    public static IEnumerable<string> Split(string word, Language language, IReadOnlyDictionary<string, string> variants)
    {
        var folded = Spelling.Fold(word);
        if (folded.Length == 0)
        {
            yield break;
        }

        if (variants.TryGetValue(folded, out var variant))
        {
            foreach (var part in variant.Split(' '))
            {
                yield return part;
            }

            yield break;
        }

        foreach (var part in Contractions.Expand(folded, language))
        {
            yield return variants.GetValueOrDefault(part, part);
        }
    }

    /// <summary>First token of the clause that <paramref name="token"/> stands in.</summary>
    public int ClauseStart(int token)
    {
        while (token > 0 && Tokens[token - 1].After == Boundary.None)
        {
            token--;
        }

        return token;
    }

    /// <summary>One past the last token of the clause that <paramref name="token"/> stands in.</summary>
    public int ClauseEnd(int token)
    {
        while (token < Tokens.Length - 1 && Tokens[token].After == Boundary.None)
        {
            token++;
        }

        return token + 1;
    }

    /// <summary>First token of the sentence that <paramref name="token"/> stands in.</summary>
    public int SentenceStart(int token)
    {
        while (token > 0 && Tokens[token - 1].After < Boundary.Sentence)
        {
            token--;
        }

        return token;
    }

    /// <summary>One past the last token of the sentence that <paramref name="token"/> stands in.</summary>
    public int SentenceEnd(int token)
    {
        while (token < Tokens.Length - 1 && Tokens[token].After < Boundary.Sentence)
        {
            token++;
        }

        return token + 1;
    }

    private static Boundary BoundaryAfter(IReadOnlyList<Word> words, int index)
    {
        var text = words[index].Text.AsSpan().TrimEnd("\"“”«»’'");
        var last = text.IsEmpty ? ' ' : text[^1];
        var written = last switch
        {
            '?' => Boundary.Question,
            '.' or '!' or '…' => Boundary.Sentence,
            ',' or ';' or ':' or '-' or '–' => Boundary.Clause,
            _ => Boundary.None,
        };
        return written < Boundary.Sentence && index + 1 < words.Count && words[index + 1].Start - words[index].End >= SentencePause
            ? Boundary.Sentence
            : written;
    }
}
