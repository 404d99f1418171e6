using System.Globalization;
using CallQuality.Core.Mistakes;

namespace CallQuality.Reports.Json;

/// <summary>A norm as a short text that is the same in every language: <c>2.5-4 st</c>, <c>&lt;= 6 syll/s</c>.</summary>
internal static class NormText
{
    /// <summary>The text; <c>-</c> for a norm without bounds.</summary>
    public static string Invariant(Norm norm) => norm switch
    {
        { Min: { } min, Max: { } max } when min == max => $"{Number(min)} {norm.Unit}",
        { Min: { } min, Max: { } max } => $"{Number(min)}-{Number(max)} {norm.Unit}",
        { Min: { } min } => $">= {Number(min)} {norm.Unit}",
        { Max: { } max } => $"<= {Number(max)} {norm.Unit}",
        _ => "-",
    };

    private static string Number(double value) => value.ToString("0.####", CultureInfo.InvariantCulture);
}
