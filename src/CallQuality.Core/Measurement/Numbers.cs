namespace CallQuality.Core.Measurement;

/// <summary>Statistics that say "unknown" instead of 0 where there is too little to go by.</summary>
internal static class Numbers
{
    /// <summary>The value in the middle; <see langword="null"/> for none.</summary>
    public static double? Median(IEnumerable<double> values) => Quantile(values, 0.5);

    /// <summary>The mean; <see langword="null"/> for none.</summary>
    public static double? Mean(IEnumerable<double> values)
    {
        var (sum, count) = (0.0, 0);
        foreach (var value in values)
        {
            sum += value;
            count++;
        }

        return count > 0 ? sum / count : null;
    }

    /// <summary>The value below which the given share lies, interpolated; <see langword="null"/> for none.</summary>
    public static double? Quantile(IEnumerable<double> values, double share)
    {
        var sorted = values.ToArray();
        Array.Sort(sorted);
        return sorted.Length == 0 ? null : OfSorted(sorted, share);
    }

    /// <summary>As <see cref="Quantile"/>, of values already in order.</summary>
    public static double OfSorted(ReadOnlySpan<double> sorted, double share)
    {
        var place = share * (sorted.Length - 1);
        var below = (int)place;
        return below + 1 < sorted.Length ? sorted[below] + ((place - below) * (sorted[below + 1] - sorted[below])) : sorted[below];
    }

    /// <summary>Standard deviation about the mean (n − 1); <see langword="null"/> under <paramref name="fewest"/> values.</summary>
    public static double? Deviation(IReadOnlyCollection<double> values, int fewest)
    {
        if (values.Count < Math.Max(2, fewest))
        {
            return null;
        }

        var mean = values.Average();
        return Math.Sqrt(values.Sum(value => (value - mean) * (value - mean)) / (values.Count - 1));
    }

    /// <summary>A ratio; <see langword="null"/> where the divisor is not positive.</summary>
    public static double? Ratio(double value, double by) => by > 0 ? value / by : null;
}
