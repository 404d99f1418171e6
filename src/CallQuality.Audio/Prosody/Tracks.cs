namespace CallQuality.Audio.Prosody;

/// <summary>Fundamental frequency over time.</summary>
/// <param name="Step">Distance between frames.</param>
/// <param name="FirstFrame">Time of the centre of frame 0 from the start of the recording.</param>
/// <param name="PitchHz">One value a frame in hertz; <see cref="float.NaN"/> where the frame is unvoiced or unknown.</param>
public sealed record PitchTrack(TimeSpan Step, TimeSpan FirstFrame, float[] PitchHz);

/// <summary>Level over time.</summary>
/// <param name="Step">Distance between frames.</param>
/// <param name="FirstFrame">Time of the centre of frame 0 from the start of the recording.</param>
/// <param name="LevelDbfs">One value a frame in dB relative to full scale (a full-scale square wave is 0); <see cref="float.NegativeInfinity"/> for digital silence.</param>
public sealed record LoudnessTrack(TimeSpan Step, TimeSpan FirstFrame, float[] LevelDbfs);
