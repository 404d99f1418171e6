using System.Text.Unicode;

namespace CallQuality.Audio.Files;

/// <summary>What a file's first bytes show it to be, whatever its name says.</summary>
/// <param name="Kind">Who can read it.</param>
/// <param name="Name">What it is, for a sentence.</param>
internal readonly record struct FileContent(FileContentKind Kind, Bilingual Name)
{
    private static readonly (byte[] Start, int At, FileContentKind Kind, string German, string English)[] Signatures =
    [
        ([.. "ID3"u8], 0, FileContentKind.OtherSound, "eine MP3-Datei", "an MP3 file"),
        ([.. "OggS"u8], 0, FileContentKind.OtherSound, "eine Ogg-Datei (Opus oder Vorbis)", "an Ogg file (Opus or Vorbis)"),
        ([.. "fLaC"u8], 0, FileContentKind.OtherSound, "eine FLAC-Datei", "a FLAC file"),
        ([.. "ftyp"u8], 4, FileContentKind.OtherSound, "eine MP4- oder M4A-Datei", "an MP4 or M4A file"),
        ([.. "#!AMR"u8], 0, FileContentKind.OtherSound, "eine AMR-Datei", "an AMR file"),
        ([.. "RIFX"u8], 0, FileContentKind.ReversedWav, "eine WAV-Datei in umgekehrter Bytefolge (RIFX)", "a WAV file in reversed byte order (RIFX)"),
        ([.. "riff"u8], 0, FileContentKind.OtherSound, "eine Wave64-Datei", "a Wave64 file"),
        ([.. "FORM"u8], 0, FileContentKind.OtherSound, "eine AIFF-Datei", "an AIFF file"),
        ([.. "caff"u8], 0, FileContentKind.OtherSound, "eine CAF-Datei", "a CAF file"),
        ([.. ".snd"u8], 0, FileContentKind.OtherSound, "eine AU-Datei", "an AU file"),
        ([0x1A, 0x45, 0xDF, 0xA3], 0, FileContentKind.OtherSound, "eine Matroska- oder WebM-Datei", "a Matroska or WebM file"),
        ([0x30, 0x26, 0xB2, 0x75], 0, FileContentKind.OtherSound, "eine WMA-Datei", "a WMA file"),
        ([.. "%PDF"u8], 0, FileContentKind.NoSound, "ein PDF-Dokument", "a PDF document"),
        ([0x50, 0x4B, 0x03, 0x04], 0, FileContentKind.NoSound, "ein ZIP-Archiv oder Office-Dokument", "a ZIP archive or office document"),
        ([0x1F, 0x8B], 0, FileContentKind.NoSound, "ein gepacktes Archiv (gzip)", "a packed archive (gzip)"),
        ([0x37, 0x7A, 0xBC, 0xAF], 0, FileContentKind.NoSound, "ein gepacktes Archiv (7z)", "a packed archive (7z)"),
        ([.. "Rar!"u8], 0, FileContentKind.NoSound, "ein gepacktes Archiv (RAR)", "a packed archive (RAR)"),
        ([0x89, 0x50, 0x4E, 0x47], 0, FileContentKind.NoSound, "ein Bild (PNG)", "an image (PNG)"),
        ([0xFF, 0xD8, 0xFF], 0, FileContentKind.NoSound, "ein Bild (JPEG)", "an image (JPEG)"),
        ([.. "GIF8"u8], 0, FileContentKind.NoSound, "ein Bild (GIF)", "an image (GIF)"),
        ([0x7F, 0x45, 0x4C, 0x46], 0, FileContentKind.NoSound, "ein Programm", "a program"),
        ([.. "SQLite format 3"u8], 0, FileContentKind.NoSound, "eine Datenbank (SQLite)", "a database (SQLite)"),
    ];

    /// <summary>Looks at the beginning of a file.</summary>
    /// <param name="head">The first bytes, at least one; 4096 are plenty.</param>
    public static FileContent Of(ReadOnlySpan<byte> head)
    {
        if (IsWav(head))
        {
            return new FileContent(FileContentKind.Wav, new("eine WAV-Datei", "a WAV file"));
        }

        foreach (var (start, at, kind, german, english) in Signatures)
        {
            if (head.Length >= at + start.Length && head[at..].StartsWith(start))
            {
                return new FileContent(kind, new(german, english));
            }
        }

        return IsText(head)
            ? new FileContent(FileContentKind.NoSound, new("Text", "text"))
            : new FileContent(FileContentKind.Unknown, new("eine Datei unbekannter Art", "a file of unknown kind"));
    }

    private static bool IsWav(ReadOnlySpan<byte> head)
    {
        var start = head[..Math.Min(4, head.Length)];
        var isRiff = start.SequenceEqual("RIFF"u8) || start.SequenceEqual("RF64"u8) || start.SequenceEqual("BW64"u8);

        // A header cut before its second word is still a WAV file, and the sentence for it should say so.
        return isRiff && (head.Length < 12 || head.Slice(8, 4).SequenceEqual("WAVE"u8));
    }

    private static bool IsText(ReadOnlySpan<byte> head)
    {
        if (head.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]) || head.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]))
        {
            return head.Count((byte)0) > head.Length / 4;
        }

        var hasSpace = false;
        foreach (var value in head)
        {
            if (value is < 0x20 and not (0x09 or 0x0A or 0x0C or 0x0D or 0x1B) or 0x7F)
            {
                return false;
            }

            hasSpace |= value is 0x20 or 0x0A;
        }

        // Raw A-law silence consists of letters too, but never of words.
        return hasSpace && IsUtf8(head);
    }

    private static bool IsUtf8(ReadOnlySpan<byte> head)
    {
        // The last character may be cut in two by the end of the head.
        for (var cut = 0; cut <= 3 && cut < head.Length; cut++)
        {
            if (Utf8.IsValid(head[..^cut]))
            {
                return true;
            }
        }

        return false;
    }
}

/// <summary>Who can read a file.</summary>
internal enum FileContentKind
{
    /// <summary>The product's own reader, unless its codec is unusual.</summary>
    Wav,

    /// <summary>Nobody: ffmpeg, too, reads the samples of such files in the wrong order and makes noise of them.</summary>
    ReversedWav,

    /// <summary>Known sound that is decoded by ffmpeg.</summary>
    OtherSound,

    /// <summary>Known to hold no sound.</summary>
    NoSound,

    /// <summary>Not recognised by its first bytes.</summary>
    Unknown,
}
