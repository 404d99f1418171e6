using System.ComponentModel;
using System.Globalization;
using System.Runtime.InteropServices;

namespace CallQuality.Audio.Files;

/// <summary>Reads everything that is not a plain WAV file by running ffmpeg. The way in is <see cref="RecordingReader"/>.</summary>
internal static class FfmpegReader
{
    private const int BlockFrames = 4096;

    /// <summary>Reads the first sound track; pictures, films and further tracks are left out.</summary>
    /// <param name="reader">The same file, for its hash.</param>
    /// <param name="path">The file.</param>
    /// <param name="ffmpeg">The programs.</param>
    /// <param name="ct">Kills the program.</param>
    public static Recording Read(HashingReader reader, string path, FfmpegProgram ffmpeg, CancellationToken ct)
    {
        try
        {
            var format = FfmpegFormat.Probe(ffmpeg, path, ct);
            SourceLimits.Check(path, format.ChannelCount, format.SampleRateHz);
            var collector = new SampleCollector(format.ChannelCount, format.SampleRateHz, expectedFrames: null, BlockFrames);
            var complaint = Decode(format, path, ffmpeg, collector, ct);
            return new Recording
            {
                Path = path,
                Sha256 = reader.FinishHash(ct),
                SampleRateHz = collector.SampleRateHz,
                Channels = collector.Finish(),
                Source = new SourceFormat(format.Container, format.Codec, format.SampleRateHz, format.ChannelCount, format.BitsPerSample),
                Notices = complaint.Length == 0 ? [.. collector.Notices] : [Notices.PartlyDecoded(complaint), .. collector.Notices],
            };
        }
        catch (Win32Exception notStarted)
        {
            throw Refusals.FfmpegNotStarted(path, notStarted);
        }
    }

    /// <summary>Decodes at the file's own rate: the product's resampler is the only one, so that equal sound gives equal samples.</summary>
    /// <returns>What ffmpeg complained about, usually nothing.</returns>
    private static string Decode(FfmpegFormat format, string path, FfmpegProgram ffmpeg, SampleCollector collector, CancellationToken ct)
    {
        using var decoder = FfmpegProcess.Start(ffmpeg.DecoderPath, Arguments(format, path), ffmpeg.LongestWait, ct);
        var bytes = new byte[BlockFrames * format.ChannelCount * sizeof(float)];
        var samples = MemoryMarshal.Cast<byte, float>(bytes.AsSpan());
        while (true)
        {
            var read = decoder.Read(bytes);
            ct.ThrowIfCancellationRequested();
            var frames = read / (format.ChannelCount * sizeof(float));
            collector.Add(samples[..(frames * format.ChannelCount)], check: true);
            SourceLimits.CheckLength(path, collector.FrameCount, format.SampleRateHz);
            if (read < bytes.Length)
            {
                break;
            }
        }

        var exitCode = decoder.WaitForExit();
        ct.ThrowIfCancellationRequested();
        if (decoder.Stalled)
        {
            throw Refusals.FfmpegHung(path, ffmpeg.LongestWait);
        }

        if (exitCode != 0 || collector.FrameCount == 0)
        {
            throw Refusals.FfmpegFailed(path, decoder.LastError);
        }

        return decoder.LastError;
    }

    private static string[] Arguments(FfmpegFormat format, string path) =>
    [
        "-nostdin", "-hide_banner", "-v", "error",
        .. FfmpegFormat.Input(path),
        "-map", "0:a:0", "-vn", "-sn", "-dn",
        "-ar", format.SampleRateHz.ToString(CultureInfo.InvariantCulture),
        "-ac", format.ChannelCount.ToString(CultureInfo.InvariantCulture),
        "-c:a", BitConverter.IsLittleEndian ? "pcm_f32le" : "pcm_f32be",
        "-f", BitConverter.IsLittleEndian ? "f32le" : "f32be",
        "pipe:1",
    ];
}
