using CallQuality.Audio;
using CallQuality.Core.Analysis;
using CallQuality.Core.Yardsticks;
using CallQuality.Storage.Analyses;

namespace CallQuality.Portal.Analyses;

/// <summary>The engine behind the portal. The executable gives it, so that the portal knows nothing of models and their loading.</summary>
public interface ICallAnalyses
{
    /// <summary>The versions that new calls are queued for.</summary>
    /// <exception cref="CallQualityException">What the house has switched on is not valid for this version of the program.</exception>
    long VersionsId { get; }

    /// <summary>What calls are judged by now; where what the house has switched on is not valid for this version of the program, the shipped one, and why.</summary>
    (Yardstick Yardstick, Bilingual? Problem) InForce { get; }

    /// <summary>Parts that were named as files at the start: what the house switches on of them has no effect.</summary>
    IReadOnlyCollection<YardstickPart> Named { get; }

    /// <summary>The analyser by another yardstick.</summary>
    CallAnalyzer By(Yardstick yardstick);

    /// <summary>Works until nothing waits.</summary>
    /// <param name="source">Whose files are analysed with the present versions, whichever they were queued for.</param>
    /// <param name="begun">Told of each call when it is claimed; gives the progress inside it, 0 to 1.</param>
    /// <param name="ended">Told when the work on a call has ended; with the result where there is one.</param>
    /// <param name="cancellationToken">Ends the work at the next saved step.</param>
    void Run(string source, Func<AnalysisClaim, IProgress<double>?> begun, Action<AnalysisClaim, CallAnalysis?> ended, CancellationToken cancellationToken);
}
