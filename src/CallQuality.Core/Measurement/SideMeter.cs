using CallQuality.Core.Calls;
using CallQuality.Core.Dialogue;
using CallQuality.Core.Transcription;

namespace CallQuality.Core.Measurement;

/// <summary>Measures one side of a call: voice, tempo, pauses, articulation and its part in the conversation.</summary>
public static class SideMeter
{
    private const double ThirdSeconds = 8;

    /// <summary>Measures a side.</summary>
    /// <param name="sound">The side's channel, the whole recording.</param>
    /// <param name="side">Which side it is.</param>
    /// <param name="words">The words of this side.</param>
    /// <param name="dialogue">Turns, pauses and speech of both sides.</param>
    /// <param name="language">Language the words are read in.</param>
    /// <param name="cancellationToken">Ends the work between two measures.</param>
    public static SideVoice Measure(
        SoundFrames sound, Side side, IReadOnlyList<Word> words, CallDialogue dialogue, Language language, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(sound);
        ArgumentNullException.ThrowIfNull(words);
        ArgumentNullException.ThrowIfNull(dialogue);
        var speech = side == Side.Agent ? dialogue.AgentSpeech : dialogue.CustomerSpeech;
        var frames = new SideFrames(sound, speech);
        cancellationToken.ThrowIfCancellationRequested();
        var turns = new List<SpokenTurn>();
        foreach (var turn in dialogue.Turns)
        {
            if (turn.Side == side && SpokenTurn.Of(turn, frames, language) is { } spoken)
            {
                turns.Add(spoken);
            }
        }

        var windows = new VoiceWindows(frames, turns, words).Cut();
        cancellationToken.ThrowIfCancellationRequested();
        var modulation = ModulationDepth(sound.Telephone, speech, frames);
        var measurements = Sum(side, words, dialogue, frames, turns, windows, modulation);
        return new SideVoice(measurements, frames.Pitch, frames.Loudness);
    }

    private static SideMeasurements Sum(
        Side side, IReadOnlyList<Word> words, CallDialogue dialogue, SideFrames frames, List<SpokenTurn> turns, List<VoiceWindow> windows, double? modulation)
    {
        var tempo = new TempoSum();
        turns.ForEach(turn => tempo.Add(turn, frames));
        var pauses = turns.SelectMany(turn => turn.Pauses).Select(pause => (pause.End - pause.Start).TotalSeconds).ToList();
        var spread = PitchSpread.Of(frames.Pitch.PitchHz);
        var certainty = Numbers.Mean(words.Select(word => word.Confidence));
        var nucleiRatio = tempo.Words > 0 ? Numbers.Ratio(tempo.Nuclei, tempo.Syllables) : null;
        var turnSeconds = turns.Sum(turn => turn.Seconds);
        var (own, both) = Speech(side, dialogue);
        return new SideMeasurements
        {
            SpeechSeconds = own,
            PitchMedianHz = spread?.MedianHz,
            PitchSpreadSemitones = Numbers.Median(Known(windows, window => window.PitchSpreadSemitones)),
            PitchRangeSemitones = spread?.RangeSemitones,
            LoudnessSpreadDb = Numbers.Median(Known(windows, window => window.LoudnessSpreadDb)),
            ArticulationRateSyllablesPerSecond = tempo.Words > 0 ? Numbers.Ratio(tempo.Syllables, tempo.PhonationSeconds) : null,
            SpeechRateSyllablesPerSecond = tempo.Words > 0 ? Numbers.Ratio(tempo.Syllables, tempo.Seconds) : null,
            WordsPerMinute = tempo.Words > 0 ? Numbers.Ratio(60 * tempo.Words, tempo.Seconds) : null,
            PauseRatio = turnSeconds > 0 ? pauses.Sum() / turnSeconds : null,
            PauseMedianSeconds = Numbers.Median(pauses),
            LongestRunSyllables = words.Count > 0 && turns.Count > 0 ? turns.Max(turn => turn.Runs().Max()) : null,
            MeanRunSyllables = MeanRun(turns),
            TempoTrendRatio = TempoTrend(turns, frames),
            ResponseGapMedianSeconds = Numbers.Median(dialogue.ResponseGaps.Where(gap => gap.By == side).Select(gap => gap.Gap.TotalSeconds)),
            Interruptions = dialogue.CutIns.Count(cutIn => cutIn.By == side),
            Backchannels = dialogue.Backchannels.Count(backchannel => backchannel.Turn.Side == side),
            TalkRatio = Numbers.Ratio(own, both),
            Questions = words.Count > 0 ? words.Count(word => word.Text.EndsWith('?')) : null,
            LongestMonologueSeconds = turns.Count > 0 ? turns.Max(turn => turn.Seconds) : null,
            WordCertainty = certainty,
            NucleiRatio = nucleiRatio,
            ModulationDepth = modulation,
            Clarity = Clarity.Of(certainty, nucleiRatio, modulation),
            Windows = windows,
        };
    }

    private static double? MeanRun(List<SpokenTurn> turns)
    {
        var speaking = turns.Where(turn => turn.Turn.Words.Count >= SpokenTurn.FewestWords).ToList();
        return Numbers.Ratio(speaking.Sum(turn => turn.Syllables), speaking.Sum(turn => turn.Pauses.Count + 1));
    }

    private static IEnumerable<double> Known(IEnumerable<VoiceWindow> windows, Func<VoiceWindow, double?> measure) =>
        windows.Select(measure).Where(value => value.HasValue).Select(value => value!.Value);

    private static (double Own, double Both) Speech(Side side, CallDialogue dialogue)
    {
        var (agent, customer) = (Seconds(dialogue.AgentSpeech), Seconds(dialogue.CustomerSpeech));
        return (side == Side.Agent ? agent : customer, agent + customer);
    }

    private static double Seconds(IReadOnlyList<SpeechSegment> speech) => speech.Sum(segment => segment.Duration.TotalSeconds);

    // Thirds of the side's own speaking, not of the clock: a call may end with the caller talking.
    private static double? TempoTrend(List<SpokenTurn> turns, SideFrames frames)
    {
        var total = turns.Where(turn => turn.Turn.Words.Count >= SpokenTurn.FewestWords).Sum(turn => turn.PhonationSeconds);
        if (total < 3 * ThirdSeconds)
        {
            return null;
        }

        var (first, last, passed) = (new TempoSum(), new TempoSum(), 0.0);
        foreach (var turn in turns.Where(turn => turn.Turn.Words.Count >= SpokenTurn.FewestWords))
        {
            var middle = passed + (turn.PhonationSeconds / 2);
            passed += turn.PhonationSeconds;
            if (middle < total / 3)
            {
                first.Add(turn, frames);
            }
            else if (middle > 2 * total / 3)
            {
                last.Add(turn, frames);
            }
        }

        return first.PhonationSeconds > 0 && last.PhonationSeconds > 0 && first.Syllables > 0
            ? (last.Syllables / last.PhonationSeconds / (first.Syllables / first.PhonationSeconds)) - 1
            : null;
    }

    private static double? ModulationDepth(ReadOnlySpan<float> samples, IReadOnlyList<SpeechSegment> speech, SideFrames frames)
    {
        var (sum, weight) = (0.0, 0.0);
        foreach (var segment in speech)
        {
            if (frames.Trim(segment.Start, segment.End) is { } span)
            {
                var part = samples[(80 * frames.Frame(span.Start))..(80 * frames.Frame(span.End))];
                if (frames.Modulation.Measure(part) is { } depth)
                {
                    sum += depth * part.Length;
                    weight += part.Length;
                }
            }
        }

        return Numbers.Ratio(sum, weight);
    }
}
