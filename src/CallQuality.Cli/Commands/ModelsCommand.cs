using System.CommandLine;
using CallQuality.Core.Wording;
using CallQuality.Inference.ModelFiles;
using Spectre.Console;

namespace CallQuality.Cli.Commands;

/// <summary><c>callquality models list|verify|install</c>.</summary>
internal static class ModelsCommand
{
    private const double MiB = 1024.0 * 1024;

    public static Command Create(Terminal terminal)
    {
        var list = new Command("list", terminal.Text("cli.models.list"));
        list.SetAction((_, _) => Task.FromResult(List(terminal)));
        var verify = new Command("verify", terminal.Text("cli.models.verify"));
        verify.SetAction((_, cancellationToken) => Task.FromResult(Verify(terminal, cancellationToken)));
        return new Command("models", terminal.Text("cli.models.description")) { list, verify, Install(terminal) };
    }

    private static Command Install(Terminal terminal)
    {
        var name = new Argument<string>("NAME") { Description = terminal.Text("cli.models.install.name") };
        var source = Choices.Named(terminal, "--from", "URL|DIR", "cli.models.install.from");
        var target = Choices.Named(terminal, "--to", "DIR", "cli.models.install.to");
        var command = new Command("install", terminal.Text("cli.models.install")) { name, source, target };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var http = new HttpClient();
            var folder = parsed.GetValue(target) ?? ModelFolder.Locate().FolderPath;
            var installed = await new ModelInstaller(http).InstallAsync(
                parsed.GetRequiredValue(name), parsed.GetValue(source), folder, new FileLines(terminal), cancellationToken);
            terminal.Line(terminal.Text("cli.models.installed", installed));
            return ExitCode.Done;
        });
        return command;
    }

    private static int List(Terminal terminal)
    {
        var table = new Table { Border = terminal.Attended ? TableBorder.Rounded : TableBorder.Simple };
        table.AddColumn(terminal.Text("cli.models.column.file"));
        table.AddColumn(new TableColumn(terminal.Text("cli.models.column.size")).RightAligned());
        table.AddColumn(terminal.Text("cli.models.column.licence"));
        table.AddColumn(terminal.Text("cli.models.column.origin"));
        foreach (var file in ModelFolder.Locate().Files)
        {
            var size = string.Create(Texts.Culture(terminal.Language), $"{file.Bytes / MiB:0.0} MiB");
            table.AddRow(Markup.Escape(file.File), size, Markup.Escape(file.Licence), Markup.Escape(file.Origin));
        }

        terminal.Out.Write(table);
        return ExitCode.Done;
    }

    private static int Verify(Terminal terminal, CancellationToken cancellationToken)
    {
        var folder = ModelFolder.Locate();
        folder.VerifyAll(cancellationToken);
        terminal.Line(terminal.Text("cli.models.allGood", folder.Files.Count));
        return ExitCode.Done;
    }

    private sealed class FileLines(Terminal terminal) : IProgress<string>
    {
        public void Report(string value) => terminal.Line(terminal.Text("cli.models.fetching", value));
    }
}
