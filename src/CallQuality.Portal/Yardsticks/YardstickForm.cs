using CallQuality.Audio;
using CallQuality.Core.Phrases;
using CallQuality.Core.Scoring;
using CallQuality.Core.Yardsticks;
using CallQuality.Storage.Yardsticks;
using Microsoft.AspNetCore.Http;

namespace CallQuality.Portal.Yardsticks;

/// <summary>A version of the yardstick that somebody is writing.</summary>
public sealed record YardstickDraft
{
    /// <summary>What it holds.</summary>
    public required YardstickPart Part { get; init; }

    /// <summary>Key of the version it was begun from; <see langword="null"/> for the shipped one.</summary>
    public required long? From { get; init; }

    /// <summary>Name of the new version.</summary>
    public required string Version { get; init; }

    /// <summary>YAML as it stands now; not checked.</summary>
    public required string Text { get; init; }

    /// <summary>What is changed and why.</summary>
    public string Note { get; init; } = "";

    /// <summary>What is wrong with it, a line each; <see langword="null"/> before anybody looked or where nothing is.</summary>
    public Bilingual? Problem { get; init; }

    /// <summary>A sentence the phrases are tried on; empty for none.</summary>
    public string Sentence { get; init; } = "";

    /// <summary>What was typed into the fields of a phrase that is not added yet, by field; empty where there is none.</summary>
    public IReadOnlyDictionary<string, string> Typed { get; init; } = new Dictionary<string, string>();

    /// <summary>What they find in it; <see langword="null"/> where they were not tried.</summary>
    public IReadOnlyList<PhraseMatch>? Heard { get; init; }

    /// <summary>The text under the name that sentences about it use.</summary>
    public YardstickText Named => new(Part == YardstickPart.Rubric ? "rubric.yaml" : "phrases.yaml", Text);
}

/// <summary>Reads the forms that versions of the yardstick are written in.</summary>
internal static class YardstickForm
{
    /// <summary>Field names of a rubric's numbers begin so, followed by their path.</summary>
    public const string NumberPrefix = "number:";

    /// <summary>Most letters of a text: several times the shipped lists.</summary>
    private const int LongestText = 500_000;

    /// <summary>What was sent; <see langword="null"/> where it is no such form.</summary>
    /// <param name="form">The form.</param>
    /// <param name="textOf">The text that a version begins from.</param>
    public static YardstickDraft? Read(IFormCollection form, Func<YardstickPart, long?, string?> textOf)
    {
        var from = long.TryParse(form["from"], System.Globalization.CultureInfo.InvariantCulture, out var key) ? key : (long?)null;
        var (version, note) = (form["version"].ToString().Trim(), form["note"].ToString().Trim());
        if (!Enum.TryParse<YardstickPart>(form["part"], out var part) || !Enum.IsDefined(part) || textOf(part, from) is not { } begun
            || version.Length is 0 or > StoredYardstick.LongestVersion || version.Any(char.IsControl) || note.Length > Frame.Answers.LongestText)
        {
            return null;
        }

        var text = form.ContainsKey("text") ? form["text"].ToString().ReplaceLineEndings("\n") : begun;
        return text.Length > LongestText ? null : new YardstickDraft { Part = part, From = from, Version = version, Text = Written(part, text, version, FieldsOf(form, NumberPrefix)), Note = note, Sentence = form["sentence"].ToString().Trim() };
    }

    /// <summary>Field names of a phrase to be added begin so.</summary>
    public const string PhrasePrefix = "phrase:";

    /// <summary>What was typed into the fields of a phrase, by field.</summary>
    public static IReadOnlyDictionary<string, string> TypedOf(IFormCollection form) => FieldsOf(form, PhrasePrefix);

    /// <summary>The phrase that was sent to be added; <see langword="null"/> where its fields are incomplete.</summary>
    public static PhraseEntry? Phrase(IFormCollection form)
    {
        string Of(string name) => form[PhrasePrefix + name].ToString().Trim();
        if (!Enum.TryParse<PhraseCategory>(Of("category"), out var category) || !Enum.IsDefined(category)
            || !double.TryParse(Of("weight"), System.Globalization.NumberStyles.AllowDecimalPoint, System.Globalization.CultureInfo.InvariantCulture, out var weight)
            || Of("pattern").Length == 0 || Of("example").Length == 0 || Of("counter").Length == 0)
        {
            return null;
        }

        return new PhraseEntry
        {
            Category = category,
            Pattern = Of("pattern"),
            Weight = weight,
            Example = Of("example"),
            Counter = Of("counter"),
            Better = Of("better") is { Length: > 0 } better ? better : null,
            NegationBlocks = Of("negation") != "on",
            CountsInQuestion = Of("question") == "on",
            Origin = "",
        };
    }

    private static Dictionary<string, string> FieldsOf(IFormCollection form, string prefix) => form
        .Where(field => field.Key.StartsWith(prefix, StringComparison.Ordinal))
        .ToDictionary(field => field.Key[prefix.Length..], field => field.Value.ToString().Trim(), StringComparer.Ordinal);

    private static string Written(YardstickPart part, string text, string version, Dictionary<string, string> numbers) =>
        part == YardstickPart.Rubric ? RubricNumbers.With(text, version, numbers) : PhraseText.WithVersion(text, version);
}
