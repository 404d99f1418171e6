namespace CallQuality.Audio.Prosody;

/// <summary>The constants of the pitch search. Tuned on hand-labelled German speech sent through the telephone band.</summary>
internal sealed record PitchSettings
{
    public double WindowSeconds { get; init; } = 0.055;
    public double SecondWindowPeriods { get; init; } = 3.8;
    public float LowHz { get; init; } = 60;
    public float HighHz { get; init; } = 600;
    public double BandLowHz { get; init; } = 50;
    public double BandHighHz { get; init; } = 3400;
    public double TaperHz { get; init; } = 2000;

    // Breathy and quiet voices put nearly all their power into the first harmonic that the line lets through; at full weight it is taken for the fundamental.
    public double LowWeight { get; init; } = 0.5;
    public double LowFullHz { get; init; } = 450;
    public double LagCorrection { get; init; } = 1;
    public float VoicingThreshold { get; init; } = 0.13f;
    public float SilenceDb { get; init; } = -32;
    public float OctaveCost { get; init; } = 0.0008f;
    public float OctaveJumpCost { get; init; } = 0.25f;
    public float VoicingCost { get; init; } = 0.1f;
    public double FloorFactor { get; init; } = 0.7;
    public double CeilingFactor { get; init; } = 1.45;
}
