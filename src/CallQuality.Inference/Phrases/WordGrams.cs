using System.Text.RegularExpressions;

namespace CallQuality.Inference.Phrases;

/// <summary>Words and marks of a text, alone, by twos and by threes, and by twos with a gap of one between, counted under a hash: turns of phrase that letters cut to pieces.</summary>
internal static partial class WordGrams
{
    /// <summary>Numbers that sequences are filed under; a power of two.</summary>
    public const int Count = 1 << 17;

    // Chosen beside the letters' on held-out training text.
    private const double Length = 22;

    /// <summary>The numbers of a text, ascending, and how much each counts; all together a vector of fixed length.</summary>
    public static (int[] Indices, float[] Values) Of(string text)
    {
        string[] words = ["<", .. Words().Matches(text.ToLowerInvariant()).Select(word => word.Value), ">"];
        var found = new SortedSet<int>();
        for (var first = 0; first < words.Length; first++)
        {
            for (var length = 1; length <= Math.Min(3, words.Length - first); length++)
            {
                found.Add(GramHash.Of(string.Join(' ', words, first, length), Count));
            }

            if (first + 2 < words.Length)
            {
                found.Add(GramHash.Of($"{words[first]} * {words[first + 2]}", Count));
            }
        }

        var value = (float)(Length / Math.Sqrt(found.Count));
        return ([.. found], [.. found.Select(_ => value)]);
    }

    [GeneratedRegex(@"[\w']+|[?.!,]")]
    private static partial Regex Words();
}
