using CallQuality.Core.Mistakes;

namespace CallQuality.Reports.Charts;

/// <summary>A scale on which a value and its usual range both lie with room on either side. Shares of the scale's width, 0 to 1.</summary>
/// <param name="Value">The value's place.</param>
/// <param name="NormStart">Where the usual range starts; 0 where it has no lower bound.</param>
/// <param name="NormEnd">Where the usual range ends; 1 where it has no upper bound.</param>
internal readonly record struct NormScale(double Value, double NormStart, double NormEnd)
{
    /// <summary>The scale for a value.</summary>
    public static NormScale For(double value, Norm norm)
    {
        var bounds = new[] { value, norm.Min ?? value, norm.Max ?? value };
        var (low, high) = (bounds.Min(), bounds.Max());
        var room = high > low ? (high - low) * 0.35 : Math.Max(Math.Abs(high) * 0.5, 0.5);

        // Measures that cannot be negative start at nothing; a scale that starts elsewhere makes small excesses look large.
        var from = low >= 0 ? 0 : low - room;
        var to = norm.Unit == "share" ? Math.Max(1e-9, Math.Min(1, high + room)) : high + room;
        double Place(double at) => Math.Clamp((at - from) / (to - from), 0, 1);
        return new NormScale(Place(value), norm.Min is { } min ? Place(min) : 0, norm.Max is { } max ? Place(max) : 1);
    }
}
