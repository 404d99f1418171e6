namespace CallQuality.Inference.Phrases;

/// <summary>Sequences of three to five letters inside the words of a text, counted under a hash: wording where the encoder sees meaning.</summary>
internal static class LetterGrams
{
    /// <summary>Numbers that sequences are filed under; a power of two.</summary>
    public const int Count = 1 << 17;

    private const int Shortest = 3;
    private const int Longest = 5;

    // Against the encoder's numbers, each of spread one, so much weight did best on held-out training text.
    private const double Length = 25;

    /// <summary>The numbers of a text, ascending, and how much each counts; all together a vector of fixed length.</summary>
    public static (int[] Indices, float[] Values) Of(string text)
    {
        var counts = new SortedDictionary<int, int>();
        foreach (var word in text.ToLowerInvariant().Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var padded = $" {word} ";
            for (var length = Shortest; length <= Math.Min(Longest, padded.Length); length++)
            {
                for (var start = 0; start + length <= padded.Length; start++)
                {
                    var index = GramHash.Of(padded.AsSpan(start, length), Count);
                    counts[index] = counts.GetValueOrDefault(index) + 1;
                }
            }
        }

        var norm = Math.Sqrt(counts.Values.Sum(count => (double)count * count));
        return ([.. counts.Keys], [.. counts.Values.Select(count => (float)(Length * count / norm))]);
    }
}
