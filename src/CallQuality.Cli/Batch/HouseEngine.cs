using CallQuality.Cli.Analyze;
using CallQuality.Core.Analysis;
using CallQuality.Core.Yardsticks;
using CallQuality.Storage.Yardsticks;

namespace CallQuality.Cli.Batch;

/// <summary>What judges calls at a moment.</summary>
/// <param name="Analyzer">The analyser.</param>
/// <param name="Yardstick">What it judges by.</param>
/// <param name="VersionsId">The versions its scorecards are made with.</param>
internal sealed record EngineInForce(CallAnalyzer Analyzer, Yardstick Yardstick, long VersionsId);

/// <summary>The engine with the rubric and the phrases that the house has switched on in the portal; a file that was named at the start goes before them.</summary>
/// <remarks>Thread-safe. Looks for a change whenever it is asked.</remarks>
internal sealed class HouseEngine(AnalysisEngine engine, AnalysisSettings settings, BatchStore store)
{
    private readonly YardstickLedger ledger = new(store.Database);
    private readonly Lock gate = new();
    private IReadOnlyList<long> known = [];
    private EngineInForce? current;

    /// <summary>What judges calls now.</summary>
    /// <exception cref="Audio.CallQualityException">What was switched on is not valid for this version of the program.</exception>
    public EngineInForce InForce()
    {
        var ids = ledger.InForceIds();
        lock (gate)
        {
            if (current is null || !ids.SequenceEqual(known))
            {
                var own = ledger.InForce().Where(part => !engine.Files.ContainsKey(part.Key)).ToDictionary(part => part.Key, part => part.Value.Named);
                var yardstick = engine.Yardstick.With(own);
                var versions = EngineVersions.Of(engine, settings, yardstick, engine.Files.Concat(own).ToDictionary());
                current = new EngineInForce(engine.By(yardstick), yardstick, store.Ledger.VersionsId(versions));
                known = ids;
            }

            return current;
        }
    }
}
