using System.Text.RegularExpressions;
using CallQuality.Core.Wording;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CallQuality.Tests.Architecture;

/// <summary>The wording files and the code that uses them belong together: no dead text, no missing key, the same gaps in both languages.</summary>
public class WordingTests
{
    private static readonly Regex Placeholder = new(@"(?<!\{)\{(\d+)(?:,-?\d+)?(?::([^}]*))?\}");
    private static readonly Regex KeyShape = new(@"^[a-z][A-Za-z]*(\.[A-Za-z][A-Za-z0-9]*)+$");
    private static readonly Regex RazorLiteral = new(@"\$?""([^""\\\n]*)""");
    private static readonly string[] FileEndings = [".html", ".json", ".csv", ".yaml", ".yml", ".js", ".css", ".wav", ".onnx", ".txt", ".mp3", ".ogg", ".svg", ".md"];

    private static readonly Lazy<IReadOnlyList<string>> Literals = new(() => [.. CodeLiterals().Concat(PageLiterals()).Distinct()]);

    [Test]
    public void All_EveryKey_HasTheSamePlaceholdersInBothLanguages()
    {
        var different = Texts.All.Where(entry => !Placeholders(entry.Value.German).SetEquals(Placeholders(entry.Value.English))).Select(entry => entry.Key);

        Assert.That(different, Is.Empty);
    }

    [Test]
    public void All_EveryKey_CountsItsPlaceholdersFromZero()
    {
        var gaps = Texts.All.Where(entry => Placeholders(entry.Value.English) is var used && used.Any(number => number > 0 && !used.Contains(number - 1))).Select(entry => entry.Key);

        Assert.That(gaps, Is.Empty);
    }

    [Test]
    public void All_EveryKey_IsUsedByTheCode()
    {
        var exact = Literals.Value.ToHashSet();
        var patterns = Literals.Value.Where(literal => literal.Contains('\0') || literal.EndsWith('.')).Select(ToPattern).ToList();
        var unused = Texts.All.Keys.Where(key => !Forms(key).Any(exact.Contains) && !patterns.Any(pattern => pattern.IsMatch(key)));

        Assert.That(unused, Is.Empty);
    }

    /// <summary>A literal that looks like a key of a known area is one.</summary>
    [Test]
    public void Literals_ThatNameAKey_NameOneThatExists()
    {
        var known = Texts.All.Keys.SelectMany(Forms).ToHashSet();
        var areas = Texts.All.Keys.Select(key => key[..key.IndexOf('.', StringComparison.Ordinal)]).ToHashSet();
        var missing = Literals.Value
            .Where(literal => KeyShape.IsMatch(literal) && areas.Contains(literal[..literal.IndexOf('.', StringComparison.Ordinal)]))
            .Where(literal => !FileEndings.Any(literal.EndsWith) && !known.Contains(literal));

        Assert.That(missing, Is.Empty);
    }

    [Test]
    public void Calls_OfTexts_WithALiteralKey_NameOneThatExists()
    {
        var missing = SourceTree.ProductCode.SelectMany(file => file.Syntax.DescendantNodes().OfType<InvocationExpressionSyntax>()
            .Where(call => call.Expression.ToString() is "Texts.Get" or "Texts.Both")
            .SelectMany(call => call.ArgumentList.Arguments.Take(2).Select(argument => argument.Expression).OfType<LiteralExpressionSyntax>().Take(1))
            .Where(key => key.IsKind(SyntaxKind.StringLiteralExpression) && !Texts.All.ContainsKey(key.Token.ValueText))
            .Select(key => $"{file.At(key)} {key}"));

        Assert.That(missing, Is.Empty);
    }

    private static HashSet<int> Placeholders(string text) =>
        [.. Placeholder.Matches(text).Select(match => int.Parse(match.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture))];

    /// <summary>The key as a whole, and without its area, which a page's own reader puts in front.</summary>
    private static IEnumerable<string> Forms(string key) => [key, key[(key.IndexOf('.', StringComparison.Ordinal) + 1)..]];

    /// <summary>An interpolated key with its holes open: "mistake." + name, $"measure.{id}.name". A bare prefix leaves the rest open.</summary>
    private static Regex ToPattern(string literal)
    {
        var parts = literal.Split('\0').Select(Regex.Escape);
        return new Regex($@"^(?:[a-z]\w*\.)?{string.Join(@"[\w.]+", parts)}{(literal.EndsWith('.') ? @"[\w.]+" : "")}$");
    }

    private static IEnumerable<string> CodeLiterals() => SourceTree.ProductCode.SelectMany(file => file.Syntax.DescendantNodes()
        .Select(node => node switch
        {
            LiteralExpressionSyntax literal when literal.IsKind(SyntaxKind.StringLiteralExpression) => literal.Token.ValueText,
            InterpolatedStringExpressionSyntax text => string.Concat(text.Contents.Select(part => part is InterpolatedStringTextSyntax fixedPart ? fixedPart.TextToken.ValueText : "\0")),
            _ => "",
        })
        .Where(IsKeyLike));

    private static IEnumerable<string> PageLiterals() => SourceTree.Files("src").Where(path => path.EndsWith(".razor", StringComparison.Ordinal))
        .SelectMany(path => RazorLiteral.Matches(SourceTree.Read(path)).Select(match => Regex.Replace(match.Groups[1].Value, @"\{[^}]*\}", "\0")))
        .Where(IsKeyLike);

    // A hole alone, or words with blanks, would match every key.
    private static bool IsKeyLike(string literal) => literal.Length > 2 && !literal.Contains(' ') && literal.Trim('\0', '.').Length > 2;
}
