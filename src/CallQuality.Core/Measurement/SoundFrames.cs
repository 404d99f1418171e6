using CallQuality.Audio.Dsp;
using CallQuality.Audio.Prosody;

namespace CallQuality.Core.Measurement;

/// <summary>What is measured of a channel's sound by itself, in frames of 10 ms, before anybody knows who speaks when.</summary>
/// <remarks>Immutable by convention; safe to share between threads.</remarks>
public sealed class SoundFrames
{
    private const int RateHz = 8000;

    private SoundFrames(float[] telephone)
    {
        Telephone = telephone;
        Pitch = new PitchTracker(RateHz).Estimate(telephone);
        Loudness = new LoudnessMeter(RateHz).Measure(telephone);
        Density = new SyllableNucleusDetector(RateHz).Density(telephone, Pitch);
    }

    /// <summary>The sound at 8 kHz, at which all recordings are measured alike.</summary>
    public float[] Telephone { get; }

    /// <summary>Pitch of whatever sounds: speech, the line, an echo.</summary>
    public PitchTrack Pitch { get; }

    /// <summary>Level.</summary>
    public LoudnessTrack Loudness { get; }

    /// <summary>Syllables a frame, each spread over the frames it sounds in.</summary>
    public float[] Density { get; }

    /// <summary>Measures a channel.</summary>
    /// <param name="samples">The whole channel.</param>
    /// <param name="sampleRateHz">Samples a second; at least 8000.</param>
    public static SoundFrames Of(float[] samples, int sampleRateHz)
    {
        ArgumentNullException.ThrowIfNull(samples);
        ArgumentOutOfRangeException.ThrowIfLessThan(sampleRateHz, RateHz);
        return new SoundFrames(sampleRateHz == RateHz ? samples : Resampler.Convert(samples, sampleRateHz, RateHz));
    }
}
