using CallQuality.Audio;
using CallQuality.Audio.Prosody;

namespace CallQuality.Core.Analysis;

/// <summary>A scorecard together with the sound and the tracks that a page draws.</summary>
/// <param name="Scorecard">The result.</param>
/// <param name="Recording">The sound it was made from.</param>
/// <param name="AgentPitch">Pitch of the agent's side; <see langword="null"/> where it was not measured.</param>
/// <param name="CustomerPitch">Pitch of the customer's side; <see langword="null"/> where it was not measured.</param>
public sealed record CallAnalysis(Scorecard Scorecard, Recording Recording, PitchTrack? AgentPitch, PitchTrack? CustomerPitch);
