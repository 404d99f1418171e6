using CallQuality.Cli.Commands;
using CallQuality.Core.Wording;

namespace CallQuality.Cli.Analyze;

/// <summary>The user's list of words that calls may contain: one name or term a line; empty lines and lines with # in front are skipped.</summary>
internal static class VocabularyFile
{
    private const long LargestBytes = 1 << 20;

    /// <summary>The words in their order; none without a file.</summary>
    /// <exception cref="UsageException">The file is missing, unreadable, or far too long for a list of words.</exception>
    public static IReadOnlyList<string> Read(string? path)
    {
        if (path is null)
        {
            return [];
        }

        if (File.Exists(path) && new FileInfo(path).Length > LargestBytes)
        {
            throw new UsageException(Texts.Both("cli.error.vocabulary", path));
        }

        return [.. AnalysisEngine.ReadText(path).Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Where(line => line[0] != '#')];
    }
}
