using CallQuality.Core.Analysis;
using CallQuality.Core.Measurement;
using CallQuality.Core.Scoring;
using CallQuality.Core.Wording;

namespace CallQuality.Core.Mistakes;

/// <summary>
/// Judges pitch and loudness movement: the share of ten-second windows whose pitch spread and range are both small,
/// with the spread over all windows and the loudness spread beside it.
/// </summary>
internal sealed class TonelessVoiceDetector : IMistakeDetector
{
    /// <inheritdoc/>
    public Mistake Mistake => Mistake.TonelessVoice;

    /// <inheritdoc/>
    public MistakeResult Judge(CallEvidence evidence, Rubric rubric)
    {
        var verdict = new Verdict(Mistake, RestsOn.Voice | RestsOn.Pitch, evidence, rubric);
        var smallSpread = verdict.Setting("windowSpreadSemitones");
        var smallRange = verdict.Setting("windowRangeSemitones");
        var known = evidence.Agent.Windows.Where(window => window.PitchSpreadSemitones is not null && window.PitchRangeSemitones is not null).ToList();
        var toneless = known
            .Where(window => window.PitchSpreadSemitones < smallSpread && window.PitchRangeSemitones < smallRange)
            .ToList();
        verdict.Require("tonelessWindowShare", WindowShare.Of(toneless, known));
        verdict.Read("pitchSpreadSemitones", evidence.Agent.PitchSpreadSemitones);
        verdict.Read("loudnessSpreadDb", evidence.Agent.LoudnessSpreadDb);
        foreach (var window in toneless)
        {
            var spread = window.PitchSpreadSemitones!.Value;
            verdict.Find(new Finding
            {
                Start = window.Start,
                End = window.End,
                Quote = window.Quote.Length > 0 ? window.Quote : null,
                Measure = "pitchSpreadSemitones",
                Value = spread,
                Norm = verdict.Rule("pitchSpreadSemitones").Norm,
                Explanation = Texts.Both("toneless.heard", spread, window.PitchRangeSemitones, window.LoudnessSpreadDb),
                Advice = Texts.Both("toneless.advice"),
                Weight = smallSpread - spread,
            });
        }

        return verdict.Conclude();
    }
}

/// <summary>Shares of windows, weighed by the speech inside them.</summary>
internal static class WindowShare
{
    /// <summary>Speech in <paramref name="some"/> by speech in <paramref name="all"/>, 0 to 1; <see langword="null"/> where there is none.</summary>
    public static double? Of(IReadOnlyList<VoiceWindow> some, IReadOnlyList<VoiceWindow> all)
    {
        var total = all.Sum(window => window.SpeechSeconds);
        return total > 0 ? some.Sum(window => window.SpeechSeconds) / total : null;
    }
}
