using System.Reflection;

namespace CallQuality.Core.Analysis;

/// <summary>The version that every result names.</summary>
public static class ProgramVersion
{
    /// <summary>The program's version, such as <c>0.1.0</c>; without the commit, so that equal code gives equal results.</summary>
    public static string Current { get; } = Read();

    private static string Read()
    {
        var version = typeof(ProgramVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;
        var commit = version.IndexOf('+', StringComparison.Ordinal);
        return commit < 0 ? version : version[..commit];
    }
}
