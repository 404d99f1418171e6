using CallQuality.Cli.Evaluate;

namespace CallQuality.Tests.Cli.Evaluate;

public class PhoneLineTests
{
    [TestCase(1000, 0.5f, 0.02f)]
    [TestCase(60, 0f, 0.02f)]
    [TestCase(3900, 0f, 0.02f)]
    public void Of_Tone_PassesOnlyInsideTheBand(double hz, float expectedPeak, float tolerance)
    {
        var tone = Enumerable.Range(0, 16000).Select(i => 0.5f * (float)Math.Sin(2 * Math.PI * hz * i / 16000)).ToArray();

        var line = PhoneLine.Of(tone, 200);

        Assert.That(line, Has.Length.EqualTo(8000));
        Assert.That(line[2000..6000].Max(), Is.EqualTo(expectedPeak).Within(tolerance));
    }
}
