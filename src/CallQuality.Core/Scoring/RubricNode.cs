using System.Globalization;
using CallQuality.Audio;
using CallQuality.Core.Calls;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace CallQuality.Core.Scoring;

/// <summary>One mapping of a rubric file. Readers ask it for keys; whatever is wrong goes to the errors, and a harmless value comes back.</summary>
internal sealed class RubricNode(YamlMappingNode mapping, string path, RubricErrors errors)
{
    private static readonly Bilingual MappingExpected = new("eine Gruppe von Schlüsseln", "a group of keys");
    private static readonly Bilingual TextExpected = new("ein Text", "a text");
    private static readonly Bilingual NumberExpected = new("eine Zahl", "a number");

    /// <summary>Line of the mapping's first key, from 1.</summary>
    public int Line => (int)mapping.Start.Line;

    /// <summary>Whether any value here is given for each language.</summary>
    public bool DiffersByLanguage => mapping.Children.Values.Any(value => value is YamlMappingNode);

    /// <summary>The errors of the file.</summary>
    public RubricErrors Errors => errors;

    /// <summary>The keys in the order of the file.</summary>
    public IEnumerable<string> Keys => mapping.Children.Keys.OfType<YamlScalarNode>().Select(key => key.Value ?? string.Empty);

    /// <summary>A key with its parents.</summary>
    public string PathOf(string key) => path.Length == 0 ? key : $"{path}.{key}";

    /// <summary>Line of a key, or of the mapping where the key is missing.</summary>
    public int LineOf(string key) => Child(key) is { } node ? (int)node.Start.Line : Line;

    /// <summary>Whether the key is there.</summary>
    public bool Has(string key) => Child(key) is not null;

    /// <summary>Notes every key that is not among these.</summary>
    public void AllowOnly(params IEnumerable<string> allowed)
    {
        var known = allowed.ToArray();
        foreach (var key in mapping.Children.Keys)
        {
            if (key is not YamlScalarNode { Value: { } name } || !known.Contains(name, StringComparer.Ordinal))
            {
                errors.Unknown((int)key.Start.Line, PathOf(key.ToString()), known);
            }
        }
    }

    /// <summary>The mapping under a key.</summary>
    public RubricNode? Mapping(string key)
    {
        switch (Child(key))
        {
            case YamlMappingNode child:
                return new RubricNode(child, PathOf(key), errors);
            case null:
                errors.Missing(Line, PathOf(key), MappingExpected);
                return null;
            case var other:
                errors.Add((int)other.Start.Line, PathOf(key), Shown(other), MappingExpected);
                return null;
        }
    }

    /// <summary>A text that is not empty.</summary>
    public string? Text(string key)
    {
        var node = Required(key, TextExpected);
        if (node is null or YamlScalarNode { Value.Length: > 0 })
        {
            return (node as YamlScalarNode)?.Value;
        }

        errors.Add((int)node.Start.Line, PathOf(key), Shown(node), TextExpected);
        return null;
    }

    /// <summary>One of a list of words.</summary>
    public string OneOf(string key, IReadOnlyList<string> allowed)
    {
        var list = string.Join(", ", allowed);
        var node = Required(key, new Bilingual($"eines von {list}", $"one of {list}"));
        if (node is YamlScalarNode { Value: { } value } && allowed.Contains(value, StringComparer.Ordinal))
        {
            return value;
        }

        if (node is not null)
        {
            errors.Add((int)node.Start.Line, PathOf(key), Shown(node), new Bilingual($"eines von {list}", $"one of {list}"));
        }

        return allowed[0];
    }

    /// <summary>A whole number in a range, both ends included.</summary>
    public int WholeNumber(string key, int least, int greatest)
    {
        var expected = new Bilingual($"eine ganze Zahl von {least} bis {greatest}", $"a whole number from {least} to {greatest}");
        var node = Required(key, expected);
        if (node is YamlScalarNode { Value: { } text } && int.TryParse(text, CultureInfo.InvariantCulture, out var value) && value >= least && value <= greatest)
        {
            return value;
        }

        if (node is not null)
        {
            errors.Add((int)node.Start.Line, PathOf(key), Shown(node), expected);
        }

        return least;
    }

    /// <summary>A weight: 0 or more.</summary>
    public double Weight(string key) =>
        Scalar(key, Required(key, Units.WeightExpected), Language.German, 0, double.MaxValue, Units.WeightExpected) ?? 0;

