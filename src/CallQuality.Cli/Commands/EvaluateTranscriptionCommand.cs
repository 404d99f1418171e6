using System.CommandLine;
using CallQuality.Cli.Analyze;
using CallQuality.Cli.Evaluate.Transcription;
using CallQuality.Core.Wording;
using CallQuality.Inference.ModelFiles;
using CallQuality.Inference.VoiceActivity;
using CallQuality.Inference.Whisper;

namespace CallQuality.Cli.Commands;

/// <summary><c>callquality evaluate transcription</c>: word error rates of the recogniser.</summary>
internal static class EvaluateTranscriptionCommand
{
    public static Command Create(Terminal terminal)
    {
        var data = Choices.Named(terminal, "--data", "DIR", "evaluate.transcription.data");
        var references = Choices.Named(terminal, "--refs", "FILE", "evaluate.transcription.refs");
        var phone = new Option<bool>("--phone") { Description = terminal.Text("evaluate.transcription.phone") };
        var join = new Option<bool>("--join") { Description = terminal.Text("evaluate.transcription.join") };
        var model = Choices.Named(terminal, "--model", "DIR", "cli.analyze.model");
        var vocabulary = Choices.Named(terminal, "--vocabulary", "FILE", "cli.analyze.vocabulary");
        var threads = Choices.Threads(terminal);
        var table = Choices.Named(terminal, "--out", "FILE", "evaluate.transcription.out");
        var command = new Command("transcription", terminal.Text("evaluate.transcription.description"))
        {
            data, references, phone, join, model, vocabulary, threads, table,
        };
        command.SetAction((parsed, cancellationToken) =>
        {
            var settings = new TranscriptionEvaluationSettings
            {
                DataFolder = Choices.Required(parsed, data),
                ReferenceFile = Choices.Required(parsed, references),
                Phone = parsed.GetValue(phone),
                Join = parsed.GetValue(join),
                Vocabulary = VocabularyFile.Read(parsed.GetValue(vocabulary)),
            };
            return Task.FromResult(Run(settings, parsed.GetValue(model), Choices.ThreadsOf(parsed, threads), parsed.GetValue(table), terminal, cancellationToken));
        });
        return command;
    }

    private static int Run(
        TranscriptionEvaluationSettings settings, string? model, int threads, string? table, Terminal terminal, CancellationToken cancellationToken)
    {
        if (!Directory.Exists(settings.DataFolder))
        {
            throw new UsageException(Texts.Both("cli.error.missingPath", settings.DataFolder));
        }

        var models = ModelFolder.Locate(model);
        using var voiceActivity = SileroVoiceActivityDetector.Load(models);
        using var transcriber = WhisperTranscriber.Load(models, new WhisperOptions { Threads = threads });
        var report = new TranscriptionEvaluation(voiceActivity, transcriber).Run(settings, cancellationToken);
        if (table is not null)
        {
            TranscriptionTables.Write(report, table);
        }

        TranscriptionTables.Print(report, transcriber.ModelVersion, terminal);
        return ExitCode.Done;
    }
}
