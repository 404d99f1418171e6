using CallQuality.Audio;
using CallQuality.Audio.Files;

namespace CallQuality.Tests.Audio.Files;

public class RecordingReaderRefusalTests
{
    private TestFolder folder = null!;

    [SetUp]
    public void MakeFolder() => folder = new TestFolder();

    [TearDown]
    public void RemoveFolder() => folder.Dispose();

    private static IEnumerable<TestCaseData> BadFiles()
    {
        var data = WavBytes.Chunk("data", WavBytes.Pcm16([1, 2, 3, 4]));
        var format = WavBytes.Format(1, 1, 8000, 16);
        yield return Case("empty", [], "0 Byte");
        yield return Case("text", [.. "Guten Tag, das ist kein Ton: äöü.\r\n"u8], "Text");
        yield return Case("web page", [.. "<html><body>Please sign in</body></html>"u8], "Text");
        yield return Case("UTF-16 text", [0xFF, 0xFE, .. System.Text.Encoding.Unicode.GetBytes("Guten Tag")], "Text");
        yield return Case("playlist", [.. "#EXTM3U\nfile:///etc/passwd\n"u8], "Text");
        yield return Case("PDF", [.. "%PDF-1.7\n%"u8, 0xE2, 0xE3, 0, 1], "PDF");
        yield return Case("ZIP", [.. "PK"u8, 3, 4, 20, 0, 0, 0], "ZIP");
        yield return Case("cut in the first word", [.. "RIFF"u8, 1, 2], "6 Byte");
        yield return Case("cut in a chunk", WavBytes.File(format, data)[..30], "30 Byte");
        yield return Case("no data chunk", WavBytes.File(format), "36 Byte");
        yield return Case("no format chunk", WavBytes.File(data), "Formatteil");
        yield return Case("short format chunk", WavBytes.File(WavBytes.Chunk("fmt ", new byte[14]), data), "14 Byte");
        yield return Case("short extensible format chunk", WavBytes.File(WavBytes.Format(0xFFFE, 1, 8000, 16), data), "16 Byte");
        yield return Case("data chunk without data", WavBytes.File(format, WavBytes.Chunk("data")), "ohne Ton");
        yield return Case("empty data before another chunk", WavBytes.File(format, WavBytes.Chunk("data"), WavBytes.Chunk("LIST", new byte[20])), "ohne Ton");
        yield return Case("less than one frame", WavBytes.File(WavBytes.Format(1, 2, 8000, 16), WavBytes.Chunk("data", 1, 2, 3)), "ohne Ton");
        yield return Case("0 Hz", WavBytes.File(WavBytes.Format(1, 1, 0, 16), data), "0 Hz");
        yield return Case("0 channels", WavBytes.File(WavBytes.Format(1, 0, 8000, 16), data), "0 Kanäle");
        yield return Case("impossible block", WavBytes.File(WavBytes.Format(1, 2, 8000, 16, frameLength: 3), data), "3 Byte");
        yield return Case("block of nothing", WavBytes.File(WavBytes.Format(1, 2, 8000, 16, frameLength: 0), data), "0 Byte");
        yield return Case("chunk that is none", WavBytes.File(format, WavBytes.Claiming("\0\0\0\0", 0)), "Byte 36");
        yield return Case("chunk longer than the file", WavBytes.File(format, WavBytes.Claiming("LIST", 0xFFFFFFF0, 1, 2)), "46 Byte");
        yield return Case("six channels", WavBytes.File(WavBytes.Format(1, 6, 8000, 16), data), "6 Kanäle", unsupported: true);
        yield return Case("4000 Hz", WavBytes.File(WavBytes.Format(1, 1, 4000, 16), data), "4000 Hz", unsupported: true);
        yield return Case("GSM without ffmpeg", WavBytes.File(WavBytes.Format(0x31, 1, 8000, 0, frameLength: 65), WavBytes.Chunk("data", new byte[65])), "GSM 06.10", unsupported: true);
        yield return Case("unknown sub-format without ffmpeg", WavBytes.File(WavBytes.Extensible(0x1234, 1, 8000, 16, 16), data), "0x1234", unsupported: true);
        yield return Case("reversed byte order", WavBytes.FileOf("RIFX", format, data), "RIFX", unsupported: true);
        yield return Case("MP3 without ffmpeg", [.. "ID3"u8, 4, 0, 0, 0, 0, 0, 0], "MP3", unsupported: true);
        yield return Case("unknown without ffmpeg", [1, 2, 3, 4, 5, 6, 7, 8], "unbekannter Art", unsupported: true);
    }

    [TestCaseSource(nameof(BadFiles))]
    public void Read_BadFile_IsRefusedInOneSentence(byte[] bytes, string found, bool unsupported)
    {
        var path = folder.Write("Anruf 7 ü.wav", bytes);

        var refusal = Refused(path);

        Assert.That(refusal, unsupported ? Is.TypeOf<UnsupportedAudioException>() : Is.TypeOf<UnreadableAudioException>());
        Assert.That(refusal.Text.German, Does.Contain(found));
        AssertSentences(refusal, path);
    }

