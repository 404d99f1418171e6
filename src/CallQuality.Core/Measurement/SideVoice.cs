using CallQuality.Audio.Prosody;

namespace CallQuality.Core.Measurement;

/// <summary>What <see cref="SideMeter"/> found on one side of a call.</summary>
/// <param name="Measurements">The numbers.</param>
/// <param name="Pitch">The pitch over the whole recording, for drawing.</param>
/// <param name="Loudness">The level over the whole recording, for drawing.</param>
public sealed record SideVoice(SideMeasurements Measurements, PitchTrack Pitch, LoudnessTrack Loudness);
