using System.Text;

namespace CallQuality.Inference.Whisper;

/// <summary>A word of a reading: which tokens carry it.</summary>
/// <param name="Text">The word with the punctuation that belongs to it, without blanks.</param>
/// <param name="FirstToken">Its first token.</param>
/// <param name="EndToken">The token behind its last one that is spoken; punctuation at the end is not.</param>
internal readonly record struct SpokenWord(string Text, int FirstToken, int EndToken);

/// <summary>Groups text tokens into words.</summary>
internal static class WordGrouper
{
    private const string Opening = "\"'“„‚¿([{«»-–—";

    private static readonly HashSet<string> LanguagesWithoutBlanks = ["zh", "ja", "th", "lo", "my", "yue"];

    /// <summary>The words of a token list. A word begins at a blank; in languages without blanks, at every letter.</summary>
    public static IReadOnlyList<SpokenWord> Group(IReadOnlyList<int> tokens, TokenBytes vocabulary, string languageCode)
    {
        var everyPiece = LanguagesWithoutBlanks.Contains(languageCode);
        var words = new List<SpokenWord>();
        var opening = "";
        foreach (var (text, first, end) in Pieces(tokens, vocabulary))
        {
            var trimmed = text.Trim();
            if (trimmed.Length == 0)
            {
                continue;
            }

            var begins = text[0] == ' ' || everyPiece || words.Count == 0;
            if (!trimmed.Any(IsSpoken))
            {
                if (begins && Opening.Contains(trimmed[0], StringComparison.Ordinal))
                {
                    opening += trimmed;
                }
                else if (words.Count > 0)
                {
                    words[^1] = words[^1] with { Text = words[^1].Text + trimmed };
                }

                continue;
            }

            if (begins || opening.Length > 0)
            {
                words.Add(new SpokenWord(opening.Trim('-', '–', '—') + trimmed, first, end));
                opening = "";
            }
            else
            {
                words[^1] = words[^1] with { Text = words[^1].Text + trimmed, EndToken = end };
            }
        }

        return words;
    }

    /// <summary>The shortest runs of tokens that are whole letters.</summary>
    private static IEnumerable<(string Text, int First, int End)> Pieces(IReadOnlyList<int> tokens, TokenBytes vocabulary)
    {
        var bytes = new List<byte>();
        var first = 0;
        for (var i = 0; i < tokens.Count; i++)
        {
            if (bytes.Count == 0)
            {
                first = i;
            }

            bytes.AddRange(vocabulary[tokens[i]]);
            var text = Encoding.UTF8.GetString([.. bytes]);
            if (!text.Contains('\uFFFD', StringComparison.Ordinal) || i == tokens.Count - 1)
            {
                yield return (text.Replace("\uFFFD", "", StringComparison.Ordinal), first, i + 1);
                bytes.Clear();
            }
        }
    }

    private static bool IsSpoken(char letter) => char.IsLetterOrDigit(letter) || letter is '&' or '%' or '€' or '$' or '+' or '=' or '§' or '°' || char.IsSurrogate(letter);
}
