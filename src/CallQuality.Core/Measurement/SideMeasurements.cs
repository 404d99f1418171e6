namespace CallQuality.Core.Measurement;

/// <summary>Everything measured on one side of a call. Unknown is <see langword="null"/>, never 0.</summary>
public sealed record SideMeasurements
{
    /// <summary>Speech in seconds, as voice activity found it.</summary>
    public required double SpeechSeconds { get; init; }

    /// <summary>Median pitch of voiced frames in hertz.</summary>
    public required double? PitchMedianHz { get; init; }

    /// <summary>Standard deviation of pitch in semitones about the median, median over 10-s windows of speech.</summary>
    public required double? PitchSpreadSemitones { get; init; }

    /// <summary>5th to 95th percentile of pitch in semitones, over the whole side.</summary>
    public required double? PitchRangeSemitones { get; init; }

    /// <summary>Standard deviation of the level of syllables in dB.</summary>
    public required double? LoudnessSpreadDb { get; init; }

    /// <summary>Syllables a second of phonation, pauses of 250 ms and more left out.</summary>
    public required double? ArticulationRateSyllablesPerSecond { get; init; }

    /// <summary>Syllables a second of turn time, pauses included.</summary>
    public required double? SpeechRateSyllablesPerSecond { get; init; }

    /// <summary>Words a minute of turn time.</summary>
    public required double? WordsPerMinute { get; init; }

    /// <summary>Share of turn time spent in pauses of 250 ms and more, 0 to 1.</summary>
    public required double? PauseRatio { get; init; }

    /// <summary>Median length of those pauses in seconds.</summary>
    public required double? PauseMedianSeconds { get; init; }

    /// <summary>Most syllables between two pauses.</summary>
    public required int? LongestRunSyllables { get; init; }

    /// <summary>Mean syllables between two pauses in turns of seven words and more.</summary>
    public double? MeanRunSyllables { get; init; }

    /// <summary>Change of articulation rate over the call: rate in the last third by rate in the first third, minus 1.</summary>
    public required double? TempoTrendRatio { get; init; }

    /// <summary>Median response gap in seconds.</summary>
    public required double? ResponseGapMedianSeconds { get; init; }

    /// <summary>Competitive cut-ins by this side.</summary>
    public required int? Interruptions { get; init; }

    /// <summary>Back-channels by this side.</summary>
    public required int? Backchannels { get; init; }

    /// <summary>This side's share of all speech, 0 to 1.</summary>
    public required double? TalkRatio { get; init; }

    /// <summary>Questions asked by this side.</summary>
    public required int? Questions { get; init; }

    /// <summary>Longest turn in seconds.</summary>
    public required double? LongestMonologueSeconds { get; init; }

    /// <summary>Mean recogniser probability of the words, 0 to 1.</summary>
    public required double? WordCertainty { get; init; }

    /// <summary>Syllable nuclei heard per syllable expected from the words.</summary>
    public required double? NucleiRatio { get; init; }

    /// <summary>Depth of the syllable-rate modulation of the level (3–6 Hz), 0 to 1.</summary>
    public required double? ModulationDepth { get; init; }

    /// <summary>How clearly the words came out, 0 to 100: the articulation measures together.</summary>
    public required double? Clarity { get; init; }

    /// <summary>The side in windows of about ten seconds of its own speech, in order.</summary>
    public required IReadOnlyList<VoiceWindow> Windows { get; init; }
}

/// <summary>The voice measures over about ten seconds of one side's speech.</summary>
public sealed record VoiceWindow
{
    /// <summary>Start of the window's first speech, from the recording's start.</summary>
    public required TimeSpan Start { get; init; }

    /// <summary>End of the window's last speech.</summary>
    public required TimeSpan End { get; init; }

    /// <summary>Speech inside the window in seconds.</summary>
    public required double SpeechSeconds { get; init; }

    /// <summary>Standard deviation of pitch in semitones about the window's median.</summary>
    public required double? PitchSpreadSemitones { get; init; }

    /// <summary>5th to 95th percentile of pitch in semitones.</summary>
    public required double? PitchRangeSemitones { get; init; }

    /// <summary>Standard deviation of the level of syllables in dB.</summary>
    public required double? LoudnessSpreadDb { get; init; }

    /// <summary>Syllables a second of phonation; <see langword="null"/> where only turns under seven words fall into the window.</summary>
    public required double? ArticulationRateSyllablesPerSecond { get; init; }

    /// <summary>Words a minute.</summary>
    public required double? WordsPerMinute { get; init; }

    /// <summary>Share of turn time in pauses of 250 ms and more, 0 to 1.</summary>
    public required double? PauseRatio { get; init; }

    /// <summary>Mean recogniser probability of the words, 0 to 1.</summary>
    public required double? WordCertainty { get; init; }

    /// <summary>Syllable nuclei heard per syllable expected.</summary>
    public required double? NucleiRatio { get; init; }

    /// <summary>Words of the window as one text, for the quote.</summary>
    public required string Quote { get; init; }
}
