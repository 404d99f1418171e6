using CallQuality.Core.Analysis;
using CallQuality.Core.Mistakes;

namespace CallQuality.Core.Scoring;

/// <summary>Judges one mistake. One implementation a mistake; the list of all eight is <c>AllDetectors</c>.</summary>
/// <remarks>Implementations keep no state and are safe to share between threads.</remarks>
public interface IMistakeDetector
{
    /// <summary>The mistake it judges.</summary>
    Mistake Mistake { get; }

    /// <summary>
    /// The verdict. A score below 100 has at least one finding; without a finding the score is 100.
    /// What cannot be known gives <see cref="ScoreStatus.NotScorable"/> with its reason, never an exception.
    /// </summary>
    MistakeResult Judge(CallEvidence evidence, Rubric rubric);
}
