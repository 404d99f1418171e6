using CallQuality.Audio;
using CallQuality.Core.Analysis;
using CallQuality.Core.Calls;
using CallQuality.Core.Coaching;
using CallQuality.Core.Mistakes;
using CallQuality.Core.Scoring;
using CallQuality.Reports.Coaching;
using CallQuality.Tests.Reports;

namespace CallQuality.Tests.Coaching;

public class CoachingReportTests
{
    private static readonly DateTimeOffset FirstDay = new(2026, 11, 2, 9, 0, 0, TimeSpan.FromHours(1));

    [Test]
    public void Of_FourCalls_ConcludesNothing()
    {
        var report = CoachingReport.Of("Sonja Albers", Calls(40, 45, 50, 55), Rubric.Default);
        Assert.Multiple(() =>
        {
            Assert.That(report.HasEnoughCalls, Is.False);
            Assert.That(report.Goals, Is.Empty);
            Assert.That(report.Strongest, Is.Null);
            Assert.That(report.Weakest, Is.Null);
            Assert.That(report.Mistakes.Select(series => series.Series.Trend), Is.All.EqualTo(Trend.Unknown));
        });
    }

    [Test]
    public void Of_SevenCallsGettingBetter_SaysRisingAndWhereItWasWorst()
    {
        var report = CoachingReport.Of("Sonja Albers", Calls(30, 35, 38, 44, 49, 60, 66), Rubric.Default);
        var series = report.Mistakes[(int)Mistake.Impatience].Series;
        var goal = report.Goals.Single(item => item.Mistake == Mistake.Impatience);
        Assert.Multiple(() =>
        {
            Assert.That(series.Median, Is.EqualTo(44));
            Assert.That(series.LowerQuartile, Is.EqualTo(36.5));
            Assert.That(series.UpperQuartile, Is.EqualTo(54.5));
            Assert.That(series.Trend, Is.EqualTo(Trend.Rising));
            Assert.That(series.SlopePerCall, Is.EqualTo(6).Within(0.5));
            Assert.That(goal.Worst!.Call.Folder, Is.EqualTo("calls/0"));
            Assert.That(goal.Worst.Start, Is.EqualTo(TimeSpan.FromSeconds(25.3)));
            Assert.That(goal.Exercise.German, Is.Not.Empty);
        });
    }

    // The number of scores below the median is binomial: the interval runs from the 2nd to the 8th of nine (96.1 %).
    [TestCase(5, null, null)]
    [TestCase(6, 30, 35)]
    [TestCase(9, 31, 37)]
    public void Of_SomeCalls_SaysBetweenWhatTheMedianIs(int calls, int? low, int? high)
    {
        var interval = CoachingReport.Of("x", Calls([.. Enumerable.Range(30, calls)]), Rubric.Default).Mistakes[(int)Mistake.Impatience].Series.MedianInterval;
        Assert.That((interval?.Low, interval?.High), Is.EqualTo(((double?)low, (double?)high)));
    }

    [Test]
    public void Since_EarlierScores_AreComparedWhereBothHaveEnough()
    {
        var report = CoachingReport.Of("x", Calls(60, 62, 64, 66, 68), Rubric.Default)
            .Since(new Dictionary<Mistake, IReadOnlyList<int>> { [Mistake.Impatience] = [40, 42, 44, 46, 48], [Mistake.TooFast] = [1, 2] });
        Assert.That(report.Changes, Is.EqualTo(new[] { new ScoreChange(Mistake.Impatience, 44, 5, 20, IsClear: true) }));
    }

    [Test]
    public void Of_ManyWeakMistakes_NamesTheThreeWeakest()
    {
        var report = CoachingReport.Of("x", Calls(48, 48, 48, 48, 48, 48), Rubric.Default);
        Assert.Multiple(() =>
        {
            Assert.That(report.Goals.Select(goal => goal.Mistake), Is.EqualTo(new[] { Mistake.OverlongGreeting, Mistake.Impatience, Mistake.KnowItAll }));
            Assert.That(report.Weakest!.Mistake, Is.EqualTo(Mistake.OverlongGreeting));
            Assert.That(report.Strongest!.Mistake, Is.EqualTo(Mistake.HarriedDelivery));
            Assert.That(report.Mistakes[(int)Mistake.Impatience].Series.Trend, Is.EqualTo(Trend.Steady));
        });
    }

