using System.Diagnostics;
using CallQuality.Audio;
using CallQuality.Audio.Files;
using CallQuality.Cli.Evaluate;

namespace CallQuality.IntegrationTests.Inference;

/// <summary>Speech of a synthesiser (espeak-ng), as it sounds at the end of a telephone line.</summary>
internal static class MadeSpeech
{
    public const int RateHz = PhoneLine.SampleRateHz;
    private const double LowHz = 200;
    private const float Gain = 0.4f;

    /// <summary>A text said by a voice such as <c>de+f2</c> or <c>en-gb+m3</c>, through the telephone band.</summary>
    public static float[] Say(string text, string voice, int wordsPerMinute = 150)
    {
        var folder = Directory.CreateTempSubdirectory("made-speech");
        try
        {
            var path = Path.Combine(folder.FullName, "said.wav");
            using var process = Process.Start(new ProcessStartInfo("espeak-ng", ["-v", voice, "-s", $"{wordsPerMinute}", "-w", path, text]))!;
            process.WaitForExit();
            Assert.That(process.ExitCode, Is.Zero);
            var wide = RecordingReader.Read(path, default);
            Assert.That(wide.SampleRateHz, Is.EqualTo(PhoneLine.WideSampleRateHz));
            return PhoneLine.Of([.. wide.Channels[0].Select(sample => Gain * sample)], LowHz);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>A recording of these channels; the shorter ones end in digital silence.</summary>
    public static Recording Recording(params float[][] channels)
    {
        var longest = channels.Max(channel => channel.Length);
        return new Recording
        {
            Path = "made.wav",
            Sha256 = new string('0', 64),
            SampleRateHz = RateHz,
            Channels = [.. channels.Select(channel => (float[])[.. channel, .. new float[longest - channel.Length]])],
            Source = new SourceFormat("wav", "pcm_alaw", RateHz, channels.Length, 8),
            Notices = [],
        };
    }

    /// <summary>Seconds of digital silence.</summary>
    public static float[] Silence(double seconds) => new float[(int)(seconds * RateHz)];
}
