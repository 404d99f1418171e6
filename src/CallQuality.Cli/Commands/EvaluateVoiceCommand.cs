using System.CommandLine;
using CallQuality.Cli.Evaluate;
using CallQuality.Cli.Evaluate.Voice;
using CallQuality.Core.Wording;
using CallQuality.Inference.ModelFiles;
using CallQuality.Inference.VoiceActivity;
using CallQuality.Inference.Whisper;

namespace CallQuality.Cli.Commands;

/// <summary><c>callquality evaluate voice</c>: the measures of voice and line against hand labels and made truth.</summary>
internal static class EvaluateVoiceCommand
{
    public static Command Create(Terminal terminal)
    {
        var data = Choices.Named(terminal, "--data", "DIR", "evaluate.voice.data");
        var output = Choices.Named(terminal, "--out", "DIR", "evaluate.voice.out");
        var speakers = Choices.Named(terminal, "--speakers", "NAMES", "evaluate.voice.speakers");
        var parts = Choices.Named(terminal, "--parts", "LIST", "evaluate.voice.parts");
        parts.Validators.Add(Choices.SomeOf([.. VoiceEvaluation.PartNames]));
        var model = Choices.Named(terminal, "--model", "DIR", "cli.analyze.model");
        var command = new Command("voice", terminal.Text("evaluate.voice.description")) { data, output, speakers, parts, model };
        command.SetAction((parsed, cancellationToken) => Task.FromResult(Run(
            Choices.Required(parsed, data),
            parsed.GetValue(output),
            Split(parsed.GetValue(speakers)),
            Split(parsed.GetValue(parts)),
            parsed.GetValue(model),
            terminal,
            cancellationToken)));
        return command;
    }

    private static string[] Split(string? list) => list?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [];

    private static int Run(string data, string? output, string[] speakers, string[] parts, string? model, Terminal terminal, CancellationToken cancellationToken)
    {
        if (!Directory.Exists(data))
        {
            throw new UsageException(Texts.Both("cli.error.missingPath", data));
        }

        var sentences = EvaluationCorpus.Read(data, speakers, cancellationToken);
        using var programs = OutsidePrograms.Find();
        var (book, plots) = (new FigureBook(), new PlotBook("voice"));
        var chosen = parts.Length > 0 ? parts : VoiceEvaluation.SoundParts;
        using var voiceActivity = chosen.Contains(VoiceEvaluation.ActivityPart) ? SileroVoiceActivityDetector.Load(ModelFolder.Locate(model)) : null;
        using var transcriber = chosen.Contains(VoiceEvaluation.RecognisedPart)
            ? WhisperTranscriber.Load(ModelFolder.Locate(model), new WhisperOptions { Threads = Environment.ProcessorCount })
            : null;
        new VoiceEvaluation(sentences, programs, new EvaluatedModels(voiceActivity, transcriber), book, plots).Run(chosen, figure => terminal.Line(VoiceReport.LineOf(figure)), cancellationToken);
        if (output is not null)
        {
            VoiceReport.Write(output, book.Figures, plots);
            terminal.Line(terminal.Text("evaluate.voice.written", output));
        }

        return ExitCode.Done;
    }
}
