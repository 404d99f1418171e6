using System.Globalization;
using System.Text;
using CallQuality.Cli.Commands;

namespace CallQuality.Cli.Evaluate;

/// <summary>One drawing.</summary>
internal sealed record Plot(string Part, string File, string Title, string Svg);

/// <summary>Draws scatter plots, ROC and reliability curves as SVG.</summary>
/// <param name="subject">What every file's name begins with.</param>
internal sealed class PlotBook(string subject)
{
    private const int Size = 360;
    private const int Margin = 46;
    private readonly List<Plot> plots = [];

    public IReadOnlyList<Plot> Plots => plots;

    /// <summary>Writes every drawing into a folder that is there.</summary>
    /// <exception cref="OutputException">One cannot be written.</exception>
    public void Write(string folder)
    {
        foreach (var plot in plots)
        {
            OutputFile.Write(Path.Combine(folder, plot.File), Encoding.UTF8.GetBytes(plot.Svg));
        }
    }

    public void Scatter(string part, string file, string title, string horizontal, string vertical, IReadOnlyList<(double X, double Y, bool Development)> points)
    {
        var low = Math.Floor(points.Min(point => Math.Min(point.X, point.Y)));
        var high = Math.Ceiling(points.Max(point => Math.Max(point.X, point.Y)));
        var body = new StringBuilder();
        Line(body, Place(low, low, high), Place(high, low, high), "#999");
        foreach (var (x, y, development) in points)
        {
            body.Append(CultureInfo.InvariantCulture,
                $"<circle cx=\"{Place(x, low, high):F1}\" cy=\"{Size - Place(y, low, high):F1}\" r=\"2.6\" fill=\"{(development ? "#7a9cc6" : "#b4442c")}\" fill-opacity=\"0.75\"/>\n");
        }

        Add(part, file, $"{title} (blue: speakers of development, red: of the test)", horizontal, vertical, low, high, body);
    }

    public void Roc(string part, string file, string title, IReadOnlyList<(double X, bool Positive)> items)
    {
        var body = new StringBuilder();
        Line(body, Place(0, 0, 1), Place(1, 0, 1), "#999");
        var (positives, negatives) = (items.Count(item => item.Positive), items.Count(item => !item.Positive));
        var path = new StringBuilder(string.Create(CultureInfo.InvariantCulture, $"M{Place(0, 0, 1):F1} {Size - Place(0, 0, 1):F1}"));
        foreach (var threshold in items.Select(item => item.X).Distinct().OrderDescending())
        {
            var hit = items.Count(item => item.Positive && item.X >= threshold) / (double)positives;
            var alarm = items.Count(item => !item.Positive && item.X >= threshold) / (double)negatives;
            path.Append(CultureInfo.InvariantCulture, $" L{Place(alarm, 0, 1):F1} {Size - Place(hit, 0, 1):F1}");
        }

        body.Append(CultureInfo.InvariantCulture, $"<path d=\"{path}\" fill=\"none\" stroke=\"#b4442c\" stroke-width=\"2\"/>\n");
        Add(part, file, title, "false alarms", "hits", 0, 1, body);
    }

    /// <summary>How often what was given a probability is right; on the diagonal it is as often as it was probable.</summary>
    public void Reliability(string part, string file, string title, IReadOnlyList<(double Probability, double Right)> test, IReadOnlyList<(double Probability, double Right)> held)
    {
        var body = new StringBuilder();
        Line(body, Place(0, 0, 1), Place(1, 0, 1), "#999");
        Curve(body, held, "#7a9cc6");
        Curve(body, test, "#b4442c");
        Add(part, file, $"{title} (blue: held-out training, red: test)", "probability", "share right", 0, 1, body);
    }

    private static void Curve(StringBuilder body, IReadOnlyList<(double X, double Y)> points, string colour)
    {
        body.Append(CultureInfo.InvariantCulture, $"<polyline points=\"{string.Join(' ', points.Select(Point))}\" fill=\"none\" stroke=\"{colour}\" stroke-width=\"1.5\"/>\n");
        foreach (var (x, y) in points)
        {
            body.Append(CultureInfo.InvariantCulture, $"<circle cx=\"{Place(x, 0, 1):F1}\" cy=\"{Size - Place(y, 0, 1):F1}\" r=\"3\" fill=\"{colour}\"/>\n");
        }
    }

    private static string Point((double X, double Y) point) =>
        string.Create(CultureInfo.InvariantCulture, $"{Place(point.X, 0, 1):F1},{Size - Place(point.Y, 0, 1):F1}");

    private static double Place(double value, double low, double high) => Margin + ((value - low) / (high - low) * (Size - (2 * Margin)));

    private static void Line(StringBuilder body, double from, double to, string colour) => body.Append(CultureInfo.InvariantCulture,
        $"<line x1=\"{from:F1}\" y1=\"{Size - from:F1}\" x2=\"{to:F1}\" y2=\"{Size - to:F1}\" stroke=\"{colour}\" stroke-dasharray=\"4 3\"/>\n");

    private void Add(string part, string file, string title, string horizontal, string vertical, double low, double high, StringBuilder body)
    {
        var (near, far) = (Margin, Size - Margin);
        var svg = string.Create(CultureInfo.InvariantCulture, $"""
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {Size} {Size}" font-family="sans-serif" font-size="11" role="img" aria-label="{title}">
            <rect width="{Size}" height="{Size}" fill="#fff"/>
            <text x="{Size / 2}" y="16" text-anchor="middle" font-size="9">{title}</text>
            <path d="M{near} {near} V{far} H{far}" fill="none" stroke="#333"/>
            <text x="{near}" y="{far + 14}" text-anchor="middle">{low:G3}</text><text x="{far}" y="{far + 14}" text-anchor="middle">{high:G3}</text>
            <text x="{near - 6}" y="{far}" text-anchor="end">{low:G3}</text><text x="{near - 6}" y="{near + 4}" text-anchor="end">{high:G3}</text>
            <text x="{Size / 2}" y="{Size - 12}" text-anchor="middle">{horizontal}</text>
            <text x="14" y="{Size / 2}" text-anchor="middle" transform="rotate(-90 14 {Size / 2})">{vertical}</text>
            {body}</svg>

            """);
        plots.Add(new Plot(part, $"{subject}-{file}.svg", title, svg));
    }
}