    [Test]
    public void Read_Folder_IsRefused() => AssertSentences(Refused(folder.Path(".")), folder.Path("."));

    [Test]
    public void Read_MissingFile_IsRefused()
    {
        Assert.That(Refused(folder.Path("nowhere.wav")).Text.German, Does.Contain("gibt es nicht"));
        Assert.That(Refused(folder.Path("no/such/folder.wav")).Text.German, Does.Contain("gibt es nicht"));
        Assert.That(Refused("a\0b.wav").Text.German, Does.Contain("gibt es nicht"));
    }

    [Test]
    public void Read_LinkInACircle_IsRefused()
    {
        File.CreateSymbolicLink(folder.Path("a.wav"), folder.Path("b.wav"));
        File.CreateSymbolicLink(folder.Path("b.wav"), folder.Path("a.wav"));
        File.CreateSymbolicLink(folder.Path("dead.wav"), folder.Path("gone.wav"));

        Assert.That(Refused(folder.Path("a.wav")).Text.German, Does.Contain("im Kreis"));
        Assert.That(Refused(folder.Path("dead.wav")).Text.German, Does.Contain("ins Leere"));
    }

    [Test]
    public void Read_LinkToAFile_IsFollowed()
    {
        folder.Write("real.wav", WavBytes.Noise(8000, 1, 80));
        File.CreateSymbolicLink(folder.Path("link.wav"), folder.Path("real.wav"));

        Assert.That(RecordingReader.Read(folder.Path("link.wav"), CancellationToken.None).Channels[0], Has.Length.EqualTo(80));
    }

    [Test]
    public void Read_Device_IsRefusedInsteadOfReadForEver()
    {
        Assume.That(OperatingSystem.IsLinux());

        Assert.That(Refused("/dev/zero").Text.English, Does.Contain("is empty"));
    }

    [Test]
    public void Read_WithoutPermission_SaysSo()
    {
        var path = folder.Write("secret.wav", WavBytes.Noise(8000, 1, 80));
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, UnixFileMode.None);
        }

        // The superuser may read everything; for everybody else the sentence counts.
        if (Environment.IsPrivilegedProcess)
        {
            Assert.That(RecordingReader.Read(path, CancellationToken.None).Channels[0], Has.Length.EqualTo(80));
        }
        else
        {
            Assert.That(Refused(path).Text.German, Does.Contain("keine Leseberechtigung"));
        }
    }

    [Test]
    public void Read_NameWithControlCharacters_StaysOneLine()
    {
        Assume.That(OperatingSystem.IsLinux());
        var path = folder.Write("a\n\u001b[31mb.wav", [1, 2, 3]);

        Assert.That(Refused(path).Text.German.Any(char.IsControl), Is.False);
    }

    [Test]
    public void Read_HeaderClaimsMoreThanMemory_AllocatesByTheFileAlone()
    {
        var path = folder.Write("bomb.wav", WavBytes.FileOf(
            "RF64", WavBytes.Chunk("ds64", [.. Enumerable.Repeat((byte)0x7F, 24)]), WavBytes.Format(1, 1, 8000, 8), WavBytes.Claiming("data", uint.MaxValue, new byte[100])));

        Assert.That(Allocation.Of(() => RecordingReader.Read(path, CancellationToken.None)), Is.LessThan(400_000));
    }

    [Test]
    public void Read_LongerThanFourHours_IsRefusedBeforeReading()
    {
        // A file with a hole: it takes no room on the disk.
        var path = folder.Write("day.wav", WavBytes.File(WavBytes.Format(1, 1, 8000, 8), WavBytes.Claiming("data", 0)));
        using (var file = File.OpenWrite(path))
        {
            file.SetLength((4L * 3600 * 8000) + 45);
        }

        var refusal = Refused(path);

        Assert.That(refusal, Is.TypeOf<UnsupportedAudioException>());
        Assert.That(refusal.Text.German, Does.Contain("länger als 4 Stunden"));
    }

    private static TestCaseData Case(string name, byte[] bytes, string found, bool unsupported = false) =>
        new TestCaseData(bytes, found, unsupported).SetName($"Read_BadFile_IsRefusedInOneSentence({name})");

    private static CallQualityException Refused(string path) =>
        Assert.Catch<CallQualityException>(() => RecordingReader.Read(path, ffmpeg: null, CancellationToken.None))!;

    private static void AssertSentences(CallQualityException refusal, string path)
    {
        foreach (var (sentence, expected) in new[] { (refusal.Text.German, "erwartet"), (refusal.Text.English, "expected") })
        {
            Assert.That(sentence, Does.Contain(path).And.Contain(expected).And.EndsWith("."));
        }
    }
}
