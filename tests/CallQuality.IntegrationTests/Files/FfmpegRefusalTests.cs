using System.Diagnostics;
using CallQuality.Audio;
using CallQuality.Audio.Files;

namespace CallQuality.IntegrationTests.Files;

/// <summary>Files and circumstances that ffmpeg must not get past.</summary>
[Platform("Linux")]
[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
[Parallelizable]
public class FfmpegRefusalTests
{
    private string folder = null!;

    [SetUp]
    public void MakeFolder() => folder = Directory.CreateTempSubdirectory("callquality-").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(folder, recursive: true);

    [TestCase("noise.mp3")]
    [TestCase("noise.wav")]
    [TestCase("noise.m4a")]
    [TestCase("noise")]
    public void Read_RandomBytes_AreNoSound(string name)
    {
        var bytes = new byte[50_000];
        new Random(1).NextBytes(bytes);

        // Whatever the name promises, and whatever packet seems to start somewhere in the noise.
        bytes[0] = 1;
        File.WriteAllBytes(At(name), bytes);

        Assert.That(Refused(At(name)), Is.TypeOf<UnreadableAudioException>());
    }

    // The byte that is no text lets the script reach ffmpeg, whose list of formats must stop it.
    [TestCase("ffconcat version 1.0\nfile real.flac\n#\u0001\n")]
    [TestCase("#EXTM3U\n#EXT-X-TARGETDURATION:2\n#EXTINF:2,\nreal.flac\n#\u0001\n")]
    [TestCase("v=0\no=- 0 0 IN IP4 127.0.0.1\ns=x\nc=IN IP4 127.0.0.1\nt=0 0\nm=audio 5004 RTP/AVP 0\n#\u0001\n")]
    public void Read_ScriptThatNamesAnotherFile_OpensNothing(string script)
    {
        Run("ffmpeg", "-v", "error", "-f", "lavfi", "-i", "sine=d=2", At("real.flac"));
        foreach (var name in (string[])["list.mp3", "list.m3u8", "list.ffconcat", "list.sdp"])
        {
            File.WriteAllText(At(name), script);

            Assert.That(Refused(At(name)), Is.TypeOf<UnreadableAudioException>(), name);
        }
    }

    [Test]
    public void Read_FilmWithoutSound_IsRefused()
    {
        Run("ffmpeg", "-v", "error", "-f", "lavfi", "-i", "testsrc=d=1", At("film.mp4"));

        Assert.That(Refused(At("film.mp4")).Text.German, Does.Contain("keine Tonspur"));
    }

    [Test]
    public void Read_SixChannels_AreRefused()
    {
        Run("ffmpeg", "-v", "error", "-f", "lavfi", "-i", "sine=d=1", "-ac", "6", At("room.flac"));

        Assert.That(Refused(At("room.flac")).Text.German, Does.Contain("6 Kanäle"));
    }

    [Test]
    public void Read_CutOffM4a_IsRefusedWithTheReason()
    {
        Run("ffmpeg", "-v", "error", "-f", "lavfi", "-i", "sine=d=2", "-c:a", "aac", At("a.m4a"));
        File.WriteAllBytes(At("a.m4a"), File.ReadAllBytes(At("a.m4a"))[..4000]);

        var refusal = Refused(At("a.m4a"));

        Assert.That(refusal.Text.German, Does.Contain(At("a.m4a")).And.Contain("ffmpeg meldet").And.Contain("erwartet"));
    }

    [Test]
    public void Read_HangingProgram_IsEnded()
    {
        var hanging = FakeProgram("#!/bin/sh\nexec sleep 1000\n") with { LongestWait = TimeSpan.FromSeconds(1) };
        File.WriteAllBytes(At("a.mp3"), [.. "ID3"u8, 0, 0]);
        var clock = Stopwatch.StartNew();

        var refusal = Assert.Catch<CallQualityException>(() => RecordingReader.Read(At("a.mp3"), hanging, CancellationToken.None))!;

        Assert.That(refusal.Text.German, Does.Contain("1 Sekunden"));
        Assert.That(clock.Elapsed, Is.LessThan(TimeSpan.FromSeconds(30)));
    }

    [Test]
    public void Read_Cancelled_EndsTheProgram()
    {
        var marker = At("pid");
        var hanging = FakeProgram($"#!/bin/sh\necho $$ > '{marker}'\nexec sleep 1000\n");
        File.WriteAllBytes(At("a.mp3"), [.. "ID3"u8, 0, 0]);
        using var cancellation = new CancellationTokenSource(TimeSpan.FromSeconds(2));

        Assert.That(() => RecordingReader.Read(At("a.mp3"), hanging, cancellation.Token), Throws.InstanceOf<OperationCanceledException>());

        Assert.That(File.Exists(marker), Is.True, "the program ran");
        Assert.That(Directory.Exists($"/proc/{File.ReadAllText(marker).Trim()}"), Is.False, "the program is gone");
    }

    [Test]
    public void Read_ProgramThatCannotStart_IsSaid()
    {
        var broken = FakeProgram("this is no program");
        File.SetUnixFileMode(broken.ProbePath, UnixFileMode.UserRead);
        File.WriteAllBytes(At("a.mp3"), [.. "ID3"u8, 0, 0]);

        var refusal = Assert.Catch<CallQualityException>(() => RecordingReader.Read(At("a.mp3"), broken, CancellationToken.None))!;

        Assert.That(refusal, Is.TypeOf<UnsupportedAudioException>());
        Assert.That(refusal.Text.English, Does.Contain("could not be started"));
    }

    private FfmpegProgram FakeProgram(string script)
    {
        var path = At("fake-ffmpeg");
        File.WriteAllText(path, script);
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return new FfmpegProgram(path, path);
    }

    private static CallQualityException Refused(string path) =>
        Assert.Catch<CallQualityException>(() => RecordingReader.Read(path, CancellationToken.None))!;

    private string At(string name) => Path.Combine(folder, name);

    private static void Run(string program, params string[] arguments)
    {
        using var process = Process.Start(program, arguments);
        process.WaitForExit();
        Assert.That(process.ExitCode, Is.Zero, program);
    }
}
