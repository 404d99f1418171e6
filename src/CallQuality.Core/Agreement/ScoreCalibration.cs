using CallQuality.Core.Mistakes;
using CallQuality.Core.Scoring;

namespace CallQuality.Core.Agreement;

/// <summary>What ratings say of one mistake's scores, and the curve that brings them nearer to the people.</summary>
public sealed record ScoreCalibration
{
    /// <summary>With fewer ratings no curve is fitted.</summary>
    public const int LeastRatings = 30;

    /// <summary>With fewer calls no curve is fitted.</summary>
    public const int LeastCalls = 20;

    // No single rating bends the curve.
    private const int RatingsAPoint = 10;
    private const int Folds = 5;

    // Below a point a curve is not worth a new version.
    private const double LeastGainPoints = 1;

    /// <summary>The mistake.</summary>
    public required Mistake Mistake { get; init; }

    /// <summary>Ratings of calls that the machine scored.</summary>
    public required int Ratings { get; init; }

    /// <summary>Agreement of people with each other.</summary>
    public required RatingAgreement People { get; init; }

    /// <summary>Agreement of the machine with the people.</summary>
    public required RatingAgreement Machine { get; init; }

    /// <summary>Mean distance of the machine's score from the people's mean, in points; <see langword="null"/> without a common call.</summary>
    public required double? ErrorBefore { get; init; }

    /// <summary>The same with a curve, on calls it was not fitted to (five-fold cross-validation over calls); <see langword="null"/> where none was fitted.</summary>
    public required double? ErrorAfter { get; init; }

    /// <summary>The mistake's new curve; <see langword="null"/> where the ratings are too few, or where a curve would not bring scores nearer by a point.</summary>
    public required MonotoneCurve? Curve { get; init; }

    /// <summary>Compares and fits.</summary>
    /// <param name="mistake">The mistake.</param>
    /// <param name="calls">What people and machine said; the machine's scores by <paramref name="rubric"/>.</param>
    /// <param name="rubric">The rubric the scores were made with.</param>
    public static ScoreCalibration Of(Mistake mistake, IReadOnlyList<RatedCall> calls, Rubric rubric)
    {
        ArgumentNullException.ThrowIfNull(calls);
        ArgumentNullException.ThrowIfNull(rubric);
        var measures = new AgreementMeasures(rubric);
        RatedCall[] common = [.. calls.Where(call => call.Machine is not null && call.People.Count > 0)];
        var ratings = common.Sum(call => call.People.Count);
        var isEnough = ratings >= LeastRatings && common.Length >= LeastCalls;
        double? before = common.Length == 0 ? null : common.Average(call => Error(call, MonotoneCurve.Identity));
        double? after = isEnough ? ErrorHeldOut(common) : null;
        return new ScoreCalibration
        {
            Mistake = mistake,
            Ratings = ratings,
            People = measures.AmongPeople(calls),
            Machine = measures.WithMachine(calls),
            ErrorBefore = before,
            ErrorAfter = after,
            Curve = after < before - LeastGainPoints ? rubric.For(mistake).Curve.Then(Fit(common)) : null,
        };
    }

    private static double ErrorHeldOut(RatedCall[] calls) => Enumerable.Range(0, Folds)
        .SelectMany(fold =>
        {
            var curve = Fit(calls.Where((_, index) => index % Folds != fold));
            return calls.Where((_, index) => index % Folds == fold).Select(call => Error(call, curve));
        })
        .Average();

    private static MonotoneCurve Fit(IEnumerable<RatedCall> calls) =>
        MonotoneCurve.Fit(calls.SelectMany(call => call.People.Select(rated => ((double)call.Machine!.Value, (double)rated))), RatingsAPoint);

    private static double Error(RatedCall call, MonotoneCurve curve) => Math.Abs(curve.At(call.Machine!.Value) - call.People.Average());
}
