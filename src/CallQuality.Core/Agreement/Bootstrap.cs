namespace CallQuality.Core.Agreement;

/// <summary>Says how sure a figure is: B. Efron 1979, "Bootstrap methods: another look at the jackknife", percentiles, with a fixed seed. Thread-safe.</summary>
public static class Bootstrap
{
    private const int Draws = 1000;
    private const double Tail = 0.025;

    /// <summary>A figure with the 95 % interval of drawing the items again with replacement.</summary>
    /// <param name="items">What the figure is of.</param>
    /// <param name="figure">Measures a draw; NaN where it cannot.</param>
    /// <param name="leastKnown">Share of the draws, 0 to 1, that must have a figure for an interval to be given.</param>
    /// <returns>The figure and both ends; the ends are NaN where too few draws have a figure.</returns>
    public static (double Value, double Low, double High) Interval<T>(IReadOnlyList<T> items, Func<IReadOnlyList<T>, double> figure, double leastKnown = 0) =>
        Interval([items], figure, leastKnown);

    /// <summary>As <see cref="Interval{T}(IReadOnlyList{T}, Func{IReadOnlyList{T}, double}, double)"/>, where items are drawn only among their like, so that every group keeps its size.</summary>
    public static (double Value, double Low, double High) Interval<T>(IReadOnlyList<IReadOnlyList<T>> groups, Func<IReadOnlyList<T>, double> figure, double leastKnown = 0)
    {
        ArgumentNullException.ThrowIfNull(groups);
        ArgumentNullException.ThrowIfNull(figure);
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
#pragma warning disable CA5394 // Not for secrets: the same items must give the same interval.
                    sample.Add(group[random.Next(group.Count)]);
#pragma warning restore CA5394
                }
            }

            var value = figure(sample);
            if (double.IsFinite(value))
            {
                draws.Add(value);
            }
        }

        draws.Sort();
        return draws.Count == 0 || draws.Count < leastKnown * Draws
            ? (figure(items), double.NaN, double.NaN)
            : (figure(items), draws[(int)(Tail * draws.Count)], draws[Math.Min(draws.Count - 1, (int)((1 - Tail) * draws.Count))]);
    }
}
