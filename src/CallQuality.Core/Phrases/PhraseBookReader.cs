using System.Collections.Frozen;
using System.Globalization;
using CallQuality.Audio;
using CallQuality.Core.Calls;
using YamlDotNet.RepresentationModel;

namespace CallQuality.Core.Phrases;

/// <summary>Reads and checks phrase lists; every complaint names the line.</summary>
internal sealed class PhraseBookReader
{
    private static readonly string[] HeadKeys =
        ["version", "language", "builtIn", "fillers", "negators", "tags", "variants", "reporting", "closed", "phrases"];

    private static readonly string[] EntryKeys =
        ["pattern", "weight", "example", "counter", "better", "unless", "negation", "question"];

    private static readonly FrozenSet<PhraseCategory> Harmful = new[]
    {
        PhraseCategory.Contradiction, PhraseCategory.Lecturing, PhraseCategory.YesBut, PhraseCategory.Justification,
        PhraseCategory.Urging, PhraseCategory.BrushOff, PhraseCategory.StiltedGreeting,
    }.ToFrozenSet();

    private static readonly FrozenSet<PhraseCategory> CountingInQuestions = new[]
    {
        PhraseCategory.OpenQuestion, PhraseCategory.ClosingOffer, PhraseCategory.Paraphrase, PhraseCategory.Urging, PhraseCategory.Together,
        PhraseCategory.StiltedGreeting, PhraseCategory.HoldAnnouncement, PhraseCategory.Alternative, PhraseCategory.SolutionOffer,
        PhraseCategory.GreetingWord, PhraseCategory.NameIntroduction, PhraseCategory.YesBut,
        PhraseCategory.AskingBack,
    }.ToFrozenSet();

    private readonly YamlFile file;
    private readonly Language language;
    private readonly FrozenDictionary<string, string> variants;

    private PhraseBookReader(YamlFile file, Language language, FrozenDictionary<string, string> variants)
    {
        this.file = file;
        this.language = language;
        this.variants = variants;
    }

