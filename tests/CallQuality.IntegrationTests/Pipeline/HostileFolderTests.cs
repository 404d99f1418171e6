using System.Text;
using System.Text.Json.Nodes;

namespace CallQuality.IntegrationTests.Pipeline;

/// <summary>A folder as it may come from a share: fifty recordings, half of them good, the rest broken in every way we know.</summary>
[Platform("Linux")]
[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
public class HostileFolderTests
{
    // Root may read everything; without these two rights even root meets "no permission".
    internal static readonly string[] AsUser =
        Environment.UserName == "root" ? ["setpriv", "--bounding-set=-dac_override,-dac_read_search", "--inh-caps=-dac_override,-dac_read_search"] : [];

    private readonly HashSet<string> good = [];
    private readonly Dictionary<string, string> bad = [];
    private TestFiles files = null!;
    private CallQualityProgram.Outcome run = null!;

    [OneTimeSetUp]
    public void AnalyseTheFolder()
    {
        files = new TestFiles();
        Directory.CreateDirectory(files.At("calls/unter ordner"));
        MakeGood();
        MakeBad();
        Assert.That(good, Has.Count.EqualTo(22));
        Assert.That(bad, Has.Count.EqualTo(28));

        run = CallQualityProgram.Run(files.Folder, AsUser, "analyze", "calls", "--out", "out");
    }

    [OneTimeTearDown]
    public void RemoveTheFolder()
    {
        File.SetUnixFileMode(files.At("calls/no permission.wav"), UnixFileMode.UserRead | UnixFileMode.UserWrite);
        File.SetUnixFileMode(files.At("calls/closed folder"), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        files.Dispose();
    }

    [Test]
    public void Analyze_HostileFolder_EndsWithExitCodeOne()
    {
        Assert.That(run.ExitCode, Is.EqualTo(1), run.Error);
        Assert.That(run.Output, Does.Contain("22 analysed, 28 rejected, 0 failed."));
    }

    [Test]
    public void Analyze_HostileFolder_NamesEachBadFileWithItsReason()
    {
        var lines = run.Output.Split('\n');
        Assert.Multiple(() =>
        {
            foreach (var (name, reason) in bad)
            {
                var line = lines.SingleOrDefault(line => line.Contains($" calls/{name}: rejected – ", StringComparison.Ordinal));
                Assert.That(line, Is.Not.Null, name);
                Assert.That(line, Does.Contain(reason), name);
            }
        });
    }

    [Test]
    public void Analyze_HostileFolder_ListsEveryFileInTheTable()
    {
        var rows = File.ReadAllLines(files.At("out/calls.csv"));

        Assert.That(rows, Has.Length.EqualTo(51));
        Assert.That(rows.Count(row => row.Contains("analysed", StringComparison.OrdinalIgnoreCase)), Is.EqualTo(22));
        Assert.That(rows.Count(row => row.Contains("rejected", StringComparison.OrdinalIgnoreCase)), Is.EqualTo(28));
    }

    [Test]
    public void Analyze_HostileFolder_AnalysesEachGoodFile()
    {
        var scorecards = Directory.GetFiles(files.At("out"), "scorecard.json", SearchOption.AllDirectories)
            .Select(path => JsonNode.Parse(File.ReadAllBytes(path))!).ToList();

        Assert.That(scorecards.Select(card => (string?)card["call"]!["file"]), Is.EquivalentTo(good.Select(Path.GetFileName)));
        Assert.That(scorecards.Select(card => (double)card["call"]!["durationSeconds"]!), Is.All.EqualTo(6).Within(0.2));
        Assert.That(scorecards.Select(card => card["transcript"]!["words"]!.AsArray().Count), Is.All.GreaterThan(3));
        Assert.That(Directory.GetFiles(files.At("out"), "scorecard.html", SearchOption.AllDirectories), Has.Length.EqualTo(22));
    }

    [Test]
    public void Analyze_HostileFolder_LeavesNoHalfFile() =>
        Assert.That(Directory.GetFileSystemEntries(files.At("out"), "*.part", SearchOption.AllDirectories), Is.Empty);

    private void MakeGood()
    {
        files.Make("sox", CallQualityProgram.Sample("09-en-clean.wav"), "-b", "16", "-e", "signed", "cut.wav", "trim", "0", "6");
        Convert("plain.wav");
        Convert("with space.wav");
        Convert("Müller & Söhne – 1.wav");
        Convert("unter ordner/tief.wav");
        Convert("EIGHT.WAV", "-b", "8", "-e", "unsigned");
        Convert("24 bit.wav", "-b", "24");
        Convert("32 bit.wav", "-b", "32", "-e", "signed");
        Convert("float.wav", "-b", "32", "-e", "floating-point");
        Convert("a-law.wav", "-e", "a-law");
        Convert("mu-law.wav", "-e", "mu-law");
        Convert("16 kHz.wav", "-r", "16000");
        Convert("44.1 kHz.wav", "-r", "44100");
        Convert("96 kHz.wav", "-r", "96000");
        Convert("one channel.wav", "-c", "1");
        Convert("sound.flac");
        Convert("sound.ogg");
        Convert("sound.aiff");
        foreach (var name in (string[])["sound.mp3", "sound.m4a", "sound.opus"])
        {
            files.Make("ffmpeg", "-v", "error", "-i", "cut.wav", $"calls/{name}");
            good.Add(name);
        }

        // From a recorder that was cut off: the header says no length, or a far too great one.
        var whole = File.ReadAllBytes(files.At("cut.wav"));
        AddGood("length 0.wav", WithDataLength(whole, 0));
        AddGood("length too great.wav", WithDataLength(whole, uint.MaxValue));
    }

    private void MakeBad()
    {
        var whole = File.ReadAllBytes(files.At("cut.wav"));
        AddBad("empty.wav", [], "is empty");
        AddBad("empty.mp3", [], "is empty");
        AddBad("cut in the first word.wav", whole[..7], "in the middle of the WAV header");
        AddBad("cut in the header.wav", whole[..30], "in the middle of the WAV header");
        AddBad("header only.wav", whole[..44], "without sound");
        AddBad("text.wav", "Guten Tag, hier spricht niemand."u8.ToArray(), "contains text");
        AddBad("text.mp3", "Good morning."u8.ToArray(), "contains text");
        AddBad("page.wav", "<!doctype html><html><body>Sign in</body></html>"u8.ToArray(), "contains text");
        AddBad("list.wav", "#EXTM3U\nfile:///etc/passwd\n"u8.ToArray(), "contains text");
        AddBad("wide text.wav", [0xFF, 0xFE, .. Encoding.Unicode.GetBytes("Guten Tag")], "contains text");
        AddBad("letter.wav", "%PDF-1.7\n%\0\u0001"u8.ToArray(), "PDF");
        AddBad("archive.wav", [.. "PK"u8, 3, 4, 20, 0, 0, 0], "ZIP");
        AddBad("noise.mp3", Noise(20_000), "sound recording was expected");
        AddBad("noise.wav", Noise(20_000), "sound recording was expected");
        AddBad("noise.m4a", Noise(5), "sound recording was expected");
        AddBad("0 Hz.wav", With(whole, 24, 0, 4), "a sampling rate of 0 Hz");
        AddBad("100 Hz.wav", With(whole, 24, 100, 4), "a sampling rate of 100 Hz");
        AddBad("4000 MHz.wav", With(whole, 24, 4_000_000_000, 4), "Hz were expected");
        AddBad("0 channels.wav", With(whole, 22, 0, 2), "0 channels");
        AddBad("40000 channels.wav", With(whole, 22, 40000, 2), "40000 channels");
        AddBad("wrong block.wav", With(whole, 32, 3, 2), "a block of 3 bytes");
        AddBad("reversed.wav", [.. "RIFX"u8, .. whole[4..]], "reversed byte order");
        File.CreateSymbolicLink(files.At("calls/circle.wav"), "circle.wav");
        bad["circle.wav"] = "leads in a circle";
        File.CreateSymbolicLink(files.At("calls/dead link.wav"), "nowhere.wav");
        bad["dead link.wav"] = "leads in a circle or to nothing";
        Directory.CreateSymbolicLink(files.At("calls/loop"), files.At("calls"));
        bad["loop"] = "links back to itself";
        files.Make("mkfifo", "calls/pipe.wav");
        bad["pipe.wav"] = "is empty";
        AddBad("no permission.wav", whole, "no read permission");
        File.SetUnixFileMode(files.At("calls/no permission.wav"), UnixFileMode.None);
        Directory.CreateDirectory(files.At("calls/closed folder"));
        File.SetUnixFileMode(files.At("calls/closed folder"), UnixFileMode.None);
        bad["closed folder"] = "no permission";
    }

    private void Convert(string name, params string[] format)
    {
        files.Make("sox", ["-D", "cut.wav", .. format, $"calls/{name}"]);
        good.Add(name);
    }

    private void AddGood(string name, byte[] content)
    {
        File.WriteAllBytes(files.At($"calls/{name}"), content);
        good.Add(name);
    }

    private void AddBad(string name, byte[] content, string reason)
    {
        File.WriteAllBytes(files.At($"calls/{name}"), content);
        bad[name] = reason;
    }

    private static byte[] WithDataLength(byte[] wav, uint length) => With(wav, 40, length, 4);

    private static byte[] With(byte[] wav, int position, uint value, int bytes)
    {
        var changed = wav.ToArray();
        BitConverter.GetBytes(value)[..bytes].CopyTo(changed, position);
        return changed;
    }

    private static byte[] Noise(int length)
    {
        var bytes = new byte[length];
        new Random(1).NextBytes(bytes);

        // Whatever marker the noise would begin with by chance.
        bytes[0] = 1;
        return bytes;
    }
}
