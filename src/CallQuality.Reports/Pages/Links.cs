using CallQuality.Reports.Charts;
using CallQuality.Reports.Scorecards;

namespace CallQuality.Reports.Pages;

/// <summary>Addresses of pages relative to the page that names them.</summary>
internal static class Links
{
    /// <summary>A path with every part escaped, so that a folder called <c>a#b?c</c> is still found.</summary>
    /// <param name="up">Way up to the run's folder, such as <c>../</c>.</param>
    /// <param name="path">Path from there.</param>
    public static string To(string up, string path) =>
        up + string.Join('/', path.Split('/', '\\').Select(Uri.EscapeDataString));

    /// <summary>A call's page; <see langword="null"/> where it has no folder.</summary>
    public static string? Call(string up, string? folder) =>
        folder is null ? null : To(up, folder.TrimEnd('/', '\\') + "/" + ScorecardPage.FileName);

    /// <summary>A call's page at a moment, ready to be played.</summary>
    public static string? Moment(string up, string? folder, TimeSpan start, TimeSpan end) =>
        Call(up, folder) is { } page ? $"{page}#t={Percent.Span(start, end)}" : null;
}
