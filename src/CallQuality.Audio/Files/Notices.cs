namespace CallQuality.Audio.Files;

/// <summary>What a reader should know about a file that was read all the same.</summary>
internal static class Notices
{
    public static Bilingual LengthNeverWritten => new(
        "Der Rekorder hat die Länge der Aufnahme nie eingetragen (vermutlich wurde er abgebrochen); gelesen wurde alles bis zum Ende der Datei.",
        "The recorder never wrote the length of the recording (it was probably cut off); everything up to the end of the file was read.");

    public static Bilingual CutOff(long announcedBytes, long foundBytes) => new(
        $"Die Aufnahme ist abgeschnitten: Angekündigt sind {announcedBytes} Byte Ton, vorhanden {foundBytes}; gelesen wurde, was da ist.",
        $"The recording is cut off: {announcedBytes} bytes of sound are announced, {foundBytes} are there; what is there was read.");

    public static Bilingual NonFinite(long count) => new(
        $"{count} Abtastwerte waren keine Zahl oder unendlich und gelten als Stille.",
        $"{count} samples were not a number or infinite and count as silence.");

    public static Bilingual BeyondFullScale(long count) => new(
        $"{count} Abtastwerte lagen über Vollaussteuerung und wurden begrenzt.",
        $"{count} samples were beyond full scale and were limited to it.");

    public static Bilingual PartlyDecoded(string complaint) => new(
        $"Die Datei ist beschädigt (ffmpeg meldet: {Refusals.Shown(complaint)}); gelesen wurde, was sich lesen ließ.",
        $"The file is damaged (ffmpeg says: {Refusals.Shown(complaint)}); what could be read was read.");
}
