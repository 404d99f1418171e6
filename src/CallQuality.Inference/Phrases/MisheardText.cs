using CallQuality.Core.Calls;

namespace CallQuality.Inference.Phrases;

/// <summary>
/// Spoils written utterances as a recogniser does on a bad line: some words become others that look like them, a few are lost. So the
/// classifier meets such text before it meets a call. Seeded: the same rows give the same copies.
/// </summary>
internal sealed class MisheardText
{
    // Of a wrong word one in eight is lost and the others become the nearest of so many words drawn.
    private const double Lost = 0.12;
    private const int Drawn = 60;
    private const double MarkLost = 0.4;

    private static readonly char[] Marks = ['.', ',', '?', '!'];

    private readonly Random random = new(1);
    private readonly Dictionary<Language, string[]> vocabulary;

    private MisheardText(IReadOnlyList<LabelledUtterance> rows) => vocabulary = rows.GroupBy(row => row.Language).ToDictionary(
        group => group.Key,
        group => group.SelectMany(row => row.Text.Split(' ')).Select(Bare).Where(word => word.Length > 0).Distinct().Order(StringComparer.Ordinal).ToArray());

    /// <summary>A spoilt copy of every second row.</summary>
    public static IReadOnlyList<LabelledUtterance> Of(IReadOnlyList<LabelledUtterance> rows)
    {
        var speech = new MisheardText(rows);
        return [.. rows.Where((_, index) => index % 2 == 0).Select(row => row with { Text = speech.Spoil(row) })];
    }

    private string Spoil(LabelledUtterance row)
    {
        // The share of wrong words: the program's recogniser has more trouble with German.
        var wrong = (row.Language == Language.German ? 0.3 : 0.2) + (0.15 * random.Next(3));
        var heard = row.Text.Split(' ').Select(word => random.NextDouble() >= wrong ? word : random.NextDouble() < Lost ? "" : Another(word, row.Language));
        var text = string.Join(' ', heard.Where(word => word.Length > 0));
        return text.Length == 0 ? row.Text : text;
    }

    private string Another(string word, Language language)
    {
        var bare = Bare(word);
        var words = vocabulary[language];
        var other = Enumerable.Range(0, Drawn).Select(_ => words[random.Next(words.Length)]).MinBy(candidate => Distance(bare, candidate))!;
        return Marks.Contains(word[^1]) && random.NextDouble() >= MarkLost ? other + word[^1] : other;
    }

    private static string Bare(string word) => word.Trim(Marks).ToLowerInvariant();

    // Letters to change, add or take away (Levenshtein).
    private static int Distance(string one, string other)
    {
        var row = Enumerable.Range(0, other.Length + 1).ToArray();
        for (var i = 1; i <= one.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= other.Length; j++)
            {
                var change = diagonal + (one[i - 1] == other[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(change, 1 + Math.Min(row[j], row[j - 1]));
            }
        }

        return row[^1];
    }
}
