using CallQuality.Audio;
using CallQuality.Audio.Files;
using CallQuality.Core.Calls;
using CallQuality.Reports.Sound;

namespace CallQuality.Tests.Reports.Sound;

public class CallSoundTests
{
    private static readonly CallSides AgentRight = new()
    {
        AgentChannel = 1,
        CustomerChannel = 0,
        Separation = Separation.Stereo,
        DecidedBy = new Bilingual("", ""),
    };

    [TestCase(8000)]
    [TestCase(16000)]
    public void ToWav_AgentOnTheRight_PutsTheAgentLeft(int rateHz)
    {
        var back = Read(CallSound.ToWav(Tones(rateHz), AgentRight));
        Assert.Multiple(() =>
        {
            Assert.That(back.Source, Is.EqualTo(new SourceFormat("wav", "pcm_mulaw", 8000, 2, 8)));
            Assert.That(back.Duration.TotalSeconds, Is.EqualTo(1.5).Within(0.001));
            Assert.That(Level(back.Channels[0]), Is.EqualTo(0.4).Within(0.02), "the agent's tone");
            Assert.That(Level(back.Channels[1]), Is.EqualTo(0.1).Within(0.01), "the customer's tone");
            Assert.That(back.Notices, Is.Empty);
        });
    }

    [Test]
    public void ToWav_OneSideOnly_IsMono()
    {
        var recording = Tones(8000);
        var back = Read(CallSound.ToWav(recording, AgentRight with { CustomerChannel = null, Separation = Separation.Single }));
        Assert.That(back.Channels, Has.Count.EqualTo(1));
    }

    [Test]
    public void ToWav_OddLengthMono_IsPaddedToAWholeChunk()
    {
        var recording = Tones(8000) with { Channels = [new float[801]] };
        var wav = CallSound.ToWav(recording, AgentRight with { AgentChannel = 0, CustomerChannel = null });
        Assert.Multiple(() =>
        {
            Assert.That(wav.Length % 2, Is.Zero);
            Assert.That(Read(wav).Channels[0], Has.Length.EqualTo(801));
        });
    }

    [Test]
    public void ToWav_BeyondFullScale_IsHeldAtFullScale()
    {
        var loud = new float[800];
        Array.Fill(loud, 1.4f);
        var recording = Tones(8000) with { Channels = [loud] };
        var back = Read(CallSound.ToWav(recording, AgentRight with { AgentChannel = 0, CustomerChannel = null }));
        Assert.That(back.Channels[0].Min(), Is.GreaterThan(0.95f));
    }

    private static Recording Tones(int rateHz)
    {
        var frames = rateHz * 3 / 2;
        float[] Tone(double hertz, double level) =>
            [.. Enumerable.Range(0, frames).Select(i => (float)(level * Math.Sqrt(2) * Math.Sin(2 * Math.PI * hertz * i / rateHz)))];
        return new Recording
        {
            Path = "tones.wav",
            Sha256 = new string('0', 64),
            SampleRateHz = rateHz,
            Channels = [Tone(300, 0.1), Tone(440, 0.4)],
            Source = new SourceFormat("wav", "pcm_s16le", rateHz, 2, 16),
            Notices = [],
        };
    }

    private static double Level(float[] samples) => Math.Sqrt(samples[800..^800].Average(sample => (double)sample * sample));

    private static Recording Read(byte[] wav)
    {
        var path = Path.Combine(TestContext.CurrentContext.WorkDirectory, $"{Guid.NewGuid():N}.wav");
        File.WriteAllBytes(path, wav);
        try
        {
            return RecordingReader.Read(path, CancellationToken.None);
        }
        finally
        {
            File.Delete(path);
        }
    }
}
