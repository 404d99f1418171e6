namespace CallQuality.Cli.Evaluate;

/// <summary>Agreement figures and their intervals.</summary>
internal static class Statistics
{
    private const int Draws = 1000;

    /// <summary>A figure with the 95 % interval of drawing the items again with replacement, seeded.</summary>
    public static (double Value, double Low, double High) Bootstrap<T>(IReadOnlyList<T> items, Func<IReadOnlyList<T>, double> figure) =>
        Bootstrap([items], figure);

    /// <summary>As above, where items are drawn only among their like, so that every group keeps its size.</summary>
    public static (double Value, double Low, double High) Bootstrap<T>(IReadOnlyList<IReadOnlyList<T>> groups, Func<IReadOnlyList<T>, double> figure)
    {
        var items = groups.SelectMany(group => group).ToList();
        var random = new Random(1);
        var draws = new List<double>(Draws);
        for (var draw = 0; draw < Draws; draw++)
        {
            var sample = new List<T>(items.Count);
            foreach (var group in groups)
            {
                for (var index = 0; index < group.Count; index++)
                {
                    sample.Add(group[random.Next(group.Count)]);
                }
            }

            var value = figure(sample);
            if (double.IsFinite(value))
            {
                draws.Add(value);
            }
        }

        draws.Sort();
        return draws.Count == 0
            ? (figure(items), double.NaN, double.NaN)
            : (figure(items), draws[(int)(0.025 * draws.Count)], draws[Math.Min(draws.Count - 1, (int)(0.975 * draws.Count))]);
    }

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
