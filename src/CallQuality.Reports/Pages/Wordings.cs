using System.Globalization;
using CallQuality.Audio;
using CallQuality.Core.Calls;
using CallQuality.Core.Mistakes;
using CallQuality.Core.Wording;

namespace CallQuality.Reports.Pages;

/// <summary>The words, numbers and times of a page in its language.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed class Wordings(Language language)
{
    private const string NarrowNoBreakSpace = "\u202F";
    private readonly CultureInfo culture = Texts.Culture(language);

    /// <summary>The page's language.</summary>
    public Language Language => language;

    /// <summary>The text of a key of the report's wording, without its prefix.</summary>
    public string this[string key] => Texts.Get(language, "report." + key);

    /// <summary>The text of a key with values put in.</summary>
    public string Text(string key, params ReadOnlySpan<object?> values) => Texts.Get(language, "report." + key, values);

    /// <summary>The page's side of a sentence.</summary>
    public string Text(Bilingual text) => text.In(language);

    /// <summary>Name of a mistake.</summary>
    public string Name(Mistake mistake) => Texts.Get(language, $"mistake.{mistake}");

    /// <summary>Name of a strength.</summary>
    public string Name(Strength strength) => Texts.Get(language, $"strength.{strength}");

    /// <summary>Name of a band.</summary>
    public string Name(Severity severity) => Texts.Get(language, $"severity.{severity}");

    /// <summary>Name of a language.</summary>
    public string Name(Language named) => this[$"language.{named.Code()}"];

    /// <summary>Name of a measure as a label: the report's short one, else the one of sentences; its id where the wording has none (a measure of one's own).</summary>
    public string Measure(string id) => Optional($"report.measure.{id}") ?? (Optional($"measure.{id}") is { } name ? char.ToUpper(name[0], culture) + name[1..] : id);

    /// <summary>A time in the call: <c>2:14</c>, <c>1:02:14</c>. Tenths are cut, as on a clock.</summary>
    public string Time(TimeSpan time)
    {
        var whole = time < TimeSpan.Zero ? TimeSpan.Zero : time;
        return whole.ToString(whole.TotalHours >= 1 ? @"h\:mm\:ss" : @"m\:ss", culture);
    }

    /// <summary>A span in the call: <c>2:14–2:20</c>; a single time where both ends show the same.</summary>
    public string Span(TimeSpan start, TimeSpan end) => Time(start) == Time(end) ? Time(start) : $"{Time(start)}–{Time(end)}";

    /// <summary>A point in time as date and clock, at the offset it was given with.</summary>
    public string Date(DateTimeOffset time) => time.ToString(language == Language.German ? "dd.MM.yyyy, HH:mm" : "d MMM yyyy, HH:mm", culture);

    /// <summary>The day of a point in time, at the offset it was given with.</summary>
    public string Day(DateTimeOffset time) => time.ToString(language == Language.German ? "dd.MM.yyyy" : "d MMM yyyy", culture);

    /// <summary>A number with the given decimals, never <c>−0</c>.</summary>
    public string Number(double value, int decimals)
    {
        var rounded = Math.Round(value, decimals, MidpointRounding.AwayFromZero) + 0.0;

        // A real minus sign: a hyphen is too short beside digits, and a line may break after it.
        return rounded.ToString("N" + decimals.ToString(CultureInfo.InvariantCulture), culture).Replace('-', '\u2212');
    }

    /// <summary>A share of 0 to 1 as whole per cent.</summary>
    public string Percent(double share) => Number(share * 100, 0) + NarrowNoBreakSpace + "%";

    /// <summary>A value with its unit; a dash where it is unknown.</summary>
    public string Value(double? value, string unit) => value is { } known && double.IsFinite(known) ? Bare(known, unit) + Suffix(unit) : "–";

    /// <summary>The usual range with its unit: <c>2.5–4 st</c>, <c>at most 6 syll/s</c>; a dash for a norm without bounds.</summary>
    public string Range(Norm norm)
    {
        ArgumentNullException.ThrowIfNull(norm);
        return norm switch
        {
            { Min: { } min, Max: { } max } when min == max => Value(min, norm.Unit),
            { Min: { } min, Max: { } max } => $"{Bare(min, norm.Unit)}–{Value(max, norm.Unit)}",
            { Min: { } min } => Text("norm.atLeast", Value(min, norm.Unit)),
            { Max: 0, Unit: "count" } => this["norm.none"],
            { Max: { } max } => Text("norm.atMost", Value(max, norm.Unit)),
            _ => "–",
        };
    }

    private static int Decimals(string unit) => unit switch
    {
        "st" or "dB" or "s" or "/min" or "syll/s" => 1,
        "ratio" => 2,
        _ => 0,
    };

    // A norm of 3.5 words or 0.5 counts is a setting of the house's own: it must not be shown rounded away.
    private string Bare(double value, string unit)
    {
        var shown = unit == "share" ? value * 100 : value;
        var decimals = Decimals(unit);
        return unit == "count" && shown != Math.Truncate(shown) ? Number(shown, 1) : Number(shown, decimals);
    }

    // A count needs no unit: the measure's name says what is counted.
    private string Suffix(string unit) => unit switch
    {
        "share" => NarrowNoBreakSpace + "%",
        "count" or "ratio" => "",
        _ => NarrowNoBreakSpace + (Optional($"unit.{unit}") ?? unit),
    };

    private string? Optional(string key) => Texts.All.TryGetValue(key, out var text) ? text.In(language) : null;
}
