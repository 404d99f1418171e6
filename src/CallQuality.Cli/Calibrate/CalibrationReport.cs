using System.Globalization;
using CallQuality.Core.Agreement;
using CallQuality.Core.Calls;
using CallQuality.Core.Wording;
using CallQuality.Reports.Pages;

namespace CallQuality.Cli.Calibrate;

/// <summary>What a calibration found, in Markdown.</summary>
internal static class CalibrationReport
{
    /// <summary>Writes the report.</summary>
    /// <param name="calibrations">One a mistake.</param>
    /// <param name="rubric">Version of the rubric the scores were made with.</param>
    /// <param name="raters">How many people rated.</param>
    /// <param name="language">Language of the report.</param>
    public static string Write(IReadOnlyList<ScoreCalibration> calibrations, string rubric, int raters, Language language)
    {
        var words = new Wordings(language);
        string Shown(AgreementFigure figure, int decimals) => figure is { Value: { } value, Low: { } low, High: { } high }
            ? $"{words.Number(value, decimals)} ({words.Number(low, decimals)} … {words.Number(high, decimals)})"
            : "–";
        string Points(double? points) => points is { } known ? words.Number(known, 1) : "–";
        var lines = new List<string>
        {
            Texts.Get(language, "calibrate.head", rubric, calibrations.Sum(calibration => calibration.Ratings), raters),
            "",
            Texts.Get(language, "calibrate.agreement"),
            "|---|---|---|---|---|---|---|---|",
        };
        lines.AddRange(calibrations.Select(calibration =>
            $"| {words.Name(calibration.Mistake)} | {calibration.Ratings} | {calibration.People.Calls} | {Shown(calibration.People.Kappa, 2)} | {Shown(calibration.People.Intraclass, 2)} | {calibration.Machine.Calls} | {Shown(calibration.Machine.Kappa, 2)} | {Shown(calibration.Machine.Difference, 0)} |"));
        lines.AddRange(["", Texts.Get(language, "calibrate.curves", ScoreCalibration.LeastRatings, ScoreCalibration.LeastCalls), "|---|---|---|---|"]);
        lines.AddRange(calibrations.Select(calibration =>
            $"| {words.Name(calibration.Mistake)} | {Points(calibration.ErrorBefore)} | {Points(calibration.ErrorAfter)} | {CurveText(calibration, language)} |"));
        return string.Join('\n', lines) + '\n';
    }

    private static string CurveText(ScoreCalibration calibration, Language language) => calibration switch
    {
        { Curve: { } curve } => string.Join(", ", curve.Points.Select(point => string.Create(CultureInfo.InvariantCulture, $"{point.Score} → {point.Calibrated}"))),
        { ErrorAfter: null } => Texts.Get(language, "calibrate.tooFew"),
        _ => Texts.Get(language, "calibrate.noBetter"),
    };
}
