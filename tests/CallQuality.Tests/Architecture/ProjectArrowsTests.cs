using System.Xml.Linq;
using ArchUnitNET.Domain;
using ArchUnitNET.Fluent;
using ArchUnitNET.Loader;
using static ArchUnitNET.Fluent.ArchRuleDefinition;
using Assembly = System.Reflection.Assembly;

namespace CallQuality.Tests.Architecture;

/// <summary>Audio ← Core ← {Inference, Storage, Reports} ← Portal ← Cli, and each heavy package in one project alone.</summary>
public class ProjectArrowsTests
{
    private static readonly string[] Projects = ["Audio", "Core", "Inference", "Storage", "Reports", "Portal", "Cli"];

    private static readonly Dictionary<string, string[]> MayUse = new()
    {
        ["Audio"] = [],
        ["Core"] = ["Audio"],
        ["Inference"] = ["Audio", "Core"],
        ["Storage"] = ["Audio", "Core"],
        ["Reports"] = ["Audio", "Core"],
        ["Portal"] = ["Audio", "Core", "Inference", "Storage", "Reports"],
        ["Cli"] = ["Audio", "Core", "Inference", "Storage", "Reports", "Portal"],
    };

    private static readonly Dictionary<string, string[]> MayInstall = new()
    {
        ["Audio"] = ["System.Numerics.Tensors"],
        ["Core"] = ["YamlDotNet"],
        ["Inference"] = ["Microsoft.ML", "Microsoft.ML.FastTree", "Microsoft.ML.LightGbm", "Microsoft.ML.OnnxRuntime", "Microsoft.ML.Tokenizers", "System.Numerics.Tensors"],
        ["Storage"] = ["AWSSDK.S3", "Lucene.Net.Analysis.Common", "Microsoft.AspNetCore.Identity.EntityFrameworkCore", "Microsoft.EntityFrameworkCore.Relational", "Microsoft.EntityFrameworkCore.Sqlite", "Npgsql.EntityFrameworkCore.PostgreSQL"],
        ["Reports"] = ["CsvHelper"],
        ["Portal"] = ["DiffPlex", "Microsoft.AspNetCore.Authentication.OpenIdConnect", "Microsoft.AspNetCore.OpenApi", "QRCoder"],
        ["Cli"] =
        [
            "Cronos", "CsvHelper", "Serilog.Extensions.Logging", "Serilog.Formatting.Compact", "Serilog.Sinks.Console", "Serilog.Sinks.File", "Spectre.Console",
            "System.CommandLine",
        ],
    };

    private static readonly Lazy<ArchUnitNET.Domain.Architecture> House =
        new(() => new ArchLoader().LoadAssemblies([.. Projects.Select(Load)]).Build());

    [Test]
    public void Projects_OfSrc_AreTheOnesTheRulesKnow()
    {
        var found = SourceTree.Files("src").Where(path => path.EndsWith(".csproj", StringComparison.Ordinal))
            .Select(path => Path.GetFileNameWithoutExtension(path).Replace("CallQuality.", "", StringComparison.Ordinal));

        Assert.That(found, Is.EquivalentTo(Projects));
    }

    [TestCaseSource(nameof(Projects))]
    public void Types_OfAProject_DependOnlyOnProjectsBelow(string project)
    {
        foreach (var other in Projects.Except(MayUse[project]).Where(other => other != project))
        {
            var rule = Types().That().ResideInAssembly(Load(project))
                .Should().NotDependOnAny(Types().That().ResideInAssembly(Load(other)))
                .Because($"{project} stands below or beside {other}");

            Assert.That(Broken(rule), Is.Empty, rule.Description);
        }
    }

    [TestCaseSource(nameof(Projects))]
    public void ProjectFile_References_FollowTheArrows(string project)
    {
        var references = ReadItems(project, "ProjectReference").Select(path => Path.GetFileNameWithoutExtension(path).Replace("CallQuality.", "", StringComparison.Ordinal));

        Assert.That(references, Is.SubsetOf(MayUse[project]));
    }

