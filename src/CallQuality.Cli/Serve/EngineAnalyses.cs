using CallQuality.Cli.Analyze;
using CallQuality.Cli.Batch;
using CallQuality.Core.Analysis;
using CallQuality.Core.Calls;
using CallQuality.Portal.Analyses;
using CallQuality.Storage.Analyses;
using Microsoft.Extensions.Logging;

namespace CallQuality.Cli.Serve;

/// <summary>The engine as the portal uses it: the same loop as <c>worker</c>.</summary>
internal sealed class EngineAnalyses : ICallAnalyses
{
    private readonly CallLoop loop;

    public EngineAnalyses(AnalysisEngine engine, AnalysisSettings settings, BatchStore store, ILogger log, Language fallback)
    {
        VersionsId = store.Ledger.VersionsId(EngineVersions.Of(engine, settings));
        var work = new CallWork(engine, store.Claims, store.Recordings, settings.ReadWishes(), card => LanguageCodes.FromCode(card.Transcript.LanguageCode) ?? fallback);
        loop = new CallLoop(store.Claims, work, VersionsId, log);
    }

    public long VersionsId { get; }

    public void Run(Func<AnalysisClaim, IProgress<double>?> begun, Action<AnalysisClaim, CallAnalysis?> ended, CancellationToken cancellationToken)
    {
        using var signals = new StopSignals(cancellationToken);
        loop.Run(batchId: null, begun, (claim, result, _) => ended(claim, result.Analysis), signals);
    }
}
