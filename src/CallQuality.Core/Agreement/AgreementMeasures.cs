using CallQuality.Core.Scoring;

namespace CallQuality.Core.Agreement;

/// <summary>Measures how well people agree with each other and with the machine.</summary>
/// <remarks>
/// Weighted kappa: J. Cohen 1968, "Weighted kappa: nominal scale agreement with provision for scaled disagreement or partial credit",
/// Psychological Bulletin 70; squared distances between severity bands. Raters being interchangeable, each pair counts in both orders, which
/// makes it W. A. Scott's pi with weights (J. L. Fleiss 1971). Intraclass correlation: P. E. Shrout and J. L. Fleiss 1979, Psychological
/// Bulletin 86, case 1, a single rater; with unequal numbers of raters by the mean group size of their analysis of variance. Intervals by
/// <see cref="Bootstrap"/> over calls, so that the same ratings give the same figures. Thread-safe.
/// </remarks>
public sealed class AgreementMeasures
{
    /// <summary>With fewer calls nothing is said.</summary>
    public const int LeastCalls = 5;

    private const double LeastShareOfDraws = 0.5;
    private readonly Rubric rubric;

    /// <summary>Measures by the bands of a rubric.</summary>
    public AgreementMeasures(Rubric rubric)
    {
        ArgumentNullException.ThrowIfNull(rubric);
        this.rubric = rubric;
    }

    /// <summary>Agreement of people with each other, over calls that two or more have rated.</summary>
    public RatingAgreement AmongPeople(IEnumerable<RatedCall> calls) =>
        Measured([.. calls.Select(call => call.People).Where(people => people.Count > 1)], Pairs, scores => 0.0);

    /// <summary>Agreement of the machine with the mean of the people, over calls that it scored and somebody rated.</summary>
    public RatingAgreement WithMachine(IEnumerable<RatedCall> calls) =>
        Measured(
            [.. calls.Where(call => call.Machine is not null && call.People.Count > 0).Select(call => (IReadOnlyList<int>)[call.Machine!.Value, (int)Math.Round(call.People.Average(), MidpointRounding.AwayFromZero)])],
            scores => [(scores[0], scores[1])],
            scores => scores[0] - scores[1]);

    private static IEnumerable<(int First, int Second)> Pairs(IReadOnlyList<int> scores) =>
        from first in scores.Index()
        from second in scores.Index()
        where first.Index != second.Index
        select (first.Item, second.Item);

    private static double? Intraclass(IReadOnlyList<IReadOnlyList<int>> groups)
    {
        double count = groups.Sum(group => group.Count);
        var mean = groups.Sum(group => group.Sum()) / count;
        var between = groups.Sum(group => group.Count * Math.Pow(group.Average() - mean, 2)) / (groups.Count - 1);
        var within = groups.Sum(group => group.Sum(score => Math.Pow(score - group.Average(), 2))) / (count - groups.Count);
        var size = (count - (groups.Sum(group => (double)group.Count * group.Count) / count)) / (groups.Count - 1);
        var all = between + ((size - 1) * within);
        return all > 0 ? (between - within) / all : null;
    }

    private double? Kappa(IReadOnlyList<IReadOnlyList<int>> groups, Func<IReadOnlyList<int>, IEnumerable<(int First, int Second)>> pairs)
    {
        var (first, second) = (new double[4], new double[4]);
        var observed = 0.0;
        foreach (var group in groups)
        {
            (int First, int Second)[] ofGroup = [.. pairs(group)];
            foreach (var (one, other) in ofGroup)
            {
                // Each call counts the same, however many rated it.
                var (a, b, weight) = ((int)rubric.SeverityOf(one), (int)rubric.SeverityOf(other), 1.0 / ofGroup.Length);
                first[a] += weight;
                second[b] += weight;
                observed += weight * (a - b) * (a - b);
            }
        }

        var expected = 0.0;
        for (var a = 0; a < first.Length; a++)
        {
            for (var b = 0; b < second.Length; b++)
            {
                expected += first[a] * second[b] * (a - b) * (a - b) / groups.Count;
            }
        }

        return expected > 0 ? 1 - (observed / expected) : null;
    }

    private RatingAgreement Measured(IReadOnlyList<IReadOnlyList<int>> groups, Func<IReadOnlyList<int>, IEnumerable<(int First, int Second)>> pairs, Func<IReadOnlyList<int>, double> difference) => new()
    {
        Calls = groups.Count,
        Kappa = Figure(groups, sample => Kappa(sample, pairs)),
        Intraclass = Figure(groups, Intraclass),
        Difference = Figure(groups, sample => sample.Average(difference)),
    };

    private static AgreementFigure Figure(IReadOnlyList<IReadOnlyList<int>> groups, Func<IReadOnlyList<IReadOnlyList<int>>, double?> measure)
    {
        if (groups.Count < LeastCalls || measure(groups) is not { } value)
        {
            return AgreementFigure.Unknown;
        }

        // Where most draws cannot be measured, as when all calls but one are alike, the figure hangs on that one.
        var (_, low, high) = Bootstrap.Interval(groups, sample => measure(sample) ?? double.NaN, LeastShareOfDraws);
        return double.IsNaN(low) ? AgreementFigure.Unknown : new AgreementFigure(value, low, high);
    }
}
