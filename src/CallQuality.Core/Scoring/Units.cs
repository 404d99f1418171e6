using System.Collections.Frozen;
using CallQuality.Audio;

namespace CallQuality.Core.Scoring;

/// <summary>The units of the rubric and what values they allow. Their wording is <c>unit.{id}</c>.</summary>
internal static class Units
{
    private static readonly FrozenDictionary<string, (double Least, double Greatest)> Ranges = new Dictionary<string, (double, double)>
    {
        ["st"] = (0, 60),
        ["dB"] = (0, 120),
        ["Hz"] = (0, 24_000),
        ["s"] = (0, 86_400),
        ["share"] = (0, 1),
        ["ratio"] = (-10, 10),
        ["count"] = (0, 10_000),
        ["words"] = (0, 10_000),
        ["syll"] = (0, 10_000),
        ["/min"] = (0, 600),
        ["words/min"] = (0, 1_000),
        ["syll/s"] = (0, 20),
        ["points"] = (0, 100),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Literature, measured, proposal.</summary>
    public static IReadOnlyList<string> Sources { get; } = ["L", "M", "P"];

    /// <summary>All unit ids.</summary>
    public static IReadOnlyList<string> All { get; } = [.. Ranges.Keys.Order(StringComparer.Ordinal)];

    /// <summary>What a weight must be.</summary>
    public static Bilingual WeightExpected { get; } = new("eine Zahl ab 0", "a number of 0 or more");

    /// <summary>Least and greatest possible value in a unit, both included.</summary>
    public static (double Least, double Greatest) Range(string unit) => Ranges[unit];

    /// <summary>What a number in a unit must be, for error sentences.</summary>
    public static Bilingual Expected(string unit)
    {
        var (least, greatest) = Ranges[unit];
        return new Bilingual(
            FormattableString.Invariant($"eine Zahl von {least} bis {greatest}"),
            FormattableString.Invariant($"a number from {least} to {greatest}"));
    }
}
