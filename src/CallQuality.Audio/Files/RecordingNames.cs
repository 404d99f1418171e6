using System.Collections.Frozen;

namespace CallQuality.Audio.Files;

/// <summary>What recordings' names end on. What a file is, its content says; the name only says which files are worth a look. Thread-safe.</summary>
public static class RecordingNames
{
    /// <summary>Endings with their dot, of any case.</summary>
    public static FrozenSet<string> Endings { get; } = new[]
    {
        ".wav", ".wave", ".rf64", ".mp3", ".mp2", ".opus", ".ogg", ".oga", ".spx", ".flac", ".gsm", ".g722", ".m4a", ".m4b", ".mp4",
        ".aac", ".amr", ".awb", ".wma", ".webm", ".mka", ".mkv", ".aif", ".aiff", ".aifc", ".au", ".snd", ".al", ".ul", ".sln", ".3gp", ".caf", ".wv",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether a file's name ends like a recording's.</summary>
    /// <param name="name">The name or a path.</param>
    public static bool IsRecording(string name) => Endings.Contains(Path.GetExtension(name));
}
