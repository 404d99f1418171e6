using CallQuality.Audio;
using CallQuality.Cli.Analyze;
using CallQuality.Cli.Batch;
using CallQuality.Core.Analysis;
using CallQuality.Core.Calls;
using CallQuality.Core.Yardsticks;
using CallQuality.Portal.Analyses;
using CallQuality.Storage.Analyses;
using Microsoft.Extensions.Logging;

namespace CallQuality.Cli.Serve;

/// <summary>The engine as the portal uses it: the same loop as <c>worker</c>.</summary>
internal sealed class EngineAnalyses(AnalysisEngine engine, AnalysisSettings settings, BatchStore store, ILogger log, Language fallback) : ICallAnalyses
{
    private readonly HouseEngine house = new(engine, settings, store);
    private readonly CallWishes wishes = settings.ReadWishes();

    public long VersionsId => house.InForce().VersionsId;

    public IReadOnlyCollection<YardstickPart> Named => [.. engine.Files.Keys];

    public (Yardstick Yardstick, Bilingual? Problem) InForce
    {
        get
        {
            try
            {
                return (house.InForce().Yardstick, null);
            }
            catch (CallQualityException error) when (error is not Storage.DatabaseException)
            {
                return (Yardstick.Shipped, error.Text);
            }
        }
    }

    public CallAnalyzer By(Yardstick yardstick) => engine.By(yardstick);

    public void Run(string source, Func<AnalysisClaim, IProgress<double>?> begun, Action<AnalysisClaim, CallAnalysis?> ended, CancellationToken cancellationToken)
    {
        using var signals = new StopSignals(cancellationToken);
        var inForce = house.InForce();
        store.Claims.Reassign(source, inForce.VersionsId);
        var work = new CallWork(inForce.Analyzer, store.Claims, store.Recordings, wishes, card => LanguageCodes.FromCode(card.Transcript.LanguageCode) ?? fallback);
        var watched = new WatchedWork(store.Claims, store.Child, log);
        new CallLoop(store.Claims, work, watched, inForce.VersionsId, log).Run(batchId: null, begun, (claim, result, _) => ended(claim, result.Analysis), signals);
    }
}