    [Test]
    public void Of_CallsInAnyOrder_SortsThemByStart()
    {
        var calls = Calls(30, 35, 38, 44, 49);
        calls.Reverse();
        Assert.That(CoachingReport.Of("x", calls, Rubric.Default).Calls.Select(call => call.Folder), Is.EqualTo(new[] { "calls/0", "calls/1", "calls/2", "calls/3", "calls/4" }));
    }

    [Test]
    public void Of_UndatedCalls_HaveNoTrend()
    {
        var calls = Calls(30, 35, 38, 44, 49, 55)
            .Select(call => call with { Scorecard = call.Scorecard with { Metadata = call.Scorecard.Metadata with { StartedAt = null } } });
        Assert.That(CoachingReport.Of("x", calls, Rubric.Default).Mistakes[(int)Mistake.Impatience].Series.Trend, Is.EqualTo(Trend.Unknown));
    }

    [Test]
    public void Of_UnscorableCall_IsListedWithTheReasonMostMistakesShare()
    {
        var calls = Calls(50, 50, 50, 50, 50);
        calls.Add(new CoachingCall(InventedCall.Make(Reports.Json.ScorecardJsonTests.Bare).Scorecard, "calls/bare"));
        var report = CoachingReport.Of("x", calls, Rubric.Default);
        Assert.Multiple(() =>
        {
            Assert.That(report.Unscored.Single().Reason, Is.EqualTo(new Bilingual("Zu wenig Sprache.", "Too little speech.")));
            Assert.That(report.Mistakes[0].Series.UnscoredCount, Is.EqualTo(1));
            Assert.That(report.Overall.Points, Has.Count.EqualTo(5));
        });
    }

    [Test]
    public void Of_BestMoment_IsNeverTakenFromACallWhereTheMistakeIsClear()
    {
        var report = CoachingReport.Of("x", Calls(48, 48, 48, 48, 48, 92), Rubric.Default);
        var goal = report.Goals.Single(item => item.Mistake == Mistake.Impatience);
        Assert.Multiple(() =>
        {
            Assert.That(goal.Best!.Call.Folder, Is.EqualTo("calls/5"));
            Assert.That(report.Goals.Single(item => item.Mistake == Mistake.OverlongGreeting).Best, Is.Null);
        });
    }

    [Test]
    public void Of_NoCalls_IsEmptyAndRenders()
    {
        var report = CoachingReport.Of(null, [], Rubric.Default);
        Assert.That(report.Overall.Median, Is.Null);
        Assert.That(Html(report, Language.English), Does.Contain("Agent unknown"));
    }

    [TestCase(Language.German, "Schlüsse über den Agenten zieht dieser Bericht ab 5")]
    [TestCase(Language.English, "concludes nothing about the agent from fewer than 5")]
    public void Render_FourCalls_SaysThatItConcludesNothing(Language language, string expected)
    {
        Assert.That(Html(CoachingReport.Of("x", Calls(40, 45, 50, 55), Rubric.Default), language), Does.Contain(expected));
    }

    [Test]
    public void Render_Goal_LinksToTheMomentInTheCall()
    {
        var html = Html(CoachingReport.Of("x", Calls(48, 48, 48, 48, 48), Rubric.Default), Language.German);
        Assert.That(html, Does.Contain("href=\"../calls/0/scorecard.html#t=25.3,29.6\""));
    }

    [Test]
    public void Render_HostileAgent_StaysText()
    {
        var html = Html(CoachingReport.Of("<script>alert(1)</script>", Calls(48, 48, 48, 48, 48), Rubric.Default), Language.German);
        Assert.That(html, Does.Not.Contain("<script").And.Contain("&lt;script&gt;alert"));
    }

    internal static List<CoachingCall> Calls(params int[] impatienceScores) =>
    [
        .. impatienceScores.Select((score, index) => new CoachingCall(
            InventedCall.Make(card => WithImpatience(card, score), FirstDay.AddDays(index)).Scorecard,
            $"calls/{index}")),
    ];

    private static Scorecard WithImpatience(Scorecard card, int score) => card with
    {
        Mistakes = [.. card.Mistakes.Select(result => result.Mistake == Mistake.Impatience ? result with { Score = score, Severity = Rubric.Default.SeverityOf(score) } : result)],
    };

    private static string Html(CoachingReport report, Language language)
    {
        using var writer = new StringWriter();
        AgentPage.Render(report, language, Rubric.Default, "../", "index.html", writer);
        return writer.ToString();
    }
}
