using CallQuality.Audio;
using CallQuality.Audio.Line;
using CallQuality.Core.Analysis;
using CallQuality.Core.Calls;
using CallQuality.Core.Wording;

namespace CallQuality.Core.Scoring;

/// <summary>Decides whether a mistake may be scored at all, and how sure a score can be. The line and the recording are never blamed on the agent.</summary>
internal static class Gatekeeper
{
    /// <summary>Why a mistake that rests on these things must not be scored in this call; <see langword="null"/> where it may.</summary>
    public static Bilingual? Refusal(CallEvidence evidence, Rubric rubric, RestsOn restsOn)
    {
        var gates = rubric.Gates;
        if (evidence.Sides.AgentChannelIsShared)
        {
            return Texts.Both("gate.shared", evidence.Sides.DecidedBy);
        }

        if (evidence.Agent.SpeechSeconds < gates.MinAgentSpeechSeconds)
        {
            return Texts.Both("gate.littleSpeech", evidence.Agent.SpeechSeconds, gates.MinAgentSpeechSeconds);
        }

        if (restsOn.HasFlag(RestsOn.BothSides) && evidence.Sides.Separation != Separation.Stereo)
        {
            return Texts.Both(evidence.Sides.Separation == Separation.Diarised ? "gate.diarised" : "gate.oneSided");
        }

        return (restsOn.HasFlag(RestsOn.Voice) ? LineRefusal(evidence.AgentLine, gates) : null)
            ?? (restsOn.HasFlag(RestsOn.Pitch) ? PitchRefusal(evidence.AgentLine, gates) : null)
            ?? (restsOn.HasFlag(RestsOn.Words) ? WordsRefusal(evidence.Agent.WordCertainty, gates) : null);
    }

    /// <summary>Whether a line is good enough for measures it could spoil; unknown figures do not speak against it.</summary>
    public static bool IsUsable(LineQuality line, Rubric rubric) => LineRefusal(line, rubric.Gates) is null;

    /// <summary>How sure a score can be, 0 to 1: the product of the factors of what it rests on.</summary>
    public static double Confidence(CallEvidence evidence, Rubric rubric, RestsOn restsOn)
    {
        var (gates, rules) = (rubric.Gates, rubric.Confidence);
        var confidence = Ramp(evidence.Agent.SpeechSeconds, gates.MinAgentSpeechSeconds, rules.FullSpeechSeconds, rules.AtGate);
        confidence *= evidence.Sides.Certainty;
        confidence *= evidence.Sides.Separation switch
        {
            Separation.Stereo => 1,
            Separation.Diarised => rules.Diarised,
            _ => rules.AgentAlone,
        };
        if (restsOn.HasFlag(RestsOn.Voice))
        {
            var line = evidence.AgentLine;
            confidence *= line.SnrDb is { } snr ? Ramp(snr, gates.MinSnrDb, rules.FullSnrDb, rules.AtGate) : rules.AtGate;
            confidence *= Ramp(-line.ClippedRatio, -gates.MaxClippedShare, 0, rules.AtGate);
            confidence *= Ramp(-line.DropoutRatio, -gates.MaxDropoutShare, 0, rules.AtGate);
        }

        if (restsOn.HasFlag(RestsOn.Words))
        {
            confidence *= Ramp(evidence.Agent.WordCertainty ?? 0, gates.MinWordCertainty, rules.FullWordCertainty, rules.AtGate);
        }

        return confidence;
    }

    private static Bilingual? LineRefusal(LineQuality line, Gates gates) =>
        line.SnrDb < gates.MinSnrDb ? Texts.Both("gate.noise", line.SnrDb, gates.MinSnrDb)
        : line.ClippedRatio > gates.MaxClippedShare ? Texts.Both("gate.clipped", line.ClippedRatio, gates.MaxClippedShare)
        : line.DropoutRatio > gates.MaxDropoutShare ? Texts.Both("gate.dropouts", line.DropoutRatio, gates.MaxDropoutShare)
        : null;

    private static Bilingual? PitchRefusal(LineQuality line, Gates gates) =>
        line.LowEdgeHz >= gates.PitchLowEdgeHz ? Texts.Both("gate.lowEdge", line.LowEdgeHz, gates.PitchLowEdgeHz) : null;

    /// <summary>Why words of this certainty are not enough; <see langword="null"/> where they are.</summary>
    public static Bilingual? WordsRefusal(double? certainty, Gates gates) =>
        certainty is null ? Texts.Both("gate.noWords")
        : certainty < gates.MinWordCertainty ? Texts.Both("gate.uncertainWords", certainty, gates.MinWordCertainty)
        : null;

    private static double Ramp(double value, double atGate, double atFull, double factorAtGate)
    {
        var position = atFull > atGate ? Math.Clamp((value - atGate) / (atFull - atGate), 0, 1) : value >= atFull ? 1 : 0;
        return factorAtGate + ((1 - factorAtGate) * position);
    }
}
