using System.CommandLine;
using System.Globalization;
using CallQuality.Cli.Analyze;
using CallQuality.Core.Calls;
using CallQuality.Reports.Runs;

namespace CallQuality.Cli.Commands;

/// <summary><c>callquality analyze PATH…</c>: the main job.</summary>
internal static class AnalyzeCommand
{
    private const string DefaultFolder = "callquality-results";
    private const int MostThreads = 256;

    public static Command Create(Terminal terminal)
    {
        var paths = new Argument<string[]>("PATH")
        {
            Arity = ArgumentArity.OneOrMore,
            Description = terminal.Text("cli.analyze.path"),
        };
        var output = Named(terminal, "--out", "DIR", "cli.analyze.out");
        var language = Named(terminal, "--language", "de|en|auto", "cli.analyze.language");
        language.Validators.Add(Choices.OneOf("de", "en", "auto"));
        var agentChannel = Named(terminal, "--agent-channel", "left|right|auto", "cli.analyze.agentChannel");
        agentChannel.Validators.Add(Choices.OneOf("left", "right", "auto"));
        var agent = Named(terminal, "--agent", "NAME", "cli.analyze.agent");
        var metadata = Named(terminal, "--metadata", "FILE", "cli.analyze.metadata");
        var model = Named(terminal, "--model", "DIR", "cli.analyze.model");
        var rubric = Named(terminal, "--rubric", "FILE", "cli.analyze.rubric");
        var phrases = Named(terminal, "--phrases", "FILE", "cli.analyze.phrases");
        var format = Named(terminal, "--format", "html,json,csv", "cli.analyze.format");
        format.Validators.Add(Choices.SomeOf("html", "json", "csv"));
        var threads = Named(terminal, "--threads", "N", "cli.analyze.threads");
        threads.Validators.Add(Choices.WholeNumber(1, MostThreads));

        var command = new Command("analyze", terminal.Text("cli.analyze.description"))
        {
            paths, output, language, agentChannel, agent, metadata, model, rubric, phrases, format, threads,
        };
        command.SetAction((parsed, cancellationToken) => Task.FromResult(AnalysisRun.Execute(
            new AnalysisSettings
            {
                Paths = parsed.GetRequiredValue(paths),
                OutputFolder = parsed.GetValue(output) ?? DefaultFolder,
                Language = LanguageCodes.FromCode(parsed.GetValue(language)),
                AgentChannel = parsed.GetValue(agentChannel) switch { "left" => 0, "right" => 1, _ => null },
                Agent = parsed.GetValue(agent),
                MetadataFile = parsed.GetValue(metadata),
                ModelFolder = parsed.GetValue(model),
                RubricFile = parsed.GetValue(rubric),
                PhraseFile = parsed.GetValue(phrases),
                Formats = Formats(parsed.GetValue(format)),
                Threads = parsed.GetValue(threads) is { } count ? int.Parse(count, CultureInfo.InvariantCulture) : Environment.ProcessorCount,
            },
            terminal,
            cancellationToken)));
        return command;
    }

    private static ResultFormats Formats(string? list)
    {
        var names = list?.Split(',', StringSplitOptions.TrimEntries);
        return names is null ? ResultFormats.All : new ResultFormats(names.Contains("html"), names.Contains("json"), names.Contains("csv"));
    }

    private static Option<string> Named(Terminal terminal, string name, string value, string key) =>
        new(name) { HelpName = value, Description = terminal.Text(key) };
}
