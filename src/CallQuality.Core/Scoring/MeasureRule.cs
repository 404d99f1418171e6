using CallQuality.Core.Mistakes;

namespace CallQuality.Core.Scoring;

/// <summary>How one measure of one mistake is judged, in one language.</summary>
/// <remarks>
/// The curve: 100 at <see cref="Good"/> and beyond, 50 at <see cref="Half"/>, 0 at <see cref="Bad"/> and beyond,
/// straight lines between. It never rises on the way from good to bad. Where good is greater than bad, less is worse.
/// </remarks>
public sealed record MeasureRule
{
    /// <summary>Id of the measure, camelCase, as in findings and readings.</summary>
    public required string Id { get; init; }

    /// <summary>The value from which on the partial score is 100, in <see cref="Unit"/>.</summary>
    public required double Good { get; init; }

    /// <summary>The value with a partial score of 50; between <see cref="Good"/> and <see cref="Bad"/>, their middle unless the rubric says otherwise.</summary>
    public required double Half { get; init; }

    /// <summary>The value from which on the partial score is 0; differs from <see cref="Good"/>.</summary>
    public required double Bad { get; init; }

    /// <summary>Weight among the measures of the mistake, 0 (shown, not counted) and up.</summary>
    public required double Weight { get; init; }

    /// <summary>Least usual value as shown to people; <see langword="null"/> if there is no lower bound.</summary>
    public required double? NormMin { get; init; }

    /// <summary>Greatest usual value as shown to people; <see langword="null"/> if there is no upper bound.</summary>
    public required double? NormMax { get; init; }

    /// <summary>Id of the unit, such as <c>st</c> or <c>syll/s</c>; its wording is <c>unit.{id}</c>.</summary>
    public required string Unit { get; init; }

    /// <summary>Where the norm comes from: <c>L</c> literature, <c>M</c> measured, <c>P</c> proposal.</summary>
    public required string Source { get; init; }

    /// <summary>The usual range as findings carry it.</summary>
    public Norm Norm => new(NormMin, NormMax, Unit, Source);

    /// <summary>Whether greater values are worse.</summary>
    public bool MoreIsWorse => Bad > Good;

    /// <summary>Whether a value lies outside the usual range on the bad side.</summary>
    public bool IsBeyondNorm(double value) => MoreIsWorse ? value > (NormMax ?? Good) : value < (NormMin ?? Good);

    /// <summary>The partial score of a value, 0 to 100, on the curve of this type's remarks.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not a number: unknown has no partial score.</exception>
    public double PartialScore(double value)
    {
        if (double.IsNaN(value))
        {
            throw new ArgumentOutOfRangeException(nameof(value), value, $"The measure {Id} is unknown; only a known value has a partial score.");
        }

        // Turned so that greater is worse, the two directions share one curve.
        var (x, good, half, bad) = MoreIsWorse ? (value, Good, Half, Bad) : (-value, -Good, -Half, -Bad);
        return x <= good ? 100
            : x >= bad ? 0
            : x <= half ? 100 - (50 * (x - good) / (half - good))
            : 50 * (bad - x) / (bad - half);
    }
}
