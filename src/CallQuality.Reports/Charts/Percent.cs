using System.Globalization;

namespace CallQuality.Reports.Charts;

/// <summary>Places along an axis as SVG writes them.</summary>
/// <remarks>Per cent instead of pixels: charts fill whatever width they get, on a phone and on paper, without a script.</remarks>
internal static class Percent
{
    /// <summary>A time's place on an axis of the given length, such as <c>12.345%</c>.</summary>
    public static string Of(TimeSpan time, TimeSpan length) => Of(length > TimeSpan.Zero ? time / length : 0);

    /// <summary>A share of 0 to 1 as <c>12.345%</c>; held to 0 to 100.</summary>
    public static string Of(double share) => (Math.Clamp(share, 0, 1) * 100).ToString("0.###", CultureInfo.InvariantCulture) + "%";

    /// <summary>A number for SVG and data attributes, up to three decimals, never in the page's language.</summary>
    public static string Plain(double value) => value.ToString("0.###", CultureInfo.InvariantCulture);

    /// <summary>A span as the player's script reads it: <c>12.3,15.6</c> seconds.</summary>
    public static string Span(TimeSpan start, TimeSpan end) => $"{Plain(start.TotalSeconds)},{Plain(end.TotalSeconds)}";
}
