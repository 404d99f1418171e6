using CallQuality.Cli.Commands;
using CallQuality.Core.Analysis;
using CallQuality.Core.Mistakes;
using CallQuality.Core.Wording;
using Spectre.Console;

namespace CallQuality.Cli.Analyze;

/// <summary>What stands on the terminal when a run has ended: a table, the files that were not analysed, and where the results are.</summary>
internal static class RunSummary
{
    private const int MostMistakes = 3;

    public static void Print(Terminal terminal, IReadOnlyList<CallOutcome> outcomes, ResultFolder results, bool interrupted)
    {
        if (outcomes.Any(outcome => outcome.Scorecard is not null))
        {
            terminal.Out.Write(Table(terminal, outcomes));
        }

        PrintRejected(terminal, outcomes);
        terminal.Line(terminal.Text(
            "cli.run.summary",
            outcomes.Count(outcome => outcome.Kind == OutcomeKind.Analysed),
            outcomes.Count(outcome => outcome.Kind == OutcomeKind.Rejected),
            outcomes.Count(outcome => outcome.Kind == OutcomeKind.Failed)));
        terminal.Line(terminal.Text(interrupted ? "cli.run.interrupted" : "cli.run.results", results.EntryPoint));
    }

    private static Table Table(Terminal terminal, IReadOnlyList<CallOutcome> outcomes)
    {
        var table = new Table { Border = terminal.Attended ? TableBorder.Rounded : TableBorder.Simple };
        table.AddColumn(terminal.Text("cli.run.column.call"));
        table.AddColumn(terminal.Text("cli.run.column.agent"));
        table.AddColumn(new TableColumn(terminal.Text("cli.run.column.length")).RightAligned());
        table.AddColumn(terminal.Text("cli.run.column.language"));
        table.AddColumn(new TableColumn(terminal.Text("cli.run.column.score")).RightAligned());
        table.AddColumn(terminal.Text("cli.run.column.moments"));
        foreach (var card in outcomes.Select(outcome => outcome.Scorecard).OfType<Scorecard>())
        {
            table.AddRow(
                Markup.Escape(card.File),
                Markup.Escape(card.Metadata.Agent ?? "–"),
                $"{(int)card.Duration.TotalMinutes}:{card.Duration.Seconds:00}",
                card.Transcript.LanguageCode ?? "–",
                card.OverallScore?.ToString(Texts.Culture(terminal.Language)) ?? "–",
                StoodOut(terminal, card));
        }

        return table;
    }

    private static string StoodOut(Terminal terminal, Scorecard card)
    {
        if (card.OverallScore is null)
        {
            var reason = card.Mistakes.Select(mistake => mistake.Reason).OfType<Audio.Bilingual>().FirstOrDefault();
            return Markup.Escape(reason.In(terminal.Language) ?? terminal.Text("cli.run.notScorable"));
        }

        var worst = card.Mistakes
            .Where(mistake => mistake.Severity is Severity.Slight or Severity.Clear or Severity.Severe)
            .OrderBy(mistake => mistake.Score)
            .Take(MostMistakes)
            .Select(mistake => $"{Colour(mistake.Severity)}{Markup.Escape(terminal.Text($"mistake.{mistake.Mistake}"))} {mistake.Score}[/]")
            .ToList();
        return worst.Count == 0 ? terminal.Text("cli.run.nothing") : string.Join(", ", worst);
    }

    private static string Colour(Severity? severity) => severity switch
    {
        Severity.Severe => "[red]",
        Severity.Clear => "[yellow]",
        _ => "[default]",
    };

    private static void PrintRejected(Terminal terminal, IReadOnlyList<CallOutcome> outcomes)
    {
        // Unattended, each file's line has already said it.
        var rest = outcomes.Where(outcome => outcome.Kind != OutcomeKind.Analysed).ToList();
        if (rest.Count == 0 || !terminal.Attended)
        {
            return;
        }

        terminal.Line(terminal.Text("cli.run.rejectedHeading"));
        foreach (var outcome in rest)
        {
            terminal.Line($"  {outcome.Path}: {outcome.Reason!.Value.In(terminal.Language)}");
        }
    }
}
