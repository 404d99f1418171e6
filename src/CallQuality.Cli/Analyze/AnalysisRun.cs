using System.Diagnostics;
using CallQuality.Audio;
using CallQuality.Audio.Files;
using CallQuality.Cli.Commands;
using CallQuality.Core.Analysis;
using CallQuality.Core.Calls;
using CallQuality.Core.Wording;

namespace CallQuality.Cli.Analyze;

/// <summary>One <c>analyze</c> run, from the paths on the command line to the folder of results.</summary>
internal sealed class AnalysisRun(Terminal terminal, ResultFolder results, RunMetadata metadata, AnalysisEngine engine, CallWishes wishes)
{
    private readonly List<CallOutcome> outcomes = [];

    /// <summary>Runs and returns the exit code.</summary>
    /// <exception cref="CallQualityException">The call of the program or its surroundings are wrong; nothing was analysed.</exception>
    public static int Execute(AnalysisSettings settings, Terminal terminal, CancellationToken cancellationToken)
    {
        var found = RecordingFinder.Find(settings.Paths, cancellationToken);
        var metadata = RunMetadata.Read(settings);
        var wishes = settings.ReadWishes();
        using var engine = AnalysisEngine.Open(settings, cancellationToken);
        // Made last, so that a wrong call leaves no empty folder behind.
        var results = ResultFolder.Open(settings.OutputFolder, settings.Formats, terminal);

        terminal.Line(found.Count == 1 ? terminal.Text("cli.run.found.one") : terminal.Text("cli.run.found.many", found.Count));
        foreach (var file in metadata.Tables)
        {
            terminal.Line(terminal.Text("cli.run.metadataFrom", file));
        }

        return new AnalysisRun(terminal, results, metadata, engine, wishes).Run(found, cancellationToken);
    }

    private int Run(IReadOnlyList<FoundRecording> found, CancellationToken cancellationToken)
    {
        var interrupted = false;
        RunProgress.Show(terminal, found.Count, progress =>
        {
            foreach (var recording in found)
            {
                if (cancellationToken.IsCancellationRequested)
                {
                    interrupted = true;
                    return;
                }

                progress.Begin(recording.Path);
                if (Outcome(recording, progress, cancellationToken) is not { } outcome)
                {
                    interrupted = true;
                    return;
                }

                outcomes.Add(outcome);
                progress.End(outcome);
            }
        });

        results.WriteSummary(outcomes, engine.Yardstick.Rubric);
        RunSummary.Print(terminal, outcomes, results, interrupted);
        return interrupted ? ExitCode.Interrupted
            : outcomes.TrueForAll(outcome => outcome.Kind == OutcomeKind.Analysed) ? ExitCode.Done
            : ExitCode.SomeFailed;
    }

    // The one place where a call's failure becomes an outcome; null where the run was interrupted.
    private CallOutcome? Outcome(FoundRecording found, RunProgress progress, CancellationToken cancellationToken)
    {
        var clock = Stopwatch.StartNew();
        if (found.Problem is { } problem)
        {
            return Unanalysed(found.Path, OutcomeKind.Rejected, problem, clock);
        }

        try
        {
            var recording = RecordingReader.Read(found.Path, cancellationToken);
            var analysis = engine.Analyzer.Analyze(recording, metadata.For(found.Path), wishes, progress.InsideCall(), cancellationToken);
            var folder = results.Write(analysis);
            return new CallOutcome
            {
                Path = found.Path,
                Kind = OutcomeKind.Analysed,
                Reason = null,
                Scorecard = analysis.Scorecard,
                ResultFolder = folder,
                Elapsed = clock.Elapsed,
            };
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return null;
        }
        catch (CallQualityException error) when (error is UnreadableAudioException or UnsupportedAudioException or MetadataException)
        {
            return Unanalysed(found.Path, OutcomeKind.Rejected, error.Text, clock);
        }
        catch (Exception error) when (error is not CallQualityException)
        {
            return Unanalysed(found.Path, OutcomeKind.Failed, Texts.Both("cli.error.unexpected", found.Path, error.Message), clock);
        }
    }

    private static CallOutcome Unanalysed(string path, OutcomeKind kind, Bilingual reason, Stopwatch clock) => new()
    {
        Path = path,
        Kind = kind,
        Reason = reason,
        Scorecard = null,
        ResultFolder = null,
        Elapsed = clock.Elapsed,
    };
}
