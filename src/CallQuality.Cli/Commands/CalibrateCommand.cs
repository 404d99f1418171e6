using System.CommandLine;
using System.Text;
using CallQuality.Cli.Analyze;
using CallQuality.Cli.Calibrate;
using CallQuality.Core.Agreement;
using CallQuality.Core.Mistakes;
using CallQuality.Core.Scoring;
using CallQuality.Core.Wording;
using CallQuality.Reports.Ratings;

namespace CallQuality.Cli.Commands;

/// <summary><c>callquality calibrate</c>: compares people's ratings with the machine's scores, and makes a new version of the rubric when asked to.</summary>
internal static class CalibrateCommand
{
    public static Command Create(Terminal terminal)
    {
        var store = new StoreOptions(terminal);
        var ratings = new Argument<string>("RATINGS") { Description = terminal.Text("calibrate.ratings") };
        var results = Choices.Named(terminal, "--results", "DIR", "calibrate.results");
        var rubric = Choices.Named(terminal, "--rubric", "FILE", "calibrate.rubric");
        var output = Choices.Named(terminal, "--out", "FILE", "calibrate.out");
        var version = Choices.Named(terminal, "--version-name", "NAME", "calibrate.version");
        var report = Choices.Named(terminal, "--report", "FILE", "calibrate.report");
        var command = new Command("calibrate", terminal.Text("calibrate.description")) { ratings, results, rubric, output, version, report };
        command.Options.Add(store.All[0]);
        command.SetAction(parsed =>
        {
            var given = RatingsCsv.Read(parsed.GetRequiredValue(ratings));
            var callIds = given.Select(rating => rating.CallId).ToHashSet();
            var machine = parsed.GetValue(results) is { } folder ? MachineScores.OfFolder(folder, callIds) : MachineScores.OfDatabase(store.OpenDatabase(parsed), callIds);
            var text = parsed.GetValue(rubric) is { } file ? AnalysisEngine.ReadText(file) : RubricText.Shipped;
            var calibrations = Calibrations(given, machine, Rubric.Parse(text, parsed.GetValue(rubric) ?? "rubric.yaml"));
            Tell(CalibrationReport.Write(calibrations, machine.Rubric, given.Select(rating => rating.Rater).Distinct().Count(), terminal.Language), parsed.GetValue(report), terminal);
            if (parsed.GetValue(output) is { } path)
            {
                Write(path, text, parsed.GetValue(version) ?? machine.Rubric + "-calibrated", calibrations, terminal);
            }

            return ExitCode.Done;
        });
        return command;
    }

    private static List<ScoreCalibration> Calibrations(IReadOnlyList<Rating> ratings, MachineScores machine, Rubric rubric) => rubric.Version == machine.Rubric
        ? [.. Enum.GetValues<Mistake>().Select(mistake => ScoreCalibration.Of(mistake, machine.RatedCalls(ratings, mistake), rubric))]
        : throw new RatedCallsException(Texts.Both("calibrate.otherRubric", machine.Rubric, rubric.Version));

    private static void Tell(string report, string? path, Terminal terminal)
    {
        foreach (var line in report.TrimEnd().Split('\n'))
        {
            terminal.Line(line);
        }

        if (path is not null)
        {
            OutputFile.Write(path, Encoding.UTF8.GetBytes(report));
        }
    }

    private static void Write(string path, string text, string version, List<ScoreCalibration> calibrations, Terminal terminal)
    {
        var curves = calibrations.Where(calibration => calibration.Curve is not null).ToDictionary(calibration => calibration.Mistake, calibration => calibration.Curve!);
        if (curves.Count == 0)
        {
            terminal.Line(terminal.Text("calibrate.nothing"));
            return;
        }

        var changed = RubricText.With(text, version, curves) ?? throw new RatedCallsException(Texts.Both("calibrate.layout"));
        OutputFile.Write(path, Encoding.UTF8.GetBytes(changed));
        terminal.Line(terminal.Text("calibrate.written", path, version));
    }
}
