using CallQuality.Cli.Commands;
using CallQuality.Core.Analysis;
using CallQuality.Core.Calls;
using CallQuality.Core.Phrases;
using CallQuality.Core.Yardsticks;
using CallQuality.Reports.Runs;

namespace CallQuality.Cli.Analyze;

/// <summary>What the user asked of one <c>analyze</c> run.</summary>
internal sealed record AnalysisSettings
{
    public required IReadOnlyList<string> Paths { get; init; }

    public required string OutputFolder { get; init; }

    /// <summary><see langword="null"/> to recognise it call by call.</summary>
    public required Language? Language { get; init; }

    /// <summary>0 left, 1 right; <see langword="null"/> to find out.</summary>
    public required int? AgentChannel { get; init; }

    public required string? Agent { get; init; }

    public required string? MetadataFile { get; init; }

    public required string? ModelFolder { get; init; }

    public required string? RubricFile { get; init; }

    public required string? PhraseFile { get; init; }

    /// <summary>The house's name and its own greeting; <see langword="null"/> for none.</summary>
    public required string? CompanyFile { get; init; }

    /// <summary>A list of words the calls may contain; <see langword="null"/> for none.</summary>
    public required string? VocabularyFile { get; init; }

    public required ResultFormats Formats { get; init; }

    public required int Threads { get; init; }

    /// <summary>The rubric and the phrase list that were named, by part; reads both.</summary>
    /// <exception cref="UsageException">A file cannot be read.</exception>
    /// <exception cref="PhraseBookException">The phrase list is not valid.</exception>
    /// <exception cref="YardstickException">A phrase does not find its own example, or finds its counter-example.</exception>
    public IReadOnlyDictionary<YardstickPart, YardstickText> ReadYardstick()
    {
        var texts = new Dictionary<YardstickPart, YardstickText>();
        if (RubricFile is { } rubric)
        {
            texts[YardstickPart.Rubric] = new YardstickText(rubric, AnalysisEngine.ReadText(rubric));
        }

        if (PhraseFile is { } list)
        {
            var text = new YardstickText(list, AnalysisEngine.ReadText(list));
            var part = Yardstick.PartOf(PhraseBook.Parse(text.Text, list).Language);
            Yardstick.VersionOf(part, text);
            texts[part] = text;
        }

        return texts;
    }

    /// <summary>What is asked of every call's analysis; reads the list of words.</summary>
    /// <exception cref="UsageException">The list cannot be read.</exception>
    public CallWishes ReadWishes() => new()
    {
        Language = Language,
        AgentChannel = AgentChannel,
        Vocabulary = Analyze.VocabularyFile.Read(VocabularyFile),
    };
}
