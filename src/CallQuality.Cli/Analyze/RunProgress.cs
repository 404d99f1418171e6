using CallQuality.Cli.Commands;
using CallQuality.Core.Analysis;
using CallQuality.Core.Wording;
using Spectre.Console;

namespace CallQuality.Cli.Analyze;

/// <summary>Shows how far a run is: a bar where somebody watches, a line a call where nobody does.</summary>
internal sealed class RunProgress
{
    private readonly Terminal terminal;
    private readonly ProgressTask? bar;
    private readonly int total;
    private int ended;

    private RunProgress(Terminal terminal, int total, ProgressTask? bar)
    {
        this.terminal = terminal;
        this.total = total;
        this.bar = bar;
    }

    /// <summary>Runs <paramref name="work"/> with progress on the terminal.</summary>
    public static void Show(Terminal terminal, int total, Action<RunProgress> work)
    {
        if (!terminal.Attended)
        {
            work(new RunProgress(terminal, total, bar: null));
            return;
        }

        terminal.Out.Progress()
            .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .AutoClear(enabled: true)
            .Start(context => work(new RunProgress(terminal, total, context.AddTask(terminal.Text("cli.run.progress"), maxValue: total))));
    }

    public void Begin(string path)
    {
        if (bar is not null)
        {
            bar.Description = Markup.Escape(Path.GetFileName(path));
        }
    }

    /// <summary>Progress inside one call, as shares from 0 to 1.</summary>
    public IProgress<double> InsideCall() => new Shares(share =>
    {
        if (bar is not null)
        {
            bar.Value = ended + Math.Clamp(share, 0, 1);
        }
    });

    public void End(CallOutcome outcome)
    {
        ended++;
        if (bar is not null)
        {
            bar.Value = ended;
        }
        else
        {
            terminal.Line(PlainLine(outcome));
        }
    }

    private string PlainLine(CallOutcome outcome)
    {
        if (outcome.Scorecard is not { } card)
        {
            var key = outcome.Kind == OutcomeKind.Rejected ? "cli.run.line.rejected" : "cli.run.line.failed";
            return terminal.Text(key, ended, total, outcome.Path, outcome.Reason!.Value.In(terminal.Language));
        }

        var score = card.OverallScore is { } value ? terminal.Text("cli.run.score", value) : terminal.Text("cli.run.notScorable");
        var seconds = outcome.Elapsed.TotalSeconds;
        return terminal.Text("cli.run.line.analysed", ended, total, outcome.Path, score, seconds, card.Duration.TotalSeconds / seconds);
    }

    // System.Progress posts to a context and may report late or out of order; a bar wants it at once.
    private sealed class Shares(Action<double> report) : IProgress<double>
    {
        public void Report(double value) => report(value);
    }
}
