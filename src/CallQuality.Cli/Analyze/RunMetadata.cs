using CallQuality.Cli.Commands;
using CallQuality.Cli.Metadata;
using CallQuality.Core.Calls;
using CallQuality.Core.Wording;

namespace CallQuality.Cli.Analyze;

/// <summary>What is known of a run's recordings: from <c>--metadata</c>, else from the table in the folder a recording was found in.</summary>
internal sealed class RunMetadata
{
    private readonly List<(string Folder, MetadataLookup Lookup)> byFolder = [];
    private readonly MetadataLookup general;
    private readonly string? agent;

    private RunMetadata(MetadataLookup general, string? agent)
    {
        this.general = general;
        this.agent = agent;
    }

    /// <summary>The tables that were read, as the user knows them.</summary>
    public List<string> Tables { get; } = [];

    /// <summary>Reads the tables.</summary>
    /// <exception cref="MetadataException">A table is wrong.</exception>
    /// <exception cref="UsageException">The table named is not there.</exception>
    public static RunMetadata Read(AnalysisSettings settings)
    {
        var patterns = FileNamePatterns.Default;
        if (settings.MetadataFile is { } file)
        {
            if (!File.Exists(file))
            {
                throw new UsageException(Texts.Both("cli.error.missingFile", file));
            }

            return new RunMetadata(new MetadataLookup(file, patterns, TimeZoneInfo.Local), settings.Agent) { Tables = { file } };
        }

        var metadata = new RunMetadata(new MetadataLookup(null, patterns, TimeZoneInfo.Local), settings.Agent);
        foreach (var folder in settings.Paths.Where(Directory.Exists))
        {
            var table = Path.Combine(folder, RecordingFinder.MetadataFileName);
            if (File.Exists(table))
            {
                metadata.byFolder.Add((Path.GetFullPath(folder) + Path.DirectorySeparatorChar, new MetadataLookup(table, patterns, TimeZoneInfo.Local)));
                metadata.Tables.Add(table);
            }
        }

        return metadata;
    }

    /// <summary>What is known of one recording.</summary>
    /// <exception cref="MetadataException">A file beside the recording is wrong.</exception>
    public CallMetadata For(string path)
    {
        var full = Path.GetFullPath(path);
        var lookup = byFolder.Find(entry => full.StartsWith(entry.Folder, StringComparison.Ordinal)).Lookup ?? general;
        var known = lookup.For(path);
        return known with { Agent = known.Agent ?? agent };
    }
}
