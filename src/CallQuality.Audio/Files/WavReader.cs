namespace CallQuality.Audio.Files;

/// <summary>Reads WAV files without any other program. The way in is <see cref="RecordingReader"/>.</summary>
internal static class WavReader
{
    private const int BlockFrames = 4096;

    /// <summary>Reads the file from its first byte.</summary>
    /// <returns>The recording, or <see langword="null"/> where the codec is not decoded here.</returns>
    public static Recording? TryRead(HashingReader reader, string path, CancellationToken ct)
    {
        var header = new WavHeaderParser(reader, path).Read(ct);
        if (header?.Format.Encoding is not { } encoding)
        {
            return null;
        }

        var format = header.Format;
        var collector = new SampleCollector(format.ChannelCount, format.SampleRateHz, header.FrameCount, BlockFrames);
        ReadFrames(reader, header, encoding, collector, ct);
        if (collector.FrameCount == 0)
        {
            throw Refusals.WavWithoutSound(path);
        }

        return new Recording
        {
            Path = path,
            Sha256 = reader.FinishHash(ct),
            SampleRateHz = collector.SampleRateHz,
            Channels = collector.Finish(),
            Source = new SourceFormat("wav", encoding.CodecName(), format.SampleRateHz, format.ChannelCount, format.BitsPerSample),
            Notices = [.. header.Notices, .. collector.Notices],
        };
    }

    private static void ReadFrames(HashingReader reader, WavHeader header, WavEncoding encoding, SampleCollector collector, CancellationToken ct)
    {
        var bytes = new byte[BlockFrames * header.Format.FrameLength];
        var samples = new float[BlockFrames * header.Format.ChannelCount];
        for (var left = header.FrameCount; left > 0;)
        {
            ct.ThrowIfCancellationRequested();
            var wanted = (int)Math.Min(left, BlockFrames);
            var frames = reader.Read(bytes.AsSpan(0, wanted * header.Format.FrameLength)) / header.Format.FrameLength;
            var block = samples.AsSpan(0, frames * header.Format.ChannelCount);
            encoding.Decode(bytes.AsSpan(0, frames * header.Format.FrameLength), block);
            collector.Add(block, encoding.IsFloat());
            if (frames < wanted)
            {
                // The file became shorter while it was read.
                return;
            }

            left -= frames;
        }
    }
}
