namespace CallQuality.Cli.Evaluate.Transcription;

/// <summary>Errors of a reading against its reference.</summary>
/// <param name="Errors">Words put in, left out or taken for others, fewest possible.</param>
/// <param name="Words">Words of the reference.</param>
internal readonly record struct WordErrors(int Errors, int Words)
{
    /// <summary>Counts by the Levenshtein distance over words.</summary>
    public static WordErrors Count(IReadOnlyList<string> reference, IReadOnlyList<string> reading)
    {
        var row = Enumerable.Range(0, reading.Count + 1).ToArray();
        for (var i = 1; i <= reference.Count; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= reading.Count; j++)
            {
                var same = diagonal + (reference[i - 1] == reading[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(same, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return new WordErrors(row[^1], reference.Count);
    }

    /// <summary>Word error rate over several: all errors over all words; <see langword="null"/> without words.</summary>
    public static double? Rate(IEnumerable<WordErrors> counts)
    {
        var (errors, words) = counts.Aggregate((Errors: 0, Words: 0), (sum, count) => (sum.Errors + count.Errors, sum.Words + count.Words));
        return words == 0 ? null : (double)errors / words;
    }

    /// <summary>95 % interval of the rate by drawing the recordings again, with replacement, a thousand times.</summary>
    public static (double Low, double High)? Interval(IReadOnlyList<WordErrors> counts)
    {
        if (Rate(counts) is null)
        {
            return null;
        }

        const int draws = 1000;
        var random = new Random(1);
        var rates = Enumerable.Range(0, draws)
            .Select(_ => Rate(Enumerable.Range(0, counts.Count).Select(_ => counts[random.Next(counts.Count)])) ?? 0)
            .Order().ToArray();
        return (rates[draws * 25 / 1000], rates[draws * 975 / 1000]);
    }
}
