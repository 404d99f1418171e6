using CallQuality.Core.Calls;
using CallQuality.Core.Measurement;
using CallQuality.Core.Mistakes;
using CallQuality.Core.Scoring;
using CallQuality.Reports.Pages;
using CallQuality.Reports.Scorecards;

namespace CallQuality.Tests.Reports.Pages;

public class WordingsTests
{
    private const string Narrow = "\u202F";
    private static readonly Wordings German = new(Language.German);
    private static readonly Wordings English = new(Language.English);

    [TestCase(0, "0:00")]
    [TestCase(59.999, "0:59")]
    [TestCase(134.2, "2:14")]
    [TestCase(3723, "1:02:03")]
    [TestCase(-1, "0:00")]
    public void Time_OnTheClock_CutsFractions(double seconds, string expected)
    {
        Assert.That(German.Time(TimeSpan.FromSeconds(seconds)), Is.EqualTo(expected));
    }

    [Test]
    public void Value_Language_DecidesTheDecimalSign()
    {
        Assert.Multiple(() =>
        {
            Assert.That(German.Value(6.94, "syll/s"), Is.EqualTo($"6,9{Narrow}Silben/s"));
            Assert.That(English.Value(6.94, "syll/s"), Is.EqualTo($"6.9{Narrow}syllables/s"));
            Assert.That(German.Value(0.234, "share"), Is.EqualTo($"23{Narrow}%"));
            Assert.That(German.Value(3, "count"), Is.EqualTo("3"));
        });
    }

    [Test]
    public void Value_Unknown_IsADashNotZero()
    {
        Assert.That(new[] { German.Value(null, "st"), German.Value(double.NaN, "st") }, Is.All.EqualTo("–"));
    }

    [Test]
    public void Range_EachKindOfBound_ReadsNaturally()
    {
        Assert.Multiple(() =>
        {
            Assert.That(German.Range(new Norm(2.5, 4, "st", "L")), Is.EqualTo($"2,5–4,0{Narrow}Halbtöne"));
            Assert.That(German.Range(new Norm(null, 6, "s", "P")), Is.EqualTo($"bis 6,0{Narrow}s"));
            Assert.That(English.Range(new Norm(0.1, null, "share", "P")), Is.EqualTo($"10{Narrow}% or more"));
            Assert.That(English.Range(new Norm(null, 0, "count", "P")), Is.EqualTo("none"));
            Assert.That(English.Range(new Norm(null, null, "st", "P")), Is.EqualTo("–"));
        });
    }

    [Test]
    public void Measure_EveryMeasureOfTheRubric_HasAName()
    {
        var ids = Enum.GetValues<Mistake>().SelectMany(mistake => Rubric.Default.For(mistake).MeasureIds).Distinct();
        Assert.That(ids.Where(id => !HasName(id)), Is.Empty);
    }

    [Test]
    public void Measure_EveryRowOfTheTable_HasANameAndAPlaceInTheRecord()
    {
        var members = typeof(SideMeasurements).GetProperties().Select(property => char.ToLowerInvariant(property.Name[0]) + property.Name[1..]).ToHashSet();
        Assert.Multiple(() =>
        {
            Assert.That(MeasurementRows.All.Select(row => row.Id).Where(id => !HasName(id)), Is.Empty);
            Assert.That(MeasurementRows.All.Select(row => row.Id).Append("windows"), Is.EquivalentTo(members));
        });
    }

    // A label starts like one, in both languages; without a name the id would be shown.
    private static bool HasName(string id) => German.Measure(id) != id && char.IsUpper(German.Measure(id)[0]) && char.IsUpper(English.Measure(id)[0]);
}
