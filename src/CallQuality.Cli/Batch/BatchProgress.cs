using System.Diagnostics;
using CallQuality.Cli.Commands;
using CallQuality.Core.Wording;
using CallQuality.Storage.Analyses;
using Spectre.Console;

namespace CallQuality.Cli.Batch;

/// <summary>How far a batch is: a bar with throughput and time left where somebody watches, a line a call, by its id, where nobody does.</summary>
internal sealed class BatchProgress
{
    private readonly Stopwatch clock = Stopwatch.StartNew();
    private readonly Terminal terminal;
    private readonly ProgressTask? bar;
    private int total;
    private int ended;
    private int endedHere;

    private BatchProgress(Terminal terminal, ProgressTask? bar)
    {
        this.terminal = terminal;
        this.bar = bar;
    }

    /// <summary>Runs <paramref name="work"/> with progress on the terminal.</summary>
    public static void Show(Terminal terminal, Action<BatchProgress> work)
    {
        if (!terminal.Attended)
        {
            work(new BatchProgress(terminal, bar: null));
            return;
        }

        terminal.Out.Progress()
            .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn())
            .AutoClear(enabled: true)
            .Start(context => work(new BatchProgress(terminal, context.AddTask(terminal.Text("cli.batch.scanning", 0), maxValue: 1))));
    }

    /// <summary>Files looked at so far.</summary>
    public void Scanned(int files)
    {
        if (bar is not null)
        {
            bar.Description = terminal.Text("cli.batch.scanning", files);
        }
    }

    /// <summary>Calls of the batch, and those that had ended before.</summary>
    public void Begin(int calls, int endedBefore)
    {
        (total, ended, endedHere) = (calls, endedBefore, 0);
        clock.Restart();
        Draw(0);
    }

    /// <summary>A call was begun; gives the progress inside it.</summary>
    public IProgress<double> InsideCall() => new Shares(Draw);

    /// <summary>A call has ended.</summary>
    public void End(AnalysisClaim claim, WorkResult result, TimeSpan elapsed)
    {
        if (result.End is WorkEnd.Done or WorkEnd.Rejected or WorkEnd.Failed)
        {
            ended++;
            endedHere++;
        }

        Draw(0);
        if (bar is null)
        {
            var outcome = result.Analysis?.Scorecard is not { } card ? terminal.Text($"cli.batch.end.{result.End}")
                : card.OverallScore is { } score ? terminal.Text("cli.run.score", score) : terminal.Text("cli.run.notScorable");
            terminal.Line(terminal.Text("cli.batch.line", ended, total, claim.Call.CallId, outcome, elapsed.TotalSeconds, Rate()));
        }
    }

    private void Draw(double share)
    {
        if (bar is not null)
        {
            bar.MaxValue = Math.Max(total, 1);
            bar.Value = ended + Math.Clamp(share, 0, 1);
            bar.Description = Markup.Escape($"{ended}/{total} · {Rate()}");
        }
    }

    private string Rate()
    {
        if (endedHere == 0)
        {
            return "–";
        }

        var seconds = clock.Elapsed.TotalSeconds / endedHere;
        var left = TimeSpan.FromSeconds(seconds * (total - ended));
        return terminal.Text("cli.batch.rate", 3600 / seconds, left.ToString(left.TotalDays >= 1 ? @"d\.hh\:mm\:ss" : @"h\:mm\:ss", Texts.Culture(terminal.Language)));
    }

    // System.Progress posts to a context and may report late or out of order; a bar wants it at once.
    private sealed class Shares(Action<double> report) : IProgress<double>
    {
        public void Report(double value) => report(value);
    }
}
