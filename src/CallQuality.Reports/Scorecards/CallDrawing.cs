using CallQuality.Core.Analysis;
using CallQuality.Reports.Charts;

namespace CallQuality.Reports.Scorecards;

/// <summary>What a page draws of a call's sound, as SVG paths in boxes of 1000 by 100: small enough to be kept beside the scorecard.</summary>
public sealed record CallDrawing
{
    /// <summary>Outline of the agent's side; <see langword="null"/> where its channel is missing.</summary>
    public required string? AgentWave { get; init; }

    /// <summary>Outline of the customer's side; <see langword="null"/> where there is none.</summary>
    public required string? CustomerWave { get; init; }

    /// <summary>Lowest to highest pitch of the agent; <see langword="null"/> where nothing is voiced.</summary>
    public required string? PitchMovement { get; init; }

    /// <summary>Median pitch of the agent; <see langword="null"/> where nothing is voiced.</summary>
    public required string? PitchMedian { get; init; }

    /// <summary>Draws an analysis.</summary>
    public static CallDrawing Of(CallAnalysis analysis)
    {
        ArgumentNullException.ThrowIfNull(analysis);
        var (card, channels) = (analysis.Scorecard, analysis.Recording.Channels);
        string? Wave(int? channel) => channel is { } index && index < channels.Count ? WaveformShape.Path(channels[index]) : null;
        var pitch = analysis.AgentPitch is { } track ? PitchShape.Of(track, card.Duration) : null;
        return new CallDrawing
        {
            AgentWave = Wave(card.Sides.AgentChannel),
            CustomerWave = Wave(card.Sides.CustomerChannel),
            PitchMovement = pitch?.Movement,
            PitchMedian = pitch?.Median,
        };
    }
}
