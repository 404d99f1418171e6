using CallQuality.Audio.Files;

namespace CallQuality.Tests.Audio.Files;

public class FfmpegFormatTests
{
    [Test]
    public void Parse_AnswerOfFfprobe_IsRead()
    {
        const string Answer = "codec_name=flac\nsample_rate=44100\nchannels=2\nbits_per_sample=0\nbits_per_raw_sample=24\nformat_name=flac\nprobe_score=100\n";

        Assert.That(FfmpegFormat.Parse(Answer, "a.flac"), Is.EqualTo(new FfmpegFormat("flac", "flac", 44100, 2, 24, 100)));
    }

    [Test]
    public void Parse_UnknownNumbers_AreZero()
    {
        const string Answer = "codec_name=aac\r\nsample_rate=N/A\r\nchannels=1\r\nbits_per_raw_sample=N/A\r\nformat_name=mov,mp4,m4a\r\nprobe_score=100\r\n";

        Assert.That(FfmpegFormat.Parse(Answer, "a.m4a"), Is.EqualTo(new FfmpegFormat("mov", "aac", 0, 1, 0, 100)));
    }

    [Test]
    public void Parse_NoSoundTrack_IsRefused() =>
        Assert.That(() => FfmpegFormat.Parse("format_name=mov\nprobe_score=100\n", "film.mp4"),
            Throws.TypeOf<UnreadableAudioException>().With.Message.Contains("film.mp4").And.Message.Contains("no sound track"));

    [Test]
    public void Parse_DoubtfulGuess_IsRefused() =>
        Assert.That(() => FfmpegFormat.Parse("codec_name=mp3\nsample_rate=44100\nchannels=1\nformat_name=mp3\nprobe_score=1\n", "noise.bin"),
            Throws.TypeOf<UnreadableAudioException>());

    [TestCase("[mp3 @ 0x55d0c0ffee00] Header missing", "Header missing")]
    [TestCase("file:/calls/a: b.mp3: Invalid data found when processing input", "Invalid data found when processing input")]
    [TestCase("[in#0 @ 0x1] [x @ 0x2] Odd", "Odd")]
    public void Condensed_ErrorLine_LosesAddressesAndNames(string line, string expected) =>
        Assert.That(FfmpegProcess.Condensed(line), Is.EqualTo(expected));

    [Test]
    public void Find_NoFolderWithBothPrograms_IsNull()
    {
        using var folder = new TestFolder();
        folder.Write("ffmpeg", [1]);

        Assert.That(FfmpegProgram.Find(folder.Path(".")), Is.Null);
        Assert.That(FfmpegProgram.Find("."), Is.Null);
    }
}
