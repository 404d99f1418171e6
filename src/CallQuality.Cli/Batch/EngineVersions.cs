using System.Security.Cryptography;
using System.Text;
using CallQuality.Cli.Analyze;
using CallQuality.Core.Analysis;
using CallQuality.Core.Calls;
using CallQuality.Storage.Analyses;

namespace CallQuality.Cli.Batch;

/// <summary>Everything that a result depends on besides recording and metadata, as the database keeps it.</summary>
internal static class EngineVersions
{
    public static AnalysisVersions Of(AnalysisEngine engine, AnalysisSettings settings)
    {
        var models = string.Join('\n', engine.ModelVersions.OrderBy(model => model.Key, StringComparer.Ordinal).Select(model => $"{model.Key}={model.Value}"));
        var wishes = $"language={settings.Language?.Code() ?? "auto"}\nagentChannel={settings.AgentChannel?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "auto"}";

        // Own rubrics and lists count by their text: a version number in a file is easily left as it was.
        string?[] files = [settings.RubricFile, settings.PhraseFile, settings.VocabularyFile, .. settings.CompanyFile is { } company ? [company] : Array.Empty<string>()];
        var texts = string.Join('\n', files.Select(file => file is null ? "shipped" : Hash(AnalysisEngine.ReadText(file))));
        return new AnalysisVersions
        {
            Fingerprint = Hash(string.Join('\n', ProgramVersion.Current, engine.Rubric.Version, models, wishes, texts)),
            Program = ProgramVersion.Current,
            Rubric = engine.Rubric.Version,
            Models = models,
            Settings = wishes,
            FirstUsedAt = TimeProvider.System.GetUtcNow().UtcDateTime,
        };
    }

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
