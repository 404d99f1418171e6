using System.Text;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace CallQuality.Core.Scoring;

/// <summary>A number that a rubric's text sets.</summary>
/// <param name="Path">Its keys from the top, such as <c>mistakes.TooFast.measures.wordsPerMinute.good.de</c>.</param>
/// <param name="Text">As it is written.</param>
/// <param name="Unit">Id of its unit; empty for weights and the bands of scores.</param>
public sealed record RubricField(string Path, string Text, string Unit);

/// <summary>Changes single numbers in the text of a rubric and leaves everything else in it as it stands, comments too. Thread-safe.</summary>
public static class RubricNumbers
{
    private const string Version = "version";

    /// <summary>Keys whose values are words, and curves, which calibration makes.</summary>
    private static readonly string[] NoNumbers = ["schema", Version, "unit", "source", "curve"];

    /// <summary>The numbers of a rubric in the order of its text; none where it is no YAML.</summary>
    public static IReadOnlyList<RubricField> Of(string yaml)
    {
        var all = Scalars(yaml).ToList();
        var units = all.Where(scalar => scalar.Path.EndsWith(".unit", StringComparison.Ordinal)).ToDictionary(scalar => scalar.Path[..^".unit".Length], scalar => scalar.Node.Value ?? "");
        string UnitOf(string path) => path.EndsWith(".weight", StringComparison.Ordinal) ? ""
            : units.GetValueOrDefault(Parent(path)) ?? units.GetValueOrDefault(Parent(Parent(path))) ?? "";
        return [.. all.Where(scalar => IsNumber(scalar.Path)).Select(scalar => new RubricField(scalar.Path, scalar.Node.Value ?? "", UnitOf(scalar.Path)))];
    }

    /// <summary>Puts other numbers and a version into a rubric's text. What comes out is to be read like any other text: nothing is checked here.</summary>
    /// <param name="yaml">The text; what is no YAML stays as it is.</param>
    /// <param name="version">The new version.</param>
    /// <param name="numbers">New numbers by path; paths that the text does not have, and texts that stand there already, change nothing.</param>
    public static string With(string yaml, string version, IReadOnlyDictionary<string, string> numbers)
    {
        ArgumentNullException.ThrowIfNull(numbers);
        var text = new StringBuilder(yaml);
        foreach (var (path, node) in Scalars(yaml).OrderByDescending(scalar => scalar.Node.Start.Index))
        {
            var (start, length) = ((int)node.Start.Index, (int)(node.End.Index - node.Start.Index));
            if (path == Version)
            {
                text.Remove(start, length).Insert(start, Quoted(version));
            }
            else if (IsNumber(path) && numbers.TryGetValue(path, out var number) && number != node.Value)
            {
                text.Remove(start, length).Insert(start, number.Length == 0 || number.Any(sign => !char.IsAsciiDigit(sign) && sign is not ('.' or '-')) ? Quoted(number) : number);
            }
        }

        return text.ToString();
    }

    private static string Parent(string path) => path.LastIndexOf('.') is var dot and >= 0 ? path[..dot] : "";

    private static string Quoted(string text) => $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";

    private static bool IsNumber(string path) => !path.Split('.').Any(NoNumbers.Contains);

    private static IEnumerable<(string Path, YamlScalarNode Node)> Scalars(string yaml)
    {
        var stream = new YamlStream();
        try
        {
            using var reader = new StringReader(yaml);
            stream.Load(reader);
        }
        catch (Exception error) when (error is YamlException or InvalidOperationException)
        {
            return [];
        }

        return stream.Documents.SelectMany(document => Below(document.RootNode, ""));
    }

    private static IEnumerable<(string Path, YamlScalarNode Node)> Below(YamlNode node, string path) => node switch
    {
        YamlScalarNode scalar => [(path, scalar)],
        YamlMappingNode mapping => mapping.Children.SelectMany(child => Below(child.Value, path.Length == 0 ? child.Key.ToString() : $"{path}.{child.Key}")),
        _ => [],
    };
}
