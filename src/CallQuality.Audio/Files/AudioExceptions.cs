namespace CallQuality.Audio.Files;

/// <summary>The file is broken: empty, cut short before any sound, or not what its name says.</summary>
public sealed class UnreadableAudioException(Bilingual text, Exception? inner = null) : CallQualityException(text, inner);

/// <summary>The file may be sound, but this program cannot read its kind here (an unknown codec, ffmpeg missing, too long).</summary>
public sealed class UnsupportedAudioException(Bilingual text, Exception? inner = null) : CallQualityException(text, inner);
