using CallQuality.Audio;
using CallQuality.Core.Calls;
using CallQuality.Core.Mistakes;
using CallQuality.Core.Phrases;
using CallQuality.Core.Scoring;
using CallQuality.Core.Yardsticks;

namespace CallQuality.Tests.Yardsticks;

public class YardstickTests
{
    private static readonly YardstickText House = new("house.yaml", """
        version: h1
        language: de
        phrases:
          Urging:
            - pattern: 'hopp hopp jetzt'
              weight: 1
              example: 'Hopp hopp jetzt.'
              counter: 'Hoppla, jetzt sehe ich es.'
              better: 'Einen Moment, ich sehe nach.'
        """);

    [Test]
    public void With_OwnTexts_TakeThePlaceOfTheirPartsAlone()
    {
        var rubric = new YardstickText("rubric.yaml", RubricNumbers.With(RubricText.Shipped, "house", new Dictionary<string, string> { ["severity.none"] = "90" }));

        var yardstick = Yardstick.Shipped.With(new Dictionary<YardstickPart, YardstickText> { [YardstickPart.Rubric] = rubric, [YardstickPart.GermanPhrases] = House });

        Assert.That(yardstick.Rubric.Bands.None, Is.EqualTo(90));
        Assert.That(PhraseProbe.Find(yardstick.Phrases.German, "Na, hopp hopp jetzt!").Select(match => match.Entry.Category), Does.Contain(PhraseCategory.Urging));
        Assert.That(yardstick.Phrases.English, Is.SameAs(PhraseBook.BuiltIn(Language.English)));
    }

    [Test]
    public void VersionOf_ASoundText_IsTheOneItNames()
    {
        Assert.That(Yardstick.VersionOf(YardstickPart.GermanPhrases, House), Is.EqualTo(PhraseBook.BuiltIn(Language.German).Version + "+h1"));
        Assert.That(Yardstick.VersionOf(YardstickPart.Rubric, new YardstickText("r", RubricText.Shipped)), Is.EqualTo(Rubric.Default.Version));
    }

    [Test]
    public void VersionOf_AListOfTheOtherLanguage_IsRefused()
    {
        var error = Assert.Throws<YardstickException>(() => Yardstick.VersionOf(YardstickPart.EnglishPhrases, House));

        Assert.That(error!.Text.English, Is.EqualTo("house.yaml: the list is for the language 'de', the other one is expected."));
    }

    [Test]
    public void VersionOf_APhraseThatMissesItsExample_IsRefused()
    {
        var wrong = House with { Text = House.Text.Replace("'Hopp hopp jetzt.'", "'Zack zack jetzt.'", StringComparison.Ordinal) };

        Assert.That(() => Yardstick.VersionOf(YardstickPart.GermanPhrases, wrong), Throws.InstanceOf<CallQualityException>().With.Property("Text").Property("English").Contains("line 5"));
    }

    [Test]
    public void Trial_OfCalls_CountsWhatChangesAndHowSurely()
    {
        var calls = Enumerable.Range(0, 20).Select(number => Call($"call{number:00}", stored: 80, before: 80, after: number < 5 ? 60 : 80)).Append(Call("lost", 80, 80, null)).Append(Call("old", 70, 75, 75)).ToList();

        var trial = YardstickTrial.Of(calls, Enum.GetValues<Mistake>().ToHashSet());

        Assert.Multiple(() =>
        {
            Assert.That((trial.Calls, trial.Reproduced, trial.Changed), Is.EqualTo((22, 21, 6)));
            var shift = trial.Mistakes[Mistake.TooFast];
            Assert.That((shift.Both, shift.Gained, shift.Lost, shift.Higher, shift.Lower), Is.EqualTo((21, 0, 1, 0, 5)));
            Assert.That(shift.MeanAfter - shift.MeanBefore, Is.EqualTo(-100d / 21).Within(1e-9));
            Assert.That(shift.ChangeLow, Is.LessThan(-100d / 21).And.GreaterThan(-20));
            Assert.That(shift.ChangeHigh, Is.GreaterThan(-100d / 21).And.LessThanOrEqualTo(0));
            Assert.That(trial.Greatest[0], Is.EqualTo(new CallShift("lost", Mistake.TooFast, 80, null)));
            Assert.That(trial.Greatest, Has.Count.EqualTo(6));
            Assert.That(trial.Mistakes[Mistake.KnowItAll], Has.Property("Higher").EqualTo(0).And.Property("Lower").EqualTo(0));
        });
    }

    [Test]
    public void Trial_WhereMistakesAreKeptBack_SaysNothingOfThemNorOfTheWhole()
    {
        var trial = YardstickTrial.Of([Call("a", 80, 80, 60)], new HashSet<Mistake> { Mistake.KnowItAll });

        Assert.That((trial.Changed, trial.Overall.Both, trial.Greatest.Count), Is.EqualTo((0, 0, 0)));
        Assert.That(trial.Mistakes.Keys, Is.EqualTo(new[] { Mistake.KnowItAll }));
    }

    [Test]
    public void Trial_WithoutCalls_IsEmptyNotZero()
    {
        var trial = YardstickTrial.Of([], Enum.GetValues<Mistake>().ToHashSet());

        Assert.That((trial.Calls, trial.Overall.MeanBefore, trial.Overall.ChangeLow), Is.EqualTo((0, (double?)null, (double?)null)));
    }

    private static RejudgedCall Call(string id, int stored, int before, int? after) => new(id, Scores(stored), Scores(before), Scores(after));

    private static CallScores Scores(int? tooFast) =>
        new(tooFast, Enum.GetValues<Mistake>().ToDictionary(mistake => mistake, mistake => mistake == Mistake.TooFast ? tooFast : (int?)90));
}
