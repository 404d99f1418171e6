namespace CallQuality.Audio;

/// <summary>The sound of one call in memory, one array of samples a channel, brought to a rate the measures know.</summary>
/// <remarks>Immutable by convention: nobody writes into <see cref="Channels"/> after it was read. Safe to share between threads.</remarks>
public sealed record Recording
{
    /// <summary>The file's path as given by the user.</summary>
    public required string Path { get; init; }

    /// <summary>SHA-256 of the file's bytes, 64 lower-case hexadecimal digits.</summary>
    public required string Sha256 { get; init; }

    /// <summary>Samples a second: 8000 for files of that rate, 16000 for all others (resampled).</summary>
    public required int SampleRateHz { get; init; }

    /// <summary>One array of samples in [-1, 1] a channel, all of the same length; one (mono) or two (left, right) channels.</summary>
    public required IReadOnlyList<float[]> Channels { get; init; }

    /// <summary>What the file itself was.</summary>
    public required SourceFormat Source { get; init; }

    /// <summary>What a reader should know about the file, such as a cut-off end; usually empty.</summary>
    public required IReadOnlyList<Bilingual> Notices { get; init; }

    /// <summary>Length of the recording.</summary>
    public TimeSpan Duration => TimeSpan.FromSeconds((double)Channels[0].Length / SampleRateHz);
}

/// <summary>The format of the file that was read, before any conversion.</summary>
/// <param name="Container">Short name of the container, such as <c>wav</c> or <c>mp3</c>.</param>
/// <param name="Codec">Short name of the codec, such as <c>pcm_s16le</c>, <c>pcm_alaw</c> (ffmpeg's names).</param>
/// <param name="SampleRateHz">Samples a second and channel in the file.</param>
/// <param name="ChannelCount">Channels in the file.</param>
/// <param name="BitsPerSample">Bits of a sample in the file; 0 where the codec has none.</param>
public sealed record SourceFormat(string Container, string Codec, int SampleRateHz, int ChannelCount, int BitsPerSample);
