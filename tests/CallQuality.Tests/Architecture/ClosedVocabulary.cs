using System.Text.RegularExpressions;
using CallQuality.Core.Mistakes;
using CallQuality.Core.Wording;

namespace CallQuality.Tests.Architecture;

/// <summary>
/// Finds words that say what a person feels or is disposed to. The program measures; the law in its users' countries
/// (EU AI Act, Art. 5(1)(f)) and its own design forbid it to read an employee's emotions.
/// </summary>
/// <remarks>
/// The words stand in dispositions.de.txt and dispositions.en.txt beside this file: stems, matched where a word starts, or whole
/// words after '='. Three things are no violations, and nothing else: the eight names of the mistakes and the four of the strengths,
/// which are the product's closed vocabulary; a whole sentence of <see cref="Sentences"/>; and in quotation marks, where a text quotes
/// what was or could be said, the few words of <see cref="OfTheMatter"/>, which are about the matter.
/// </remarks>
internal static class ClosedVocabulary
{
    /// <summary>Words that judge a situation, not a person; allowed only between quotation marks.</summary>
    private static readonly string[] OfTheMatter =
        ["ärgerlich", "ärgerliche", "ärgerlichen", "unangenehm", "freut", "gerne", "annoying", "frustrating", "sorry", "glad", "happy", "afraid", "calm"];

    /// <summary>Sentences that use such a word to say that the program does not judge it.</summary>
    private static readonly string[] Sentences =
    [
        "Die Stimme wird gemessen, nie auf Gefühle gedeutet.",
        "The voice is measured, never read for feelings.",
        "It says nothing about how a person feels or is disposed.",
    ];

    private static readonly Regex Quotation = new("„[^“”]*[“”]|“[^”]*”|»[^«]*«|\"[^\"]*\"|‚[^‘]*‘|‘[^’]*’");
    private static readonly Regex Word = new(@"\p{L}+");

    private static readonly Lazy<Regex> German = new(() => Compile("dispositions.de.txt"));
    private static readonly Lazy<Regex> English = new(() => Compile("dispositions.en.txt"));
    private static readonly Lazy<Regex> OwnNames = new(CompileOwnNames);

    /// <summary>The stems of one language, as the file has them.</summary>
    public static IReadOnlyList<string> Stems(string file) => [.. SourceTree.Read("tests/CallQuality.Tests/Architecture/" + file).Split('\n')
        .Select(line => line.Trim()).Where(line => line.Length > 0 && line[0] != '#')];

    /// <summary>The words of a text that must not be there; usually none.</summary>
    public static IReadOnlyList<string> Violations(string text)
    {
        foreach (var sentence in Sentences)
        {
            text = text.Replace(sentence, " ", StringComparison.Ordinal);
        }

        text = OwnNames.Value.Replace(text, " ");
        text = Quotation.Replace(text, quotation => Word.Replace(quotation.Value, word => OfTheMatter.Contains(word.Value.ToLowerInvariant()) ? " " : word.Value));
        return [.. German.Value.Matches(text).Concat(English.Value.Matches(text)).Select(match => match.Value).Distinct()];
    }

    /// <summary>The words of a code name: <c>CallerAngerScore</c> reads as "Caller Anger Score".</summary>
    public static IReadOnlyList<string> ViolationsInName(string name) => Violations(Regex.Replace(OwnNames.Value.Replace(name, " "), "(?<=[a-z0-9])(?=[A-Z])|_", " "));

    private static Regex Compile(string file)
    {
        var whole = Stems(file).Where(stem => stem[0] == '=').Select(stem => Regex.Escape(stem[1..]));
        var starts = Stems(file).Where(stem => stem[0] != '=').Select(Regex.Escape);
        return new Regex($@"(?<!\p{{L}})((?:{string.Join('|', whole)})(?!\p{{L}})|(?:{string.Join('|', starts)})\p{{L}}*)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);
    }

    private static Regex CompileOwnNames()
    {
        var shown = Texts.All.Where(entry => Regex.IsMatch(entry.Key, @"^(mistake|strength)\.[A-Z]\w+$"))
            .SelectMany(entry => new[] { entry.Value.German, entry.Value.English });
        var names = Enum.GetNames<Mistake>().Concat(Enum.GetNames<Strength>()).Concat(shown).Distinct().OrderByDescending(name => name.Length);
        return new Regex($"({string.Join('|', names.Select(Regex.Escape))})", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);
    }
}
