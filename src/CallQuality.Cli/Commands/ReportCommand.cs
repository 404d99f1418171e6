using System.CommandLine;
using System.Globalization;
using CallQuality.Cli.Analyze;
using CallQuality.Cli.Reporting;
using CallQuality.Core.Scoring;
using CallQuality.Core.Wording;
using CallQuality.Reports.Runs;

namespace CallQuality.Cli.Commands;

/// <summary><c>callquality report agent|team|members</c>: coaching reports from the database.</summary>
internal static class ReportCommand
{
    private const string DateFormat = "yyyy-MM-dd";
    private const string DefaultFolder = "callquality-reports";
    private const int UsualDays = 30;

    public static Command Create(Terminal terminal)
    {
        var names = new Option<bool>("--names") { Description = terminal.Text("cli.report.names") };
        var team = Report(terminal, "team", "cli.report.team", "cli.report.teamName", ArgumentArity.ExactlyOne, (reports, name, parsed) =>
            reports.Team(name!, parsed.GetValue(names), () => terminal.Line(terminal.Text("report.team.namesRefused"))));
        team.Options.Add(names);
        return new("report", terminal.Text("cli.report.description"))
        {
            Report(terminal, "agent", "cli.report.agent", "cli.report.agentName", ArgumentArity.ZeroOrOne, (reports, name, _) => name is null ? reports.AllAgents() : reports.Agent(name)),
            team,
            Members(terminal),
        };
    }

    private static Command Report(
        Terminal terminal, string name, string description, string argument, ArgumentArity arity, Func<CoachingReports, string?, ParseResult, IReadOnlyList<string>> write)
    {
        var store = new StoreOptions(terminal);
        var who = new Argument<string?>("NAME") { Arity = arity, Description = terminal.Text(argument) };
        var from = Date(terminal, "--from", "cli.report.from");
        var to = Date(terminal, "--to", "cli.report.to");
        var output = new Option<string>("--out") { HelpName = "DIR", Description = terminal.Text("cli.report.out") };
        var results = new Option<string>("--results") { HelpName = "DIR", Description = terminal.Text("cli.report.results") };
        var rubric = new Option<string>("--rubric") { HelpName = "FILE", Description = terminal.Text("cli.report.rubric") };
        var command = new Command(name, terminal.Text(description)) { who };
        foreach (var option in (Option[])[store.All[0], from, to, output, results, rubric])
        {
            command.Options.Add(option);
        }

        command.SetAction(parsed =>
        {
            var last = Day(parsed, to) ?? DateOnly.FromDateTime(TimeProvider.System.GetLocalNow().Date);
            var first = Day(parsed, from) ?? last.AddDays(1 - UsualDays);
            if (first > last)
            {
                throw new UsageException(Texts.Both("cli.report.error.period", first.ToString(DateFormat, CultureInfo.InvariantCulture), last.ToString(DateFormat, CultureInfo.InvariantCulture)));
            }

            var folder = parsed.GetValue(output) ?? DefaultFolder;
            var norms = parsed.GetValue(rubric) is { } file ? Rubric.Parse(AnalysisEngine.ReadText(file), file) : Rubric.Default;
            var period = new ReportPeriod(first, last);
            var reports = new CoachingReports(
                store.OpenDatabase(parsed), ResultFolder.Open(folder, ResultFormats.All, terminal), norms, period, ResultsPath(folder, parsed.GetValue(results)));
            foreach (var written in write(reports, parsed.GetValue(who), parsed))
            {
                terminal.Line(Path.Combine(folder, written + ".html"));
            }

            return ExitCode.Done;
        });
        return command;
    }

    private static Command Members(Terminal terminal)
    {
        var store = new StoreOptions(terminal);
        var file = new Argument<string>("FILE") { Description = terminal.Text("cli.report.membersFile") };
        var command = new Command("members", terminal.Text("cli.report.members")) { file };
        command.Options.Add(store.All[0]);
        command.SetAction(parsed =>
        {
            var members = TeamMembers.Read(parsed.GetRequiredValue(file));
            new Storage.Scorecards.CoachingReader(store.OpenDatabase(parsed)).SetTeams(members);
            terminal.Line(terminal.Text("cli.report.membersSet", members.Count));
            return ExitCode.Done;
        });
        return command;
    }

    private static string ResultsPath(string folder, string? results)
    {
        if (results is null)
        {
            return "";
        }

        var way = Path.GetRelativePath(Path.GetFullPath(folder), Path.GetFullPath(results)).Replace('\\', '/');
        return way == "." ? "./" : way + "/";
    }

    private static Option<string> Date(Terminal terminal, string name, string description) => new(name)
    {
        HelpName = "YYYY-MM-DD",
        Description = terminal.Text(description),
        Validators = { Choices.Date(DateFormat) },
    };

    private static DateOnly? Day(ParseResult parsed, Option<string> option) =>
        parsed.GetValue(option) is { } text ? DateOnly.ParseExact(text, DateFormat, CultureInfo.InvariantCulture) : null;
}
