using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CallQuality.Tests.Architecture;

/// <summary>What does not belong into the source, whoever writes it.</summary>
public class SourceDisciplineTests
{
    private const string ThisFile = "tests/CallQuality.Tests/Architecture/SourceDisciplineTests.cs";

    // Texts from elsewhere, kept as they came.
    private static readonly string[] KeptAsTheyCame = ["models/whisper-", "models/silero-", "models/sentence-", "models/speaker", "models/segmentation"];

    private static readonly string[] TextFiles =
        [".cs", ".razor", ".js", ".css", ".yaml", ".yml", ".json", ".csv", ".md", ".txt", ".props", ".targets", ".csproj", ".sln", ".xml", ".html", ".sh", ""];

    private static readonly Regex MachinePath = new(@"(?<![\w.:/~$}>])/(work|root|tmp/w|mnt|Users|home/[a-z]\w*)(/[\w.]|\b(?!/))|(?<!\w)[A-Z]:\\(Users|Windows)", RegexOptions.CultureInvariant);

    private static readonly Regex RegistryHost = new(
        @"\b(api\.|www\.)?nuget\.org|registry\.npmjs\.org|pypi\.org|files\.pythonhosted|deb\.debian\.org|docker\.io|ghcr\.io|azureedge\.net|pkgs\.dev\.azure", RegexOptions.CultureInvariant);

    [Test]
    public void Console_OutsideCli_IsNotUsed()
    {
        var uses = SourceTree.ProductCode.Where(file => !file.Path.StartsWith("src/CallQuality.Cli/", StringComparison.Ordinal))
            .SelectMany(file => file.Syntax.DescendantNodes().OfType<MemberAccessExpressionSyntax>()
                .Where(access => access.Expression.ToString() is "Console" or "System.Console")
                .Select(access => $"{file.At(access)} {access}"));

        Assert.That(uses, Is.Empty);
    }

    [Test]
    public void Pragmas_HaveTheirReasonOnTheLine()
    {
        var bare = SourceTree.Code.Where(file => !file.IsGenerated).SelectMany(file => file.Syntax.DescendantTrivia()
            .Where(trivia => trivia.IsKind(SyntaxKind.PragmaWarningDirectiveTrivia) && IsDisable(trivia) && !HasReason(trivia.ToString(), "//"))
            .Select(trivia => $"{file.Path} {trivia}"));

        Assert.That(bare, Is.Empty);
    }

    [Test]
    public void SuppressMessage_HasAJustification()
    {
        var bare = SourceTree.Code.SelectMany(file => file.Syntax.DescendantNodes().OfType<AttributeSyntax>()
            .Where(attribute => attribute.Name.ToString().Contains("SuppressMessage", StringComparison.Ordinal) && !attribute.ToString().Contains("Justification", StringComparison.Ordinal))
            .Select(attribute => $"{file.At(attribute)} {attribute}"));

        Assert.That(bare, Is.Empty);
    }

    [Test]
    public void NoWarn_InBuildFiles_HasItsReasonOnTheLine()
    {
        var bare = AllFiles().Where(path => Path.GetExtension(path) is ".csproj" or ".props" or ".targets")
            .SelectMany(path => SourceTree.Read(path).Split('\n').Where(line => line.Contains("<NoWarn", StringComparison.Ordinal) && !HasReason(line, "<!--"))
                .Select(line => $"{path} {line.Trim()}"));

        Assert.That(bare, Is.Empty);
    }

    [Test]
    public void Code_OfSrcAndTests_IsFinished()
    {
        var open = new Regex(@"\b(TODO|FIXME|HACK|XXX)\b|NotImplementedException");
        var unfinished = SourceTree.Files("src").Concat(SourceTree.Files("tests")).Where(path => path != ThisFile && IsText(path))
            .SelectMany(path => SourceTree.Read(path).Split('\n').Where(line => open.IsMatch(line)).Select(line => $"{path} {line.Trim()}"));

        Assert.That(unfinished, Is.Empty);
    }

    [Test]
    public void Tests_OfThisRepository_AreNotIgnored()
    {
        var ignored = SourceTree.Code.SelectMany(file => file.Syntax.DescendantNodes().OfType<AttributeSyntax>()
            .Where(attribute => attribute.Name.ToString() is "Ignore" or "Explicit").Select(attribute => $"{file.At(attribute)} {attribute}"));

        Assert.That(ignored, Is.Empty);
    }

    [Test]
    public void Files_NameNoMachineAndNoRegistry()
    {
        var found = AllFiles().Where(path => path != ThisFile && IsText(path) && !KeptAsTheyCame.Any(path.StartsWith))
            .SelectMany(path => SourceTree.Read(path).Split('\n')
                .Where(line => line.Length < 2000 && (MachinePath.IsMatch(line) || RegistryHost.IsMatch(line)))
                .Select(line => $"{path} {line.Trim()}"));

        Assert.That(found, Is.Empty);
    }

    [TestCase("see /home/anna/calls", true)]
    [TestCase("in /root/.nuget", true)]
    [TestCase(@"C:\Users\anna", true)]
    [TestCase("https://example.com/home/page", false)]
    [TestCase("docs/work/plan.md", false)]
    [TestCase("/dev/null and /tmp", false)]
    public void MachinePath_Lines_AreToldApart(string line, bool names) => Assert.That(MachinePath.IsMatch(line), Is.EqualTo(names));

    private static IEnumerable<string> AllFiles() => SourceTree.Files("");

    private static bool IsText(string path) => TextFiles.Contains(Path.GetExtension(path)) && new FileInfo(Path.Combine(SourceTree.Root, path)).Length < 2_000_000;

    private static bool IsDisable(SyntaxTrivia trivia) => trivia.ToString().Contains("disable", StringComparison.Ordinal);

    private static bool HasReason(string line, string mark) =>
        line.IndexOf(mark, StringComparison.Ordinal) is var at && at >= 0 && line[(at + mark.Length)..].Trim(' ', '-', '>').Length > 10;
}
