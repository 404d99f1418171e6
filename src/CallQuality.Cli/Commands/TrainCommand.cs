using System.CommandLine;
using System.Text;
using CallQuality.Cli.Evaluate.Phrases;
using CallQuality.Cli.Train;
using CallQuality.Inference.ModelFiles;
using CallQuality.Inference.Phrases;

namespace CallQuality.Cli.Commands;

/// <summary><c>callquality train …</c>: rebuilds what is learned.</summary>
internal static class TrainCommand
{
    public static Command Create(Terminal terminal) => new("train", terminal.Text("train.description")) { Phrases(terminal) };

    private static Command Phrases(Terminal terminal)
    {
        var model = Choices.Named(terminal, "--model", "DIR", "train.phrases.model");
        var output = Choices.Named(terminal, "--out", "FILE", "train.phrases.out");
        var threads = Choices.Threads(terminal);
        var command = new Command("phrases", terminal.Text("train.phrases.description")) { model, output, threads };
        command.SetAction((parsed, cancellationToken) => Task.FromResult(
            Run(parsed.GetValue(model), parsed.GetValue(output), Choices.ThreadsOf(parsed, threads), terminal, cancellationToken)));
        return command;
    }

    private static int Run(string? model, string? output, int threads, Terminal terminal, CancellationToken cancellationToken)
    {
        var models = ModelFolder.Locate(model);
        var (rows, spoken) = UtteranceTables.ReadTraining(models.FolderPath);
        using var encoder = SentenceEncoder.Load(models, threads);
        var trial = new PhraseTrial(new PhraseTrainer(rows, spoken, encoder, cancellationToken), encoder);
        var bytes = trial.TrainFile(cancellationToken);
        var path = output ?? PhraseClassifier.PathIn(models);
        OutputFile.Write(path, bytes);
        var report = TrainingReport.Of(Path.GetFileName(path), PhraseClassifier.Hash(bytes), trial.HeldOut(cancellationToken), spoken);
        OutputFile.Write(Path.ChangeExtension(path, ".md"), Encoding.UTF8.GetBytes(report));
        if (output is null)
        {
            PhraseClassifier.Enter(models, bytes);
        }

        terminal.Line(terminal.Text("train.phrases.done", path, bytes.Length, PhraseClassifier.Hash(bytes), rows.Count));
        return ExitCode.Done;
    }
}
