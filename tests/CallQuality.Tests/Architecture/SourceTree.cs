using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace CallQuality.Tests.Architecture;

/// <summary>The project's own files, read once: what the house rules are held against.</summary>
internal static class SourceTree
{
    private static readonly string[] NotOurs = ["artifacts", "bin", "obj", "node_modules", "results", "callquality-results", "TestResults"];

    private static readonly Lazy<IReadOnlyList<CodeFile>> Parsed = new(() => [.. Files("src").Concat(Files("tests"))
        .Where(path => path.EndsWith(".cs", StringComparison.Ordinal))
        .Select(CodeFile.Read)]);

    public static string Root { get; } = FindRoot();

    /// <summary>Every C# file of src and tests with its syntax tree.</summary>
    public static IReadOnlyList<CodeFile> Code => Parsed.Value;

    /// <summary>The C# files of src alone.</summary>
    public static IEnumerable<CodeFile> ProductCode => Code.Where(file => file.Path.StartsWith("src/", StringComparison.Ordinal));

    /// <summary>Paths of all files under a folder, from the root, with '/' between; build output and git's own files left out.</summary>
    public static IEnumerable<string> Files(string folder)
    {
        foreach (var file in Directory.EnumerateFiles(Path.Combine(Root, folder)))
        {
            yield return Path.GetRelativePath(Root, file).Replace('\\', '/');
        }

        foreach (var child in Directory.EnumerateDirectories(Path.Combine(Root, folder)).Select(Path.GetFileName))
        {
            if (NotOurs.Contains(child) || child == ".git")
            {
                continue;
            }

            foreach (var file in Files(Path.Combine(folder, child!)))
            {
                yield return file;
            }
        }
    }

    public static string Read(string path) => File.ReadAllText(Path.Combine(Root, path));

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "CallQuality.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new DirectoryNotFoundException("No folder above the tests holds CallQuality.sln.");
    }
}

/// <summary>A C# file with its syntax tree.</summary>
internal sealed record CodeFile(string Path, string Text, SyntaxNode Syntax)
{
    /// <summary>Whether a tool wrote it: migrations are as long as the database is wide.</summary>
    public bool IsGenerated => Path.Contains("/Migrations/", StringComparison.Ordinal);

    public static CodeFile Read(string path)
    {
        var text = SourceTree.Read(path);
        return new CodeFile(path, text, CSharpSyntaxTree.ParseText(text).GetRoot());
    }

    /// <summary>Where a node stands, as an editor understands it.</summary>
    public string At(SyntaxNode node) => $"{Path}:{node.GetLocation().GetLineSpan().StartLinePosition.Line + 1}";
}
