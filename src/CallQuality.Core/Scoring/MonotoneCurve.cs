namespace CallQuality.Core.Scoring;

/// <summary>A curve that never falls, from the machine's score to what people would have given: straight lines between points.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed record MonotoneCurve
{
    /// <summary>The curve that changes nothing.</summary>
    public static MonotoneCurve Identity { get; } = new([(0, 0), (100, 100)]);

    /// <summary>Makes a curve of its points.</summary>
    /// <param name="points">At least two, scores of 0 to 100, the first rising strictly, the second never falling; the first begins at 0 and ends at 100.</param>
    /// <exception cref="ArgumentException">The points are not such.</exception>
    public MonotoneCurve(IReadOnlyList<(double Score, double Calibrated)> points)
    {
        ArgumentNullException.ThrowIfNull(points);
        if (!IsValid(points))
        {
            throw new ArgumentException("The points of a monotone curve begin at 0 and end at 100, rise in the first number and never fall in the second.", nameof(points));
        }

        Points = points;
    }

    /// <summary>The points.</summary>
    public IReadOnlyList<(double Score, double Calibrated)> Points { get; }

    /// <summary>Whether points make a curve.</summary>
    public static bool IsValid(IReadOnlyList<(double Score, double Calibrated)> points)
    {
        ArgumentNullException.ThrowIfNull(points);
        return points.Count >= 2 && points[0].Score == 0 && points[^1].Score == 100 && points.All(point => point.Calibrated is >= 0 and <= 100)
            && points.Zip(points.Skip(1)).All(pair => pair.First.Score < pair.Second.Score && pair.First.Calibrated <= pair.Second.Calibrated);
    }

    /// <summary>The calibrated score of a score of 0 to 100; beyond the ends, that of the end.</summary>
    public double At(double score)
    {
        var next = 1;
        while (next < Points.Count - 1 && Points[next].Score < score)
        {
            next++;
        }

        var ((left, from), (right, to)) = (Points[next - 1], Points[next]);
        return from + ((to - from) * Math.Clamp((score - left) / (right - left), 0, 1));
    }

    /// <summary>This curve and then another: what the other makes of what this one gives.</summary>
    public MonotoneCurve Then(MonotoneCurve next)
    {
        ArgumentNullException.ThrowIfNull(next);
        // Between the points of both, the whole is straight.
        var scores = Points.Select(point => point.Score).Concat(next.Points.SelectMany(point => ScoresOf(point.Score))).Select(score => Math.Round(score, 1)).Distinct().Order();
        return new MonotoneCurve([.. scores.Select(score => (score, Math.Round(next.At(At(score)), 1)))]);
    }

    /// <summary>
    /// Fits the curve that is nearest in squares among all that never fall: pool adjacent violators (M. Ayer and others 1955, "An empirical
    /// distribution function for sampling with incomplete information"), the pools joined by straight lines. Both ends stay where they are: no
    /// sign of a mistake remains 100, and the worst remains 0.
    /// </summary>
    /// <param name="pairs">The machine's score and the people's, each 0 to 100.</param>
    /// <param name="smallestPool">Ratings a point rests on at least, so that no single one bends the curve.</param>
    public static MonotoneCurve Fit(IEnumerable<(double Score, double Rated)> pairs, int smallestPool)
    {
        ArgumentNullException.ThrowIfNull(pairs);
        ArgumentOutOfRangeException.ThrowIfLessThan(smallestPool, 1);
        List<(double Score, double Rated, int Count)> pools = [];
        var waiting = (Score: 0.0, Rated: 0.0, Count: 0);
        foreach (var group in pairs.GroupBy(pair => pair.Score).OrderBy(group => group.Key))
        {
            waiting = Merge(waiting, (group.Key, group.Average(pair => pair.Rated), group.Count()));
            if (waiting.Count < smallestPool)
            {
                continue;
            }

            Add(pools, waiting);
            waiting = default;
        }

        if (waiting.Count > 0)
        {
            // The remainder is too small for a point of its own.
            Add(pools, pools.Count == 0 ? waiting : Merge(Take(pools), waiting));
        }

        var inner = pools.Where(pool => pool.Score is > 0 and < 100).Select(pool => (Math.Round(pool.Score, 1), Math.Round(pool.Rated, 1)));
        return new MonotoneCurve([(0, 0), .. inner.DistinctBy(point => point.Item1).Where(point => point.Item1 is > 0 and < 100), (100, 100)]);
    }

    private IEnumerable<double> ScoresOf(double calibrated) => Points.Zip(Points.Skip(1))
        .Where(pair => pair.First.Calibrated < calibrated && calibrated < pair.Second.Calibrated)
        .Select(pair => pair.First.Score + ((pair.Second.Score - pair.First.Score) * (calibrated - pair.First.Calibrated) / (pair.Second.Calibrated - pair.First.Calibrated)));

    private static void Add(List<(double Score, double Rated, int Count)> pools, (double Score, double Rated, int Count) pool)
    {
        while (pools.Count > 0 && pools[^1].Rated >= pool.Rated)
        {
            pool = Merge(Take(pools), pool);
        }

        pools.Add(pool);
    }

    private static (double Score, double Rated, int Count) Take(List<(double Score, double Rated, int Count)> pools)
    {
        var last = pools[^1];
        pools.RemoveAt(pools.Count - 1);
        return last;
    }

    private static (double Score, double Rated, int Count) Merge((double Score, double Rated, int Count) one, (double Score, double Rated, int Count) other)
    {
        var count = one.Count + other.Count;
        return (((one.Score * one.Count) + (other.Score * other.Count)) / count, ((one.Rated * one.Count) + (other.Rated * other.Count)) / count, count);
    }
}
