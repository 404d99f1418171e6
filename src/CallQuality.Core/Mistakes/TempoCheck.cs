using CallQuality.Core.Analysis;
using CallQuality.Core.Scoring;

namespace CallQuality.Core.Mistakes;

/// <summary>
/// Whether a tempo can be trusted. It is counted from the words and needs no right words, only the right number of syllables:
/// the syllables heard in the sound confirm it, and uncertain words alone are no reason to stay silent.
/// </summary>
internal static class TempoCheck
{
    /// <summary>Lowers the verdict's confidence or objects to it, by the settings <c>confirmedFrom</c>, <c>confirmedTo</c> and <c>unconfirmedConfidence</c>.</summary>
    public static void Apply(Verdict verdict, CallEvidence evidence, Rubric rubric)
    {
        var ratio = evidence.Agent.NucleiRatio;
        var isConfirmed = ratio >= verdict.Setting("confirmedFrom") && ratio <= verdict.Setting("confirmedTo");
        var uncertainWords = Gatekeeper.WordsRefusal(evidence.Agent.WordCertainty, rubric.Gates);
        if (uncertainWords is { } reason && !isConfirmed)
        {
            verdict.Object(reason);
        }

        if (uncertainWords is not null || !isConfirmed)
        {
            verdict.Doubt(verdict.Setting("unconfirmedConfidence"));
        }
    }
}
