using System.Text.RegularExpressions;
using CallQuality.Core.Wording;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using YamlDotNet.RepresentationModel;

namespace CallQuality.Tests.Architecture;

/// <summary>A text that a user may come to read, and where it stands.</summary>
internal sealed record VisibleText(string Where, string Text)
{
    private static readonly Regex JsComment = new(@"//[^\n]*|/\*.*?\*/", RegexOptions.Singleline);
    private static readonly Regex JsString = new(@"'([^'\\\n]|\\.)*'|""([^""\\\n]|\\.)*""|`([^`\\]|\\.)*`", RegexOptions.Singleline);
    private static readonly Regex RazorComment = new(@"@\*.*?\*@|(?<!:)//[^\n]*", RegexOptions.Singleline);

    /// <summary>
    /// What people say on the phone, as the phrase lists quote it. A caller may well say "das ist ärgerlich" and an agent "I'm so sorry":
    /// these lines are matched and quoted, they are not the program's words. Only their <c>better</c> lines are advice, and those are sayings too.
    /// </summary>
    private static readonly string[] SpokenFields = ["phrases", "fillers", "negators", "reporting", "tags", "variants", "de", "en"];

    /// <summary>The wording files, every string in the code, pages, scripts, settings and schemas.</summary>
    public static IEnumerable<VisibleText> All() => Wording().Concat(Literals()).Concat(Pages()).Concat(Scripts()).Concat(Settings()).Concat(Schemas());

    public static IEnumerable<VisibleText> Wording() => Texts.All.SelectMany(entry => new[]
    {
        new VisibleText($"wording {entry.Key} (de)", entry.Value.German),
        new VisibleText($"wording {entry.Key} (en)", entry.Value.English),
    });

    /// <summary>String literals and the fixed parts of interpolated strings.</summary>
    public static IEnumerable<VisibleText> Literals() => SourceTree.ProductCode.SelectMany(file => file.Syntax.DescendantTokens()
        .Where(token => token.Kind() is SyntaxKind.StringLiteralToken or SyntaxKind.InterpolatedStringTextToken or SyntaxKind.SingleLineRawStringLiteralToken
            or SyntaxKind.MultiLineRawStringLiteralToken or SyntaxKind.Utf8StringLiteralToken)
        .Select(token => new VisibleText(file.At(token.Parent!), token.ValueText)));

    /// <summary>Names that the code declares: types, members, parameters.</summary>
    public static IEnumerable<VisibleText> Names() => SourceTree.ProductCode.SelectMany(file => file.Syntax.DescendantNodes()
        .Select(node => (Node: node, Name: NameOf(node)))
        .Where(pair => pair.Name.Length > 0)
        .Select(pair => new VisibleText($"{file.At(pair.Node)} {pair.Name}", pair.Name)));

    private static IEnumerable<VisibleText> Pages() => Read("src", ".razor", ".css").Select(text => text with { Text = RazorComment.Replace(text.Text, " ") });

    private static IEnumerable<VisibleText> Scripts() => Read("src", ".js").SelectMany(script => JsString.Matches(JsComment.Replace(script.Text, " "))
        .Select(match => script with { Text = match.Value }));

    private static IEnumerable<VisibleText> Schemas() => Read("src", ".json");

    private static IEnumerable<VisibleText> Settings() => Read("src", ".yaml", ".yml").SelectMany(file =>
    {
        var yaml = new YamlStream();
        yaml.Load(new StringReader(file.Text));
        var spoken = !file.Where.Contains("/Wording/", StringComparison.Ordinal);
        return yaml.Documents.SelectMany(document => Scalars(document.RootNode, spoken)).Select(text => new VisibleText(file.Where, text));
    });

    private static IEnumerable<string> Scalars(YamlNode node, bool spoken) => node switch
    {
        YamlScalarNode scalar => [scalar.Value ?? ""],
        YamlSequenceNode list => list.SelectMany(child => Scalars(child, spoken)),
        YamlMappingNode map => map.Children.Where(pair => !spoken || !SpokenFields.Contains(pair.Key.ToString()))
            .SelectMany(pair => Scalars(pair.Key, spoken).Concat(Scalars(pair.Value, spoken))),
        _ => [],
    };

    private static IEnumerable<VisibleText> Read(string folder, params string[] extensions) => SourceTree.Files(folder)
        .Where(path => extensions.Contains(Path.GetExtension(path)))
        .Select(path => new VisibleText(path, SourceTree.Read(path)));

    private static string NameOf(SyntaxNode node) => node switch
    {
        BaseTypeDeclarationSyntax type => type.Identifier.Text,
        MethodDeclarationSyntax method => method.Identifier.Text,
        PropertyDeclarationSyntax property => property.Identifier.Text,
        VariableDeclaratorSyntax variable => variable.Identifier.Text,
        ParameterSyntax parameter => parameter.Identifier.Text,
        EnumMemberDeclarationSyntax member => member.Identifier.Text,
        _ => "",
    };
}
