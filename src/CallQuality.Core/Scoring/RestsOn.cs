namespace CallQuality.Core.Scoring;

/// <summary>What a mistake is judged from. Gates and confidence follow from it: only what a mistake rests on can keep it from being scored.</summary>
[Flags]
internal enum RestsOn
{
    /// <summary>Nothing but enough speech of the agent.</summary>
    Speech = 0,

    /// <summary>Sound of the agent's voice: the line must be good enough.</summary>
    Voice = 1,

    /// <summary>Movement of pitch: the line must carry the lower harmonics. Comes with <see cref="Voice"/>.</summary>
    Pitch = 2,

    /// <summary>Recognised words: the transcript must be certain enough.</summary>
    Words = 4,

    /// <summary>Timing between the two: both must have been recorded apart.</summary>
    BothSides = 8,
}
