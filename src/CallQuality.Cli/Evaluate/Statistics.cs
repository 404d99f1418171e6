namespace CallQuality.Cli.Evaluate;

/// <summary>How well two rows of numbers go together.</summary>
internal static class Statistics
{
    public static double Correlation(IReadOnlyList<(double X, double Y)> pairs)
    {
        var (meanX, meanY) = (pairs.Average(pair => pair.X), pairs.Average(pair => pair.Y));
        var xy = pairs.Sum(pair => (pair.X - meanX) * (pair.Y - meanY));
        return xy / Math.Sqrt(pairs.Sum(pair => Square(pair.X - meanX)) * pairs.Sum(pair => Square(pair.Y - meanY)));
    }

    /// <summary>Probability that a positive lies above a negative, ties half.</summary>
    public static double Auc(IReadOnlyList<(double X, bool Positive)> items)
    {
        var positives = items.Where(item => item.Positive).Select(item => item.X).ToList();
        var negatives = items.Where(item => !item.Positive).Select(item => item.X).ToList();
        return positives.Sum(high => negatives.Sum(low => high > low ? 1.0 : high.Equals(low) ? 0.5 : 0)) / ((double)positives.Count * negatives.Count);
    }

    private static double Square(double value) => value * value;
}
