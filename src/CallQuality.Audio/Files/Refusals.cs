namespace CallQuality.Audio.Files;

/// <summary>The sentences with which a file is turned away: which file, what was found, what was expected.</summary>
internal static class Refusals
{
    public static UnreadableAudioException Missing(string path, Exception? inner = null) => Unreadable(
        path, "gibt es nicht; erwartet wird eine Tonaufnahme.", "does not exist; a sound recording was expected.", inner);

    public static UnreadableAudioException Folder(string path) => Unreadable(
        path, "ist ein Ordner; erwartet wird eine einzelne Tonaufnahme.", "is a folder; a single sound recording was expected.");

    public static UnreadableAudioException LinkToNowhere(string path, Exception? inner = null) => Unreadable(
        path,
        "ist eine Verknüpfung, die im Kreis oder ins Leere führt; erwartet wird eine Tonaufnahme.",
        "is a link that leads in a circle or to nothing; a sound recording was expected.",
        inner);

    public static UnreadableAudioException Forbidden(string path, Exception? inner = null) => Unreadable(
        path,
        "darf nicht gelesen werden (keine Leseberechtigung); erwartet wird eine lesbare Tonaufnahme.",
        "may not be read (no read permission); a readable sound recording was expected.",
        inner);

    public static UnreadableAudioException SystemError(string path, Exception inner) => Unreadable(
        path,
        $"ließ sich nicht lesen (Meldung des Systems: {Shown(inner.Message)}); erwartet wird eine lesbare Tonaufnahme.",
        $"could not be read (the system says: {Shown(inner.Message)}); a readable sound recording was expected.",
        inner);

    public static UnreadableAudioException Empty(string path) => Unreadable(
        path, "ist leer (0 Byte); erwartet wird eine Tonaufnahme.", "is empty (0 bytes); a sound recording was expected.");

    public static UnreadableAudioException NotSound(string path, Bilingual found) => Unreadable(
        path, $"enthält {found.German}, keinen Ton; erwartet wird eine Tonaufnahme.", $"contains {found.English}, no sound; a sound recording was expected.");

    public static UnreadableAudioException WavCut(string path, long fileLength) => Unreadable(
        path,
        $"bricht nach {fileLength} Byte mitten im WAV-Kopf ab; erwartet werden ein vollständiger Kopf und Ton.",
        $"ends after {fileLength} bytes in the middle of the WAV header; a complete header and sound were expected.");

    public static UnreadableAudioException WavWithoutSound(string path) => Unreadable(
        path,
        "ist eine WAV-Datei ohne Ton (der Datenteil ist leer); erwartet wird mindestens ein Abtastwert.",
        "is a WAV file without sound (its data chunk is empty); at least one sample was expected.");

    public static UnreadableAudioException WavBroken(string path, Bilingual found, Bilingual expected) => Unreadable(
        path,
        $"ist eine beschädigte WAV-Datei: {found.German}; erwartet wird {expected.German}.",
        $"is a damaged WAV file: {found.English}; {expected.English} was expected.");

    public static UnsupportedAudioException WavReversed(string path) => Unsupported(
        path,
        "ist eine WAV-Datei in umgekehrter Bytefolge (RIFX); erwartet wird die übliche Bytefolge (RIFF).",
        "is a WAV file in reversed byte order (RIFX); the usual byte order (RIFF) was expected.");

    public static UnsupportedAudioException TooManyChannels(string path, int channels) => Unsupported(
        path,
        $"hat {channels} Kanäle; erwartet wird eine Aufnahme mit einem (mono) oder zwei Kanälen (stereo).",
        $"has {channels} channels; a recording with one (mono) or two channels (stereo) was expected.");

    public static UnsupportedAudioException RateOutOfRange(string path, int rateHz) => Unsupported(
        path,
        $"hat eine Abtastrate von {rateHz} Hz; erwartet werden {SourceLimits.LowestRateHz} bis {SourceLimits.HighestRateHz} Hz.",
        $"has a sampling rate of {rateHz} Hz; {SourceLimits.LowestRateHz} to {SourceLimits.HighestRateHz} Hz were expected.");

    public static UnsupportedAudioException TooLong(string path) => Unsupported(
        path,
        $"ist länger als {SourceLimits.LongestHours} Stunden; erwartet wird ein einzelnes Gespräch von höchstens {SourceLimits.LongestHours} Stunden.",
        $"is longer than {SourceLimits.LongestHours} hours; a single call of at most {SourceLimits.LongestHours} hours was expected.");

    public static UnsupportedAudioException NeedsFfmpeg(string path, Bilingual found) => Unsupported(
        path,
        $"ist {found.German}, und dafür wird das Programm ffmpeg gebraucht, das hier nicht gefunden wurde; ohne ffmpeg wird eine WAV-Datei (PCM, A-law, µ-law) erwartet.",
        $"is {found.English}, which needs the program ffmpeg, and ffmpeg was not found here; without it a WAV file (PCM, A-law, µ-law) is expected.");

    public static UnsupportedAudioException FfmpegNotStarted(string path, Exception inner) => Unsupported(
        path,
        $"braucht das Programm ffmpeg, das sich hier nicht starten ließ (Meldung des Systems: {Shown(inner.Message)}); erwartet wird ein lauffähiges ffmpeg oder eine WAV-Datei.",
        $"needs the program ffmpeg, which could not be started here (the system says: {Shown(inner.Message)}); a working ffmpeg or a WAV file was expected.",
        inner);

    public static UnreadableAudioException FfmpegFailed(string path, string complaint) => Unreadable(
        path,
        $"ließ sich nicht als Ton lesen{(complaint.Length > 0 ? $" (ffmpeg meldet: {Shown(complaint)})" : "")}; erwartet wird eine unbeschädigte Tonaufnahme.",
        $"could not be read as sound{(complaint.Length > 0 ? $" (ffmpeg says: {Shown(complaint)})" : "")}; an undamaged sound recording was expected.");

    public static UnreadableAudioException FfmpegHung(string path, TimeSpan longestWait) => Unreadable(
        path,
        $"ließ sich nicht lesen, denn ffmpeg lieferte {longestWait.TotalSeconds:0} Sekunden lang nichts und wurde beendet; erwartet wird eine unbeschädigte Tonaufnahme.",
        $"could not be read: ffmpeg delivered nothing for {longestWait.TotalSeconds:0} seconds and was ended; an undamaged sound recording was expected.");

    public static UnreadableAudioException NoSoundTrack(string path) => Unreadable(
        path, "enthält keine Tonspur; erwartet wird eine Tonaufnahme.", "contains no sound track; a sound recording was expected.");

    /// <summary>A text fit for one line of a terminal or a report: no control characters.</summary>
    public static string Shown(string text) =>
        text.Any(char.IsControl) ? string.Concat(text.Select(c => char.IsControl(c) ? '\uFFFD' : c)) : text;

    public static UnreadableAudioException Unreadable(string path, string german, string english, Exception? inner = null) =>
        new(Sentence(path, german, english), inner);

    public static UnsupportedAudioException Unsupported(string path, string german, string english, Exception? inner = null) =>
        new(Sentence(path, german, english), inner);

    private static Bilingual Sentence(string path, string german, string english) =>
        new($"„{Shown(path)}“ {german}", $"“{Shown(path)}” {english}");
}
