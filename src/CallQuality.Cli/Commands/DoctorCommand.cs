using System.CommandLine;
using System.Diagnostics;
using CallQuality.Audio.Files;
using CallQuality.Core.Analysis;
using CallQuality.Core.Scoring;
using CallQuality.Core.Wording;
using CallQuality.Inference.ModelFiles;
using Spectre.Console;

namespace CallQuality.Cli.Commands;

/// <summary><c>callquality doctor</c>: what is there, what is missing, and what that means.</summary>
internal static class DoctorCommand
{
    private const double GiB = 1024.0 * 1024 * 1024;

    private enum Health
    {
        Good,
        Warning,
        Missing,
    }

    public static Command Create(Terminal terminal)
    {
        var command = new Command("doctor", terminal.Text("cli.doctor.description"));
        command.SetAction((_, cancellationToken) => Task.FromResult(Run(terminal, cancellationToken)));
        return command;
    }

    private static int Run(Terminal terminal, CancellationToken cancellationToken)
    {
        List<(string Subject, Health Health, string Text)> rows =
        [
            (terminal.Text("cli.doctor.program"), Health.Good, $"CallQuality {ProgramVersion.Current}, .NET {Environment.Version}"),
            (terminal.Text("cli.doctor.cores"), Health.Good, $"{Environment.ProcessorCount}"),
            Memory(terminal),
            Disk(terminal),
            Models(terminal, cancellationToken),
            (terminal.Text("cli.doctor.rubric"), Health.Good, Rubric.Default.Version),
            Ffmpeg(terminal),
        ];
        var table = new Grid().AddColumn().AddColumn(new GridColumn { NoWrap = true }).AddColumn();
        foreach (var (subject, health, text) in rows)
        {
            table.AddRow(Mark(health), Markup.Escape(subject), Markup.Escape(text));
        }

        terminal.Out.Write(table);
        var ready = rows.TrueForAll(row => row.Health != Health.Missing);
        terminal.Line(terminal.Text(ready ? "cli.doctor.ready" : "cli.doctor.notReady"));
        return ready ? ExitCode.Done : ExitCode.Environment;
    }

    private static string Mark(Health health) => health switch
    {
        Health.Good => "[green]✓[/]",
        Health.Warning => "[yellow]![/]",
        _ => "[red]✗[/]",
    };

    private static (string, Health, string) Memory(Terminal terminal)
    {
        var bytes = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / GiB;
        return bytes < 2
            ? (terminal.Text("cli.doctor.memory"), Health.Warning, terminal.Text("cli.doctor.memory.low", bytes))
            : (terminal.Text("cli.doctor.memory"), Health.Good, terminal.Text("cli.doctor.memory.value", bytes));
    }

    private static (string, Health, string) Disk(Terminal terminal)
    {
        var free = new DriveInfo(Environment.CurrentDirectory).AvailableFreeSpace / GiB;
        var key = free < 1 ? "cli.doctor.disk.low" : "cli.doctor.disk.value";
        return (terminal.Text("cli.doctor.disk"), free < 1 ? Health.Warning : Health.Good, terminal.Text(key, free, Environment.CurrentDirectory));
    }

    private static (string, Health, string) Models(Terminal terminal, CancellationToken cancellationToken)
    {
        try
        {
            var folder = ModelFolder.Locate();
            folder.VerifyAll(cancellationToken);
            return (terminal.Text("cli.doctor.models"), Health.Good, terminal.Text("cli.doctor.models.good", folder.Files.Count, folder.FolderPath));
        }
        catch (ModelFileException error)
        {
            return (terminal.Text("cli.doctor.models"), Health.Missing, error.Text.In(terminal.Language));
        }
    }

    private static (string, Health, string) Ffmpeg(Terminal terminal)
    {
        if (FfmpegProgram.Find() is not { } ffmpeg)
        {
            return (terminal.Text("cli.doctor.ffmpeg"), Health.Warning, terminal.Text("cli.doctor.ffmpeg.missing"));
        }

        try
        {
            using var process = Process.Start(new ProcessStartInfo(ffmpeg.DecoderPath, ["-hide_banner", "-version"]) { RedirectStandardOutput = true })!;
            var firstLine = process.StandardOutput.ReadLine() ?? "";
            process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return (terminal.Text("cli.doctor.ffmpeg"), Health.Good, firstLine);
        }
        catch (System.ComponentModel.Win32Exception error)
        {
            return (terminal.Text("cli.doctor.ffmpeg"), Health.Warning, terminal.Text("cli.doctor.ffmpeg.broken", ffmpeg.DecoderPath, error.Message));
        }
    }
}
