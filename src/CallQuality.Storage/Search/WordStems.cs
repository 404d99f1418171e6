using System.Text;
using Lucene.Net.Analysis;
using Lucene.Net.Analysis.Core;
using Lucene.Net.Analysis.De;
using Lucene.Net.Analysis.Snowball;
using Lucene.Net.Analysis.TokenAttributes;
using Lucene.Net.Tartarus.Snowball.Ext;
using Lucene.Net.Util;

namespace CallQuality.Storage.Search;

/// <summary>Words as the index has them: small letters and digits, without endings.</summary>
/// <remarks>
/// German: J. Caumanns 1999, "A fast and simple stemming algorithm for German words", which takes verbs' endings off too, after Lucene's
/// normalisation, which takes <c>ae</c>, <c>oe</c> and <c>ue</c> for umlauts and <c>ß</c> for <c>ss</c>. English: M. F. Porter's Snowball stemmer.
/// Both databases are given these stems, so that both find the same. Thread-safe.
/// </remarks>
internal static class WordStems
{
    // No word is longer; what is cut here is cut everywhere.
    private const int LongestWord = 60;

    /// <summary>The languages whose endings are known, ISO 639-1.</summary>
    public static IReadOnlyList<string> Languages { get; } = ["de", "en"];

    /// <summary>The words of a text; what is neither letter nor digit parts them.</summary>
    public static IEnumerable<string> WordsOf(string text)
    {
        var word = new StringBuilder();
        foreach (var rune in (text + ' ').Normalize(NormalizationForm.FormC).EnumerateRunes())
        {
            if (Rune.IsLetterOrDigit(rune))
            {
                word.Append(Rune.ToLowerInvariant(rune));
            }
            else if (word.Length > 0 && !IsInside(rune))
            {
                yield return word.ToString(0, Math.Min(word.Length, LongestWord));
                word.Clear();
            }
        }
    }

    /// <summary>The stems of words, one for each; the words themselves in a language whose endings are not known.</summary>
    /// <param name="words">Words of <see cref="WordsOf"/>.</param>
    /// <param name="languageCode">ISO 639-1 code; <see langword="null"/> for an unknown language.</param>
    public static IReadOnlyList<string> Of(IReadOnlyList<string> words, string? languageCode)
    {
        if (!Languages.Contains(languageCode))
        {
            return words;
        }

        var stems = new List<string>(words.Count);
        using var source = new WhitespaceTokenizer(LuceneVersion.LUCENE_48, new StringReader(string.Join(' ', words)));
        using TokenStream stream = languageCode == "de" ? new GermanStemFilter(new GermanNormalizationFilter(source)) : new SnowballFilter(source, new EnglishStemmer());
        var term = stream.AddAttribute<ICharTermAttribute>();
        stream.Reset();
        while (stream.IncrementToken())
        {
            stems.Add(term.ToString()!);
        }

        return stems;
    }

    // "don't" and "geht's" are one word each.
    private static bool IsInside(Rune rune) => rune.Value is '\'' or '’';
}