    /// <summary>A number with unit and source under a key, the same in both languages.</summary>
    public double Number(string key, string unit)
    {
        if (Mapping(key) is not { } child)
        {
            return 0;
        }

        child.AllowOnly("value", "unit", "source");
        child.OneOf("source", Units.Sources);
        child.OneOf("unit", [unit]);
        return child.Value("value", Language.German, unit) ?? 0;
    }

    /// <summary>A curve of score to calibrated score, <c>{ 0: 0, 40: 25, 100: 100 }</c>; the one that changes nothing where the key is missing.</summary>
    public MonotoneCurve Curve(string key)
    {
        if (!Has(key) || Mapping(key) is not { } child)
        {
            return MonotoneCurve.Identity;
        }

        List<(double Score, double Calibrated)> points = [];
        foreach (var name in child.Keys)
        {
            if (child.Scalar(name, child.Child(name), Language.German, 0, 100, new Bilingual("eine Zahl von 0 bis 100", "a number from 0 to 100")) is not { } calibrated)
            {
                return MonotoneCurve.Identity;
            }

            points.Add((double.TryParse(name, NumberStyles.Float, CultureInfo.InvariantCulture, out var score) ? score : double.NaN, calibrated));
        }

        if (MonotoneCurve.IsValid(points))
        {
            return new MonotoneCurve(points);
        }

        errors.Add(LineOf(key), PathOf(key), "{…}", new Bilingual(
            "Punkte „Wert: neuer Wert“ von 0 bis 100, der erste Wert steigend, der zweite nie fallend",
            "points 'score: new score' from 0 to 100, the first rising, the second never falling"));
        return MonotoneCurve.Identity;
    }

    /// <summary>A value in a unit, from a plain number or from <c>{ de: …, en: … }</c>.</summary>
    /// <returns>The value; <see langword="null"/> where it is missing or wrong.</returns>
    public double? Value(string key, Language language, string unit) => Value(key, Required(key, NumberExpected), language, unit);

    /// <summary>As <see cref="Value(string, Language, string)"/> for a key that may be missing.</summary>
    public double? OptionalValue(string key, Language language, string unit) => Has(key) ? Value(key, Child(key), language, unit) : null;

    /// <summary>Notes where neighbours do not descend.</summary>
    public void RequireDescending(params ReadOnlySpan<(string Key, int Value)> values)
    {
        for (var i = 1; i < values.Length; i++)
        {
            var (key, value) = values[i];
            var (above, limit) = values[i - 1];
            if (Has(key) && Has(above) && value >= limit)
            {
                errors.Add(
                    LineOf(key),
                    PathOf(key),
                    value.ToString(CultureInfo.InvariantCulture),
                    new Bilingual($"eine Zahl kleiner als „{above}“ ({limit})", $"a number less than '{above}' ({limit})"));
            }
        }
    }

    private static string Shown(YamlNode node) => node switch
    {
        YamlScalarNode scalar => scalar.Value ?? string.Empty,
        YamlSequenceNode => "[…]",
        _ => "{…}",
    };

    private double? Value(string key, YamlNode? node, Language language, string unit)
    {
        var (least, greatest) = Units.Range(unit);
        var expected = Units.Expected(unit);
        if (node is not YamlMappingNode perLanguage)
        {
            return Scalar(key, node, language, least, greatest, expected);
        }

        var child = new RubricNode(perLanguage, PathOf(key), errors);
        if (language == Language.German)
        {
            child.AllowOnly("de", "en");
        }

        var code = language.Code();
        return child.Scalar(code, child.Required(code, expected), language, least, greatest, expected, alwaysReport: true);
    }

    private double? Scalar(string key, YamlNode? node, Language language, double least, double greatest, Bilingual expected, bool alwaysReport = false)
    {
        if (node is YamlScalarNode { Style: ScalarStyle.Plain, Value: { } text }
            && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
            && double.IsFinite(value)
            && value >= least
            && value <= greatest)
        {
            return value;
        }

        // A number that holds for both languages is read once for each and reported once.
        if (node is not null && (alwaysReport || language == Language.German))
        {
            errors.Add((int)node.Start.Line, PathOf(key), Shown(node), expected);
        }

        return null;
    }

    private YamlNode? Required(string key, Bilingual expected)
    {
        var node = Child(key);
        if (node is null)
        {
            errors.Missing(Line, PathOf(key), expected);
        }

        return node;
    }

    private YamlNode? Child(string key) => mapping.Children.TryGetValue(new YamlScalarNode(key), out var node) ? node : null;
}
