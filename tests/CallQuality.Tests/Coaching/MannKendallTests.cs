using CallQuality.Core.Coaching;

namespace CallQuality.Tests.Coaching;

public class MannKendallTests
{
    [Test]
    public void Direction_FiveRisingValues_IsRising()
    {
        Assert.That(MannKendall.Direction([1, 2, 3, 4, 5]), Is.EqualTo(Trend.Rising));
    }

    [Test]
    public void Direction_AllEqual_IsSteady()
    {
        Assert.That(MannKendall.Direction([7, 7, 7, 7, 7, 7]), Is.EqualTo(Trend.Steady));
    }

    [Test]
    public void Direction_OneOddCall_MakesNoTrend()
    {
        Assert.That(MannKendall.Direction([50, 51, 49, 50, 100]), Is.EqualTo(Trend.Steady));
    }

    [Test]
    public void Slope_StraightLineWithOneOutlier_IsTheLines()
    {
        Assert.That(MannKendall.Slope([0, 2, 4, 90, 8, 10, 12]), Is.EqualTo(2));
    }

    [Property]
    public bool Direction_Reversed_IsTheOpposite(int[] values)
    {
        var series = values.Select(value => (double)value).ToArray();
        var forwards = MannKendall.Direction(series);
        Array.Reverse(series);
        return MannKendall.Direction(series) == forwards switch { Trend.Rising => Trend.Falling, Trend.Falling => Trend.Rising, _ => Trend.Steady };
    }

    [Property]
    public bool Slope_ShiftedUp_StaysTheSame(byte[] values, byte shift) =>
        MannKendall.Slope([.. values.Select(value => (double)value)]) == MannKendall.Slope([.. values.Select(value => (double)value + shift)]);
}
