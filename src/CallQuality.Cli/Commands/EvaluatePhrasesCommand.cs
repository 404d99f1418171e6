using System.CommandLine;
using System.Text;
using CallQuality.Cli.Analyze;
using CallQuality.Cli.Evaluate;
using CallQuality.Cli.Evaluate.Phrases;
using CallQuality.Inference.ModelFiles;

namespace CallQuality.Cli.Commands;

/// <summary><c>callquality evaluate phrases</c>: what the classifier of utterances makes of text it has not learned from.</summary>
internal static class EvaluatePhrasesCommand
{
    public static Command Create(Terminal terminal)
    {
        var model = Choices.Named(terminal, "--model", "DIR", "train.phrases.model");
        var output = Choices.Named(terminal, "--out", "FILE", "evaluate.phrases.out");
        var threads = Choices.Threads(terminal);
        var command = new Command("phrases", terminal.Text("evaluate.phrases.description")) { model, output, threads };
        command.SetAction((parsed, cancellationToken) => Task.FromResult(
            Run(parsed.GetValue(model), parsed.GetValue(output), Choices.ThreadsOf(parsed, threads), terminal, cancellationToken)));
        return command;
    }

    private static int Run(string? model, string? output, int threads, Terminal terminal, CancellationToken cancellationToken)
    {
        var (report, plots) = PhraseEvaluation.Run(ModelFolder.Locate(model), threads, cancellationToken);
        foreach (var line in report.Split('\n'))
        {
            terminal.Line(line);
        }

        if (output is not null)
        {
            OutputFile.Write(output, Encoding.UTF8.GetBytes(MarkdownSection.Put(File.Exists(output) ? AnalysisEngine.ReadText(output) : "", report)));
            plots.Write(Path.GetDirectoryName(Path.GetFullPath(output))!);
            terminal.Line(terminal.Text("evaluate.phrases.written", output));
        }

        return ExitCode.Done;
    }
}
