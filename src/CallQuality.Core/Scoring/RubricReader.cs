using System.Collections.Frozen;
using CallQuality.Audio;
using CallQuality.Core.Calls;
using CallQuality.Core.Mistakes;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace CallQuality.Core.Scoring;

/// <summary>Turns the text of a rubric file into a <see cref="Rubric"/>, or into the list of everything that is wrong with it.</summary>
internal static class RubricReader
{
    private const string Schema = "callquality.rubric/1";
    private const string CurveKey = "curve";
    private const string ShippedName = "rubric.yaml";

    /// <summary>Reads the file embedded in this assembly.</summary>
    public static Rubric ReadShipped()
    {
        var assembly = typeof(RubricReader).Assembly;
        using var stream = assembly.GetManifestResourceStream("CallQuality.Core.Scoring." + ShippedName)!;
        using var reader = new StreamReader(stream);
        return Read(reader.ReadToEnd(), ShippedName, shipped: null);
    }

    /// <summary>The text of the shipped file, for users who want to change it.</summary>
    public static string ShippedText()
    {
        using var reader = new StreamReader(typeof(RubricReader).Assembly.GetManifestResourceStream("CallQuality.Core.Scoring." + ShippedName)!);
        return reader.ReadToEnd();
    }

    /// <summary>Reads and validates.</summary>
    /// <param name="yaml">The text.</param>
    /// <param name="fileName">The name errors show.</param>
    /// <param name="shipped">The shipped rubric, whose mistakes, measures, settings, units and directions a file must have; <see langword="null"/> for that one itself.</param>
    /// <exception cref="RubricException">Anything is wrong.</exception>
    public static Rubric Read(string yaml, string fileName, Rubric? shipped)
    {
        var errors = new RubricErrors(fileName);
        var root = Root(yaml, errors);
        var rubric = root is null ? null : ReadRoot(root, shipped, errors);
        errors.ThrowIfAny();
        return rubric!;
    }

    private static RubricNode? Root(string yaml, RubricErrors errors)
    {
        try
        {
            var stream = new YamlStream();
            using var reader = new StringReader(yaml);
            stream.Load(reader);
            if (stream.Documents.Count == 1 && stream.Documents[0].RootNode is YamlMappingNode mapping)
            {
                return new RubricNode(mapping, string.Empty, errors);
            }

            errors.NotARubric(1);
        }
        catch (YamlException exception)
        {
            errors.NotYaml((int)exception.Start.Line, exception.InnerException?.Message ?? exception.Message);
        }

        catch (InvalidOperationException exception)
        {
            // What the parser throws on brackets that are closed in the wrong order; it names no line.
            errors.NotYaml(1, exception.Message);
        }

        return null;
    }

    private static Rubric? ReadRoot(RubricNode root, Rubric? shipped, RubricErrors errors)
    {
        root.AllowOnly("schema", "version", "gates", "confidence", "severity", "overall", "mistakes");
        var schema = root.Text("schema");
        if (schema is not null && schema != Schema)
        {
            errors.Add(root.LineOf("schema"), "schema", schema, new Bilingual(Schema, Schema));
        }

        var version = root.Text("version");
        var gates = root.Mapping("gates") is { } gatesNode ? ReadGates(gatesNode) : null;
        var confidence = root.Mapping("confidence") is { } confidenceNode ? ReadConfidence(confidenceNode) : null;
        var bands = root.Mapping("severity") is { } bandsNode ? ReadBands(bandsNode) : null;
        var worstShare = root.Mapping("overall") is { } overallNode ? ReadWorstShare(overallNode) : 0;
        var mistakes = root.Mapping("mistakes") is { } mistakesNode ? ReadMistakes(mistakesNode, shipped) : null;
        if (errors.Any || version is null || gates is null || confidence is null || bands is null || mistakes is null)
        {
            return null;
        }

        return new Rubric
        {
            Version = version,
            Gates = gates,
            Confidence = confidence,
            Bands = bands,
            WorstShare = worstShare,
            Mistakes = mistakes,
        };
    }

    private static Gates ReadGates(RubricNode node)
    {
        node.AllowOnly("minAgentSpeechSeconds", "minSnrDb", "maxClippedShare", "maxDropoutShare", "pitchLowEdgeHz", "minWordCertainty");
        return new Gates
        {
            MinAgentSpeechSeconds = node.Number("minAgentSpeechSeconds", "s"),
            MinSnrDb = node.Number("minSnrDb", "dB"),
            MaxClippedShare = node.Number("maxClippedShare", "share"),
            MaxDropoutShare = node.Number("maxDropoutShare", "share"),
            PitchLowEdgeHz = node.Number("pitchLowEdgeHz", "Hz"),
            MinWordCertainty = node.Number("minWordCertainty", "share"),
        };
    }

    private static ConfidenceRules ReadConfidence(RubricNode node)
    {
        node.AllowOnly("fullSpeechSeconds", "fullSnrDb", "fullWordCertainty", "atGate", "diarised", "agentAlone");
        return new ConfidenceRules
        {
            FullSpeechSeconds = node.Number("fullSpeechSeconds", "s"),
            FullSnrDb = node.Number("fullSnrDb", "dB"),
            FullWordCertainty = node.Number("fullWordCertainty", "share"),
            AtGate = node.Number("atGate", "share"),
            Diarised = node.Number("diarised", "share"),
            AgentAlone = node.Number("agentAlone", "share"),
        };
    }

    private static SeverityBands ReadBands(RubricNode node)
    {
        node.AllowOnly("none", "slight", "clear");
        var bands = new SeverityBands(node.WholeNumber("none", 1, 100), node.WholeNumber("slight", 1, 100), node.WholeNumber("clear", 1, 100));
        node.RequireDescending(("none", bands.None), ("slight", bands.Slight), ("clear", bands.Clear));
        return bands;
    }

    private static double ReadWorstShare(RubricNode node)
    {
        node.AllowOnly("worstShare");
        return node.Number("worstShare", "share");
    }

    private static FrozenDictionary<Mistake, MistakeRubric> ReadMistakes(RubricNode node, Rubric? shipped)
    {
        node.AllowOnly(Enum.GetNames<Mistake>());
        var result = new Dictionary<Mistake, MistakeRubric>();
        foreach (var mistake in Enum.GetValues<Mistake>())
        {
            if (node.Mapping(mistake.ToString()) is { } child)
            {
                result.Add(mistake, ReadMistake(mistake, child, shipped?.For(mistake)));
            }
        }

        return result.ToFrozenDictionary();
    }

    private static MistakeRubric ReadMistake(Mistake mistake, RubricNode node, MistakeRubric? shipped)
    {
        node.AllowOnly("weight", CurveKey, "measures", "settings");
        var weight = node.Weight("weight");
        var measures = new Dictionary<(Language, string), MeasureRule>();
        var settings = new Dictionary<(Language, string), RubricNumber>();
        var measureIds = MeasureReader.Read(node.Mapping("measures"), shipped, measures);
        var settingIds = MeasureReader.ReadSettings(node.Mapping("settings"), shipped, settings);
        return new MistakeRubric
        {
            Mistake = mistake,
            Weight = weight,
            Curve = node.Curve(CurveKey),
            Measures = measures.ToFrozenDictionary(),
            Settings = settings.ToFrozenDictionary(),
            MeasureIds = measureIds,
            SettingIds = settingIds,
        };
    }
}
