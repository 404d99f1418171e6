using System.Collections.Frozen;
using CallQuality.Core.Calls;

namespace CallQuality.Core.Phrases;

/// <summary>Takes contractions apart, so that "that's" and "that is", "geht's" and "geht es" are one wording.</summary>
internal static class Contractions
{
    private static readonly FrozenSet<string> TakesIs =
        new[] { "it", "that", "what", "there", "he", "she", "who", "where", "how", "here", "this" }.ToFrozenSet(StringComparer.Ordinal);

    public static IEnumerable<string> Expand(string folded, Language language)
    {
        var mark = folded.IndexOf('\'', StringComparison.Ordinal);
        if (mark <= 0)
        {
            return [folded];
        }

        return language == Language.German ? German(folded, mark) : English(folded, mark);
    }

    private static string[] German(string folded, int mark)
    {
        var head = folded[..mark];
        return folded[(mark + 1)..] switch
        {
            "s" => [head, "es"],
            "ne" or "n" => [head, "ein"],
            var rest => [head + rest],
        };
    }

    private static string[] English(string folded, int mark)
    {
        var head = folded[..mark];
        switch (folded[(mark + 1)..])
        {
            case "t" when head.EndsWith('n'):
                return head switch
                {
                    "can" => ["can", "not"],
                    "won" => ["will", "not"],
                    "shan" => ["shall", "not"],
                    "ain" => ["is", "not"],
                    _ => [head[..^1], "not"],
                };
            case "ll":
                return [head, "will"];
            case "re":
                return [head, "are"];
            case "ve":
                return [head, "have"];
            case "m":
                return [head, "am"];
            case "d":
                return [head, "would"];
            case "s" when head == "let":
                return ["let", "us"];
            case "s" when TakesIs.Contains(head):
                return [head, "is"];
            default:
                return [folded.Replace("'", string.Empty, StringComparison.Ordinal)];
        }
    }
}
