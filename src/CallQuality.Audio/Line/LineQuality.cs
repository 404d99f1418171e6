namespace CallQuality.Audio.Line;

/// <summary>What the telephone line did to one side, measured before anything is said about the speaker.</summary>
public sealed record LineQuality
{
    /// <summary>Level of the speech in dBFS (root mean square over speech); <see langword="null"/> without speech.</summary>
    public required double? LevelDbfs { get; init; }

    /// <summary>Level of the background between speech in dBFS; <see langword="null"/> where there is no gap to measure it in.</summary>
    public required double? NoiseDbfs { get; init; }

    /// <summary>Speech to background in dB; <see langword="null"/> where either is unknown. Large where the background is digital silence (capped at 90).</summary>
    public required double? SnrDb { get; init; }

    /// <summary>Share of speech samples that sit in runs at full scale, 0 to 1.</summary>
    public required double ClippedRatio { get; init; }

    /// <summary>Share of speech time lost in gaps inside speech where the signal vanishes and comes back abruptly, 0 to 1.</summary>
    public required double DropoutRatio { get; init; }

    /// <summary>Lower edge of the speech band in hertz; <see langword="null"/> if unknown.</summary>
    public required double? LowEdgeHz { get; init; }

    /// <summary>Upper edge of the speech band in hertz; <see langword="null"/> if unknown.</summary>
    public required double? HighEdgeHz { get; init; }

    /// <summary>Level of mains hum (50 or 60 Hz and harmonics) over the background in dB; <see langword="null"/> if none.</summary>
    public double? HumDb { get; init; }

    /// <summary>What the sound went through before it was stored, guessed from its values: <c>G.711 A-law</c>, <c>G.711 µ-law</c>, <c>GSM 06.10</c>; <see langword="null"/> where they give nothing away.</summary>
    public string? Codec { get; init; }
}
