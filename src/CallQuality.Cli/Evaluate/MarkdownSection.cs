namespace CallQuality.Cli.Evaluate;

/// <summary>Puts what a program writes into a page of Markdown that people write.</summary>
internal static class MarkdownSection
{
    private const string Mark = "## ";

    /// <summary>The page with a section in the place of the one of the same heading, or behind all else where it has none.</summary>
    /// <param name="page">The page; may be empty.</param>
    /// <param name="section">The section, from its heading of the second level on.</param>
    public static string Put(string page, string section)
    {
        var lines = page.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n');
        var heading = section.Split('\n')[0];
        var start = Array.IndexOf(lines, heading);
        start = start < 0 ? lines.Length : start;
        var end = Array.FindIndex(lines, Math.Min(start + 1, lines.Length), IsHeading);
        var before = string.Join('\n', lines[..start]).TrimEnd('\n');
        var after = end < 0 ? "" : string.Join('\n', lines[end..]);
        return string.Join("\n\n", new[] { before, section.TrimEnd('\n'), after }.Where(part => part.Length > 0)) + "\n";
    }

    private static bool IsHeading(string line) => line.StartsWith(Mark, StringComparison.Ordinal) || line.StartsWith("# ", StringComparison.Ordinal);
}
