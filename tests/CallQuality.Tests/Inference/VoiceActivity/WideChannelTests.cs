using CallQuality.Audio.Dsp;
using CallQuality.Inference.VoiceActivity;

namespace CallQuality.Tests.Inference.VoiceActivity;

public class WideChannelTests
{
    [FsCheck.NUnit.Property(MaxTest = 40)]
    public bool Read_WindowByWindow_IsTheWholeResampledTimesTheGain(ushort length, bool wide)
    {
        var rate = wide ? 16000 : 8000;
        var random = new Random(length);
        var samples = Enumerable.Range(0, length).Select(_ => (float)((2 * random.NextDouble()) - 1)).ToArray();
        var channel = new WideChannel(samples, rate, factor: 0.5f);
        var window = new float[512];
        var read = new List<float>();
        for (int count = window.Length; count == window.Length;)
        {
            count = channel.Read(window);
            read.AddRange(window[..count]);
        }

        var expected = Resampler.Convert(samples, rate, 16000);
        return channel.Length == expected.Length && read.SequenceEqual(expected.Select(sample => sample * 0.5f));
    }
}
