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
    private const string Spread = "pitchSpreadSemitones";

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
        verdict.Read(Spread, evidence.Agent.PitchSpreadSemitones);
        verdict.Read("loudnessSpreadDb", evidence.Agent.LoudnessSpreadDb);

        // Where pitch could be followed in half of the speech only, the share says half as much.
        verdict.Doubt(WindowShare.Of(known, evidence.Agent.Windows) ?? 0);
        foreach (var window in toneless)
        {
            verdict.Find(FindingOf(window, evidence, verdict, smallSpread));
        }

        return verdict.Conclude();
    }

    private static Finding FindingOf(VoiceWindow window, CallEvidence evidence, Verdict verdict, double smallSpread)
    {
        var moment = Moment.In(window, evidence);
        var (spread, range) = (window.PitchSpreadSemitones!.Value, window.PitchRangeSemitones);
        return new Finding
        {
            Start = moment.Start,
            End = moment.End,
            Quote = moment.Quote,
            Measure = Spread,
            Value = spread,
            Norm = verdict.Rule(Spread).Norm,
            Explanation = window.LoudnessSpreadDb is { } loudness
                ? Texts.Both("toneless.heard", spread, range, loudness)
                : Texts.Both("toneless.heardPitch", spread, range),
            Advice = Texts.Both("toneless.advice"),
            Weight = smallSpread - spread,
        };
    }
}
