using System.Globalization;
using CallQuality.Audio;
using CallQuality.Core.Calls;

namespace CallQuality.Core.Scoring;

/// <summary>Reads the measures and settings of one mistake.</summary>
internal static class MeasureReader
{
    private static readonly Language[] Languages = [Language.German, Language.English];

    /// <summary>Reads the measures.</summary>
    /// <param name="node">The mapping of measures; <see langword="null"/> where it is missing, which has been noted.</param>
    /// <param name="shipped">The shipped rules a file must match; <see langword="null"/> for the shipped file itself.</param>
    /// <param name="into">Takes the rules of both languages.</param>
    /// <returns>The ids in the order of the file.</returns>
    public static IReadOnlyList<string> Read(RubricNode? node, MistakeRubric? shipped, Dictionary<(Language, string), MeasureRule> into)
    {
        if (node is null)
        {
            return [];
        }

        var ids = shipped?.MeasureIds ?? [.. node.Keys];
        node.AllowOnly(ids);
        foreach (var id in ids)
        {
            if (node.Mapping(id) is { } measure)
            {
                ReadMeasure(id, measure, shipped, into);
            }
        }

        return ids;
    }

    /// <summary>Reads the settings; parameters as for <see cref="Read"/>.</summary>
    public static IReadOnlyList<string> ReadSettings(RubricNode? node, MistakeRubric? shipped, Dictionary<(Language, string), RubricNumber> into)
    {
        if (node is null)
        {
            return [];
        }

        var ids = shipped?.SettingIds ?? [.. node.Keys];
        node.AllowOnly(ids);
        foreach (var id in ids)
        {
            if (node.Mapping(id) is not { } setting)
            {
                continue;
            }

            setting.AllowOnly("value", "unit", "source");
            var unit = setting.OneOf("unit", shipped is null ? Units.All : [shipped.Settings[(Language.German, id)].Unit]);
            var source = setting.OneOf("source", Units.Sources);
            foreach (var language in Languages)
            {
                into[(language, id)] = new RubricNumber(setting.Value("value", language, unit) ?? 0, unit, source);
            }
        }

        return ids;
    }

    private static void ReadMeasure(string id, RubricNode node, MistakeRubric? shipped, Dictionary<(Language, string), MeasureRule> into)
    {
        node.AllowOnly("good", "bad", "half", "normMin", "normMax", "weight", "unit", "source");
        var unit = node.OneOf("unit", shipped is null ? Units.All : [shipped.Measure(id, Language.German).Unit]);
        var source = node.OneOf("source", Units.Sources);
        var weight = node.Weight("weight");
        foreach (var language in Languages)
        {
            var good = node.Value("good", language, unit);
            var bad = node.Value("bad", language, unit);
            var half = node.OptionalValue("half", language, unit);
            var normMin = node.OptionalValue("normMin", language, unit);
            var normMax = node.OptionalValue("normMax", language, unit);
            if (good is not { } g || bad is not { } b)
            {
                continue;
            }

            var rule = new MeasureRule
            {
                Id = id,
                Good = g,
                Half = half ?? ((g + b) / 2),
                Bad = b,
                Weight = weight,
                NormMin = normMin,
                NormMax = normMax,
                Unit = unit,
                Source = source,
            };
            Check(node, rule, shipped?.Measure(id, language), language);
            into[(language, id)] = rule;
        }
    }

    private static void Check(RubricNode node, MeasureRule rule, MeasureRule? shipped, Language language)
    {
        if (rule.Good == rule.Bad)
        {
            Note(node, "bad", language, rule.Bad, new Bilingual("eine andere Zahl als bei „good“", "another number than 'good'"));
        }
        else if (shipped is not null && rule.MoreIsWorse != shipped.MoreIsWorse)
        {
            var (german, english) = shipped.MoreIsWorse ? ("größer", "greater") : ("kleiner", "less");
            var good = Shown(rule.Good);
            Note(node, "bad", language, rule.Bad, new Bilingual($"eine Zahl, die {german} ist als „good“ ({good})", $"a number {english} than 'good' ({good})"));
        }
        else if (Math.Min(rule.Good, rule.Bad) >= rule.Half || rule.Half >= Math.Max(rule.Good, rule.Bad))
        {
            Note(node, "half", language, rule.Half, new Bilingual("eine Zahl zwischen „good“ und „bad“", "a number between 'good' and 'bad'"));
        }

        if (rule.NormMin is null && rule.NormMax is null)
        {
            node.Errors.Missing(node.Line, node.PathOf("normMin"), new Bilingual("„normMin“ oder „normMax“", "'normMin' or 'normMax'"));
        }
        else if (rule.NormMin > rule.NormMax)
        {
            Note(node, "normMin", language, rule.NormMin.Value, new Bilingual("eine Zahl, die nicht größer ist als „normMax“", "a number not greater than 'normMax'"));
        }
    }

    private static void Note(RubricNode node, string key, Language language, double found, Bilingual expected)
    {
        // Numbers that hold for both languages would be reported twice.
        if (language == Language.German || node.DiffersByLanguage)
        {
            node.Errors.Add(node.LineOf(key), node.PathOf(key), Shown(found), expected);
        }
    }

    private static string Shown(double value) => value.ToString(CultureInfo.InvariantCulture);
}
