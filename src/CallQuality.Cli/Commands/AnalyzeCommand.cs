using System.CommandLine;
using CallQuality.Cli.Analyze;
using CallQuality.Core.Calls;
using CallQuality.Reports.Runs;

namespace CallQuality.Cli.Commands;

/// <summary><c>callquality analyze PATH…</c>: the main job.</summary>
internal static class AnalyzeCommand
{
    public static Command Create(Terminal terminal)
    {
        var options = new AnalyzeOptions(terminal);
        var command = new Command("analyze", terminal.Text("cli.analyze.description")) { options.Paths };
        options.All.ForEach(command.Options.Add);
        command.SetAction((parsed, cancellationToken) => Task.FromResult(AnalysisRun.Execute(options.Read(parsed), terminal, cancellationToken)));
        return command;
    }
}

/// <summary>The options of <c>analyze</c> and how they become settings.</summary>
internal sealed class AnalyzeOptions
{
    private const string DefaultFolder = "callquality-results";
    private readonly Option<string> output;
    private readonly Option<string> language;
    private readonly Option<string> agentChannel;
    private readonly Option<string> agent;
    private readonly Option<string> metadata;
    private readonly Option<string> model;
    private readonly Option<string> rubric;
    private readonly Option<string> phrases;
    private readonly Option<string> company;
    private readonly Option<string> vocabulary;
    private readonly Option<string> format;
    private readonly Option<string> threads;

    public AnalyzeOptions(Terminal terminal)
    {
        Paths = new Argument<string[]>("PATH") { Arity = ArgumentArity.OneOrMore, Description = terminal.Text("cli.analyze.path") };
        output = Choices.Named(terminal, "--out", "DIR", "cli.analyze.out");
        language = Choices.Named(terminal, "--language", "de|en|auto", "cli.analyze.language");
        agentChannel = Choices.Named(terminal, "--agent-channel", "left|right|auto", "cli.analyze.agentChannel");
        agent = Choices.Named(terminal, "--agent", "NAME", "cli.analyze.agent");
        metadata = Choices.Named(terminal, "--metadata", "FILE", "cli.analyze.metadata");
        model = Choices.Named(terminal, "--model", "DIR", "cli.analyze.model");
        rubric = Choices.Named(terminal, "--rubric", "FILE", "cli.analyze.rubric");
        phrases = Choices.Named(terminal, "--phrases", "FILE", "cli.analyze.phrases");
        company = Choices.Named(terminal, "--company", "FILE", "cli.analyze.company");
        vocabulary = Choices.Named(terminal, "--vocabulary", "FILE", "cli.analyze.vocabulary");
        format = Choices.Named(terminal, "--format", "html,json,csv", "cli.analyze.format");
        threads = Choices.Threads(terminal);
        language.Validators.Add(Choices.OneOf("de", "en", "auto"));
        agentChannel.Validators.Add(Choices.OneOf("left", "right", "auto"));
        format.Validators.Add(Choices.SomeOf("html", "json", "csv"));
        All = [output, language, agentChannel, agent, metadata, model, rubric, phrases, company, vocabulary, format, threads];
        OfEngine = [language, agentChannel, model, rubric, phrases, company, vocabulary, threads];
    }

    public Argument<string[]> Paths { get; }

    public List<Option<string>> All { get; }

    /// <summary>Those that say how a call is analysed, not which calls and what to write.</summary>
    public List<Option<string>> OfEngine { get; }

    public AnalysisSettings Read(ParseResult parsed) => new()
    {
        Paths = parsed.GetValue(Paths) ?? [],
        OutputFolder = parsed.GetValue(output) ?? DefaultFolder,
        Language = LanguageCodes.FromCode(parsed.GetValue(language)),
        AgentChannel = parsed.GetValue(agentChannel) switch { "left" => 0, "right" => 1, _ => null },
        Agent = parsed.GetValue(agent),
        MetadataFile = parsed.GetValue(metadata),
        ModelFolder = parsed.GetValue(model),
        RubricFile = parsed.GetValue(rubric),
        PhraseFile = parsed.GetValue(phrases),
        CompanyFile = parsed.GetValue(company),
        VocabularyFile = parsed.GetValue(vocabulary),
        Formats = Formats(parsed.GetValue(format)),
        Threads = Choices.ThreadsOf(parsed, threads),
    };

    private static ResultFormats Formats(string? list)
    {
        var names = list?.Split(',', StringSplitOptions.TrimEntries);
        return names is null ? ResultFormats.All : new ResultFormats(names.Contains("html"), names.Contains("json"), names.Contains("csv"));
    }
}
