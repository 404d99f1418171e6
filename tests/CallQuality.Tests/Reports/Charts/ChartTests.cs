using System.Globalization;
using System.Text.RegularExpressions;
using CallQuality.Audio.Prosody;
using CallQuality.Core.Mistakes;
using CallQuality.Reports.Charts;

namespace CallQuality.Tests.Reports.Charts;

public class ChartTests
{
    [Test]
    public void WaveformPath_LoudSecondHalf_IsTallThere()
    {
        var samples = new float[16_000];
        Array.Fill(samples, 0.5f, 8_000, 8_000);
        var heights = Heights(WaveformShape.Path(samples));
        Assert.Multiple(() =>
        {
            Assert.That(heights[..499].Max(), Is.LessThan(1));
            Assert.That(heights[501..1000].Min(), Is.GreaterThan(47));
        });
    }

    [Test]
    public void WaveformPath_TenTimesQuieter_LooksTheSame()
    {
        var random = new Random(7);
        var loud = Enumerable.Range(0, 20_000).Select(_ => (float)((random.NextDouble() - 0.5) * 1.6)).ToArray();
        var quiet = Array.ConvertAll(loud, sample => sample / 10);
        Assert.That(WaveformShape.Path(quiet), Is.EqualTo(WaveformShape.Path(loud)));
    }

    [TestCase(0)]
    [TestCase(1)]
    [TestCase(999)]
    public void WaveformPath_FewerSamplesThanColumns_IsStillAPath(int count)
    {
        Assert.That(Heights(WaveformShape.Path(new float[count])), Has.Length.EqualTo(1000));
    }

    [Test]
    public void PitchShape_ConstantTone_IsALineInTheMiddle()
    {
        var pitch = new float[1000];
        Array.Fill(pitch, 200f);
        var shape = PitchShape.Of(new PitchTrack(TimeSpan.FromMilliseconds(10), TimeSpan.Zero, pitch), TimeSpan.FromSeconds(10))!;
        Assert.That(Regex.Matches(shape.Median, "M\\d+ ([0-9.]+)h1").Select(match => match.Groups[1].Value).Distinct(), Is.EqualTo(new[] { "50" }));
    }

    [Test]
    public void PitchShape_NothingVoiced_IsNothing()
    {
        Assert.That(PitchShape.Of(new PitchTrack(TimeSpan.FromMilliseconds(10), TimeSpan.Zero, [float.NaN, float.NaN]), TimeSpan.FromSeconds(1)), Is.Null);
    }

    [Test]
    public void PitchShape_OctaveUp_IsHeldToTheEdge()
    {
        var pitch = new float[1001];
        Array.Fill(pitch, 100f);
        Array.Fill(pitch, 400f, 500, 100);
        var shape = PitchShape.Of(new PitchTrack(TimeSpan.FromMilliseconds(10), TimeSpan.Zero, pitch), TimeSpan.FromSeconds(10.01))!;
        var heights = Regex.Matches(shape.Median, "M\\d+ ([0-9.]+)h1").Select(match => double.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture));
        Assert.That(heights.Min(), Is.EqualTo(2));
    }

    [TestCase(0)]
    [TestCase(8)]
    [TestCase(86)]
    [TestCase(1200)]
    [TestCase(14_400)]
    public void TimeAxis_AnyLength_HasFewRoundMarksInsideTheCall(double seconds)
    {
        var marks = TimeAxis.Marks(TimeSpan.FromSeconds(seconds)).ToList();
        Assert.Multiple(() =>
        {
            Assert.That(marks, Has.Count.LessThanOrEqualTo(9));
            Assert.That(marks.TrueForAll(mark => mark.TotalSeconds % 5 == 0 && mark.TotalSeconds < Math.Max(seconds, 1)));
        });
    }

    [Test]
    public void NormScale_ValueAboveTheNorm_LiesRightOfIt()
    {
        var scale = NormScale.For(19, new Norm(3, 12, "words", "P"));
        Assert.Multiple(() =>
        {
            Assert.That(scale.NormStart, Is.LessThan(scale.NormEnd));
            Assert.That(scale.Value, Is.GreaterThan(scale.NormEnd).And.LessThan(1));
        });
    }

    [Test]
    public void NormScale_ShareInsideTheNorm_KeepsTheWholeScaleUnderOne()
    {
        var scale = NormScale.For(0.9, new Norm(0.8, null, "share", "P"));
        Assert.Multiple(() =>
        {
            Assert.That(scale.Value, Is.GreaterThan(scale.NormStart));
            Assert.That(scale.NormEnd, Is.EqualTo(1));
        });
    }

    [TestCase(0, 0)]
    [TestCase(-0.1, 0)]
    [TestCase(5, 5)]
    public void NormScale_NoSpread_StaysFinite(double value, double max)
    {
        var scale = NormScale.For(value, new Norm(null, max, "count", "P"));
        Assert.That(new[] { scale.Value, scale.NormStart, scale.NormEnd }, Is.All.InRange(0, 1));
    }

    [Test]
    public void Percent_OutsideTheAxis_IsHeldInside()
    {
        Assert.That(new[] { Percent.Of(-0.2), Percent.Of(1.7), Percent.Of(TimeSpan.FromSeconds(3), TimeSpan.Zero) }, Is.EqualTo(new[] { "0%", "100%", "0%" }));
    }

    // Distance of the outline from the middle in each column, upper half.
    private static double[] Heights(string path) =>
        [.. Regex.Matches(path, "L(\\d+) ([0-9.]+)").Take(1000).Select(match => 50 - double.Parse(match.Groups[2].Value, CultureInfo.InvariantCulture))];
}
