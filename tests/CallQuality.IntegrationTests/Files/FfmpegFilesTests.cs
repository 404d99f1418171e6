using System.Diagnostics;
using System.Security.Cryptography;
using CallQuality.Audio;
using CallQuality.Audio.Files;

namespace CallQuality.IntegrationTests.Files;

/// <summary>Real files of the formats that recorders write, made by ffmpeg and sox in the test and read back.</summary>
[Parallelizable]
public class FfmpegFilesTests
{
    private const double LeftHz = 440;
    private const double RightHz = 1000;

    private string folder = null!;

    [SetUp]
    public void MakeFolder() => folder = Directory.CreateTempSubdirectory("callquality-").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(folder, recursive: true);

    // Lossy codecs and their delays move ends by some milliseconds; a tone's pitch and side stay.
    [TestCase("a.mp3", 44100, 2, "-c:a libmp3lame -b:a 96k", "mp3", 16000, 0.08)]
    [TestCase("a.opus", 48000, 2, "-c:a libopus", "opus", 16000, 0.02)]
    [TestCase("a.ogg", 44100, 2, "-c:a libvorbis", "vorbis", 16000, 0.02)]
    [TestCase("a.flac", 48000, 2, "-c:a flac", "flac", 16000, 0.001)]
    [TestCase("a8.flac", 8000, 2, "-c:a flac", "flac", 8000, 0.001)]
    [TestCase("a.m4a", 44100, 2, "-c:a aac", "aac", 16000, 0.08)]
    [TestCase("a.g722", 16000, 1, "-c:a g722", "adpcm_g722", 16000, 0.02)]
    [TestCase("a.gsm", 8000, 1, "-c:a libgsm", "gsm", 8000, 0.03)]
    [TestCase("gsm.wav", 8000, 1, "-c:a libgsm_ms", "gsm_ms", 8000, 0.05)]
    [TestCase("adpcm.wav", 22050, 2, "-c:a adpcm_ms", "adpcm_ms", 16000, 0.1)]
    [TestCase("w64.w64", 48000, 2, "-c:a pcm_s16le", "pcm_s16le", 16000, 0.001)]
    public void Read_FormatOfFfmpeg_GivesTheTones(string name, int rateHz, int channels, string codec, string codecName, int expectedRateHz, double tolerance)
    {
        var path = MakeTones(name, rateHz, channels, codec);

        var recording = RecordingReader.Read(path, CancellationToken.None);

        Assert.That(recording.Source.Codec, Is.EqualTo(codecName));
        Assert.That(recording.Source.ChannelCount, Is.EqualTo(channels));
        Assert.That(recording.SampleRateHz, Is.EqualTo(expectedRateHz));
        Assert.That(recording.Duration.TotalSeconds, Is.EqualTo(2).Within(tolerance));
        Assert.That(recording.Sha256, Is.EqualTo(Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(path)))));
        Assert.That(TonePart(recording, 0, LeftHz), Is.GreaterThan(0.95), "left");
        Assert.That(TonePart(recording, channels - 1, channels == 2 ? RightHz : LeftHz), Is.GreaterThan(0.95), "right");
    }

    [TestCase("s.aiff")]
    [TestCase("s.au")]
    [TestCase("s.voc")]
    public void Read_FormatOfSox_GivesTheTone(string name)
    {
        Run("sox", ["-n", "-r", "16000", "-b", "16", At(name), "synth", "2", "sine", "440", "gain", "-6"]);

        var recording = RecordingReader.Read(At(name), CancellationToken.None);

        Assert.That(recording.Duration.TotalSeconds, Is.EqualTo(2).Within(0.01));
        Assert.That(TonePart(recording, 0, LeftHz), Is.GreaterThan(0.99));
    }

    [Test]
    public void Read_SameSoundAsWavAndFlac_GivesTheSameSamples()
    {
        var wav = RecordingReader.Read(MakeTones("a.wav", 44100, 2, "-c:a pcm_s16le"), CancellationToken.None);
        Run("ffmpeg", ["-v", "error", "-i", At("a.wav"), At("a.flac")]);

        var flac = RecordingReader.Read(At("a.flac"), CancellationToken.None);

        Assert.That(flac.Channels[0].AsSpan().SequenceEqual(wav.Channels[0]), Is.True);
        Assert.That(flac.Channels[1].AsSpan().SequenceEqual(wav.Channels[1]), Is.True);
    }

    [TestCase("-v quiet -y.mp3")]
    [TestCase("100 % für 'Müller' \"x\" $(touch y).mp3")]
    [TestCase("http:__a&b|c;d.mp3")]
    [TestCase("a%03d.mp3")]
    public void Read_OddName_IsOnlyAName(string name)
    {
        File.Move(MakeTones("plain.mp3", 8000, 1, "-c:a libmp3lame"), At(name));

        Assert.That(TonePart(RecordingReader.Read(At(name), CancellationToken.None), 0, LeftHz), Is.GreaterThan(0.95));
        Assert.That(Directory.GetFiles(folder), Has.Length.EqualTo(1));
    }

    [Test]
    public void Read_CoverArtAndSecondTrack_AreLeftOut()
    {
        MakeTones("first.flac", 16000, 1, "-c:a flac");
        Run("ffmpeg",
        [
            "-v", "error", "-i", At("first.flac"), "-f", "lavfi", "-i", "anoisesrc=d=2", "-f", "lavfi", "-i", "testsrc=d=2:r=5",
            "-map", "2:v", "-map", "0:a", "-map", "1:a", "-c:a", "flac", "-c:v", "mpeg4", At("film.mkv"),
        ]);

        var recording = RecordingReader.Read(At("film.mkv"), CancellationToken.None);

        Assert.That(recording.Channels, Has.Count.EqualTo(1));
        Assert.That(TonePart(recording, 0, LeftHz), Is.GreaterThan(0.99));
    }

    [Test]
    public void Read_CutOffFlac_GivesWhatIsThereAndSaysSo()
    {
        var path = MakeTones("cut.flac", 44100, 2, "-c:a flac");
        var bytes = File.ReadAllBytes(path);
        File.WriteAllBytes(path, bytes[..(bytes.Length / 2)]);

        var recording = RecordingReader.Read(path, CancellationToken.None);

        Assert.That(recording.Duration.TotalSeconds, Is.InRange(0.5, 1.5));
        Assert.That(recording.Notices, Has.Count.EqualTo(1));
        Assert.That(recording.Notices[0].German, Does.StartWith("Die Datei ist beschädigt"));
    }

    private string MakeTones(string name, int rateHz, int channels, string codec)
    {
        var tones = channels == 2 ? $"0.5*sin({2 * Math.PI * LeftHz}*t)|0.5*sin({2 * Math.PI * RightHz}*t)" : $"0.5*sin({2 * Math.PI * LeftHz}*t)";
        Run("ffmpeg", ["-v", "error", "-f", "lavfi", "-i", $"aevalsrc={tones}:s={rateHz}:d=2", .. codec.Split(' '), At(name)]);
        return At(name);
    }

    private string At(string name) => Path.Combine(folder, name);

    private static void Run(string program, string[] arguments)
    {
        using var process = Process.Start(program, arguments);
        process.WaitForExit();
        Assert.That(process.ExitCode, Is.Zero, program);
    }

    /// <summary>The share of a channel's power that lies in one tone, edges left out.</summary>
    private static double TonePart(Recording recording, int channel, double frequencyHz)
    {
        var samples = recording.Channels[channel].AsSpan();
        samples = samples[(samples.Length / 8)..^(samples.Length / 8)];
        var (sine, cosine, power) = (0.0, 0.0, 0.0);
        for (var n = 0; n < samples.Length; n++)
        {
            var (s, c) = Math.SinCos(2 * Math.PI * frequencyHz * n / recording.SampleRateHz);
            sine += samples[n] * s;
            cosine += samples[n] * c;
            power += (double)samples[n] * samples[n];
        }

        return 2 * ((sine * sine) + (cosine * cosine)) / samples.Length / power;
    }
}
