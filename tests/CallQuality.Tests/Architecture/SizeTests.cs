using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CallQuality.Tests.Architecture;

/// <summary>Small files, small methods, few dependencies.</summary>
public class SizeTests
{
    private const int FileLines = 400;
    private const int UsualFileLines = 250;
    private const int MethodLines = 40;
    private const int Dependencies = 5;

    private static readonly string[] HandWritten = [".cs", ".razor", ".js", ".css"];

    [Test]
    public void Files_OfSrcAndTests_AreAtMost400Lines()
    {
        Assert.That(Lengths().Where(file => file.Lines > FileLines), Is.Empty);
    }

    [Test]
    public void Files_OfSrcAndTests_NineInTenAreAtMost250Lines()
    {
        var lengths = Lengths().Select(file => file.Lines).Order().ToList();

        Assert.That(lengths[(int)(0.9 * (lengths.Count - 1))], Is.LessThanOrEqualTo(UsualFileLines));
    }

    /// <summary>Counted are the lines with code on them, from the method's name to its closing brace: blank lines and comments make it no longer to read.</summary>
    [Test]
    public void Methods_OfSrcAndTests_AreUnder40Lines()
    {
        var tooLong = SourceTree.Code.Where(file => !file.IsGenerated).SelectMany(file => file.Syntax.DescendantNodes()
            .Where(node => node is BaseMethodDeclarationSyntax or AccessorDeclarationSyntax or LocalFunctionStatementSyntax)
            .Select(node => (Where: file.At(Name(node)), Lines: CountLines(node)))
            .Where(method => method.Lines >= MethodLines)
            .Select(method => $"{method.Where} has {method.Lines} lines"));

        Assert.That(tooLong, Is.Empty);
    }

    /// <summary>Records are data and may hold as many values as the thing has; a class that works asks for little.</summary>
    [Test]
    public void Constructors_OfClasses_TakeAtMostFiveDependencies()
    {
        var tooMany = SourceTree.ProductCode.SelectMany(file => file.Syntax.DescendantNodes().OfType<ClassDeclarationSyntax>()
            .Where(type => Constructors(type).Any(parameters => parameters.Parameters.Count > Dependencies))
            .Select(type => $"{file.At(type)} {type.Identifier.Text}"));

        Assert.That(tooMany, Is.Empty);
    }

    [Test]
    public void Classes_OfSrc_AreSealedStaticOrMeantToBeDerivedFrom()
    {
        var bases = SourceTree.ProductCode.SelectMany(file => file.Syntax.DescendantNodes().OfType<BaseTypeSyntax>())
            .Select(type => type.Type.ToString()).ToHashSet();
        // A code-behind is one half of a class whose other half the Razor compiler writes.
        var open = SourceTree.ProductCode.Where(file => !file.Path.EndsWith(".razor.cs", StringComparison.Ordinal) && !file.IsGenerated)
            .SelectMany(file => file.Syntax.DescendantNodes().OfType<TypeDeclarationSyntax>()
                .Where(type => type is ClassDeclarationSyntax || (type is RecordDeclarationSyntax && !type.IsKind(SyntaxKind.RecordStructDeclaration)))
                .Where(type => !type.Modifiers.Any(SyntaxKind.SealedKeyword) && !type.Modifiers.Any(SyntaxKind.StaticKeyword)
                    && !type.Modifiers.Any(SyntaxKind.AbstractKeyword) && !bases.Contains(type.Identifier.Text))
                .Select(type => $"{file.At(type)} {type.Identifier.Text}"));

        Assert.That(open, Is.Empty);
    }

    [Test]
    public void CountLines_DocumentationBlankLinesAndComments_AreNotCounted()
    {
        var method = CSharpSyntaxTree.ParseText("class A\n{\n    /// <summary>One.</summary>\n    [Test]\n    void M()\n    {\n        // Why.\n\n        N(\n            1);\n    }\n}").GetRoot()
            .DescendantNodes().OfType<MethodDeclarationSyntax>().Single();

        Assert.That(CountLines(method), Is.EqualTo(5));
    }

    private static IEnumerable<(string Path, int Lines)> Lengths() => SourceTree.Files("src").Concat(SourceTree.Files("tests"))
        .Where(path => HandWritten.Contains(Path.GetExtension(path)) && !path.Contains("/Migrations/", StringComparison.Ordinal))
        .Select(path => (path, SourceTree.Read(path).AsSpan().TrimEnd().Count('\n') + 1));

    private static IEnumerable<ParameterListSyntax> Constructors(ClassDeclarationSyntax type) => type.Members.OfType<ConstructorDeclarationSyntax>()
        // A private constructor is fed by the class's own factory.
        .Where(constructor => !constructor.Modifiers.Any(SyntaxKind.PrivateKeyword))
        .Select(constructor => constructor.ParameterList)
        .Concat(type.ParameterList is null ? [] : [type.ParameterList]);

    private static int CountLines(SyntaxNode node)
    {
        var lines = node.SyntaxTree.GetText().Lines;
        return node.DescendantTokens().Where(token => token.SpanStart >= NameStart(node))
            .SelectMany(token => Enumerable.Range(
                lines.GetLineFromPosition(token.SpanStart).LineNumber,
                lines.GetLineFromPosition(token.Span.End).LineNumber - lines.GetLineFromPosition(token.SpanStart).LineNumber + 1))
            .Distinct().Count();
    }

    private static SyntaxNode Name(SyntaxNode node) => node.ChildNodes().FirstOrDefault(child => child is not AttributeListSyntax) ?? node;

    private static int NameStart(SyntaxNode node) => node switch
    {
        MethodDeclarationSyntax method => method.Identifier.SpanStart,
        ConstructorDeclarationSyntax constructor => constructor.Identifier.SpanStart,
        LocalFunctionStatementSyntax function => function.Identifier.SpanStart,
        AccessorDeclarationSyntax accessor => accessor.Keyword.SpanStart,
        _ => Name(node).SpanStart,
    };
}
