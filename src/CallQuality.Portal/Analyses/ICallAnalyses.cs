using CallQuality.Core.Analysis;
using CallQuality.Storage.Analyses;

namespace CallQuality.Portal.Analyses;

/// <summary>The engine behind the portal. The executable gives it, so that the portal knows nothing of models and their loading.</summary>
public interface ICallAnalyses
{
    /// <summary>The versions that new calls are queued for.</summary>
    long VersionsId { get; }

    /// <summary>Works until nothing waits.</summary>
    /// <param name="begun">Told of each call when it is claimed; gives the progress inside it, 0 to 1.</param>
    /// <param name="ended">Told when the work on a call has ended; with the result where there is one.</param>
    /// <param name="cancellationToken">Ends the work at the next saved step.</param>
    void Run(Func<AnalysisClaim, IProgress<double>?> begun, Action<AnalysisClaim, CallAnalysis?> ended, CancellationToken cancellationToken);
}
