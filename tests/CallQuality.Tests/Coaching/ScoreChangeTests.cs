using CallQuality.Core.Coaching;
using CallQuality.Core.Mistakes;

namespace CallQuality.Tests.Coaching;

public class ScoreChangeTests
{
    [Test]
    public void Of_EveryScoreHigher_IsClearAndInPoints()
    {
        var change = ScoreChange.Of(Mistake.TooFast, [50, 52, 54, 56, 58], [70, 72, 74, 76, 78])!;

        Assert.That(change.MedianBefore, Is.EqualTo(54));
        Assert.That(change.CountBefore, Is.EqualTo(5));
        Assert.That(change.Difference, Is.EqualTo(20));
        Assert.That(change.IsClear, Is.True);
    }

    [Test]
    public void Of_SidesExchanged_IsTheOppositeDifference()
    {
        int[] before = [41, 60, 72, 75, 80, 81];
        int[] now = [30, 44, 61, 62, 63];

        var there = ScoreChange.Of(Mistake.TooFast, before, now)!;
        var back = ScoreChange.Of(Mistake.TooFast, now, before)!;

        Assert.That(back.Difference, Is.EqualTo(-there.Difference));
        Assert.That(back.IsClear, Is.EqualTo(there.IsClear));
    }

    [Test]
    public void Of_ScoresThatOverlap_AreNotClear() =>
        Assert.That(ScoreChange.Of(Mistake.TooFast, [50, 60, 70, 80, 90], [55, 65, 75, 85, 95])!.IsClear, Is.False);

    [Test]
    public void Of_AllScoresTheSame_IsNoChange()
    {
        var change = ScoreChange.Of(Mistake.TooFast, [100, 100, 100, 100, 100], [100, 100, 100, 100, 100])!;

        Assert.That(change.Difference, Is.Zero);
        Assert.That(change.IsClear, Is.False);
    }

    [TestCase(4, 5)]
    [TestCase(5, 4)]
    public void Of_TooFewCallsOnOneSide_SaysNothing(int before, int now) =>
        Assert.That(ScoreChange.Of(Mistake.TooFast, [.. Enumerable.Repeat(10, before)], [.. Enumerable.Repeat(90, now)]), Is.Null);

    // Worked out apart from the program: with ties and continuity z is 1.424 against 3 to 10 and 2.003 against 4 to 11.
    [TestCase(3, false)]
    [TestCase(4, true)]
    public void Of_TwoRuns_IsClearWhereTheTestOfMannAndWhitneySaysSo(int first, bool clear) =>
        Assert.That(ScoreChange.Of(Mistake.TooFast, [.. Enumerable.Range(1, 8)], [.. Enumerable.Range(first, 8)])!.IsClear, Is.EqualTo(clear));
}
