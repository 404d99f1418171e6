using System.CommandLine;

namespace CallQuality.Cli.Commands;

/// <summary><c>callquality evaluate …</c>: measures the program against what is known.</summary>
internal static class EvaluateCommand
{
    public static Command Create(Terminal terminal) => new("evaluate", terminal.Text("evaluate.description"))
    {
        EvaluatePhrasesCommand.Create(terminal),
        EvaluateTranscriptionCommand.Create(terminal),
        EvaluateVoiceCommand.Create(terminal),
    };
}
