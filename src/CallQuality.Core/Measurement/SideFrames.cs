using CallQuality.Audio.Prosody;
using CallQuality.Core.Transcription;

namespace CallQuality.Core.Measurement;

/// <summary>The 10-ms frames of one side: pitch, level, nuclei, and where the speaker really speaks.</summary>
internal sealed class SideFrames
{
    private const double FramesPerSecond = 100;
    private readonly int[] phonation;
    private readonly double[] nuclei;
    private readonly bool[] pausing;
    private readonly bool[] silent;

    /// <summary>Measures the frames.</summary>
    /// <param name="sound">What was measured of the side's channel.</param>
    /// <param name="speech">Where voice activity found speech.</param>
    public SideFrames(SoundFrames sound, IReadOnlyList<SpeechSegment> speech)
    {
        Pitch = sound.Pitch with { PitchHz = [.. sound.Pitch.PitchHz] };
        Loudness = sound.Loudness;
        Modulation = new ModulationMeter(8000);
        var frames = Loudness.LevelDbfs.Length;
        pausing = new bool[frames];
        silent = new bool[frames];
        PauseFinder.MarkSilent(Loudness.LevelDbfs, Pitch.PitchHz, silent);
        PauseFinder.MarkPauses(silent, pausing);
        phonation = new int[frames + 1];
        var inSpeech = new bool[frames];
        foreach (var segment in speech)
        {
            var from = Frame(segment.Start);
            inSpeech.AsSpan(from, Frame(segment.End) - from).Fill(true);
        }

        nuclei = new double[frames + 1];
        for (var frame = 0; frame < frames; frame++)
        {
            nuclei[frame + 1] = nuclei[frame] + (inSpeech[frame] ? sound.Density[frame] : 0);
            phonation[frame + 1] = phonation[frame] + (inSpeech[frame] && !pausing[frame] ? 1 : 0);
            if (!inSpeech[frame])
            {
                // Sound outside this side's speech is the line or the other's echo; it is not this voice.
                Pitch.PitchHz[frame] = float.NaN;
            }
        }
    }

    /// <summary>Pitch; NaN outside speech.</summary>
    public PitchTrack Pitch { get; }

    /// <summary>Level.</summary>
    public LoudnessTrack Loudness { get; }

    /// <summary>The meter of syllable-rate modulation.</summary>
    public ModulationMeter Modulation { get; }

    /// <summary>Number of frames.</summary>
    public int Count => phonation.Length - 1;

    /// <summary>The frame a time falls into, kept inside the recording.</summary>
    public int Frame(TimeSpan time) => (int)Math.Clamp(Math.Round(time.TotalSeconds * FramesPerSecond), 0, Count);

    /// <summary>The time at which a frame begins.</summary>
    public static TimeSpan TimeOf(int frame) => TimeSpan.FromMilliseconds(10 * frame);

    /// <summary>Seconds of speaking between two times, pauses of 250 ms and more left out.</summary>
    public double Phonation(TimeSpan start, TimeSpan end) => Math.Max(0, (phonation[Frame(end)] - phonation[Frame(start)]) / FramesPerSecond);

    /// <summary>First and last moment of speaking between two times; <see langword="null"/> if there is none.</summary>
    public (TimeSpan Start, TimeSpan End)? Trim(TimeSpan start, TimeSpan end)
    {
        var (from, to) = (Frame(start), Frame(end));
        while (from < to && (silent[from] || phonation[from + 1] == phonation[from]))
        {
            from++;
        }

        while (to > from && (silent[to - 1] || phonation[to] == phonation[to - 1]))
        {
            to--;
        }

        return from < to ? (TimeOf(from), TimeOf(to)) : null;
    }

    /// <summary>The frame by which <paramref name="seconds"/> more of speaking have passed since <paramref name="frame"/>.</summary>
    public int After(int frame, double seconds)
    {
        var wanted = phonation[frame] + (int)(seconds * FramesPerSecond);
        var low = frame;
        var high = Count;
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = phonation[middle] < wanted ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    /// <summary>Stretches of not speaking inside a trimmed span, each of 250 ms and more.</summary>
    public List<(TimeSpan Start, TimeSpan End)> Pauses(TimeSpan start, TimeSpan end)
    {
        var pauses = new List<(TimeSpan, TimeSpan)>();
        var (from, to) = (Frame(start), Frame(end));
        for (var frame = from; frame < to; frame++)
        {
            var last = frame;
            while (last < to && phonation[last + 1] == phonation[last])
            {
                last++;
            }

            if (last - frame >= PauseFinder.ShortestFrames)
            {
                pauses.Add((TimeOf(frame), TimeOf(last)));
            }

            frame = last;
        }

        return pauses;
    }

    /// <summary>How many syllables are heard between two times; a part of one counts as that part.</summary>
    public double NucleiBetween(TimeSpan start, TimeSpan end) => Math.Max(0, nuclei[Frame(end)] - nuclei[Frame(start)]);

    /// <summary>Level in the middle of every syllable heard between two times.</summary>
    public List<double> NucleusLevels(TimeSpan start, TimeSpan end)
    {
        var levels = new List<double>();
        for (var frame = Frame(start); frame < Frame(end); frame++)
        {
            if (Math.Floor(nuclei[frame + 1] + 0.5) > Math.Floor(nuclei[frame] + 0.5) && float.IsFinite(Loudness.LevelDbfs[frame]))
            {
                levels.Add(Loudness.LevelDbfs[frame]);
            }
        }

        return levels;
    }
}
