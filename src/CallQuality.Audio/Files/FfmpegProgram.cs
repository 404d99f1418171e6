namespace CallQuality.Audio.Files;

/// <summary>Where the two programs of an ffmpeg installation are.</summary>
/// <param name="DecoderPath">Absolute path of <c>ffmpeg</c>.</param>
/// <param name="ProbePath">Absolute path of <c>ffprobe</c>.</param>
public sealed record FfmpegProgram(string DecoderPath, string ProbePath)
{
    /// <summary>How long a program may be silent before it counts as hung. A slow network drive delivers something within a minute.</summary>
    internal TimeSpan LongestWait { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Looks through the folders of the environment variable <c>PATH</c>.</summary>
    /// <returns>The programs, or <see langword="null"/> where one of the two is missing.</returns>
    public static FfmpegProgram? Find() => Find(Environment.GetEnvironmentVariable("PATH") ?? "");

    internal static FfmpegProgram? Find(string searchPath)
    {
        var ending = OperatingSystem.IsWindows() ? ".exe" : "";
        foreach (var folder in searchPath.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            // A relative folder would run whatever program lies beside the recordings.
            if (!Path.IsPathFullyQualified(folder))
            {
                continue;
            }

            var (decoder, probe) = (Path.Combine(folder, "ffmpeg" + ending), Path.Combine(folder, "ffprobe" + ending));
            if (File.Exists(decoder) && File.Exists(probe))
            {
                return new FfmpegProgram(decoder, probe);
            }
        }

        return null;
    }
}
