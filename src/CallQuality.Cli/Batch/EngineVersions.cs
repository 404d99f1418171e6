using CallQuality.Cli.Analyze;
using CallQuality.Core.Analysis;
using CallQuality.Core.Calls;
using CallQuality.Core.Yardsticks;
using CallQuality.Storage.Analyses;

namespace CallQuality.Cli.Batch;

/// <summary>Everything that a result depends on besides recording and metadata, as the database keeps it.</summary>
internal static class EngineVersions
{
    private const string Shipped = "shipped";

    public static AnalysisVersions Of(AnalysisEngine engine, AnalysisSettings settings, Yardstick yardstick, IReadOnlyDictionary<YardstickPart, YardstickText> texts)
    {
        var models = string.Join('\n', engine.ModelVersions.OrderBy(model => model.Key, StringComparer.Ordinal).Select(model => $"{model.Key}={model.Value}"));
        var wishes = $"language={settings.Language?.Code() ?? "auto"}\nagentChannel={settings.AgentChannel?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "auto"}";

        // Own rubrics and lists count by their text: a version number in a file is easily left as it was.
        string[] own =
        [
            HashOf(texts, YardstickPart.Rubric),
            HashOf(texts, YardstickPart.GermanPhrases, YardstickPart.EnglishPhrases),
            settings.VocabularyFile is { } words ? Yardstick.HashOf(AnalysisEngine.ReadText(words)) : Shipped,
            .. settings.CompanyFile is { } company ? [Yardstick.HashOf(AnalysisEngine.ReadText(company))] : Array.Empty<string>(),
        ];
        return new AnalysisVersions
        {
            Fingerprint = Yardstick.HashOf(string.Join('\n', ProgramVersion.Current, yardstick.Rubric.Version, models, wishes, string.Join('\n', own))),
            Program = ProgramVersion.Current,
            Rubric = yardstick.Rubric.Version,
            Models = models,
            Settings = wishes,
            FirstUsedAt = TimeProvider.System.GetUtcNow().UtcDateTime,
        };
    }

    private static string HashOf(IReadOnlyDictionary<YardstickPart, YardstickText> texts, params IEnumerable<YardstickPart> parts)
    {
        var hashes = parts.Where(texts.ContainsKey).Select(part => Yardstick.HashOf(texts[part].Text)).ToList();
        return hashes.Count switch { 0 => Shipped, 1 => hashes[0], _ => Yardstick.HashOf(string.Join('\n', hashes)) };
    }
}
