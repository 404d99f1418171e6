namespace CallQuality.Audio.Prosody;

/// <summary>The constants of the pitch search. Tuned on hand-labelled German speech sent through the telephone band.</summary>
internal sealed record PitchSettings
{
    public double WindowSeconds { get; init; } = 0.055;
    public double SecondWindowPeriods { get; init; } = 4.43;
    public float LowHz { get; init; } = 60;
    public float HighHz { get; init; } = 600;
    public double BandLowHz { get; init; } = 50;
    public double BandHighHz { get; init; } = 3400;
    public double TaperHz { get; init; } = 2000;
    public double LagCorrection { get; init; } = 1;
    public float VoicingThreshold { get; init; } = 0.44f;
    public float SilenceDb { get; init; } = -32;
    public float OctaveCost { get; init; } = 0.0008f;
    public float OctaveJumpCost { get; init; } = 0.21f;
    public float VoicingCost { get; init; } = 0.17f;
    public double FloorFactor { get; init; } = 0.6;
    public double CeilingFactor { get; init; } = 1.45;
}
