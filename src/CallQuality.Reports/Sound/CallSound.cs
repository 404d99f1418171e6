using System.Buffers.Binary;
using CallQuality.Audio;
using CallQuality.Audio.Dsp;
using CallQuality.Core.Calls;

namespace CallQuality.Reports.Sound;

/// <summary>
/// The call's sound as a page plays it: WAV, 8 kHz, µ-law (16 kB a second), the agent on the left and the customer on the right.
/// Every browser plays it, and it is what the telephone carried: nothing is lost that the measures saw.
/// </summary>
internal static class CallSound
{
    /// <summary>Samples a second and channel.</summary>
    public const int SampleRateHz = 8000;

    // RIFF, fmt with the size of its extension (as formats other than PCM must have), fact, data.
    private const int HeaderLength = 58;
    private const short MuLawTag = 7;
    private const byte MuLawSilence = 0xFF;

    /// <summary>The file's bytes.</summary>
    public static byte[] ToWav(Recording recording, CallSides sides)
    {
        var channels = Channels(recording, sides);
        var frames = channels[0].Length;
        var dataLength = frames * channels.Count;
        var wav = new byte[HeaderLength + dataLength + (dataLength & 1)];
        wav.AsSpan(HeaderLength).Fill(MuLawSilence);
        WriteHeader(wav, channels.Count, frames);
        for (var channel = 0; channel < channels.Count; channel++)
        {
            var samples = channels[channel];
            for (int frame = 0, at = HeaderLength + channel; frame < samples.Length; frame++, at += channels.Count)
            {
                wav[at] = G711.EncodeMuLaw((short)Math.Clamp(samples[frame] * 32768f, short.MinValue, short.MaxValue));
            }
        }

        return wav;
    }

    private static List<float[]> Channels(Recording recording, CallSides sides)
    {
        var channels = new List<float[]> { recording.Channels[Math.Min(sides.AgentChannel, recording.Channels.Count - 1)] };
        if (sides.CustomerChannel is { } customer && customer < recording.Channels.Count && customer != sides.AgentChannel)
        {
            channels.Add(recording.Channels[customer]);
        }

        return recording.SampleRateHz == SampleRateHz
            ? channels
            : channels.ConvertAll(samples => Resampler.Convert(samples, recording.SampleRateHz, SampleRateHz));
    }

    private static void WriteHeader(Span<byte> wav, int channels, int frames)
    {
        "RIFF"u8.CopyTo(wav);
        BinaryPrimitives.WriteInt32LittleEndian(wav[4..], wav.Length - 8);
        "WAVEfmt "u8.CopyTo(wav[8..]);
        BinaryPrimitives.WriteInt32LittleEndian(wav[16..], 18);
        BinaryPrimitives.WriteInt16LittleEndian(wav[20..], MuLawTag);
        BinaryPrimitives.WriteInt16LittleEndian(wav[22..], (short)channels);
        BinaryPrimitives.WriteInt32LittleEndian(wav[24..], SampleRateHz);
        BinaryPrimitives.WriteInt32LittleEndian(wav[28..], SampleRateHz * channels);
        BinaryPrimitives.WriteInt16LittleEndian(wav[32..], (short)channels);
        BinaryPrimitives.WriteInt16LittleEndian(wav[34..], 8);
        BinaryPrimitives.WriteInt16LittleEndian(wav[36..], 0);
        "fact"u8.CopyTo(wav[38..]);
        BinaryPrimitives.WriteInt32LittleEndian(wav[42..], 4);
        BinaryPrimitives.WriteInt32LittleEndian(wav[46..], frames);
        "data"u8.CopyTo(wav[50..]);
        BinaryPrimitives.WriteInt32LittleEndian(wav[54..], frames * channels);
    }
}
