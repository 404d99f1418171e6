using System.Collections.Frozen;
using System.Globalization;
using System.Text.RegularExpressions;
using CallQuality.Core.Mistakes;

namespace CallQuality.Core.Scoring;

/// <summary>Changes the text of a rubric file and leaves everything else in it as it stands, comments too. Thread-safe.</summary>
public static class RubricText
{
    /// <summary>The text of the rubric that ships with the program.</summary>
    public static string Shipped => RubricReader.ShippedText();

    /// <summary>Puts curves and a new version into a rubric's text.</summary>
    /// <param name="yaml">The text, a valid rubric.</param>
    /// <param name="version">The new version.</param>
    /// <param name="curves">The new curve of some mistakes.</param>
    /// <returns>The new text; <see langword="null"/> where it is written in a way that this cannot change.</returns>
    public static string? With(string yaml, string version, IReadOnlyDictionary<Mistake, MonotoneCurve> curves)
    {
        ArgumentNullException.ThrowIfNull(curves);
        var text = RubricNumbers.With(yaml, version, FrozenDictionary<string, string>.Empty);
        foreach (var (mistake, curve) in curves)
        {
            var points = string.Join(", ", curve.Points.Select(point => string.Create(CultureInfo.InvariantCulture, $"{point.Score}: {point.Calibrated}")));
            var block = new Regex($@"(?<head>^  {mistake}:[^\n]*\n(?:    (?!curve:|weight:)[^\n]*\n|\s*\n)*    weight:[^\n]*\n)(?:    curve:[^\n]*\n)?", RegexOptions.Multiline | RegexOptions.CultureInvariant);
            text = block.Replace(text, match => $"{match.Groups["head"].Value}    curve: {{ {points} }}\n", 1);
        }

        return Holds(text, version, curves) ? text : null;
    }

    // Read back rather than trusted: a file may be laid out in ways no pattern foresees.
    private static bool Holds(string text, string version, IReadOnlyDictionary<Mistake, MonotoneCurve> curves)
    {
        try
        {
            var rubric = Rubric.Parse(text, "rubric.yaml");
            return rubric.Version == version && curves.All(curve => rubric.For(curve.Key).Curve.Points.SequenceEqual(curve.Value.Points));
        }
        catch (RubricException)
        {
            return false;
        }
    }
}
