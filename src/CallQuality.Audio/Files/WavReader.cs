namespace CallQuality.Audio.Files;

/// <summary>Reads samples that need no other program to be decoded. The way in is <see cref="RecordingReader"/>.</summary>
internal static class WavReader
{
    private const int BlockFrames = 4096;

    /// <summary>Reads the sound from the reader's position on.</summary>
    /// <param name="reader">Stands at the first byte of sound.</param>
    /// <param name="header">What is to come, in an encoding that is decoded here.</param>
    /// <param name="path">The file.</param>
    /// <param name="container">Name of the container.</param>
    /// <param name="ct">Looked at in every block.</param>
    public static Recording Read(HashingReader reader, WavHeader header, string path, string container, CancellationToken ct)
    {
        var format = header.Format;
        var encoding = format.Encoding!.Value;
        SourceLimits.CheckLength(path, header.FrameCount, format.SampleRateHz);
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
            Source = new SourceFormat(container, encoding.CodecName(), format.SampleRateHz, format.ChannelCount, format.BitsPerSample),
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
