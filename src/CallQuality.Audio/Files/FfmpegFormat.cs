using System.Globalization;

namespace CallQuality.Audio.Files;

/// <summary>What ffprobe says about a file's first sound track.</summary>
/// <param name="Container">ffmpeg's name of the container; the first, where it has several.</param>
/// <param name="Codec">ffmpeg's name of the codec.</param>
/// <param name="SampleRateHz">Samples a second and channel.</param>
/// <param name="ChannelCount">Channels.</param>
/// <param name="BitsPerSample">Bits of a sample, 0 where the codec has none.</param>
/// <param name="Certainty">ffmpeg's own score of how sure it is of the container, 0 to 100.</param>
internal sealed record FfmpegFormat(string Container, string Codec, int SampleRateHz, int ChannelCount, int BitsPerSample, int Certainty)
{
    /// <summary>Below this ffmpeg itself calls its guess doubtful: bytes that look like a packet here and there.</summary>
    private const int LeastCertainty = 25;

    /// <summary>
    /// Containers that hold their sound themselves. Playlists, concatenation scripts and streaming manifests, which make ffmpeg
    /// open other files, are not among them.
    /// </summary>
    private const string Containers =
        "3gp,aac,ac3,aiff,amr,amrnb,amrwb,ape,asf,au,avi,caf,eac3,flac,flv,g722,g723_1,g726,g729,gsm,ircam,loas,matroska,mov,mp3,mp4,m4a,"
        + "mpc,mpc8,mpeg,mpegts,nistsphere,ogg,oma,qcp,rm,sox,tta,voc,w64,wav,webm,wsvqa,wv,xwma";

    /// <summary>The options that keep ffmpeg and ffprobe to this one file, and the file itself.</summary>
    public static IEnumerable<string> Input(string path) =>
    [
        "-protocol_whitelist", "file",
        "-format_whitelist", Containers,

        // The absolute address cannot be taken for an option or for another protocol, whatever characters the name has.
        "-i", "file:" + Path.GetFullPath(path),
    ];

    /// <summary>Asks ffprobe.</summary>
    public static FfmpegFormat Probe(FfmpegProgram ffmpeg, string path, CancellationToken ct)
    {
        const string Entries = "stream=codec_name,sample_rate,channels,bits_per_sample,bits_per_raw_sample:format=format_name,probe_score";
        string[] arguments = ["-v", "error", "-select_streams", "a:0", "-show_entries", Entries, "-of", "default=noprint_wrappers=1", .. Input(path)];
        using var probe = FfmpegProcess.Start(ffmpeg.ProbePath, arguments, ffmpeg.LongestWait, ct);
        var answer = new byte[16 * 1024];
        var length = probe.Read(answer);
        var exitCode = probe.WaitForExit();
        ct.ThrowIfCancellationRequested();
        if (probe.Stalled)
        {
            throw Refusals.FfmpegHung(path, ffmpeg.LongestWait);
        }

        if (exitCode != 0)
        {
            throw Refusals.FfmpegFailed(path, probe.LastError);
        }

        return Parse(System.Text.Encoding.UTF8.GetString(answer.AsSpan(0, length)), path);
    }

    /// <summary>Reads ffprobe's answer, one <c>key=value</c> a line.</summary>
    internal static FfmpegFormat Parse(string answer, string path)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var line in answer.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.IndexOf('=', StringComparison.Ordinal) is > 0 and var at)
            {
                values.TryAdd(line[..at], line[(at + 1)..]);
            }
        }

        if (!values.TryGetValue("codec_name", out var codec))
        {
            throw Refusals.NoSoundTrack(path);
        }

        if (Number(values, "probe_score") < LeastCertainty || codec == "unknown")
        {
            throw Refusals.FfmpegFailed(path, "");
        }

        var bits = Number(values, "bits_per_sample");
        return new FfmpegFormat(
            values.GetValueOrDefault("format_name", "").Split(',')[0],
            codec,
            Number(values, "sample_rate"),
            Number(values, "channels"),
            bits > 0 ? bits : Number(values, "bits_per_raw_sample"),
            Number(values, "probe_score"));
    }

    private static int Number(Dictionary<string, string> values, string key) =>
        int.TryParse(values.GetValueOrDefault(key), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
}
