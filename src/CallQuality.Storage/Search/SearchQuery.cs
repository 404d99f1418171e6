using System.Text.RegularExpressions;
using CallQuality.Core.Calls;
using CallQuality.Core.Transcription;

namespace CallQuality.Storage.Search;

/// <summary>
/// What somebody looks for in what was said: words that must all occur, <c>"words in a row"</c>, <c>-without</c>, and <c>beginn*</c>. Endings do not
/// count, in German and in English.
/// </summary>
/// <remarks>Immutable.</remarks>
public sealed partial class SearchQuery
{
    /// <summary>Longest text that is read, in characters.</summary>
    public const int LongestText = 200;

    private readonly IReadOnlyList<Term> terms;

    private SearchQuery(string text, Side? side, IReadOnlyList<Term> terms)
    {
        Text = text;
        Side = side;
        this.terms = terms;
    }

    /// <summary>The text as it was entered.</summary>
    public string Text { get; }

    /// <summary>Who must have said it; <see langword="null"/> for either.</summary>
    public Side? Side { get; }

    /// <summary>Reads a query.</summary>
    /// <param name="text">What was entered; more than <see cref="LongestText"/> is cut off.</param>
    /// <param name="side">Who must have said it; <see langword="null"/> for either.</param>
    /// <returns>The query; <see langword="null"/> where the text names no word that must occur.</returns>
    public static SearchQuery? Of(string? text, Side? side)
    {
        var cut = text is { Length: > LongestText } ? text[..LongestText] : text ?? "";
        List<Term> terms = [];
        foreach (Match match in TermText().Matches(cut))
        {
            string[] words = [.. WordStems.WordsOf(match.Groups["words"].Value)];
            if (words.Length > 0)
            {
                var isBeginning = match.Groups["more"].Length > 0 && words.Length == 1;
                terms.Add(new Term(words, isBeginning, match.Groups["without"].Length > 0, isBeginning ? Beginnings(words[0]) : Readings(words)));
            }
        }

        return terms.Exists(term => !term.IsExcluded) ? new SearchQuery(cut.Trim(), side, terms) : null;
    }

    /// <summary>The query as SQLite's full-text index reads it.</summary>
    internal string ForSqlite()
    {
        static string Reading(Term term) => "(" + string.Join(" OR ", term.Readings.Select(reading => $"\"{string.Join(' ', reading)}\"{(term.IsBeginning ? "*" : "")}")) + ")";
        var wanted = string.Join(" AND ", terms.Where(term => !term.IsExcluded).Select(Reading));
        var excluded = string.Concat(terms.Where(term => term.IsExcluded).Select(term => " NOT " + Reading(term)));
        return $"{(Side is { } side ? ColumnOf(side) : "{agent customer}")} : (({wanted}){excluded})";
    }

    /// <summary>The query as PostgreSQL reads it.</summary>
    internal string ForPostgres()
    {
        var weight = Side is { } side ? WeightOf(side) : "";
        string Reading(Term term) => "(" + string.Join(" | ", term.Readings.Select(reading =>
            "(" + string.Join(" <-> ", reading.Select(stem => $"'{stem}'{(weight.Length > 0 || term.IsBeginning ? ":" : "")}{(term.IsBeginning ? "*" : "")}{weight}")) + ")")) + ")";
        return string.Join(" & ", terms.OrderBy(term => term.IsExcluded).Select(term => (term.IsExcluded ? "!" : "") + Reading(term)));
    }

    /// <summary>Where in a call the query was met, in the order in which it was said.</summary>
    /// <param name="transcript">What was said.</param>
    /// <param name="sides">Who is on which channel.</param>
    public IEnumerable<SearchMoment> MomentsIn(Transcript transcript, CallSides sides)
    {
        ArgumentNullException.ThrowIfNull(transcript);
        ArgumentNullException.ThrowIfNull(sides);
        return transcript.Words.GroupBy(word => word.Channel).Where(group => Side is null || sides.SideOf(group.Key) == Side)
            .SelectMany(group => MomentsIn([.. group], transcript.LanguageCodeOf(group.Key), sides.SideOf(group.Key)))
            .OrderBy(moment => moment.Words[moment.First].Start);
    }

    internal static string ColumnOf(Side side) => side == Core.Calls.Side.Agent ? "agent" : "customer";

    internal static string WeightOf(Side side) => side == Core.Calls.Side.Agent ? "A" : "B";

    private static IReadOnlyList<string[]> Readings(string[] words) =>
        [.. WordStems.Languages.Select(language => (string[])[.. WordStems.Of(words, language)]).Append(words).DistinctBy(reading => string.Join(' ', reading))];

    // Stems of German words have lost their umlauts, so a beginning has to do without them too.
    private static IReadOnlyList<string[]> Beginnings(string word) =>
        [.. new[] { word, word.Replace('ä', 'a').Replace('ö', 'o').Replace('ü', 'u').Replace("ß", "ss", StringComparison.Ordinal) }.Distinct(StringComparer.Ordinal).Select(beginning => new[] { beginning })];

    private IEnumerable<SearchMoment> MomentsIn(Word[] words, string? language, Side side)
    {
        // Most words are one stem; one like "E-Mail" is two, and both lead back to it.
        (string Text, int Word)[] parts = [.. words.SelectMany((word, index) => WordStems.WordsOf(word.Text).Select(part => (part, index)))];
        (string Stem, int Word)[] stems = [.. WordStems.Of([.. parts.Select(part => part.Text)], language).Zip(parts, (stem, part) => (stem, part.Word))];
        for (var first = 0; first < stems.Length; first++)
        {
            if (terms.FirstOrDefault(term => !term.IsExcluded && IsAt(term, stems, first)) is { } term)
            {
                var last = first + term.Words.Length - 1;
                yield return new SearchMoment(side, words, stems[first].Word, stems[last].Word);
                first = last;
            }
        }
    }

    private static bool IsAt(Term term, (string Stem, int Word)[] stems, int first) =>
        first + term.Words.Length <= stems.Length
        && term.Readings.Any(reading => reading.Index().All(part => term.IsBeginning
            ? stems[first].Stem.StartsWith(part.Item, StringComparison.Ordinal)
            : stems[first + part.Index].Stem == part.Item));

    [GeneratedRegex("(?<without>(?<!\\S)-)?(?:\"(?<words>[^\"]*)\"?|(?<words>[^\\s\"*]+)(?<more>\\*)?)")]
    private static partial Regex TermText();

    private sealed record Term(string[] Words, bool IsBeginning, bool IsExcluded, IReadOnlyList<string[]> Readings);
}

/// <summary>A place in a call where something that was looked for was said.</summary>
/// <param name="Side">Who said it.</param>
/// <param name="Words">Everything this side said.</param>
/// <param name="First">Index of the first word that was looked for.</param>
/// <param name="Last">Index of the last.</param>
public sealed record SearchMoment(Side Side, IReadOnlyList<Word> Words, int First, int Last);
