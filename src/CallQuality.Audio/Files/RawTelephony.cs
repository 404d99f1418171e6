namespace CallQuality.Audio.Files;

/// <summary>Files of a telephone exchange that are nothing but 8-kHz mono samples: only their name can tell how they are written.</summary>
internal static class RawTelephony
{
    /// <summary>The format that a file name stands for.</summary>
    /// <returns>The encoding and ffmpeg's name of the container; <see langword="null"/> for all other names.</returns>
    public static (WavEncoding Encoding, string Container)? Of(string path) => Path.GetExtension(path).ToUpperInvariant() switch
    {
        ".AL" or ".ALAW" or ".PCMA" => (WavEncoding.ALaw, "alaw"),
        ".UL" or ".ULAW" or ".MULAW" or ".PCMU" => (WavEncoding.MuLaw, "mulaw"),
        ".SLN" => (WavEncoding.Signed16, "sln"),
        _ => null,
    };

    /// <summary>What a header would say, if the file had one.</summary>
    public static WavHeader HeaderFor(WavEncoding encoding, long fileLength)
    {
        var format = new WavFormat(0, encoding, 1, 8000, 8 * encoding.ByteCount(), encoding.ByteCount());
        return new WavHeader(format, fileLength, []);
    }
}
