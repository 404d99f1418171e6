using System.Numerics.Tensors;
using CallQuality.Audio.Dsp;

namespace CallQuality.Audio.Files;

/// <summary>
/// Takes interleaved samples block by block, makes them finite and at most full scale, and keeps each channel at its final rate.
/// One instance is one file. Not thread-safe.
/// </summary>
internal sealed class SampleCollector
{
    private readonly Resampler[] resamplers;
    private readonly SampleStore[] stores;
    private readonly float[] plane;
    private float[] converted = [];
    private long nonFiniteCount;
    private long beyondFullScaleCount;

    /// <summary>Prepares the channels.</summary>
    /// <param name="channelCount">Channels in the interleaved samples.</param>
    /// <param name="sourceRateHz">Their rate.</param>
    /// <param name="expectedFrames">Frames that the file is long enough to hold, or <see langword="null"/> where only decoding will tell.</param>
    /// <param name="blockFrames">The largest number of frames in one block.</param>
    public SampleCollector(int channelCount, int sourceRateHz, long? expectedFrames, int blockFrames)
    {
        SampleRateHz = sourceRateHz == 8000 ? 8000 : 16000;
        plane = new float[blockFrames];
        resamplers = new Resampler[channelCount];
        stores = new SampleStore[channelCount];
        for (var channel = 0; channel < channelCount; channel++)
        {
            resamplers[channel] = channel == 0 ? new Resampler(sourceRateHz, SampleRateHz) : resamplers[0].ForAnotherStream();
            stores[channel] = new SampleStore(expectedFrames is { } frames ? resamplers[channel].OutputLength(frames) : null);
        }
    }

    /// <summary>The rate of the collected samples: 8000 for a source of that rate, 16000 for all others.</summary>
    public int SampleRateHz { get; }

    /// <summary>Frames taken so far.</summary>
    public long FrameCount { get; private set; }

    /// <summary>What had to be done to the samples; usually empty.</summary>
    public IEnumerable<Bilingual> Notices
    {
        get
        {
            if (nonFiniteCount > 0)
            {
                yield return Files.Notices.NonFinite(nonFiniteCount);
            }

            if (beyondFullScaleCount > 0)
            {
                yield return Files.Notices.BeyondFullScale(beyondFullScaleCount);
            }
        }
    }

    /// <summary>Takes a block of whole frames.</summary>
    /// <param name="interleaved">Samples of all channels, frame by frame; changed in place where <paramref name="check"/> is set.</param>
    /// <param name="check">Whether samples may be no number or beyond full scale.</param>
    public void Add(Span<float> interleaved, bool check)
    {
        if (check)
        {
            Clean(interleaved);
        }

        var frames = interleaved.Length / stores.Length;
        for (var channel = 0; channel < stores.Length; channel++)
        {
            var samples = plane.AsSpan(0, frames);
            for (var frame = 0; frame < frames; frame++)
            {
                samples[frame] = interleaved[(frame * stores.Length) + channel];
            }

            var length = resamplers[channel].OutputLengthOfNext(frames);
            var written = resamplers[channel].Process(samples, Room(length));
            Keep(channel, written);
        }

        FrameCount += frames;
    }

    /// <summary>Ends the file and hands over its channels.</summary>
    public float[][] Finish()
    {
        var channels = new float[stores.Length][];
        for (var channel = 0; channel < stores.Length; channel++)
        {
            var written = resamplers[channel].Flush(Room(resamplers[channel].OutputLengthOfFlush));
            Keep(channel, written);
            channels[channel] = stores[channel].Finish();
        }

        return channels;
    }

    private Span<float> Room(int length)
    {
        if (converted.Length < length)
        {
            converted = new float[length];
        }

        return converted.AsSpan(0, length);
    }

    private void Keep(int channel, int count)
    {
        var samples = converted.AsSpan(0, count);

        // A steep filter swings beyond full scale beside clipped samples.
        TensorPrimitives.Clamp(samples, -1f, 1f, samples);
        stores[channel].Append(samples);
    }

    private void Clean(Span<float> samples)
    {
        for (var i = 0; i < samples.Length; i++)
        {
            if (!float.IsFinite(samples[i]))
            {
                samples[i] = 0;
                nonFiniteCount++;
            }
            else if (Math.Abs(samples[i]) > 1)
            {
                samples[i] = Math.Sign(samples[i]);
                beyondFullScaleCount++;
            }
        }
    }
}
