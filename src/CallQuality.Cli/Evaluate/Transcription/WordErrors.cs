using CallQuality.Core.Agreement;

namespace CallQuality.Cli.Evaluate.Transcription;

/// <summary>Errors of a reading against its reference.</summary>
/// <param name="Errors">Words put in, left out or taken for others, fewest possible.</param>
/// <param name="Words">Words of the reference.</param>
internal readonly record struct WordErrors(int Errors, int Words)
{
    private enum Step : byte
    {
        Pair,
        LeftOut,
        PutIn,
    }

    /// <summary>Counts by the Levenshtein distance over words.</summary>
    public static WordErrors Count(IReadOnlyList<string> reference, IReadOnlyList<string> reading) =>
        reference.Count == 0 ? new WordErrors(reading.Count, 0) : new WordErrors(AtWords(reference, reading).Sum(), reference.Count);

    /// <summary>The errors at each word of the reference; words put in count at the word before them, at the start at the first.</summary>
    /// <param name="reference">At least one word.</param>
    /// <param name="reading">What was read.</param>
    public static int[] AtWords(IReadOnlyList<string> reference, IReadOnlyList<string> reading)
    {
        var steps = Steps(reference, reading);
        var errors = new int[reference.Count];
        for (var (i, j) = (reference.Count, reading.Count); i > 0 || j > 0;)
        {
            var step = steps[i, j];
            i -= step == Step.PutIn ? 0 : 1;
            j -= step == Step.LeftOut ? 0 : 1;
            if (step != Step.Pair || reference[i] != reading[j])
            {
                errors[step == Step.PutIn ? Math.Max(0, i - 1) : i]++;
            }
        }

        return errors;
    }

    /// <summary>Word error rate over several: all errors over all words; <see langword="null"/> without words.</summary>
    public static double? Rate(IEnumerable<WordErrors> counts)
    {
        var (errors, words) = counts.Aggregate((Errors: 0, Words: 0), (sum, count) => (sum.Errors + count.Errors, sum.Words + count.Words));
        return words == 0 ? null : (double)errors / words;
    }

    /// <summary>95 % interval of the rate by drawing the recordings again; <see langword="null"/> without words.</summary>
    public static (double Low, double High)? Interval(IReadOnlyList<WordErrors> counts)
    {
        if (Rate(counts) is null)
        {
            return null;
        }

        var (_, low, high) = Bootstrap.Interval(counts, drawn => Rate(drawn) ?? double.NaN);
        return (low, high);
    }

    /// <summary>The last step of the cheapest way to every pair of lengths.</summary>
    private static Step[,] Steps(IReadOnlyList<string> reference, IReadOnlyList<string> reading)
    {
        var steps = new Step[reference.Count + 1, reading.Count + 1];
        var row = Enumerable.Range(0, reading.Count + 1).ToArray();
        for (var j = 1; j <= reading.Count; j++)
        {
            steps[0, j] = Step.PutIn;
        }

        for (var i = 1; i <= reference.Count; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            steps[i, 0] = Step.LeftOut;
            for (var j = 1; j <= reading.Count; j++)
            {
                var pair = diagonal + (reference[i - 1] == reading[j - 1] ? 0 : 1);
                var (leftOut, putIn) = (row[j] + 1, row[j - 1] + 1);
                diagonal = row[j];
                row[j] = Math.Min(pair, Math.Min(leftOut, putIn));
                steps[i, j] = row[j] == pair ? Step.Pair : row[j] == leftOut ? Step.LeftOut : Step.PutIn;
            }
        }

        return steps;
    }
}
