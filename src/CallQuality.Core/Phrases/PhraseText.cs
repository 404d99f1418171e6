using System.Globalization;
using System.Text;
using CallQuality.Core.Calls;

namespace CallQuality.Core.Phrases;

/// <summary>Writes phrases into the text of a house's own list and leaves everything else in it as it stands. Thread-safe.</summary>
public static class PhraseText
{
    private const string NoPhrases = "phrases: {}";

    /// <summary>A list without phrases.</summary>
    /// <param name="language">Its language.</param>
    /// <param name="version">Its version.</param>
    public static string Empty(Language language, string version) => $"version: {Quoted(version)}\nlanguage: {language.Code()}\n{NoPhrases}\n";

    /// <summary>Puts a version in the place of the one a list names.</summary>
    /// <param name="yaml">The text, a valid list.</param>
    /// <param name="version">The new version.</param>
    public static string WithVersion(string yaml, string version) =>
        string.Join('\n', Lines(yaml).Select(line => line.StartsWith("version:", StringComparison.Ordinal) ? $"version: {Quoted(version)}" : line));

    /// <summary>Adds a phrase under its category. What comes out is to be read like any other text: nothing is checked here.</summary>
    /// <param name="yaml">The text, laid out as <see cref="Empty"/> begins it.</param>
    /// <param name="entry">The phrase; its origin is of no matter.</param>
    public static string With(string yaml, PhraseEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        var lines = Lines(yaml.TrimEnd()).Select(line => line == NoPhrases ? "phrases:" : line).ToList();
        var heading = lines.IndexOf($"  {entry.Category}:");
        if (heading < 0)
        {
            lines.Add($"  {entry.Category}:");
            heading = lines.Count - 1;
        }

        var end = lines.FindIndex(heading + 1, line => line.Length > 0 && !line.StartsWith("   ", StringComparison.Ordinal));
        lines.InsertRange(end < 0 ? lines.Count : end, Written(entry));
        return string.Join('\n', lines) + "\n";
    }

    private static IEnumerable<string> Written(PhraseEntry entry)
    {
        yield return $"    - pattern: {Quoted(entry.Pattern)}";
        yield return $"      weight: {entry.Weight.ToString(CultureInfo.InvariantCulture)}";
        yield return $"      example: {Quoted(entry.Example)}";
        yield return $"      counter: {Quoted(entry.Counter)}";
        if (entry.Better is { } better)
        {
            yield return $"      better: {Quoted(better)}";
        }

        if (entry.Unless.Count > 0)
        {
            yield return $"      unless: [{string.Join(", ", entry.Unless.Select(Quoted))}]";
        }

        yield return $"      negation: {(entry.NegationBlocks ? "block" : "allow")}";
        yield return $"      question: {(entry.CountsInQuestion ? "allow" : "block")}";
    }

    private static string[] Lines(string text) => text.ReplaceLineEndings("\n").Split('\n');

    // Single quotes: a pattern's signs mean nothing to YAML inside them. A line break cannot stand there.
    private static string Quoted(string text)
    {
        var line = new StringBuilder();
        foreach (var sign in text)
        {
            line.Append(char.IsControl(sign) ? " " : sign == '\'' ? "''" : sign);
        }

        return $"'{line}'";
    }
}
