using System.Collections.Frozen;
using System.Globalization;
using CallQuality.Audio;
using CallQuality.Core.Calls;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace CallQuality.Core.Wording;

/// <summary>
/// Everything a user reads, in German and English, kept side by side in the YAML files of this folder:
/// <c>key: { de: "…", en: "…" }</c>. Texts are .NET composite formats: <c>{0:0.0}</c>.
/// </summary>
/// <remarks>Thread-safe. Numbers are formatted the same on every machine: the cultures are built here, not taken from the system.</remarks>
public static class Texts
{
    private static readonly Lazy<FrozenDictionary<string, Bilingual>> Entries = new(Load);

    /// <summary>German number and date formats: decimal comma, point between thousands.</summary>
    public static CultureInfo German { get; } = CreateGerman();

    /// <summary>English number and date formats.</summary>
    public static CultureInfo English { get; } = CultureInfo.InvariantCulture;

    /// <summary>All keys with both texts, for the tests that read every user-visible string.</summary>
    public static IReadOnlyDictionary<string, Bilingual> All => Entries.Value;

    /// <summary>The number and date formats of a language.</summary>
    public static CultureInfo Culture(Language language) => language == Language.German ? German : English;

    /// <summary>The language's side of a sentence.</summary>
    public static string In(this Bilingual text, Language language) =>
        language == Language.German ? text.German : text.English;

    /// <summary>A text in one language.</summary>
    /// <exception cref="KeyNotFoundException">No file of this folder has the key.</exception>
    public static string Get(Language language, string key, params ReadOnlySpan<object?> values)
    {
        if (!Entries.Value.TryGetValue(key, out var entry))
        {
            throw new KeyNotFoundException($"No wording has the key '{key}'.");
        }

        return values.IsEmpty ? entry.In(language) : string.Format(Culture(language), entry.In(language), values);
    }

    /// <summary>A text in both languages. A value of type <see cref="Bilingual"/> is put in by language.</summary>
    /// <exception cref="KeyNotFoundException">No file of this folder has the key.</exception>
    public static Bilingual Both(string key, params ReadOnlySpan<object?> values) =>
        new(Get(Language.German, key, Side(values, Language.German)), Get(Language.English, key, Side(values, Language.English)));

    private static object?[] Side(ReadOnlySpan<object?> values, Language language)
    {
        var result = values.ToArray();
        for (var i = 0; i < result.Length; i++)
        {
            if (result[i] is Bilingual text)
            {
                result[i] = text.In(language);
            }
        }

        return result;
    }

    private static FrozenDictionary<string, Bilingual> Load()
    {
        var assembly = typeof(Texts).Assembly;
        var entries = new Dictionary<string, Bilingual>(StringComparer.Ordinal);
        foreach (var name in assembly.GetManifestResourceNames().Where(name => name.Contains(".Wording.", StringComparison.Ordinal)))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
            Read(new Parser(reader), entries);
        }

        return entries.ToFrozenDictionary(StringComparer.Ordinal);
    }

    // Event by event: every start of the program waits for this, and a deserializer takes twice as long.
    private static void Read(Parser yaml, Dictionary<string, Bilingual> entries)
    {
        yaml.Consume<StreamStart>();
        yaml.Consume<DocumentStart>();
        yaml.Consume<MappingStart>();
        while (yaml.TryConsume<Scalar>(out var key))
        {
            var sides = new Dictionary<string, string>(2, StringComparer.Ordinal);
            yaml.Consume<MappingStart>();
            while (yaml.TryConsume<Scalar>(out var side))
            {
                sides.Add(side.Value, yaml.Consume<Scalar>().Value);
            }

            yaml.Consume<MappingEnd>();
            entries.Add(key.Value, new Bilingual(sides["de"], sides["en"]));
        }
    }

    private static CultureInfo CreateGerman()
    {
        var culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        culture.NumberFormat.NumberDecimalSeparator = ",";
        culture.NumberFormat.NumberGroupSeparator = ".";
        culture.NumberFormat.PercentDecimalSeparator = ",";
        culture.NumberFormat.PercentGroupSeparator = ".";
        culture.NumberFormat.PercentPositivePattern = 0;
        culture.DateTimeFormat.ShortDatePattern = "dd.MM.yyyy";
        culture.DateTimeFormat.ShortTimePattern = "HH:mm";
        return CultureInfo.ReadOnly(culture);
    }
}
