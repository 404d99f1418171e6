namespace CallQuality.Audio.Files;

/// <summary>Reads the sound of a call from a file.</summary>
public static class RecordingReader
{
    /// <summary>
    /// Reads a whole recording: WAV files on its own, everything else through ffmpeg. The kind is told by content, not by name;
    /// only raw telephone samples (.al, .ul, .sln) have nothing but their name.
    /// Files of 8000 Hz keep their rate, all others come at 16000 Hz. Thread-safe.
    /// </summary>
    /// <param name="path">A file of one or two channels, 8 to 192 kHz, at most four hours.</param>
    /// <param name="ct">Looked at in every block of 4096 samples.</param>
    /// <returns>The recording; samples that were not finite count as 0, samples beyond full scale are limited, and a notice says so.</returns>
    /// <exception cref="UnreadableAudioException">The file is missing, broken, empty, or holds no sound.</exception>
    /// <exception cref="UnsupportedAudioException">The file is more than this program reads here.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static Recording Read(string path, CancellationToken ct) => Read(path, FfmpegProgram.Find(), ct);

    /// <summary>Makes sure that a file is there, is one, and can be opened, without reading its sound. Thread-safe.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="UnreadableAudioException">It cannot be opened; the sentence is the one <see cref="Read(string, CancellationToken)"/> would give.</exception>
    public static void CheckReadable(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        Refusing(path, () =>
        {
            CheckIsFile(path);
            using var file = File.OpenRead(path);
            return file.Length;
        });
    }

    /// <summary>As <see cref="Read(string, CancellationToken)"/>, with a given ffmpeg or none.</summary>
    internal static Recording Read(string path, FfmpegProgram? ffmpeg, CancellationToken ct)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return Refusing(path, () =>
        {
            CheckIsFile(path);
            using var reader = new HashingReader(path);
            return Read(reader, path, ffmpeg, ct);
        });
    }

    private static T Refusing<T>(string path, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (UnauthorizedAccessException refused)
        {
            throw Refusals.Forbidden(path, refused);
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            throw Refusals.Missing(path, missing);
        }
        catch (Exception failure) when (failure is IOException or NotSupportedException)
        {
            throw Refusals.SystemError(path, failure);
        }
    }

    private static Recording Read(HashingReader reader, string path, FfmpegProgram? ffmpeg, CancellationToken ct)
    {
        var content = FileContent.Of(reader.Peek(HashingReader.PeekLimit));
        if (content.Kind == FileContentKind.NoSound)
        {
            throw Refusals.NotSound(path, content.Name);
        }

        if (content.Kind == FileContentKind.ReversedWav)
        {
            throw Refusals.WavReversed(path);
        }

        var found = content.Name;
        if (content.Kind == FileContentKind.Wav)
        {
            var header = new WavHeaderParser(reader, path).Read(ct);
            if (header.Format.Encoding is not null)
            {
                return WavReader.Read(reader, header, path, "wav", ct);
            }

            found = header.Format.Name;
        }
        else if (content.Kind == FileContentKind.Unknown && RawTelephony.Of(path) is { } raw)
        {
            return WavReader.Read(reader, RawTelephony.HeaderFor(raw.Encoding, reader.Length), path, raw.Container, ct);
        }

        return ffmpeg is null ? throw Refusals.NeedsFfmpeg(path, found) : FfmpegReader.Read(reader, path, ffmpeg, ct);
    }

    /// <summary>Refuses what would block, never end, or fail without a good reason when opened.</summary>
    private static void CheckIsFile(string path)
    {
        if (path.Contains('\0', StringComparison.Ordinal))
        {
            throw Refusals.Missing(path);
        }

        var file = new FileInfo(path);
        if (file.LinkTarget is not null)
        {
            file = Target(file, path);
        }

        if (Directory.Exists(file.FullName))
        {
            throw Refusals.Folder(path);
        }

        if (!file.Exists)
        {
            throw Refusals.Missing(path);
        }

        // Named pipes and devices have no length either, and opening one could wait for ever.
        if (file.Length == 0)
        {
            throw Refusals.Empty(path);
        }
    }

    private static FileInfo Target(FileInfo link, string path)
    {
        try
        {
            if (link.ResolveLinkTarget(returnFinalTarget: true) is { Exists: true } target)
            {
                return new FileInfo(target.FullName);
            }
        }
        catch (IOException circle)
        {
            throw Refusals.LinkToNowhere(path, circle);
        }

        throw Refusals.LinkToNowhere(path);
    }
}
