using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Parsing;
using System.Runtime.InteropServices;
using CallQuality.Audio;
using CallQuality.Core.Wording;
using CallQuality.Inference.ModelFiles;
using CallQuality.Storage;

namespace CallQuality.Cli.Commands;

/// <summary>The root of the command line: parses, runs one command, and turns every ending into an exit code.</summary>
internal static class CallQualityCommand
{
    public static async Task<int> RunAsync(string[] args, Terminal terminal)
    {
        var root = Create(terminal);
        var parsed = root.Parse(args);
        using var stop = new CancellationTokenSource();
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, signal => Stop(signal, stop));
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal => Stop(signal, stop));
        try
        {
            if (parsed.Action is not (HelpPrinter or VersionOptionAction))
            {
                ThrowOnErrors(parsed);
            }

            var configuration = new InvocationConfiguration
            {
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = null,
            };
            return await parsed.InvokeAsync(configuration, stop.Token);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return ExitCode.Interrupted;
        }
        catch (CallQualityException error)
        {
            terminal.Complain(error.Text);
            return error is ModelFileException or OutputException or OutsideProgramException or DatabaseException ? ExitCode.Environment : ExitCode.Usage;
        }
    }

    private static RootCommand Create(Terminal terminal)
    {
        var root = new RootCommand(terminal.Text("cli.description"))
        {
            AnalyzeCommand.Create(terminal),
            BatchCommand.Create(terminal),
            WorkerCommand.Create(terminal),
            ServeCommand.Create(terminal),
            ReportCommand.Create(terminal),
            DoctorCommand.Create(terminal),
            CalibrateCommand.Create(terminal),
            EvaluateCommand.Create(terminal),
            TrainCommand.Create(terminal),
            ModelsCommand.Create(terminal),
        };
        root.Options.Add(new Option<string>("--ui")
        {
            Description = terminal.Text("cli.option.ui"),
            HelpName = "de|en",
            Recursive = true,
            Validators = { Choices.OneOf("de", "en") },
        });
        foreach (var option in root.Options)
        {
            if (option is HelpOption help)
            {
                help.Description = terminal.Text("cli.option.help");
                help.Action = new HelpPrinter(terminal);
            }
            else if (option is VersionOption version)
            {
                version.Description = terminal.Text("cli.option.version");
                version.Action = new VersionOptionAction(terminal);
            }
        }

        return root;
    }

    private static void Stop(PosixSignalContext signal, CancellationTokenSource stop)
    {
        // The run ends by itself at the next check of the token; killing the process here would leave half files.
        signal.Cancel = true;
        stop.Cancel();
    }

    // The parser speaks English only, so its errors are said again in our words.
    private static void ThrowOnErrors(ParseResult parsed)
    {
        var command = parsed.CommandResult.Command;
        if (parsed.UnmatchedTokens.Count > 0)
        {
            var name = command is RootCommand ? "" : command.Name;
            throw new UsageException(Texts.Both("cli.error.unknown", parsed.UnmatchedTokens[0], name));
        }

        if (Choices.FirstError(parsed) is { } text)
        {
            throw new UsageException(text);
        }

        foreach (var error in parsed.Errors)
        {
            throw new UsageException(error.SymbolResult switch
            {
                OptionResult { Tokens.Count: > 1 } option => Texts.Both("cli.error.once", option.Option.Name),
                OptionResult option => Texts.Both("cli.error.needsValue", option.Option.Name),
                ArgumentResult { Argument.Name: "PATH" } => Texts.Both("cli.error.needsPath"),
                ArgumentResult argument => Texts.Both("cli.error.needsArgument", argument.Argument.Name),
                _ => Texts.Both("cli.error.command"),
            });
        }
    }
}