    [TestCaseSource(nameof(Projects))]
    public void ProjectFile_Packages_AreTheProjectsOwn(string project)
    {
        Assert.That(ReadItems(project, "PackageReference"), Is.SubsetOf(MayInstall[project]));
    }

    [TestCase("Audio")]
    [TestCase("Core")]
    [TestCase("Storage")]
    [TestCase("Reports")]
    [TestCase("Portal")]
    [TestCase("Cli")]
    public void Types_OutsideInference_DoNotKnowOnnxRuntimeOrMlNet(string project)
    {
        Assert.That(Broken(KeepsModelPackagesOut(project)), Is.Empty);
    }

    [Test]
    public void Types_OfInference_AreSeenToUseOnnxRuntime()
    {
        // The rule above must be able to fail, or it says nothing.
        Assert.That(Broken(KeepsModelPackagesOut("Inference")), Is.Not.Empty);
    }

    [TestCase("Core")]
    [TestCase("Inference")]
    [TestCase("Reports")]
    [TestCase("Portal")]
    [TestCase("Cli")]
    public void Types_OutsideStorage_DoNotKnowEntityFramework(string project)
    {
        var rule = Types().That().ResideInAssembly(Load(project))
            .Should().NotDependOnAny(Types(true).That().ResideInNamespaceMatching(@"^(Microsoft\.EntityFrameworkCore|Npgsql|Microsoft\.Data)(\..*)?$"))
            .Because("what is asked of the database stands in Storage")
            .WithoutRequiringPositiveResults();

        Assert.That(Broken(rule), Is.Empty);
    }

    [Test]
    public void Audio_AssemblyReferences_AreTheFrameworkAlone()
    {
        // The framework's own exception for a program that cannot be started lives in an assembly of that odd name.
        var foreign = Load("Audio").GetReferencedAssemblies().Select(name => name.Name!)
            .Where(name => !name.StartsWith("System.", StringComparison.Ordinal) && name is not ("System" or "netstandard" or "Microsoft.Win32.Primitives"));

        Assert.That(foreign, Is.Empty);
    }

    [Test]
    public void Core_Types_OpenNoFileAndNoConnection()
    {
        // Embedded texts are read as streams; what comes from the user's disk comes in through Cli and Inference.
        string[] doors = ["System.IO.File", "System.IO.Directory", "System.IO.FileStream", "System.Net.Http.HttpClient", "System.Diagnostics.Process"];
        var rule = Types().That().ResideInAssembly(Load("Core")).And().DoNotResideInNamespaceMatching(@"^CallQuality\.Core\.(Analysis|Calls|Scoring|Phrases)$")
            .Should().NotDependOnAny(Types(true).That().HaveFullNameMatching($"^({string.Join('|', doors.Select(System.Text.RegularExpressions.Regex.Escape))})$"))
            .WithoutRequiringPositiveResults();

        Assert.That(Broken(rule), Is.Empty, rule.Description);
    }

    private static ArchRule<IType> KeepsModelPackagesOut(string project) => Types().That().ResideInAssembly(Load(project))
        .Should().NotDependOnAny(Types(true).That().ResideInNamespaceMatching(@"^Microsoft\.ML(\..*)?$"))
        .Because("everything that opens a model lives in Inference")
        .WithoutRequiringPositiveResults();

    private static IEnumerable<string> Broken(IArchRule rule) =>
        [.. rule.Evaluate(House.Value).Where(result => !result.Passed).Select(result => result.Description)];

    private static Assembly Load(string project) => Assembly.Load(project == "Cli" ? "callquality" : "CallQuality." + project);

    private static IEnumerable<string> ReadItems(string project, string kind) =>
        XDocument.Parse(SourceTree.Read($"src/CallQuality.{project}/CallQuality.{project}.csproj")).Descendants(kind)
            .Where(item => (string?)item.Attribute("PrivateAssets") != "all")
            .Select(item => (string)item.Attribute("Include")!);
}
