using System.CommandLine;
using System.CommandLine.Invocation;
using CallQuality.Core.Analysis;

namespace CallQuality.Cli.Commands;

/// <summary>Prints a command's help in the terminal's language; the parser's own help knows English headings only.</summary>
internal sealed class HelpPrinter(Terminal terminal) : SynchronousCommandLineAction
{
    public override int Invoke(ParseResult parseResult)
    {
        var command = parseResult.CommandResult.Command;
        terminal.Line(command.Description ?? "");
        terminal.Line("");
        terminal.Line($"{terminal.Text("cli.help.usage")}: {Usage(command)}");
        Section("cli.help.commands", command.Subcommands.Select(sub => (sub.Name, sub.Description)));
        Section("cli.help.arguments", command.Arguments.Select(argument => (argument.Name, argument.Description)));
        Section("cli.help.options", OptionsOf(command).Select(option => (Signature(option), option.Description)));
        terminal.Line("");
        terminal.Line($"{terminal.Text("cli.help.exitCodes")}: {terminal.Text("cli.help.exitCodeList")}");
        return ExitCode.Done;
    }

    private static string Usage(Command command)
    {
        var parts = new List<string>();
        for (Symbol? symbol = command; symbol is Command part; symbol = part.Parents.FirstOrDefault())
        {
            parts.Insert(0, part is RootCommand ? "callquality" : part.Name);
        }

        parts.AddRange(command.Subcommands.Count > 0 ? ["…"] : []);
        parts.AddRange(command.Arguments.Select(argument => argument.Arity.MaximumNumberOfValues > 1 ? argument.Name + "…" : argument.Name));
        return string.Join(' ', parts);
    }

    private static IEnumerable<Option> OptionsOf(Command command)
    {
        var inherited = command.Parents.OfType<Command>().SelectMany(parent => parent.Options).Where(option => option.Recursive);
        return command.Options.Concat(inherited).Where(option => !option.Hidden).DistinctBy(option => option.Name);
    }

    private static string Signature(Option option)
    {
        var names = string.Join(", ", option.Aliases.Where(alias => alias is "-h").Append(option.Name));
        return option.HelpName is { } value ? $"{names} {value}" : names;
    }

    private void Section(string heading, IEnumerable<(string Name, string? Description)> rows)
    {
        var list = rows.ToList();
        if (list.Count == 0)
        {
            return;
        }

        var width = list.Max(row => row.Name.Length);
        terminal.Line("");
        terminal.Line(terminal.Text(heading) + ":");
        foreach (var (name, description) in list)
        {
            terminal.Line($"  {name.PadRight(width)}  {description}");
        }
    }
}

/// <summary>Prints the program's version, the same that results carry.</summary>
internal sealed class VersionOptionAction(Terminal terminal) : SynchronousCommandLineAction
{
    public override int Invoke(ParseResult parseResult)
    {
        terminal.Line(ProgramVersion.Current);
        return ExitCode.Done;
    }
}