    public static PhraseBook ReadBuiltIn(Language language)
    {
        var name = $"phrases.{language.Code()}.yaml";
        var assembly = typeof(PhraseBookReader).Assembly;
        var resource = assembly.GetManifestResourceNames().Single(resource => resource.EndsWith(name, StringComparison.Ordinal));
        using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!);
        return Read(reader.ReadToEnd(), name, isBuiltIn: true);
    }

    public static PhraseBook Read(string yaml, string fileName, bool isBuiltIn = false)
    {
        var file = new YamlFile(yaml, fileName);
        file.CheckKeys(file.Root, HeadKeys);
        var languageNode = file.Required(file.Root, "language");
        var language = LanguageCodes.FromCode(file.Text(languageNode))
            ?? throw file.Error(languageNode, new Bilingual("die Sprache muss de oder en sein", "the language must be de or en"));
        var inherited = isBuiltIn || Replaces(file) ? null : PhraseBook.BuiltIn(language);
        var variants = Variants(file, inherited);
        var reader = new PhraseBookReader(file, language, variants);
        return reader.Build(inherited);
    }

    private static bool Replaces(YamlFile file)
    {
        if (YamlFile.Optional(file.Root, "builtIn") is not { } node)
        {
            return false;
        }

        return file.Text(node) switch
        {
            "keep" => false,
            "replace" => true,
            var other => throw file.Error(node, new Bilingual(
                $"„{other}“ ist kein Wert von builtIn (keep oder replace)", $"'{other}' is no value of builtIn (keep or replace)")),
        };
    }

    private static FrozenDictionary<string, string> Variants(YamlFile file, PhraseBook? inherited)
    {
        var variants = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (key, value) in inherited?.Habits.Variants ?? FrozenDictionary<string, string>.Empty)
        {
            variants[key] = value;
        }

        if (YamlFile.Optional(file.Root, "variants") is { } node)
        {
            foreach (var (key, value) in file.Pairs(node))
            {
                variants[Spelling.Fold(key)] = string.Join(' ', file.Text(value).Split(' ').Select(Spelling.Fold));
            }
        }

        return variants.ToFrozenDictionary(StringComparer.Ordinal);
    }

    private PhraseBook Build(PhraseBook? inherited)
    {
        var version = file.Text(file.Required(file.Root, "version"));
        var phrases = inherited?.Phrases.ToList() ?? [];
        var known = new HashSet<string>(inherited?.Habits.KnownWords ?? [], StringComparer.Ordinal);
        foreach (var (heading, list) in file.Pairs(file.Required(file.Root, "phrases")))
        {
            if (!Enum.TryParse<PhraseCategory>(heading, out var category) || !Enum.IsDefined(category) || char.IsDigit(heading[0]))
            {
                throw file.Error(list, new Bilingual($"„{heading}“ ist keine Überschrift dieser Liste", $"'{heading}' is no heading of this list"));
            }

            foreach (var node in file.Items(list))
            {
                phrases.Add(ReadEntry(category, node, known));
            }
        }

        var habits = new SpeechHabits
        {
            Language = language,
            Variants = variants,
            Fillers = [.. inherited?.Habits.Fillers ?? [], .. Strings("fillers").Select(filler => filler.Split(' ').SelectMany(Tokens).ToArray())],
            Negators = (inherited?.Habits.Negators ?? []).Concat(Strings("negators").Select(Spelling.Fold)).ToFrozenSet(StringComparer.Ordinal),
            Tags = (inherited?.Habits.Tags ?? []).Concat(Strings("tags").Select(Spelling.Fold)).ToFrozenSet(StringComparer.Ordinal),
            Reporting = [.. inherited?.Habits.Reporting ?? [], .. Patterns("reporting")],
            Closed = [.. inherited?.Habits.Closed ?? [], .. Patterns("closed")],
            KnownWords = known.ToFrozenSet(StringComparer.Ordinal),
        };
        return new PhraseBook(inherited is null ? version : $"{inherited.Version}+{version}", habits, phrases);
    }

    private CompiledPhrase ReadEntry(PhraseCategory category, YamlMappingNode node, HashSet<string> known)
    {
        file.CheckKeys(node, EntryKeys);
        var pattern = file.Required(node, "pattern");
        var entry = new PhraseEntry
        {
            Category = category,
            Pattern = file.Text(pattern),
            Weight = Weight(file.Required(node, "weight")),
            Example = file.Text(file.Required(node, "example")),
            Counter = file.Text(file.Required(node, "counter")),
            Better = YamlFile.Optional(node, "better") is { } better ? file.Text(better) : null,
            Unless = YamlFile.Optional(node, "unless") is { } unless ? [.. file.Texts(unless)] : [],
            NegationBlocks = Switch(node, "negation", "block", "allow", category is not (PhraseCategory.OpenQuestion or PhraseCategory.YesBut)),
            CountsInQuestion = !Switch(node, "question", "block", "allow", !CountingInQuestions.Contains(category)),
            Origin = $"{file.Name}:{node.Start.Line.ToString(CultureInfo.InvariantCulture)}",
        };
        if (entry.Better is null && Harmful.Contains(category))
        {
            throw file.Error(node, new Bilingual(
                $"unter {category} braucht jeder Eintrag „better“: was man stattdessen sagt",
                $"under {category} every entry needs 'better': what to say instead"));
        }

        known.UnionWith(Tokens(entry.Example));
        known.UnionWith(Tokens(entry.Counter));
        return new CompiledPhrase(entry, Compile(pattern), entry.Unless.SelectMany(Tokens).ToFrozenSet(StringComparer.Ordinal));
    }

    private bool Switch(YamlMappingNode node, string key, string on, string off, bool otherwise)
    {
        if (YamlFile.Optional(node, key) is not { } value)
        {
            return otherwise;
        }

        var text = file.Text(value);
        return text == on || (text == off
            ? false
            : throw file.Error(value, new Bilingual(
                $"„{text}“ ist kein Wert von {key} ({on} oder {off})", $"'{text}' is no value of {key} ({on} or {off})")));
    }

    private double Weight(YamlNode node)
    {
        var isNumber = double.TryParse(file.Text(node), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var weight);
        return isNumber && weight is > 0 and <= 1
            ? weight
            : throw file.Error(node, new Bilingual(
                $"das Gewicht „{file.Text(node)}“ ist keine Zahl über 0 bis 1", $"the weight '{file.Text(node)}' is no number above 0 up to 1"));
    }

    private PatternStep Compile(YamlNode node)
    {
        try
        {
            return PatternParser.Parse(file.Text(node), language, variants);
        }
        catch (PatternException error)
        {
            throw file.Error(node, error.Text);
        }
    }

    private IEnumerable<PatternStep> Patterns(string key) =>
        YamlFile.Optional(file.Root, key) is { } node ? file.Nodes(node).Select(Compile) : [];

    private IEnumerable<string> Strings(string key) =>
        YamlFile.Optional(file.Root, key) is { } node ? file.Texts(node) : [];

    private IEnumerable<string> Tokens(string text) =>
        text.Split(' ').SelectMany(word => SpokenText.Split(word, language, variants));
}
