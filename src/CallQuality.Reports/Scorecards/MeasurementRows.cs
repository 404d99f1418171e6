using CallQuality.Core.Measurement;

namespace CallQuality.Reports.Scorecards;

/// <summary>The rows of the table of measurements: ids, units and where the value stands.</summary>
internal static class MeasurementRows
{
    /// <summary>All rows in the order of the page.</summary>
    public static IReadOnlyList<MeasurementRow> All { get; } =
    [
        new("speechSeconds", "s", side => side.SpeechSeconds),
        new("talkRatio", "share", side => side.TalkRatio),
        new("longestMonologueSeconds", "s", side => side.LongestMonologueSeconds),
        new("pitchMedianHz", "Hz", side => side.PitchMedianHz),
        new("pitchSpreadSemitones", "st", side => side.PitchSpreadSemitones),
        new("pitchRangeSemitones", "st", side => side.PitchRangeSemitones),
        new("loudnessSpreadDb", "dB", side => side.LoudnessSpreadDb),
        new("articulationRateSyllablesPerSecond", "syll/s", side => side.ArticulationRateSyllablesPerSecond),
        new("speechRateSyllablesPerSecond", "syll/s", side => side.SpeechRateSyllablesPerSecond),
        new("wordsPerMinute", "words/min", side => side.WordsPerMinute),
        new("tempoTrendRatio", "share", side => side.TempoTrendRatio),
        new("pauseRatio", "share", side => side.PauseRatio),
        new("pauseMedianSeconds", "s", side => side.PauseMedianSeconds),
        new("meanRunSyllables", "syll", side => side.MeanRunSyllables),
        new("longestRunSyllables", "syll", side => side.LongestRunSyllables),
        new("responseGapMedianSeconds", "s", side => side.ResponseGapMedianSeconds),
        new("interruptions", "count", side => side.Interruptions),
        new("backchannels", "count", side => side.Backchannels),
        new("questions", "count", side => side.Questions),
        new("wordCertainty", "share", side => side.WordCertainty),
        new("nucleiRatio", "ratio", side => side.NucleiRatio),
        new("modulationDepth", "ratio", side => side.ModulationDepth),
        new("clarity", "points", side => side.Clarity),
    ];
}

/// <summary>A row of the table of measurements.</summary>
/// <param name="Id">Id of the measure, as in the rubric and in <c>scorecard.json</c>.</param>
/// <param name="Unit">Unit of the value.</param>
/// <param name="Value">The value of a side; <see langword="null"/> where it is unknown.</param>
internal sealed record MeasurementRow(string Id, string Unit, Func<SideMeasurements, double?> Value);
