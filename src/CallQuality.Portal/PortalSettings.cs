using CallQuality.Core.Scoring;
using CallQuality.Portal.Analyses;
using CallQuality.Storage;
using CallQuality.Storage.Recordings;
using Microsoft.Extensions.Logging;

namespace CallQuality.Portal;

/// <summary>What the portal is started with.</summary>
public sealed record PortalSettings
{
    /// <summary>Addresses to listen at, separated by semicolons, such as <c>http://127.0.0.1:5080</c>.</summary>
    public required string Urls { get; init; }

    /// <summary>Folder for uploads that are under way, for what pages draw, and for keys; made if need be.</summary>
    public required string DataFolder { get; init; }

    /// <summary>The database of calls and users.</summary>
    public required CallDatabase Database { get; init; }

    /// <summary>The recordings.</summary>
    public required IRecordingStore Recordings { get; init; }

    /// <summary>What analyses the calls that wait.</summary>
    public required ICallAnalyses Analyses { get; init; }

    /// <summary>Whose bands pages show: the rubric in force.</summary>
    public Rubric Rubric => Analyses.InForce.Yardstick.Rubric;

    /// <summary>Where to log; ids only.</summary>
    public required ILoggerProvider Log { get; init; }
}
