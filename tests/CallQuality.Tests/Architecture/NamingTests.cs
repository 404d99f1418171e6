using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CallQuality.Tests.Architecture;

/// <summary>Names say what a thing is for; names that fit anything are refused, and quantities carry their unit.</summary>
public class NamingTests
{
    private static readonly string[] EmptyWords =
        ["Common", "Helper", "Helpers", "Util", "Utils", "Utility", "Utilities", "Manager", "Managers", "Service", "Services", "Dto", "Dtos", "Misc"];

    private static readonly string[] EmptyNames = ["Interfaces", "Models", "Shared", "Base", "Impl"];

    private static readonly string[] Quantities =
        ["Pitch", "Level", "Loudness", "Rate", "Tempo", "Noise", "Frequency", "Bandwidth", "Snr", "Gain", "Clipped", "Dropout", "Duration", "Length", "Spread", "Edge", "Phonation"];

    private static readonly string[] Units =
        ["Hz", "Db", "Dbfs", "Seconds", "Milliseconds", "Ms", "Ratio", "Share", "Semitones", "Percent", "PerSecond", "PerMinute", "PerSyllable", "Samples", "Frames", "Factor", "Count", "Score", "Bytes", "Mel", "Correlation"];

    [Test]
    public void Folders_OfSrcAndTests_HaveTellingNames()
    {
        var folders = SourceTree.Files("src").Concat(SourceTree.Files("tests"))
            .SelectMany(path => path.Split('/')[..^1]).Distinct();

        Assert.That(folders.Where(IsEmptyName), Is.Empty);
    }

    [Test]
    public void Types_OfSrcAndTests_HaveTellingNames()
    {
        var types = SourceTree.Code.SelectMany(file => file.Syntax.DescendantNodes().OfType<BaseTypeDeclarationSyntax>()
            .Where(type => IsEmptyName(type.Identifier.Text))
            .Select(type => $"{file.At(type)} {type.Identifier.Text}"));

        Assert.That(types, Is.Empty);
    }

    /// <summary>A number that others read or give, whose name ends in a physical quantity, says its unit.</summary>
    [Test]
    public void Quantities_InNumbers_CarryTheirUnit()
    {
        var properties = SourceTree.ProductCode.SelectMany(file => file.Syntax.DescendantNodes().OfType<PropertyDeclarationSyntax>()
            .Where(property => IsFloating(property.Type) && !IsPrivate(property.Modifiers) && LacksUnit(property.Identifier.Text))
            .Select(property => $"{file.At(property)} {property.Identifier.Text}"));
        var parameters = SourceTree.ProductCode.SelectMany(file => file.Syntax.DescendantNodes().OfType<ParameterSyntax>()
            .Where(parameter => parameter.Type is not null && IsFloating(parameter.Type) && IsShared(parameter) && LacksUnit(parameter.Identifier.Text))
            .Select(parameter => $"{file.At(parameter)} {parameter.Identifier.Text}"));

        Assert.That(properties.Concat(parameters), Is.Empty);
    }

    [TestCase("CallManager", true)]
    [TestCase("AudioUtils", true)]
    [TestCase("Models", true)]
    [TestCase("ModelFolder", false)]
    [TestCase("Commonality", false)]
    public void IsEmptyName_Names_AreToldApart(string name, bool empty) => Assert.That(IsEmptyName(name), Is.EqualTo(empty));

    [TestCase("NoiseLevel", true)]
    [TestCase("levelDbfs", false)]
    [TestCase("pitchHz", false)]
    [TestCase("score", false)]
    public void LacksUnit_Names_AreToldApart(string name, bool lacks) => Assert.That(LacksUnit(name), Is.EqualTo(lacks));

    private static bool IsEmptyName(string name) => EmptyNames.Contains(name) || Words(name).Any(word => EmptyWords.Contains(word));

    private static bool LacksUnit(string name)
    {
        var words = Words(name).ToList();
        return words.Count > 0 && Quantities.Contains(Capital(words[^1])) && !Units.Any(unit => name.EndsWith(unit, StringComparison.Ordinal));
    }

    private static bool IsPrivate(SyntaxTokenList modifiers) => modifiers.Any(SyntaxKind.PrivateKeyword);

    private static bool IsShared(ParameterSyntax parameter) => parameter.Parent?.Parent switch
    {
        BaseMethodDeclarationSyntax method => !IsPrivate(method.Modifiers),
        TypeDeclarationSyntax => true,
        _ => false,
    };

    private static bool IsFloating(TypeSyntax type) => type.ToString().TrimEnd('?') is "double" or "float";

    private static string Capital(string word) => char.ToUpperInvariant(word[0]) + word[1..];

    private static IEnumerable<string> Words(string name) => Regex.Matches(name, "[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[0-9]+").Select(match => match.Value);
}
