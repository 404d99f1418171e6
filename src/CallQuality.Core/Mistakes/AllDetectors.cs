using CallQuality.Core.Analysis;
using CallQuality.Core.Calls;
using CallQuality.Core.Dialogue;
using CallQuality.Core.Phrases;
using CallQuality.Core.Scoring;

namespace CallQuality.Core.Mistakes;

/// <summary>All that judges a call: one detector a mistake, and what finds strengths and promises.</summary>
/// <remarks>Stateless and thread-safe.</remarks>
public sealed class AllDetectors
{
    private readonly IReadOnlyList<IMistakeDetector> detectors;
    private readonly StrengthFinder strengths;
    private readonly PromiseFinder promises;
    private readonly ReactionReader reactions;

    /// <summary>Prepares the detectors.</summary>
    /// <param name="phrases">The phrase lists that mistakes and strengths are read from.</param>
    /// <param name="company">The house's own greeting, by which the agents' are read; <see langword="null"/> without one.</param>
    public AllDetectors(PhraseBooks phrases, CompanyProfile? company = null)
    {
        ArgumentNullException.ThrowIfNull(phrases);
        Phrases = phrases;
        detectors =
        [
            new TonelessVoiceDetector(),
            new IndifferentMannerDetector(phrases),
            new ImpatienceDetector(phrases),
            new OverlongGreetingDetector(phrases, company),
            new HarriedDeliveryDetector(),
            new UnclearArticulationDetector(phrases),
            new TooFastDetector(),
            new KnowItAllDetector(phrases),
        ];
        strengths = new StrengthFinder(phrases);
        promises = new PromiseFinder(phrases);
        reactions = new ReactionReader(phrases);
    }

    /// <summary>The phrase lists in use.</summary>
    public PhraseBooks Phrases { get; }

    /// <summary>The verdicts on all eight mistakes, in the order of <see cref="Mistake"/>.</summary>
    public IReadOnlyList<MistakeResult> Judge(CallEvidence evidence, Rubric rubric) =>
        [.. detectors.Select(detector => detector.Judge(evidence, rubric))];

    /// <summary>The four strengths, in the order of <see cref="Strength"/>.</summary>
    /// <param name="evidence">The call.</param>
    /// <param name="promised">What <see cref="Promises"/> found in it.</param>
    public IReadOnlyList<StrengthResult> Strengths(CallEvidence evidence, IReadOnlyList<Promise> promised) => strengths.Find(evidence, promised);

    /// <summary>What the agent promised, in order.</summary>
    public IReadOnlyList<Promise> Promises(CallEvidence evidence) => promises.Find(evidence);

    /// <summary>Where the caller misses what was promised earlier, in order.</summary>
    public IReadOnlyList<PromiseComplaint> Complaints(CallEvidence evidence)
    {
        ArgumentNullException.ThrowIfNull(evidence);
        return ComplaintFinder.Find(evidence.Dialogue, Phrases.For(evidence.Language));
    }

    /// <summary>How soon the matter was understood and a solution offered, and which waits were announced.</summary>
    public ReactionTimes Reactions(CallEvidence evidence) => reactions.Read(evidence);
}
