using CallQuality.Core.Transcription;

namespace CallQuality.Core.Measurement;

/// <summary>Cuts a side into windows of about ten seconds of its own speaking, at ends of words.</summary>
internal sealed class VoiceWindows(SideFrames frames, IReadOnlyList<SpokenTurn> turns, IReadOnlyList<Word> words)
{
    private const double WantedSeconds = 10;
    private const double ShortestSeconds = 5;
    private const int FewestNuclei = 8;
    private const int FewestSyllables = 20;

    /// <summary>The windows in order; empty without speech.</summary>
    public List<VoiceWindow> Cut()
    {
        var windows = new List<VoiceWindow>();
        var start = 0;
        while (frames.Phonation(SideFrames.TimeOf(start), SideFrames.TimeOf(frames.Count)) > 0)
        {
            var end = frames.After(start, WantedSeconds);
            end = AtWordEnd(end);
            if (frames.Phonation(SideFrames.TimeOf(end), SideFrames.TimeOf(frames.Count)) < ShortestSeconds)
            {
                end = frames.Count;
            }

            if (frames.Trim(SideFrames.TimeOf(start), SideFrames.TimeOf(end)) is { } span)
            {
                windows.Add(Measure(span.Start, span.End));
            }

            start = end;
        }

        return windows;
    }

    private int AtWordEnd(int frame)
    {
        var time = SideFrames.TimeOf(frame);
        foreach (var word in words)
        {
            if (word.Start < time && word.End > time && word.End - word.Start < TimeSpan.FromSeconds(2))
            {
                return Math.Max(frame, frames.Frame(word.End));
            }
        }

        return frame;
    }

    private VoiceWindow Measure(TimeSpan start, TimeSpan end)
    {
        var spread = PitchSpread.Of(frames.Pitch.PitchHz.AsSpan(frames.Frame(start)..frames.Frame(end)));
        var tempo = new TempoSum();
        foreach (var turn in turns)
        {
            tempo.Add(turn, frames, start, end);
        }

        var spoken = words.Where(word => SpokenTurn.Middle(word) is var middle && middle >= start && middle < end).ToList();
        var enough = tempo.Syllables >= FewestSyllables;
        return new VoiceWindow
        {
            Start = start,
            End = end,
            SpeechSeconds = frames.Phonation(start, end),
            PitchSpreadSemitones = spread?.Semitones,
            PitchRangeSemitones = spread?.RangeSemitones,
            LoudnessSpreadDb = Numbers.Deviation(frames.NucleusLevels(start, end), FewestNuclei),
            ArticulationRateSyllablesPerSecond = enough ? Numbers.Ratio(tempo.Syllables, tempo.PhonationSeconds) : null,
            WordsPerMinute = enough ? Numbers.Ratio(60 * tempo.Words, tempo.Seconds) : null,
            PauseRatio = tempo.Seconds >= 1 ? 1 - (tempo.PhonationSeconds / tempo.Seconds) : null,
            WordCertainty = spoken.Count > 0 ? spoken.Average(word => word.Confidence) : null,
            NucleiRatio = enough ? Numbers.Ratio(tempo.Nuclei, tempo.Syllables) : null,
            Quote = Quotation.Of(spoken),
        };
    }
}
